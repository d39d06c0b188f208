"""Tests of drentsportal.language."""
