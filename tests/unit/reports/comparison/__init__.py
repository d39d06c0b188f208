"""Tests of comparisons in every form."""
