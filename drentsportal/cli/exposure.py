"""``drentsportal exposure``: how often each gemeente came into view, beside its share of the supply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.moments import date_option
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.domain.cases.wall_clock import midnight_utc
from drentsportal.errors import InputError
from drentsportal.services.exposure import COUNTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from drentsportal.cli.session import Session
    from drentsportal.services.exposure import ExposureLine, ExposureReport


@dataclass(frozen=True, kw_only=True)
class ExposureOptions(PrintOptions):
    """The first and the last day that count; without them everything that is kept."""

    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="cli.exposure.from")] = None
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="cli.exposure.to")] = None


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "exposure", ExposureOptions, run, open_session)


def run(session: Session, options: ExposureOptions) -> None:
    """Count over the period and say how to read it."""
    first, last = date_option(options.first, "from"), date_option(options.last, "to")
    if first is not None and last is not None and last < first:
        raise InputError("error.exposure.period", field="to", first=first, last=last)
    until = None if last is None else last + timedelta(days=1)
    services = session.open(options)
    with session.progress() as progress:
        report = services.exposure.report(_midnight(first), _midnight(until), progress)
    if options.as_json:
        session.terminal.json(_content(report, session))
    else:
        _print(report, session)


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else midnight_utc(day)


def _content(report: ExposureReport, session: Session) -> dict[str, object]:
    return {
        "from": None if report.from_utc is None else report.from_utc.isoformat(),
        "until": None if report.until_utc is None else report.until_utc.isoformat(),
        "cases": report.case_count,
        "superseded": report.superseded_count,
        "unreadable": list(report.unreadable),
        "data_version": report.data_version,
        "municipalities": [_line_content(each, report) for each in report.lines],
        "notes": [session.say(each) for each in report.readings],
    }


def _line_content(line: ExposureLine, report: ExposureReport) -> dict[str, object]:
    return {
        "municipality_code": line.municipality_code or None,
        **{name: line.count(name) for name in COUNTS},
        **{f"{name}_share": report.share(line, name) for name in COUNTS},
        "sites_with_land": line.sites_with_land,
        "supply_share": report.supply_share(line),
        "silent_parks": line.silent_parks,
        "available_now_ha": line.available_ha,
        "area_share": report.area_share(line),
    }


def _print(report: ExposureReport, session: Session) -> None:
    value, say = session.language.value, session.say
    names = ("municipality", *(f">{each}" for each in COUNTS), ">sites_with_land", ">available_now_ha")
    columns = [
        (">" if name.startswith(">") else "") + say(f"cli.exposure.column.{name.removeprefix('>')}")
        for name in names
    ]
    rows = [
        (
            value(line.municipality_code or None, "gemeente"),
            *(_figure(line.count(name), report.share(line, name), session) for name in COUNTS),
            _figure(line.sites_with_land, report.supply_share(line), session),
            value(line.available_ha, "hectare"),
        )
        for line in report.lines
    ]
    session.terminal.table(columns, rows)
    for each in report.readings:
        session.print(each)


def _figure(count: int, share: float | None, session: Session) -> str:
    if share is None:
        return session.language.value(count, "int")
    return session.say("cli.exposure.figure", count=count, share=share)
