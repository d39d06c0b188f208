"""Tests of drentsportal.domain."""
