"""How firm a ranking is, and which answers could change it."""
