"""What a company asks."""
