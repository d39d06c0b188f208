"""Whether plots together, and a building on them, really fit."""
