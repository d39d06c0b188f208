"""Parks, plots, premises and what lies around them."""
