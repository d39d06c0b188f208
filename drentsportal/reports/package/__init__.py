"""The information package: what it says, and how its own pages and those of others become one file."""
