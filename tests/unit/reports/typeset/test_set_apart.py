"""A document that is set in a process of its own: the same bytes and faults, and gone when it is stopped."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal import __main__ as entry
from drentsportal.errors import ReportError
from drentsportal.paths import resources_dir
from drentsportal.reports.typeset import set_apart as module
from drentsportal.reports.typeset.set_apart import SET_CHILD, child_command, set_apart
from drentsportal.reports.typeset.setting import SettingJob
from drentsportal.reports.typeset.typesetter import Typesetter
from drentsportal.services.progress import CancelledError
from tests.unit.reports.subjects import MADE_UTC

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

_PAGE = """
#set document(title: "blad")
#set text(font: "Source Sans Pro", lang: "nl")
#let d = json("data.json")
= #d.title
#d.words
"""
# typst itself ends a loop of which it sees no end; this one has an end, minutes away.
_LONG = """
#set document(title: "blad")
#for n in range(10000) { for m in range(10000) { let _ = n * m } }
"""
_DATA = '{"title": "Locatie", "words": "Nieuw-Amsterdam"}'


@pytest.fixture
def typesetter(tmp_path: Path) -> Typesetter:
    """Give one with a template of a page, one with a fault in line 5, and one that takes minutes."""
    folder = tmp_path / "templates"
    folder.mkdir()
    for name, text in {
        "page.typ": _PAGE,
        "broken.typ": _PAGE.replace("d.title", "d.titel"),
        "long.typ": _LONG,
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Typesetter(resources_dir() / "documents", own_templates_dir=folder)


def _nothing() -> None:
    """Watch, and let it go on."""


def _stopping_at(count: int) -> Callable[[], None]:
    calls: list[int] = []

    def watch() -> None:
        calls.append(1)
        if len(calls) == count:
            raise CancelledError

    return watch


def test_it_is_set_to_the_same_bytes(typesetter: Typesetter) -> None:
    """As if it were set here."""
    apart = typesetter.pdf_apart("page.typ", _DATA, MADE_UTC, _nothing)
    assert apart == typesetter.pdf_of("page.typ", _DATA, MADE_UTC)


def test_a_fault_is_told_as_here(typesetter: Typesetter) -> None:
    """With file, line and words."""
    with pytest.raises(ReportError) as here:
        typesetter.pdf_of("broken.typ", _DATA, MADE_UTC)
    with pytest.raises(ReportError) as apart:
        typesetter.pdf_apart("broken.typ", _DATA, MADE_UTC, _nothing)
    assert here.value.message_id == apart.value.message_id == "error.document.template_line"
    assert here.value.params == apart.value.params


def test_what_takes_minutes_is_stopped(typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is gone by the time that the person is told."""
    started: list[int] = []
    true_give = module._give  # noqa: SLF001 - to learn which process it is

    def give(process: subprocess.Popen[bytes], told: dict[str, Any]) -> None:
        started.append(process.pid)
        true_give(process, told)

    monkeypatch.setattr(module, "_give", give)
    with pytest.raises(CancelledError):
        typesetter.pdf_apart("long.typ", _DATA, MADE_UTC, _stopping_at(4))
    (pid,) = started
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_stopped_before_it_begins(typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started."""
    monkeypatch.setattr(module, "_running", None)
    with pytest.raises(CancelledError):
        typesetter.pdf_apart("page.typ", _DATA, MADE_UTC, _stopping_at(1))


@pytest.mark.parametrize("code", ["import sys; sys.exit(1)", "import os; os.kill(os.getpid(), 9)", ""])
def test_a_process_that_ends_without_a_word_is_told(code: str, tmp_path: Path) -> None:
    """As the system ends one that takes too much memory."""
    job = SettingJob(str(tmp_path), str(tmp_path), "page.typ", {}, 0)
    with pytest.raises(ReportError) as caught:
        set_apart(job, _nothing, (sys.executable, "-c", code))
    assert caught.value.message_id == "error.document.set_ended"


def test_a_frozen_application_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no interpreter to ask for a module: the program's own entry takes the job."""
    assert entry.SET_CHILD == SET_CHILD
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command() == (sys.executable, SET_CHILD)


def test_the_entry_takes_the_job(typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a frozen application does, without window or command line."""
    by_entry = (sys.executable, "-m", "drentsportal", SET_CHILD)
    monkeypatch.setattr(module, "child_command", lambda: by_entry)
    apart = typesetter.pdf_apart("page.typ", _DATA, MADE_UTC, _nothing)
    assert apart == typesetter.pdf_of("page.typ", _DATA, MADE_UTC)
