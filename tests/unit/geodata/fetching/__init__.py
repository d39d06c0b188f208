"""Reading services of the web."""
