"""Many factsheets in one go: one file each, and all of them in one document."""
