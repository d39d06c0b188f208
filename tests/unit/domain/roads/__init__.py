"""Tests of ``drentsportal.domain.roads``."""
