"""Tests of the decision methods and of ways to set weights."""
