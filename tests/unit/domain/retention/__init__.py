"""Tests of ``drentsportal.domain.retention``."""
