"""Table and list models over what services return; they hold no logic of the field."""
