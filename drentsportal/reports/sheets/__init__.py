"""Workbooks and lists of cells."""
