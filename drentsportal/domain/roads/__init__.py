"""Drive times over a road network, and rings around a place."""
