"""The weighing of a request, for the bestuur."""
