"""Measurements, printed as ratios to a floor or peer in the same run; never a timed test."""
