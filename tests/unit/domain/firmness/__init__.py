"""Tests of ``drentsportal.domain.firmness``."""
