"""Tests of ``drentsportal.domain.cases``."""
