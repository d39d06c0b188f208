"""Which file a demonstration may start anew in: never one in which somebody else has done something."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Final

from drentsportal.bootstrap import open_services
from drentsportal.errors import DrentsPortalError, InputError
from drentsportal.reports.typeset.finished_file import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.actor import Actor
    from drentsportal.settings import Settings

OPENED_AFTER: Final = timedelta(minutes=10)
MADE_AFTER: Final = timedelta(hours=2)
ANSWERED_AFTER: Final = timedelta(hours=4)
"""When the demonstration does its work, counted from the receipt of a request."""

_BESIDE: Final = ("", "-wal", "-shm")


def fresh_workspace(first: Path, settings: Settings, moments: frozenset[datetime]) -> Path:
    """Choose the file of a demonstration, clear away that of an earlier one, and make the folder.

    ``first`` is taken when it is not there, or when all that stands in it was done at one of ``moments`` by
    the person at the desk of ``settings``. Else it stays as it is and the next free number is taken.
    Raises ``InputError`` when the folder cannot be written.
    """
    path = _free(first, settings, moments)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for ending in _BESIDE:
            path.with_name(path.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            "error.cli.file_not_writable", field="out", path=str(path), reason=reason_of(error)
        ) from error
    return path


def moments_of(received: Iterable[datetime], *fixed: datetime) -> frozenset[datetime]:
    """Tell all moments at which a demonstration does something."""
    after = (OPENED_AFTER, MADE_AFTER, ANSWERED_AFTER)
    return frozenset([*fixed, *(each + wait for each in received for wait in after)])


def _free(first: Path, settings: Settings, moments: frozenset[datetime]) -> Path:
    path = first
    for number in count(2):
        if not path.exists() or _is_own(path, settings, moments):
            break
        path = first.with_name(f"{first.stem}-{number}{first.suffix}")
    return path


def _is_own(path: Path, settings: Settings, moments: frozenset[datetime]) -> bool:
    """Whether a file holds a demonstration and nothing else; what cannot be opened is somebody's."""
    try:
        services = open_services(settings, path, create=False)
    except DrentsPortalError:
        return False
    try:
        own = all(actor == settings.actor and at in moments for actor, at in _done(services))
        is_whole = all(step.undone_by_version is None for step in services.imports.steps())
    finally:
        services.workspace.close()
    # The log of SQLite stays while another program has the file open.
    return own and is_whole and not path.with_name(path.name + "-wal").exists()


def _done(services: AppServices) -> Iterable[tuple[Actor, datetime]]:
    """Tell who did what when: every step of the data and every event of a case."""
    for step in services.imports.steps():
        yield step.actor, step.at_utc
    for line in services.desk.cases():
        for event in services.desk.timeline(line.case.number):
            # A case begins at its receipt; whoever entered it did so later.
            entered_at = event.details.get("entered_at_utc")
            yield event.actor, event.at_utc if entered_at is None else datetime.fromisoformat(entered_at)
