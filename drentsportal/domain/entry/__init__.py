"""Values that people type."""
