"""Tests of ``drentsportal.domain.checks``."""
