"""The use cases that the window and the command line share, and the ports behind which adapters sit."""
