"""The map in the window: own address scheme, nothing from outside, typed messages to and from the page."""
