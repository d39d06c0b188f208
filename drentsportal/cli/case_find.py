"""``drentsportal case search``: cases, companies and sites by words; internal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.services.case_search import MOST_HITS

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session
    from drentsportal.services.case_search import FoundText


@dataclass(frozen=True, kw_only=True)
class SearchOptions(PrintOptions):
    """The words, in any order."""

    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="cli.case.search.words", show_default=False)
    ]
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="cli.case.search.most")] = MOST_HITS


def register(group: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command to the group of cases."""
    add_command(group, "case search", SearchOptions, run, open_session)


def run(session: Session, options: SearchOptions) -> None:
    """Find, the best first."""
    found = session.open(options).search.find(" ".join(options.words), options.most)
    if options.as_json:
        session.terminal.json([_content(each) for each in found])
        return
    if not found:
        session.print("cli.case.search.nothing")
        return
    names = ("kind", "id", "title", "found_in", "excerpt")
    columns = [session.say(f"cli.case.search.column.{name}") for name in names]
    session.terminal.table(columns, [_row(each, session) for each in found])
    if len(found) == options.most:
        session.print("cli.case.search.more", count=options.most)


def _content(found: FoundText) -> dict[str, object]:
    return {
        "kind": found.kind.value,
        "id": found.id,
        "title": found.title,
        "found_in": [each.value for each in found.found_in],
        "excerpt": found.excerpt,
    }


def _row(found: FoundText, session: Session) -> tuple[str, ...]:
    return (
        session.say(f"found_kind.{found.kind.value}"),
        found.id,
        found.title,
        ", ".join(session.say(f"found_in.{each.value}") for each in found.found_in),
        found.excerpt,
    )
