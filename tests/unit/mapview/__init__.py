"""Tests of the web map without Qt."""
