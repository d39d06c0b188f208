"""Unit tests; folders mirror the package."""
