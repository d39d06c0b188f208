"""What the figures of many cases come to: the quarter of the Rodeloper consultation, the week of a team."""
