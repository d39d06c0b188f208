"""Tests of the repository itself: licence, lock, import rules, documents."""
