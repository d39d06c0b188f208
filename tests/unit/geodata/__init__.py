"""Tests of reading files from elsewhere."""
