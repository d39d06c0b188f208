"""Tests that run for a long time on purpose."""
