"""Tests of ``drentsportal.domain.asking``."""
