"""Tests of the portal; `make test` runs them."""
