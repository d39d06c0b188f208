"""Business park sites in Drenthe: from a request to a sent advice."""
