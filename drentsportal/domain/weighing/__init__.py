"""Weights of wishes, set by one person or several."""
