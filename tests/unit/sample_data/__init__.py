"""Tests of the sample data and of the reference data that ships."""
