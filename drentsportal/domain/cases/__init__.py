"""A case: who, when, what was said and decided."""
