"""Tests of ``drentsportal.reports.factsheet``."""
