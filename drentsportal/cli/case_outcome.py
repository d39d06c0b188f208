"""``drentsportal case outcome``: records what became of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.moments import date_option
from drentsportal.cli.options import CaseArgument, PrintOptions, add_command
from drentsportal.domain.cases.case import CaseStatus
from drentsportal.domain.cases.case_papers import outcome_to_data
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.cases.outcome import CaseOutcome, LostReason, OutcomeKind
from drentsportal.services.request_values import read_municipalities

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session


@dataclass(frozen=True, kw_only=True)
class OutcomeOptions(PrintOptions):
    """The case, how it ended, and what is known of it."""

    case: CaseArgument
    kind: Annotated[
        OutcomeKind, typer.Argument(metavar="KIND", help="cli.case.outcome.kind", show_default=False)
    ]
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="cli.case.outcome.on")] = None
    reason: Annotated[
        LostReason | None,
        typer.Option("--reason", help="cli.case.outcome.reason", show_default=False),
    ] = None
    municipality: Annotated[
        str | None, typer.Option("--gemeente", metavar="NAME", help="cli.case.outcome.gemeente")
    ] = None
    site: Annotated[str | None, typer.Option("--site", metavar="SITE", help="cli.case.outcome.site")] = None
    jobs: Annotated[int | None, typer.Option("--jobs", metavar="N", help="cli.case.outcome.jobs")] = None
    investment: Annotated[
        int | None, typer.Option("--investment", metavar="EUR", help="cli.case.outcome.investment")
    ] = None
    distance: Annotated[
        float | None, typer.Option("--distance", metavar="KM", help="cli.case.outcome.distance")
    ] = None
    from_outside: Annotated[
        bool | None,
        typer.Option("--from-outside/--from-drenthe", help="cli.case.outcome.outside", show_default=False),
    ] = None
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="cli.case.outcome.note")] = ""
    close: Annotated[bool, typer.Option("--close", help="cli.case.outcome.close")] = False


def register(group: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command to the group of cases."""
    add_command(group, "case outcome", OutcomeOptions, run, open_session)


def run(session: Session, options: OutcomeOptions) -> None:
    """Record the outcome; without a day it is today."""
    services = session.open(options)
    today = services.clock.now_utc().astimezone(DUTCH_TIME).date()
    site = None if options.site is None else services.browsing.site(services.browsing.resolve(options.site))
    code = read_municipalities([options.municipality], "gemeente")[0] if options.municipality else ""
    outcome = CaseOutcome(
        kind=options.kind,
        decided_on=date_option(options.on, "on") or today,
        municipality_code=code or (site.municipality_code or "" if site is not None else ""),
        site_id="" if site is None else site.id,
        jobs=options.jobs,
        investment_eur=options.investment,
        distance_km=options.distance,
        comes_from_outside=options.from_outside,
        lost_reason=options.reason,
        note=options.note.strip(),
    )
    case, _ = services.outcomes.record(options.case, outcome, close=options.close)
    open_count = sum(each.done_at_utc is None for each in services.tasks.tasks(case.number))
    if options.as_json:
        session.terminal.json(
            {
                "number": case.number,
                "status": case.status.value,
                "outcome": outcome_to_data(outcome),
                "open_tasks": open_count,
            }
        )
        return
    word = session.say(f"outcome_kind.{outcome.kind.value}")
    told = {"number": case.number, "kind": word, "status": case.status}
    if outcome.lost_reason is None:
        session.print("cli.case.outcome.done", **told)
    else:
        session.print("cli.case.outcome.done_lost", reason=outcome.lost_reason, **told)
    if outcome.kind is OutcomeKind.WITHDRAWN and not services.desk.clock(case).state.is_over:
        session.print("cli.case.outcome.still_open")
    if open_count and case.status is CaseStatus.CLOSED:
        session.print("cli.case.outcome.open_tasks", number=case.number, count=open_count)
