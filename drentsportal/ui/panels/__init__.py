"""The panels of the window: each shows one thing and emits what the person asked for."""
