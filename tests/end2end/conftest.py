"""The command line in this process, as the unit tests of ``drentsportal.cli`` run it."""

from tests.unit.cli.conftest import cli, own_folders

__all__ = ["cli", "own_folders"]
