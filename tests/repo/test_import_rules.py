"""The import rules bite: each planted breach is found, and a clean tree passes.

The breaches are planted in a stub of the package that has every layer of the real
one but no code; the rules are those of the real pyproject.toml.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import grimp
import pytest

from tests.repo.places import ROOT, pyproject

LINT = "from importlinter.cli import lint_imports_command as lint; lint()"

# The layers that are one module; the others are packages.
MODULES = {"__main__", "bootstrap", "errors", "paths", "settings"}

# One breach for each contract, by the name of the contract's `id`.
BREACHES = {
    "layers": ("domain/x.py", "from drentsportal.services import x"),
    "pure-core": ("services/x.py", "import drentsportal.paths"),
    "pure-domain": ("domain/y.py", "from pathlib import Path"),
    "qt": ("cli/x.py", "def show():\n    from PySide6.QtWidgets import QLabel"),
    "folium": ("ui/x.py", "import folium"),
    "geopandas": ("storage/x.py", "from geopandas import GeoDataFrame"),
    "database": ("geodata/x.py", "import sqlite3"),
    "documents": ("ui/y.py", "import docx"),
    "routing": ("services/z.py", "from scipy.sparse import csr_array"),
    "mail": ("services/mail.py", "import tnefparse"),
    "pictures": ("reports/x.py", "from PIL import Image"),
    "terminal": ("services/y.py", "from rich.table import Table"),
    "translation": ("domain/z.py", "from babel.dates import format_date"),
}

# More ways to break the layers, each alone in the tree.
LAYER_BREACHES = {
    "siblings": ("storage/x.py", "import drentsportal.geodata"),
    "upwards": ("reports/x.py", "import drentsportal.settings"),
    "window-terminal": ("cli/x.py", "import drentsportal.ui"),
    "hidden": ("figures/x.py", "def f():\n    import drentsportal.mapview"),
    "unplaced": ("misc/x.py", ""),
}

# What the pure core may import beside Python's own library.
PURE_PACKAGES = {"drentsportal", "numpy", "pyproj", "shapely"}

Linter = Callable[[dict[str, str]], set[str]]


def contract_names() -> dict[str, str]:
    """Name of each contract by its id."""
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract["name"] for contract in contracts}


def layer_names() -> set[str]:
    """Every module and package that has a place in the layers."""
    (contract,) = (
        contract
        for contract in pyproject()["tool"]["importlinter"]["contracts"]
        if contract["id"] == "layers"
    )
    return {name for layer in contract["layers"] for name in re.findall(r"\w+", layer)}


@pytest.fixture
def lint(tmp_path: Path) -> Linter:
    """Return a function that plants files and gives the ids of broken contracts."""
    for name in layer_names():
        plant(tmp_path, f"{name}.py" if name in MODULES else f"{name}/x.py", "")
    config = (ROOT / "pyproject.toml").read_text("utf-8")
    (tmp_path / "pyproject.toml").write_text(config, "utf-8")

    def run(files: dict[str, str]) -> set[str]:
        for path, text in files.items():
            plant(tmp_path, path, text)
        return broken_contracts(tmp_path)

    return run


def plant(folder: Path, path: str, text: str) -> None:
    """Write a module of the stub package, and the package around it."""
    module = folder / "drentsportal" / path
    module.parent.mkdir(parents=True, exist_ok=True)
    for package in (folder / "drentsportal", module.parent):
        (package / "__init__.py").touch()
    module.write_text(text, "utf-8")


def broken_contracts(folder: Path) -> set[str]:
    """Run import-linter on the stub in `folder`."""
    result = subprocess.run(  # noqa: S603 -- our own interpreter and arguments
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    names = contract_names()
    seen = {id_ for id_, name in names.items() if f"{name} KEPT" in result.stdout}
    broken = {id_ for id_, name in names.items() if f"{name} BROKEN" in result.stdout}
    assert seen | broken == set(names), result.stdout + result.stderr
    assert result.returncode == (1 if broken else 0)
    return broken


def test_the_stub_itself_keeps_every_rule(lint: Linter) -> None:
    """Without this, a broken contract below would prove nothing."""
    assert lint({}) == set()


def test_each_contract_finds_its_breach(lint: Linter) -> None:
    """All breaches at once: every contract is broken."""
    assert set(BREACHES) == set(contract_names())
    assert lint(dict(BREACHES.values())) == set(BREACHES)


@pytest.mark.parametrize("name", LAYER_BREACHES)
def test_the_layers_are_exhaustive_and_one_way(lint: Linter, name: str) -> None:
    """Each of these alone breaks the layers contract, and no other."""
    path, text = LAYER_BREACHES[name]
    assert lint({path: text}) == {"layers"}


def test_the_pure_core_imports_only_what_is_listed() -> None:
    """A list of what is allowed, where the contracts list what is forbidden."""
    graph = grimp.build_graph("drentsportal", include_external_packages=True, cache_dir=None)
    strangers = {
        (module, imported)
        for module in graph.modules
        if module.startswith(("drentsportal.domain", "drentsportal.services"))
        for imported in graph.find_modules_directly_imported_by(module)
        if imported.partition(".")[0] not in PURE_PACKAGES | sys.stdlib_module_names
    }
    assert strangers == set()
