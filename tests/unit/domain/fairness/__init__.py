"""Tests of ``drentsportal.domain.fairness``."""
