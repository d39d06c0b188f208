"""How the sample data is made: tables written by hand, and the geometry drawn from them."""
