"""Shortest paths over a road network: the one place that imports scipy."""
