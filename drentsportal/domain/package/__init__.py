"""The information package of a case: its parts, and what of them is there."""
