"""Tests of what is recognised in messages."""
