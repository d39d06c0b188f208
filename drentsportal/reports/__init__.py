"""Writes documents: PDF by typst, letters as DOCX, tables as XLSX and CSV."""
