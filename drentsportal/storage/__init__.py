"""The workspace: one file that keeps every value's history and every case, sealed where it is personal."""
