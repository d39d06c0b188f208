"""Subsidies, loans and services: what they are for, whom they fit on a day, and which may go out."""
