"""The user guide inside the window: its pages, what's-this texts and the tour."""
