"""The web map: its page, its layers as GeoJSON, its styles and the messages to and from it. No Qt."""
