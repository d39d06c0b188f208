"""What a company's sector says of where it belongs."""
