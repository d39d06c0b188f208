"""What the use cases need from the outside, one module per subject; adapters keep these promises."""
