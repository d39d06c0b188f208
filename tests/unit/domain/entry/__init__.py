"""Tests of ``drentsportal.domain.entry``."""
