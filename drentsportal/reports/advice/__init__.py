"""The advice of a case, as PDF and as letter."""
