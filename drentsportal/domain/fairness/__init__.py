"""Even treatment of gemeenten, and the weighing of the request itself."""
