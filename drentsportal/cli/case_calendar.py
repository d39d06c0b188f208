"""``drentsportal case calendar``: the dates of path and tasks as a file for a calendar program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.out_files import check_out
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session


@dataclass(frozen=True, kw_only=True)
class CalendarOptions(PrintOptions):
    """The file, and one case or one owner."""

    out: Annotated[Path, typer.Argument(metavar="OUT", help="cli.case.calendar.out", show_default=False)]
    case: Annotated[str | None, typer.Option("--case", metavar="CASE", help="cli.case.calendar.case")] = None
    owner: Annotated[str | None, typer.Option("--owner", metavar="NAME", help="cli.case.calendar.owner")] = (
        None
    )


def register(cases: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command to the group of cases."""
    add_command(cases, "case calendar", CalendarOptions, run, open_session)


def run(session: Session, options: CalendarOptions) -> None:
    """Write the calendar of one case, or of all cases of one owner."""
    check_out(session, options, options.out, ".ics")
    if (options.case is None) == (options.owner is None):
        raise InputError("error.calendar.one_subject", field="case")
    service = session.open(options).calendar
    if options.case is not None:
        made = service.export(options.case, options.out)
    else:
        made = service.export_of_owner(options.owner or "", options.out)
    if options.as_json:
        session.terminal.json(
            {
                "document": str(made.document.path),
                "sha256": made.document.sha256,
                "dates": made.date_count,
                "cases": list(made.numbers),
            }
        )
    else:
        session.print(
            "cli.case.calendar.made",
            path=str(made.document.path),
            date_count=made.date_count,
            case_count=len(made.numbers),
        )
