"""Tests of shortest paths."""
