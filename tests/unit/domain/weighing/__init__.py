"""Tests of ``drentsportal.domain.weighing``."""
