"""Photographs of sites: scaled, turned upright, and without what they tell about the photographer."""
