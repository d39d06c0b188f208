"""What is missing, old or contradictory in the data, and whom to ask for it."""
