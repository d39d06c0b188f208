"""``drentsportal case access``: who looked at a case or company, or what somebody looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.cli.session import Session
    from drentsportal.domain.cases.access import AccessEntry


@dataclass(frozen=True, kw_only=True)
class AccessOptions(PrintOptions):
    """Of which case or company, or by whom."""

    subject: Annotated[
        str | None, typer.Argument(metavar="CASE|COMPANY", help="cli.access.subject", show_default=False)
    ] = None
    person: Annotated[str, typer.Option("--person", metavar="NAME", help="cli.access.person")] = ""


def register(group: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command to the group of cases."""
    add_command(group, "case access", AccessOptions, access, open_session)


def access(session: Session, options: AccessOptions) -> None:
    """List who looked at a case or company, or what somebody looked at."""
    log = session.open(options).access
    if options.subject is not None:
        found: Sequence[AccessEntry] = log.of_subject(options.subject)
        wanted = options.person.casefold()
        found = [each for each in found if not wanted or each.actor.name.casefold() == wanted]
    elif options.person:
        found = log.of_person(options.person)
    else:
        raise InputError("error.cli.access_whose", field="person")
    if options.as_json:
        session.terminal.json([_access_content(each) for each in found])
        return
    if not found:
        session.print("cli.access.none")
        return
    names = ("at", "who", "what", "subject")
    rows = [
        (
            session.language.value(each.at_utc, "moment"),
            each.actor.name,
            session.say(f"access_kind.{each.kind.value}"),
            each.subject,
        )
        for each in found
    ]
    session.terminal.table([session.say(f"cli.access.column.{name}") for name in names], rows)


def _access_content(entry: AccessEntry) -> dict[str, object]:
    return {
        "at": entry.at_utc.isoformat(),
        "actor": entry.actor.name,
        "organisation": entry.actor.organisation,
        "kind": entry.kind.value,
        "subject": entry.subject,
    }
