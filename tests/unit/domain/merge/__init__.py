"""Tests of ``drentsportal.domain.merge``."""
