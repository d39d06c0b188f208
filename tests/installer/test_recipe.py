"""One recipe freezes the program on Linux and on Windows; here it is read as PyInstaller would on either.

PyInstaller itself is not there: what it would be given is kept instead. That it makes a program of it is seen
on Linux by `make installer-test`, and on Windows by nothing yet.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.__main__ import WORKSPACE_SUFFIX
from installer import bundle, windows
from installer.project import BUNDLE, NAME, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RECIPE = ROOT / "installer" / "drentsportal.spec"
SYSTEMS = ("linux", "win32")


@dataclass(slots=True)
class Read:
    """What a recipe gives PyInstaller."""

    analysis: dict[str, Any] = field(default_factory=dict)
    programs: dict[str, dict[str, Any]] = field(default_factory=dict)
    folder: dict[str, Any] = field(default_factory=dict)


class Analysed:
    """What PyInstaller's analysis would give back: nothing found, and what the recipe put in."""

    def __init__(self) -> None:
        """Start with a file that is needed and one that is not."""
        self.datas = [("drentsportal/_data/resources/a.po", "a.po", "DATA")]
        self.binaries = [("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", "libqsqlite.so", "BINARY")]
        self.pure: list[object] = []
        self.scripts: list[object] = []


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Read]:
    """Give a function that reads the recipe as on a system."""
    hooks = ModuleType("PyInstaller.utils.hooks")
    found: dict[str, Callable[..., Any]] = {
        "collect_data_files": lambda name, **_: [(f"{name}.data", name)],
        "collect_submodules": lambda name, **_: [name, f"{name}.below"],
        "collect_all": lambda name: ([], [], [f"{name}._geometry"]),
        "copy_metadata": lambda name: [(f"{name}.dist-info", name)],
    }
    for name, function in found.items():
        setattr(hooks, name, function)
    utils = ModuleType("PyInstaller.utils")
    utils.hooks = hooks  # type: ignore[attr-defined] # a module in all but name
    for each in (ModuleType("PyInstaller"), utils, hooks):
        monkeypatch.setitem(sys.modules, each.__name__, each)
    monkeypatch.setattr(bundle, "BUILD", tmp_path)
    monkeypatch.setattr(bundle, "LEFT_OUT_LIST", tmp_path / "left_out.json")
    monkeypatch.setattr(bundle, "reached", lambda binaries: binaries)

    def as_on(system: str) -> Read:
        monkeypatch.setattr(sys, "platform", system)
        made = Read()
        exec(compile(RECIPE.read_text("utf-8"), RECIPE.name, "exec"), _names_of_pyinstaller(made))  # noqa: S102 - our own recipe
        return made

    return as_on


def _names_of_pyinstaller(made: Read) -> dict[str, object]:
    """Name what PyInstaller gives a recipe to work with."""

    def analyse(scripts: list[str], **given: Any) -> Analysed:  # noqa: ANN401 - as PyInstaller takes it
        made.analysis = {"scripts": scripts, **given}
        return Analysed()

    def program(*_: object, name: str, **given: Any) -> str:  # noqa: ANN401 - likewise
        made.programs[name] = given
        return name

    def collect(*parts: object, **given: Any) -> None:  # noqa: ANN401 - likewise
        made.folder = {"parts": parts, **given}

    return {
        "SPECPATH": str(RECIPE.parent),
        "Analysis": analyse,
        "PYZ": lambda pure: pure,
        "EXE": program,
        "COLLECT": collect,
    }


def test_windows_gets_what_linux_gets(read: Callable[[str], Read]) -> None:
    """The same modules loaded by name, files and exclusions: one is proved, so the other is not a guess."""
    linux, on_windows = (read(each).analysis for each in SYSTEMS)
    assert linux == on_windows
    assert {"pyogrio._geometry", "xstatic.pkg.leaflet", "drentsportal.below"} <= set(linux["hiddenimports"])
    assert "PySide6.QtQuick" in linux["excludes"]


@pytest.mark.usefixtures("files")
def test_the_programs_are_those_that_the_setup_names(read: Callable[[str], Read]) -> None:
    """One with a console and one without; the setup starts the latter, with icon and version in it."""
    made = read("win32")
    windows.render()
    named = set(re.findall(r"\{app\}\\([\w-]+)\.exe", windows.SCRIPT.read_text("utf-8-sig")))
    assert named == {f"{NAME}-window"}
    assert {name: given["console"] for name, given in made.programs.items()} == {
        NAME: True,
        f"{NAME}-window": False,
    }
    for given in made.programs.values():
        assert (given["icon"], given["version"]) == bundle.windows_files()
        assert str(given["icon"]).endswith(".ico")
    assert set(read("linux").programs) == {NAME}


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_left_out_stays_out(read: Callable[[str], Read], system: str) -> None:
    """The folder holds what the program needs, and its name is what both installers pack."""
    made = read(system)
    assert made.folder["name"] == BUNDLE.name
    packed = [each for part in made.folder["parts"] if isinstance(part, list) for each in part]
    assert packed == [("drentsportal/_data/resources/a.po", "a.po", "DATA")]


def test_every_module_that_is_left_out_is_asked_for_nowhere() -> None:
    """No line of the program imports one, also inside a function."""
    texts = [each.read_text("utf-8") for each in (ROOT / NAME).rglob("*.py")]
    for name in bundle.LEFT_OUT_MODULES:
        parent, _, last = name.rpartition(".")
        asked = rf"^\s*(?:import {re.escape(name)}\b|from {re.escape(name)}\b"
        asked += rf"|from {re.escape(parent)} import [^\n]*\b{last}\b)" if parent else ")"
        assert not [each for each in texts if re.search(asked, each, flags=re.MULTILINE)], name


def test_what_makes_installers_is_no_part_of_the_program(read: Callable[[str], Read]) -> None:
    """What stands in the environment for other reasons stays out, and what the program asks for does not."""
    excluded = set(read("linux").analysis["excludes"])
    assert {"pytest", "hypothesis", "_pytest", "ruff"} <= excluded
    assert excluded.isdisjoint({NAME, "pandas", "PySide6", "typst", "xstatic", "yaml", "packaging"})


@pytest.mark.usefixtures("files")
def test_the_file_type_of_both_installers_is_that_of_the_program() -> None:
    """What opens by double click is what the program takes for a workspace."""
    windows.render()
    assert rf'Subkey: "Software\Classes\{WORKSPACE_SUFFIX}"' in windows.SCRIPT.read_text("utf-8-sig")
    kind = (ROOT / "installer" / "files" / "drentsportal-mime.xml").read_text("utf-8")
    assert f'pattern="*{WORKSPACE_SUFFIX}"' in kind
