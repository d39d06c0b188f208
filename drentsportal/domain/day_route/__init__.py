"""A day on the road: which order of stops takes the least travel, and when one is where."""
