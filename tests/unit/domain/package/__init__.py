"""The parts of the information package."""
