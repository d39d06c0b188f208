"""Bidbooks: many factsheets in one go."""
