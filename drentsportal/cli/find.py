"""``drentsportal find``: one search over sites, cases, functions and, where asked, companies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.services.finding import MOST_OF_A_KIND

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session
    from drentsportal.services.finding import FoundGroup, FoundThing


@dataclass(frozen=True, kw_only=True)
class FindOptions(PrintOptions):
    """The words, in any order."""

    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="cli.find.words", show_default=False)]
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="cli.find.most")] = MOST_OF_A_KIND
    internal: Annotated[bool, typer.Option("--internal", help="cli.find.internal")] = False


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "find", FindOptions, run, open_session)


def run(session: Session, options: FindOptions) -> None:
    """Find, the kind with the nearest thing first; names of companies only when asked for."""
    finding = session.open(options).finding
    groups = finding.find(" ".join(options.words), options.most, with_companies=options.internal)
    if options.as_json:
        session.terminal.json([_content(each) for each in groups])
        return
    if not groups:
        session.print("cli.find.nothing")
        return
    columns = [session.say(f"cli.find.column.{name}") for name in ("kind", "id", "name", "beside")]
    rows = [_row(each, session) for group in groups for each in group.things]
    session.terminal.table(columns, rows)
    for group in groups:
        if group.count > len(group.things):
            kind = session.say(f"finding_kind.{group.kind.value}")
            session.print("cli.find.more", kind=kind, shown=len(group.things), count=group.count)


def _content(group: FoundGroup) -> dict[str, object]:
    found = [
        {
            "id": each.id,
            "name": each.name,
            "beside": list(each.beside),
            "nearness": each.nearness.name.lower(),
        }
        for each in group.things
    ]
    return {"kind": group.kind.value, "count": group.count, "found": found}


def _row(found: FoundThing, session: Session) -> tuple[str, ...]:
    kind = session.say(f"finding_kind.{found.kind.value}")
    return (kind, found.id, found.name, ", ".join(found.beside))
