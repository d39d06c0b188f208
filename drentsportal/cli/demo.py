"""``drentsportal demo``: the whole job from the sample data, from five requests to advice that can be sent.

The clock is set by hand to moments that belong to the requests, so two runs give the same documents. Cases
one to three are answered in time; the last two are still running when the demonstration ends.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from drentsportal.bootstrap import FixedClock
from drentsportal.cli.demo_workspace import (
    ANSWERED_AFTER,
    MADE_AFTER,
    OPENED_AFTER,
    fresh_workspace,
    moments_of,
)
from drentsportal.cli.exit_codes import ExitCode
from drentsportal.cli.options import CommonOptions, OutOption, add_command
from drentsportal.cli.session import read_text_file
from drentsportal.errors import InputError
from drentsportal.paths import sample_data_dir
from drentsportal.services.assessment_data import read_answers
from drentsportal.services.failed_documents import IncompleteBatchError
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.request_exchange import read_request_file
from drentsportal.services.samples import SAMPLE_FILES
from drentsportal.settings import changed

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session
    from drentsportal.domain.cases.case import Case
    from drentsportal.services.request_exchange import RequestFile

WORKSPACE_NAME: Final = "voorbeeld.drents"
MAP_NAME: Final = "kaart.html"
PICTURE_NAME: Final = "venster.png"

_IMPORTED_AT_UTC: Final = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
_ENDS_AT_UTC: Final = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
_AT_THE_DESK: Final = {
    "actor_name": "Schakelpunt (voorbeeld)",
    "actor_organisation": "Provincie Drenthe",
    "actor_role": "schakelpunt",
}
"""A function and no login name, so that the demonstration is the same for everybody."""

_ANSWERED: Final = 3
_SHOWN: Final = 3
"""Position of the case that map and window show: the web shop that moves."""

_CHOSEN: Final = 3


@dataclass(frozen=True, kw_only=True)
class DemoOptions(CommonOptions):
    """Where everything goes."""

    out: OutOption = Path("out")
    no_window: Annotated[bool, typer.Option("--no-window", help="cli.demo.no_window")] = False


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "demo", DemoOptions, run, open_session)


def run(session: Session, options: DemoOptions) -> None:
    """Do the whole job and list what was made."""
    _refuse_other_workspace(options)
    session.settings = changed(session.settings, **_AT_THE_DESK)
    requests = sorted((sample_data_dir() / "requests").glob("*.json"))
    first = options.out / WORKSPACE_NAME
    workspace = fresh_workspace(first, session.settings, _moments(requests))
    folder = options.out
    if workspace != first:
        # The documents of an earlier demonstration may have been worked on as well.
        folder = options.out / workspace.stem
        session.terminal.step(session.say("cli.demo.kept", path=str(first), made=str(workspace)))
    clock = FixedClock(_IMPORTED_AT_UTC)
    at = CommonOptions(workspace=workspace, language=options.language)
    services = session.open(at, create=True, clock=clock)
    made = [workspace]
    _import_samples(session, services)
    cases: list[Case] = []
    for number, path in enumerate(requests, 1):
        case, documents = _handle(session, clock, path, folder)
        cases.append(case)
        made += documents
        if number <= _ANSWERED:
            clock.stand_at(case.received_at_utc + ANSWERED_AFTER)
            services.desk.answer(case.number)
    clock.stand_at(_ENDS_AT_UTC)
    shown = cases[_SHOWN].number
    session.terminal.step(session.say("cli.demo.map"))
    made.append(
        services.map_export.write(folder / MAP_NAME, services.matching.latest(shown), case_number=shown)
    )
    session.close()
    made += _picture(session, workspace, shown, folder / PICTURE_NAME)
    session.print("cli.demo.made", file_count=len(made))
    for path in made:
        session.terminal.line(f"  {path.as_posix()}")
    if not options.no_window and session.window is not None and has_display():
        session.window.run(str(workspace), f"--case={shown}")


def _moments(requests: list[Path]) -> frozenset[datetime]:
    read = [read_request_file(read_text_file(path, "request")).received_at_utc for path in requests]
    return moments_of([each for each in read if each is not None], _IMPORTED_AT_UTC, _ENDS_AT_UTC)


def _refuse_other_workspace(options: DemoOptions) -> None:
    """Refuse what names or opens a workspace: the demonstration makes its own, and takes no other."""
    for name in ("workspace", "passphrase_file", "recovery_key_file"):
        if getattr(options, name) is not None:
            raise InputError("error.cli.demo_workspace", field=name)


def _import_samples(session: Session, services: AppServices) -> None:
    for name in SAMPLE_FILES:
        session.terminal.step(session.say("cli.demo.importing", file_name=name))
        with session.progress() as progress:
            services.imports.run(sample_data_dir() / name, ImportOptions(), progress)


def _handle(session: Session, clock: FixedClock, path: Path, out: Path) -> tuple[Case, list[Path]]:
    """Take one request from receipt to documents."""
    services = session.services
    read: RequestFile = services.request_files.read(read_text_file(path, "request"))
    if read.received_at_utc is None:
        raise InputError("error.request.received_missing", field="received_at")
    clock.stand_at(read.received_at_utc + OPENED_AFTER)
    case = services.request_files.open_file(read)
    result = services.matching.match_case(case.number)
    session.terminal.step(
        session.say(
            "cli.demo.matched",
            number=case.number,
            title=case.request.title,
            qualifier_count=result.qualifier_count,
            rejection_count=result.rejection_count,
        )
    )
    for candidate_id in result.ranking()[:_CHOSEN]:
        services.shortlist.add(case.number, candidate_id)
    if not result.qualifier_count:
        return case, []
    clock.stand_at(read.received_at_utc + MADE_AFTER)
    _assess(session, case.number, path.name)
    return case, _documents(session, case.number, out / case.number)


def _assess(session: Session, number: str, file_name: str) -> None:
    """Keep the invented assessment of a large request, without which no advice is made."""
    assessing = session.services.assessing
    if assessing.standing(number).is_missing:
        file = sample_data_dir() / "assessments" / file_name
        assessing.save(number, *read_answers(read_text_file(file, "answers")))


def _documents(session: Session, number: str, folder: Path) -> list[Path]:
    try:
        with session.progress() as progress:
            made = session.services.advising.make(number, folder, progress)
    except IncompleteBatchError as error:
        session.terminal.problem(session.say(error))
        made = error.made
    return [each.path for each in made]


def _picture(session: Session, workspace: Path, number: str, path: Path) -> list[Path]:
    """Write a picture of the window, in a process of its own; a missing one is told and not fatal."""
    session.terminal.step(session.say("cli.demo.picture"))
    command = ("picture", number, "--workspace", str(workspace), "--out", str(path))
    at = ("--at", _ENDS_AT_UTC.isoformat())
    if session.window is not None and session.window.run(*command, *at, quiet=True) == ExitCode.OK:
        return [path]
    session.terminal.problem(session.say("error.cli.no_window"))
    return []


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
