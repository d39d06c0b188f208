"""Tests of ``drentsportal.domain.instruments``."""
