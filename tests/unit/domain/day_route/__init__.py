"""A day on the road, worked out."""
