"""What is asked is judged, scored, ordered and explained."""
