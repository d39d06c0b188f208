"""The backends that keep the contract. A further one (PostGIS) joins by one more entry in `BACKENDS`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes import InMemoryWorkspace
from tests.new_files import new_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from drentsportal.services.ports.workspace import Workspace


def _sqlite(folder: Path) -> Workspace:
    return new_workspace(folder / "work.drents")


def _in_memory(_folder: Path) -> Workspace:
    return InMemoryWorkspace()


BACKENDS: dict[str, Callable[[Path], Workspace]] = {"sqlite": _sqlite, "in-memory": _in_memory}


@pytest.fixture(params=sorted(BACKENDS))
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    """Open an empty workspace of each backend in turn."""
    opened = BACKENDS[request.param](tmp_path)
    yield opened
    opened.close()
