"""Tests of ``drentsportal.reports.sheets``."""
