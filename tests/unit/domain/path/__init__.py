"""The rules of the establishment path."""
