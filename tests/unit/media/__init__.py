"""Tests of the adapter for photographs."""
