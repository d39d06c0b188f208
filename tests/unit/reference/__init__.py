"""Tests of drentsportal.reference."""
