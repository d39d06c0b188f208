"""The command line in this process, as the unit tests of ``drentsportal.cli`` run it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.unit.cli.conftest import CommandLine, cli, own_folders

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["cli", "own_folders"]

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the whole job out of what is measured: tests of the parts must reach their lines without it."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker("unmeasured")


@pytest.fixture(scope="module")
def sample_cli(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """Import all sample data once for the tests of a module, none of which changes it."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("voorbeeld")
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
            patch.setenv(name, str(folder))
        made = CommandLine(folder)
        made.import_samples()
        yield made
