"""Tests of ``drentsportal.domain.sectors``."""
