"""What is set lies in clear among the temporary files no longer than it must, also when all is killed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import pytest

from drentsportal.bootstrap import open_services
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset.held_folder import HeldFolder, clear_left_folders
from drentsportal.reports.typeset.typesetter import Typesetter
from drentsportal.settings import Settings
from tests.unit.reports.subjects import MADE_UTC

MARK: Final = "Klompenwoord"
PAGE: Final = """
    #set document(title: "x")
    #let d = json("data.json")
    #d.title
"""
KILLED: Final = """
import os, signal, sys
from pathlib import Path
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset import typesetter
from tests.unit.reports.subjects import MADE_UTC

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

setter = typesetter.Typesetter(resources_dir() / "documents", own_templates_dir=Path(sys.argv[1]))
if sys.argv[2] == "meanwhile":
    typesetter.set_pdf = die
setter.pdf("page.typ", {"title": sys.argv[3]}, MADE_UTC)
die()
"""


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a template that reads its data from a file, and a folder of temporary files of its own."""
    for name in ("temporary", "templates"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "templates" / "page.typ").write_text(PAGE, encoding="utf-8")
    return tmp_path / "templates"


def _killed(templates: Path, when: str) -> None:
    # Its own words are told in the arguments, which no file holds.
    command = [sys.executable, "-c", KILLED, str(templates), when, MARK]
    ended = subprocess.run(  # noqa: S603 - our own program
        command, check=False, cwd=Path(__file__).parents[4], capture_output=True
    )
    assert ended.returncode < 0, ended.stderr.decode()


def _told(folder: Path) -> list[str]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return [each.name for each in files if MARK.encode() in each.read_bytes()]


def test_the_next_run_clears_what_a_killed_one_left(templates: Path) -> None:
    """Killed while it was set, the text lies in the file; what still is held stays."""
    temporary = Path(tempfile.gettempdir())
    with HeldFolder() as held:
        _killed(templates, "meanwhile")
        assert _told(temporary) == ["data.json"]
        left = set(temporary.glob("drentsportal-set-*")) - {held.path}
        assert len(left) == 1
        setter = Typesetter(resources_dir() / "documents", own_templates_dir=templates)
        assert _told(temporary) == []
        assert not any(each.exists() for each in left)
        clear_left_folders()
        assert held.path.is_dir()
        assert setter.pdf("page.typ", {"title": "x"}, MADE_UTC).startswith(b"%PDF")


def test_after_setting_nothing_of_the_text_is_left(templates: Path) -> None:
    """Killed later, there is nothing to clear."""
    _killed(templates, "later")
    assert list(Path(tempfile.gettempdir()).glob("drentsportal-set-*"))
    assert _told(Path(tempfile.gettempdir())) == []


def test_opening_a_workspace_clears_it_too(templates: Path, tmp_path: Path) -> None:
    """Whoever starts after a crash need not set a document for it."""
    _killed(templates, "meanwhile")
    open_services(Settings(), tmp_path / "werk.drents").workspace.close()
    assert _told(Path(tempfile.gettempdir())) == []
