"""Tests of the figures of many cases."""
