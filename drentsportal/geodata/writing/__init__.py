"""Files that other programs read, written beside their name and renamed when complete."""
