"""Tests of ``drentsportal.reports.assessment``."""
