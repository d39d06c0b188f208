"""``drentsportal fact-finding-day``: chosen sites as a programme for a day, and for calendar programs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.document_options import style_of
from drentsportal.cli.moments import date_option, time_option
from drentsportal.cli.options import OutOption, PrintOptions, add_command
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.day_route.day_plan import Pause
from drentsportal.errors import InputError
from drentsportal.services.day_subject import DayTarget, DayWish, clock_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime, time

    from drentsportal.cli.session import Session
    from drentsportal.services.day_subject import MadeDay


@dataclass(frozen=True, kw_only=True)
class DayOptions(PrintOptions):
    """The sites, the day, and what its papers look like."""

    sites: Annotated[list[str], typer.Argument(metavar="SITE", help="cli.day.sites", show_default=False)]
    on: Annotated[str, typer.Option("--date", metavar="DATE", help="cli.day.date", show_default=False)]
    start: Annotated[str, typer.Option("--start", metavar="HH:MM", help="cli.day.start")] = "09:00"
    end: Annotated[str, typer.Option("--end", metavar="HH:MM", help="cli.day.end")] = "17:00"
    from_place: Annotated[str, typer.Option("--from", metavar="PLACE", help="cli.day.from")] = "plaats:Assen"
    to_place: Annotated[str | None, typer.Option("--to", metavar="PLACE", help="cli.day.to")] = None
    visit: Annotated[int, typer.Option("--visit", metavar="MIN", help="cli.day.visit")] = 45
    visit_at: Annotated[
        list[str] | None, typer.Option("--visit-at", metavar="SITE=MIN", help="cli.day.visit_at")
    ] = None
    lunch: Annotated[str, typer.Option("--lunch", metavar="HH:MM", help="cli.day.lunch")] = "12:30"
    lunch_minutes: Annotated[int, typer.Option("--lunch-minutes", metavar="MIN", help="cli.day.pause")] = 45
    first: Annotated[str | None, typer.Option("--first", metavar="SITE", help="cli.day.first")] = None
    last: Annotated[str | None, typer.Option("--last", metavar="SITE", help="cli.day.last")] = None
    keep_order: Annotated[bool, typer.Option("--keep-order", help="cli.day.keep_order")] = False
    case: Annotated[str | None, typer.Option("--case", metavar="CASE", help="cli.day.case")] = None
    lang: Annotated[str | None, typer.Option("--lang", "--in", metavar="CODE", help="cli.day.lang")] = None
    theme: Annotated[str | None, typer.Option("--theme", metavar="NAME", help="cli.day.theme")] = None
    out: OutOption = Path("out")


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "fact-finding-day", DayOptions, run, open_session)


def run(session: Session, options: DayOptions) -> None:
    """Make the papers of a day along sites, in the order of the least travel unless that is to be kept."""
    wish = _wish(options)
    minutes = [_minutes_at(each) for each in options.visit_at or ()]
    if options.keep_order and (options.first or options.last):
        raise InputError("error.cli.day_order", field="keep-order")
    services = session.open(options)
    site_ids = [services.browsing.resolve(each) for each in options.sites]
    first, last = (services.browsing.resolve(each) if each else "" for each in (options.first, options.last))
    visits = {services.browsing.resolve(name): length for name, length in minutes}
    if strange := set(visits) - set(site_ids):
        raise InputError("error.day.not_chosen", field="visit-at", site=min(strange))
    wish = replace(wish, visits=visits)
    start = services.origins.find(options.from_place)
    end = services.origins.find(options.to_place) if options.to_place else None
    with session.progress() as progress:
        ground = services.fact_finding.ground(site_ids, start, end, progress)
        kept = tuple(each.id for each in ground.sites)
        order = kept if options.keep_order else ground.best(first, last)
        target = DayTarget(options.out, options.case, style_of(session, options.lang, options.theme))
        made = services.fact_finding.make(ground, order, wish, target, progress)
    _print(session, made, as_json=options.as_json)


def _wish(options: DayOptions) -> DayWish:
    return DayWish(
        on=_needed(date_option(options.on, "date"), "date"),
        starts_at=_clock(options.start, "start"),
        ends_by=_clock(options.end, "end"),
        visit_minutes=options.visit,
        pause=Pause(_clock(options.lunch, "lunch"), options.lunch_minutes) if options.lunch_minutes else None,
    )


def _minutes_at(text: str) -> tuple[str, int]:
    name, _, minutes = text.rpartition("=")
    if not name.strip() or not minutes.strip().isdecimal():
        raise InputError("error.cli.day_visit_at", field="visit-at", text=text)
    return name.strip(), int(minutes)


def _clock(text: str, option: str) -> time:
    found = time_option(text, option)
    if found is None or found.tzinfo is not None:
        raise InputError("error.path.time_unreadable", field=option, text=text)
    return found


def _needed(on: date | None, option: str) -> date:
    if on is None:
        raise InputError("error.cli.date", field=option, text="")
    return on


def _print(session: Session, made: MadeDay, *, as_json: bool) -> None:
    """Tell the times, what a person must know before sending the papers, and where they are."""
    if as_json:
        session.terminal.json(_data(session, made))
        return
    subject = made.subject
    for part, visit in zip(subject.plan.visits, subject.visits, strict=True):
        begins, ends = (
            session.say(clock_words(each.astimezone(DUTCH_TIME).time()))
            for each in (part.begins_at_utc, part.ends_at_utc)
        )
        session.print("cli.day.visit_line", begins=begins, ends=ends, name=visit.site.name)
    for notice in made.notices:
        session.print(notice)
    for document in made.documents:
        session.print("cli.documents.made", path=str(document.path))


def _data(session: Session, made: MadeDay) -> dict[str, object]:
    subject = made.subject
    return {
        "files": [
            {"file": str(each.path), "kind": each.kind, "sha256": each.sha256} for each in made.documents
        ],
        "visits": [
            {"site": visit.site.id, "name": visit.site.name, "begins_at": _iso(part.begins_at_utc),
             "ends_at": _iso(part.ends_at_utc)}
            for part, visit in zip(subject.plan.visits, subject.visits, strict=True)
        ],
        "travel_minutes": subject.plan.travel_minutes,
        "back_at": _iso(subject.plan.ends_at_utc),
        "estimated": subject.ground.legs.is_estimated,
        "left_over": [each.id for each in subject.left_over],
        "unplaced": [each.id for each in subject.ground.unplaced],
        "notices": [session.say(each) for each in made.notices],
    }  # fmt: skip


def _iso(at_utc: datetime) -> str:
    return at_utc.isoformat()
