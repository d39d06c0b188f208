"""One suite for every backend of the store; a new one joins in `conftest.py`."""
