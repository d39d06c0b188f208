"""Tests of ``drentsportal.reports.advice``."""
