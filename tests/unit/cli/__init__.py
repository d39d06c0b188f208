"""Tests of drentsportal.cli."""
