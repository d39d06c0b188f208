"""``drentsportal shortlist``: chooses the candidates of a case that go into comparison and advice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.options import CaseArgument, PrintOptions, add_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session


@dataclass(frozen=True, kw_only=True)
class ShortlistOptions(PrintOptions):
    """The case, and what to add or take off; neither: show the shortlist."""

    case: CaseArgument
    add: Annotated[list[str] | None, typer.Option("--add", metavar="SITE", help="cli.shortlist.add")] = None
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="SITE", help="cli.shortlist.remove")
    ] = None
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="cli.shortlist.reason")] = ""


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "shortlist", ShortlistOptions, run, open_session)


def run(session: Session, options: ShortlistOptions) -> None:
    """Take off, add, and show what is on the shortlist then."""
    services = session.open(options)
    for name in options.remove or ():
        services.shortlist.remove(options.case, _on_list(services, options.case, name))
    for name in options.add or ():
        services.shortlist.add(options.case, services.browsing.resolve(name), options.reason)
    entries = services.shortlist.entries(options.case)
    if options.as_json:
        session.terminal.json(
            [{"id": each.candidate_id, "actor": each.actor.name, "reason": each.reason} for each in entries]
        )
        return
    if not entries:
        session.print("cli.shortlist.empty", number=options.case)
    for each in entries:
        shown = services.browsing.site(each.candidate_id).name
        session.print("cli.case.shortlisted", name=shown, candidate=each.candidate_id)


def _on_list(services: AppServices, number: str, name: str) -> str:
    """Find by id or name what is on the shortlist: what was retired is in no table and has to come off."""
    chosen = [services.browsing.site(each.candidate_id) for each in services.shortlist.entries(number)]
    wanted = name.strip().casefold()
    found = [each.id for each in chosen if wanted in {each.id.casefold(), each.name.casefold()}]
    return found[0] if len(found) == 1 else services.browsing.resolve(name)
