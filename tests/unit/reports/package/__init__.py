"""The information package as files."""
