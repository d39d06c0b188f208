"""Tests of ``drentsportal.domain.sites``."""
