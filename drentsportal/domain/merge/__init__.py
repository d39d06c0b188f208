"""Deliveries, and how they meet what is there."""
