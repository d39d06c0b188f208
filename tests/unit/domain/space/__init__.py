"""Tests of ``drentsportal.domain.space``."""
