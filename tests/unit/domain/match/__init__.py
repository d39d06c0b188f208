"""Tests of ``drentsportal.domain.match``."""
