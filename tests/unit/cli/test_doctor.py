"""``doctor``: what it checks of a whole installation, and what it writes down to send along."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drentsportal.cli.demo import MAP_NAME, PICTURE_NAME, WORKSPACE_NAME
from drentsportal.cli.diagnostics import without_person
from drentsportal.cli.exit_codes import ExitCode
from drentsportal.cli.main import Door, run
from drentsportal.cli.terminal import Terminal
from drentsportal.settings import Settings, save_settings

if TYPE_CHECKING:
    import pytest

    from drentsportal.bootstrap import AppServices
    from tests.unit.cli.conftest import CommandLine

MADE = {
    WORKSPACE_NAME: b"SQLite format 3\0",
    "D-2026-0001/advies.pdf": b"%PDF-1.7",
    "D-2026-0001/brief.docx": b"PK\x03\x04",
    MAP_NAME: b"<!DOCTYPE html>",
    PICTURE_NAME: b"\x89PNG\r\n",
}


class FakeWindow:
    """Leaves the files of a main job, or some of them."""

    def __init__(self, files: dict[str, bytes], *, sandboxed: bool | None = True, code: int = 0) -> None:
        """Say what the main job will leave and how it ends."""
        self._files, self._sandboxed, self._code = files, sandboxed, code
        self.folder = Path()

    def paint(self, services: AppServices, case_number: str, path: Path, theme: str) -> Path:
        """Never asked for here."""
        raise NotImplementedError

    def run(self, *arguments: str, quiet: bool = False) -> int:
        """Put the files into the folder that is asked for."""
        assert arguments[0] == "demo"
        assert quiet
        self.folder = Path(arguments[arguments.index("--out") + 1])
        for name, content in self._files.items():
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        return self._code

    def is_sandboxed(self) -> bool | None:
        """As told."""
        return self._sandboxed


def bundle_states(window: FakeWindow | None) -> tuple[int, dict[str, str]]:
    """Check a whole installation; gives the exit code and the state of each check that belongs to it."""
    out = io.StringIO()
    code = run(["doctor", "--bundle", "--json"], Door(Terminal(out, io.StringIO()), window))
    found: list[dict[str, Any]] = json.loads(out.getvalue())
    names = {"modules", "job", "sandbox"}
    told = [each for each in found if each["check"] in names or each["check"].startswith("job")]
    return code, {each["check"]: each["state"] for each in told}


def test_a_whole_installation_does_the_main_job() -> None:
    """Every file is seen, and the folder of the trial is gone afterwards."""
    window = FakeWindow(MADE)
    code, states = bundle_states(window)
    assert code == ExitCode.OK
    assert set(states.values()) == {"ok"}
    made = {"job_workspace", "job_advice", "job_letter", "job_map", "job_window"}
    assert set(states) == {"modules", "sandbox", *made}
    assert not window.folder.exists()


def test_what_the_main_job_does_not_make_is_a_fault() -> None:
    """A file that is no PDF counts as none."""
    files = {**MADE, "D-2026-0001/advies.pdf": b"no document"}
    del files[PICTURE_NAME]
    code, states = bundle_states(FakeWindow(files, code=1))
    assert code == ExitCode.ERROR
    faults = {check for check, state in states.items() if state == "fault"}
    assert faults == {"job", "job_advice", "job_window"}


def test_a_web_engine_without_sandbox_is_told_and_no_fault() -> None:
    """The map works; what does not say is told as such."""
    assert bundle_states(FakeWindow(MADE, sandboxed=False))[1]["sandbox"] == "note"
    assert bundle_states(FakeWindow(MADE, sandboxed=None))[1]["sandbox"] == "note"


def test_an_installation_without_window_is_not_whole() -> None:
    """It says so instead of leaving the main job out in silence."""
    code, states = bundle_states(None)
    assert code == ExitCode.ERROR
    assert states["job_window"] == "fault"


def test_the_report_names_no_person(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Home folder, login name and everything that a person typed stay out; counts and versions are there."""
    monkeypatch.setenv("LOGNAME", "jansen")
    cli.make_workspace()
    save_settings(
        Settings(
            actor_name="Geertje Proefnaam",
            actor_organisation="Gemeente Nergenshuizen",
            road_layer="laag van Geertje",
            workspace="/data/jansen/eigen.drents",
        )
    )
    report = cli.folder / "verslag.txt"
    outcome = cli("doctor", "--out", report)
    assert outcome.code == ExitCode.OK
    assert str(report) in outcome.out
    text = report.read_text("utf-8")
    for word in ("Geertje", "Nergenshuizen", "jansen", str(cli.folder), str(Path.home())):
        assert word not in text
    assert "Naam: zelf ingevuld" in text
    assert "….drents gaat open" in text
    assert "Kavels: 0" in text
    assert "PySide6" in text


def test_a_report_about_no_workspace_says_so(cli: CommandLine) -> None:
    """An absent workspace is not made by looking for it."""
    report = cli.folder / "verslag.txt"
    assert cli("doctor", "--out", report).code == ExitCode.OK
    assert "Niet geopend" in report.read_text("utf-8")
    assert not cli.workspace.exists()


def test_a_report_tells_of_a_file_only_what_kind_it_is(cli: CommandLine) -> None:
    """A folder is called after a company, and its name stands in the reason why a file does not open too."""
    folder = cli.folder / "Bakkerij Pietersen"
    folder.mkdir()
    file = folder / "Verhuizing Pietersen.drents"
    file.write_bytes(b"no workspace at all")
    report = cli.folder / "verslag.txt"
    cli.bare("doctor", "--out", report, "--workspace", file)
    text = report.read_text("utf-8")
    assert "Pietersen" not in text
    assert "….drents gaat niet open" in text


def test_a_report_is_a_text_file(cli: CommandLine) -> None:
    """It takes the place of no workspace and of nothing of another kind."""
    outcome = cli("doctor", "--out", cli.folder / "verslag.pdf")
    assert outcome.code == ExitCode.ERROR
    assert ".txt" in outcome.err


def test_a_login_name_is_cut_from_paths_only() -> None:
    """As part of another word it says nothing about anybody."""
    text = "H:\\users\\anna\\a.drents, /mnt/anna/b, Hanna, Savannah"
    told = without_person(text, Path("/home/anna"), "anna")
    assert told == "H:\\users\\…\\a.drents, /mnt/…/b, Hanna, Savannah"
    assert without_person("/home/anna/x", Path("/home/anna"), "anna") == "~/x"
