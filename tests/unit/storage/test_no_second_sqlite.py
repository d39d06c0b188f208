"""GDAL carries its own SQLite; on the live file it would lose committed data without an error."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyogrio
import pytest

import drentsportal.storage
from drentsportal.errors import DataSourceError
from drentsportal.geodata.source_gate import check_source
from drentsportal.storage.sqlite_workspace import open_workspace
from tests.storage_contract.deliveries import deliver, parks

if TYPE_CHECKING:
    from collections.abc import Iterator

FORBIDDEN = {"pyogrio", "geopandas", "osgeo", "fiona", "pandas", "PySide6", "pysqlite3", "sqlcipher3"}
ROOT = Path(__file__).resolve().parents[3]


def imported(path: Path) -> Iterator[str]:
    """Give the packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_the_store_imports_nothing_that_carries_a_second_sqlite() -> None:
    """The store imports nothing that carries a second sqlite."""
    folder = Path(drentsportal.storage.__file__).parent
    modules = sorted(folder.rglob("*.py"))
    assert len(modules) > 20
    assert {(path.name, name) for path in modules for name in imported(path) if name in FORBIDDEN} == set()


def test_a_process_that_only_stores_loads_none_of_it() -> None:
    """A process that only stores loads none of it."""
    program = (
        "import sys, tempfile; from pathlib import Path\n"
        "from drentsportal.storage.sqlite_workspace import open_workspace\n"
        "from tests.storage_contract.deliveries import deliver, parks\n"
        "workspace = open_workspace(Path(tempfile.mkdtemp()) / 'a.drents', create=True)\n"
        "deliver(workspace, parks({'p1': {'gross_ha': 1.0}}))\n"
        "workspace.catalogue.site_table(); workspace.copy_before('x'); workspace.close()\n"
        f"print(sorted({FORBIDDEN!r} & set(sys.modules)))\n"
    )
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 - our own program
    assert ended.stdout == "[]\n"


@pytest.mark.parametrize("name", ["a.drents", "a.gpkg"])
def test_the_gate_of_the_readers_refuses_a_workspace_under_any_name(tmp_path: Path, name: str) -> None:
    """The gate of the readers refuses a workspace under any name."""
    path = tmp_path / name
    open_workspace(path, create=True).close()
    with pytest.raises(DataSourceError):
        check_source(path)


def test_gdal_is_never_given_a_workspace_that_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Gdal is never given a workspace that is open."""
    given: list[object] = []
    for name in ("read_dataframe", "read_arrow", "read_info", "list_layers", "open_arrow", "read_bounds"):
        monkeypatch.setattr(pyogrio, name, lambda path, *_, **__: given.append(path))
    path = tmp_path / "live.gpkg"
    workspace = open_workspace(path, create=True)
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    with pytest.raises(DataSourceError):
        check_source(path, [path])
    assert given == []
    assert workspace.catalogue.site("p1").value("gross_ha") == 1.0
    workspace.close()
