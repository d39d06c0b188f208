"""Tests of ``drentsportal.reports.typeset``."""
