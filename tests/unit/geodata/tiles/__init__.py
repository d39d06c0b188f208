"""Tests of the background tiles: service, folder, and both together."""
