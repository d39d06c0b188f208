"""Runs commands in this process, with folders of their own and a strict ear for missing texts."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.cli.main import Door, run
from drentsportal.cli.terminal import Terminal
from drentsportal.language import FIRST_LANGUAGE, Language
from drentsportal.paths import resources_dir, sample_data_dir, user_cache_dir
from drentsportal.services.samples import SAMPLE_FILES
from tests.new_files import new_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Outcome:
    """What a command printed and answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 - any JSON
        """What was printed, as data."""
        return json.loads(self.out)


class CommandLine:
    """Runs commands on one workspace file."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder and the workspace in it."""
        self.folder = folder
        self.workspace = folder / "proef.drents"

    def __call__(self, *arguments: str | Path) -> Outcome:
        """Run a command on the workspace."""
        return self.bare(*arguments, "--workspace", self.workspace)

    def make_workspace(self) -> None:
        """Make an empty workspace."""
        new_workspace(self.workspace).close()

    def import_samples(self) -> None:
        """Have all sample data, with the copies that the imports made, as if they were imported here."""
        for name, content in _imported_samples().items():
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)

    def bare(self, *arguments: str | Path) -> Outcome:
        """Run a command as it stands."""
        out, err = io.StringIO(), io.StringIO()
        code = run([str(each) for each in arguments], Door(Terminal(out, err)))
        outcome = Outcome(code, out.getvalue(), err.getvalue())
        assert "⟦" not in outcome.out + outcome.err, "a text is missing"
        assert "Traceback" not in outcome.out + outcome.err
        return outcome


@cache
def _imported_samples() -> Mapping[str, bytes]:
    """Import all sample data once for all tests of a run; a closed workspace is one file and its copies."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        _use_folders_in(Path(folder) / "own", patch)
        made = CommandLine(Path(folder) / "work")
        made.folder.mkdir()
        for name in SAMPLE_FILES:
            imported = made("import", sample_data_dir() / name)
            assert imported.code == ExitCode.OK, imported.err
        files = sorted(each for each in made.folder.rglob("*") if each.is_file())
        return {each.relative_to(made.folder).as_posix(): each.read_bytes() for each in files}


@cache
def _kept_catalogue() -> Mapping[str, bytes]:
    """Read the Dutch texts once for all tests of a run, and keep them as the program does."""
    with TemporaryDirectory() as folder:
        Language(FIRST_LANGUAGE, resources_dir(), cache_dir=Path(folder))
        return {each.name: each.read_bytes() for each in Path(folder).iterdir()}


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep settings, log and cache of the person at the desk out of the tests."""
    _use_folders_in(tmp_path, monkeypatch)
    user_cache_dir().mkdir(parents=True)
    for name, content in _kept_catalogue().items():
        (user_cache_dir() / name).write_bytes(content)


def _use_folders_in(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("XDG_DATA_HOME", str(folder / "data"))
    patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    patch.setenv("LOCALAPPDATA", str(folder / "local"))
    patch.setenv("HOME", str(folder))


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    """Give a command line on an empty workspace."""
    return CommandLine(tmp_path)
