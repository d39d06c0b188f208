"""Ctrl-C: code 130, one true sentence, and never a traceback."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from drentsportal.cli import import_sites, sites
from drentsportal.cli.exit_codes import ExitCode
from drentsportal.cli.session import Session
from drentsportal.paths import sample_data_dir
from drentsportal.services.site_import import SiteImport

if TYPE_CHECKING:
    from tests.unit.cli.conftest import CommandLine

PARKS = sample_data_dir() / "business_parks.geojson"


def interrupted(*_: object) -> None:
    """Do what the key does."""
    raise KeyboardInterrupt


def test_a_key_ends_a_command_with_one_sentence(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says no more than is known."""
    cli.make_workspace()
    monkeypatch.setattr(sites, "_print_list", interrupted)
    outcome = cli("sites")
    assert outcome.code == ExitCode.CANCELLED
    assert outcome.err == "Afgebroken. Alleen wat al helemaal was opgeslagen of geschreven, is gebleven.\n"


def test_a_key_while_a_session_opens_or_closes_is_told_too(
    cli: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Around the work of a command as well, once."""
    cli.make_workspace()
    for method in ("__init__", "close"):
        with monkeypatch.context() as patch:
            patch.setattr(Session, method, interrupted)
            outcome = cli("sites")
        assert outcome.code == ExitCode.CANCELLED
        assert (
            outcome.err == "Afgebroken. Alleen wat al helemaal was opgeslagen of geschreven, is gebleven.\n"
        )


def test_an_import_that_had_not_stored_says_so(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import that had not stored says so."""
    monkeypatch.setattr(SiteImport, "store", interrupted)
    outcome = cli("import", PARKS)
    assert outcome.code == ExitCode.CANCELLED
    assert outcome.err == "Afgebroken; er is niets van dit werk opgeslagen.\n"


def test_an_import_says_that_it_is_stored_before_its_rows(
    cli: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who breaks off the list of rows knows that the data is in."""
    monkeypatch.setattr(import_sites, "_print_issues", interrupted)
    spoilt = cli.folder / "parken.geojson"
    spoilt.write_text(PARKS.read_text(encoding="utf-8").replace('"gross_ha": ', '"gross_ha": -', 1), "utf-8")
    outcome = cli("import", spoilt)
    assert outcome.out.startswith("Opgeslagen als gegevensversie 1.")
    assert outcome.code == ExitCode.CANCELLED
    assert "niets" not in outcome.err


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot send itself this key there")
@pytest.mark.parametrize("module", ["drentsportal.cli.main", "numpy"])
def test_a_key_while_the_program_loads(cli: CommandLine, module: str) -> None:
    """Also in the middle of a library that hides what broke it off."""
    code = f"""
import os, signal, sys

class Key:
    def find_spec(self, name, *_):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

from drentsportal.__main__ import main
sys.meta_path.insert(0, Key())
sys.exit(main(["sites"]))
"""
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=60, cwd=cli.folder
    )
    assert (ended.returncode, ended.stderr) == (ExitCode.CANCELLED, "Afgebroken; er is niets opgeslagen.\n")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
@pytest.mark.parametrize("arguments", [[], ["werk.drents"]])
def test_without_a_screen_the_window_is_refused(
    cli: CommandLine, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Nothing hangs where nobody can see it."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "drentsportal", *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        cwd=cli.folder,
    )
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "geen beeldscherm" in ended.stderr
    assert "drentsportal --help" in ended.stderr
