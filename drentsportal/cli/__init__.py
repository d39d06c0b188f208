"""The command line: the same services as the window, for scripts, servers and people who prefer to type."""
