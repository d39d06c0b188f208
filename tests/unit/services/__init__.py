"""Tests of drentsportal.services."""
