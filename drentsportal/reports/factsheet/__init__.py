"""One site on a sheet: words, tables, maps."""
