"""How long a case is kept, what becomes of it then, and what of it is told to whom."""
