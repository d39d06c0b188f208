"""The path of a company from the first talk to the visit half a year after the opening: steps and rules."""
