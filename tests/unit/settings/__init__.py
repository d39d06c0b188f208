"""Tests of drentsportal.settings."""
