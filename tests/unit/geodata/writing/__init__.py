"""What is written: every format, read back."""
