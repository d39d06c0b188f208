"""Reference data that ships with the application: profiles, segments and instruments, from TOML files."""

from drentsportal.reference.toml_reference import TomlReference

__all__ = ["TomlReference"]
