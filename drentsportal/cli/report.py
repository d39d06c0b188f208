"""``drentsportal report``: the weekly list of the service teams, and the quarter report."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drentsportal.cli.help_texts import PortalGroup
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.out_files import check_out
from drentsportal.domain.cases.working_time import ClockRuleKind
from drentsportal.domain.desk_figures.quarter import read_quarter
from drentsportal.reports.quarter_sections import definitions, quarter_remarks, quarter_sections
from drentsportal.reports.quarter_weekly import team_name, weekly_header, weekly_row, weekly_sentence
from drentsportal.services.report_files import REPORT_SUFFIXES
from drentsportal.services.request_values import read_municipalities

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session
    from drentsportal.domain.desk_figures.weekly import WeeklyCase
    from drentsportal.language import Language
    from drentsportal.services.quarter_report import QuarterSubject
    from drentsportal.services.weekly_list import WeeklySubject

OutFile = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="cli.report.out")]


@dataclass(frozen=True, kw_only=True)
class QuarterOptions(PrintOptions):
    """Which quarter, and where to."""

    quarter: Annotated[
        str | None, typer.Option("--quarter", metavar="YYYY-N", help="cli.report.quarter.which")
    ] = None
    no_exposure: Annotated[bool, typer.Option("--no-exposure", help="cli.report.quarter.no_exposure")] = False
    out: OutFile = None


@dataclass(frozen=True, kw_only=True)
class WeekOptions(PrintOptions):
    """Which gemeente, and where to."""

    municipality: Annotated[
        str | None, typer.Option("--gemeente", metavar="NAME", help="cli.report.week.gemeente")
    ] = None
    internal: Annotated[bool, typer.Option("--internal", help="cli.report.week.internal")] = False
    out: OutFile = None


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the group of commands."""
    group = typer.Typer(name="report", cls=PortalGroup, help="cli.report.help", rich_markup_mode=None)
    add_command(group, "report quarter", QuarterOptions, quarter, open_session)
    add_command(group, "report week", WeekOptions, week, open_session)
    app.add_typer(group)


def quarter(session: Session, options: QuarterOptions) -> None:
    """Count a quarter, the last one that is over by default; print it, and write it where that is asked."""
    check_out(session, options, options.out, *REPORT_SUFFIXES)
    report = session.open(options).quarter_report
    wanted = report.last_quarter() if options.quarter is None else read_quarter(options.quarter)
    with session.progress() as progress:
        subject = report.subject(wanted, progress, with_exposure=not options.no_exposure)
    if options.out is not None:
        report.export(subject, options.out)
    if options.as_json:
        session.terminal.json(_quarter_content(subject, session))
        return
    _print_quarter(subject, session)
    _tell_written(session, options.out)


def week(session: Session, options: WeekOptions) -> None:
    """List the cases with open tasks per gemeente; print it, and write it where that is asked."""
    check_out(session, options, options.out, *REPORT_SUFFIXES)
    services = session.open(options)
    code = read_municipalities([options.municipality], "gemeente")[0] if options.municipality else ""
    subject = services.weekly_list.subject(code)
    if options.out is not None:
        services.weekly_list.export(subject, options.out)
    if options.as_json:
        session.terminal.json(_week_content(subject, session.language, internal=options.internal))
        return
    _print_week(subject, session, internal=options.internal)
    _tell_written(session, options.out)


def _tell_written(session: Session, out: Path | None) -> None:
    if out is not None:
        session.print("cli.report.written", path=str(out))


def _print_quarter(subject: QuarterSubject, session: Session) -> None:
    session.print(f"quarter.title.{subject.figures.quarter.number}", year=subject.figures.quarter.year)
    for remark in quarter_remarks(subject, session.language):
        session.terminal.line(remark)
    for section in quarter_sections(subject, session.language):
        session.terminal.line()
        session.terminal.line(section.title)
        columns = [
            f">{label}" if is_numeric else label
            for label, is_numeric in zip(section.columns, section.numeric, strict=True)
        ]
        session.terminal.table(columns, [tuple(cell.text for cell in row) for row in section.rows])
        if section.note:
            session.terminal.line(section.note)


def _quarter_content(subject: QuarterSubject, session: Session) -> dict[str, object]:
    figures = subject.figures
    exposure = subject.exposure
    return {
        "quarter": str(figures.quarter),
        "first_day": figures.quarter.first_day.isoformat(),
        "last_day": figures.quarter.last_day.isoformat(),
        "is_running": subject.is_running,
        "clock_rule": (ClockRuleKind.WORKING if subject.in_working_hours else ClockRuleKind.ELAPSED).value,
        "requests": {channel.value: count for channel, count in figures.channels},
        "answered": figures.answered_count,
        "within_term": figures.within_term_count,
        "within_term_share": figures.within_term_share,
        "open_before": figures.open_before_count,
        "closed_without_answer": figures.closed_unanswered_count,
        "open": figures.open_count,
        "median_gross_seconds": figures.median_gross_s,
        "median_net_seconds": figures.median_net_s,
        "referrals": [asdict(each) for each in figures.referrals],
        "placements": [_plain(asdict(each)) for each in figures.placements],
        "jobs": asdict(figures.jobs),
        "investment_eur": asdict(figures.investment_eur),
        "lost": {"unknown" if reason is None else reason.value: count for reason, count in figures.lost},
        "withdrawn": figures.withdrawn_count,
        "unmet": {
            "first_quarter": str(figures.unmet.first),
            "count": figures.unmet.count,
            "area_m2": asdict(figures.unmet.area_m2),
            "floor_m2": asdict(figures.unmet.floor_m2),
            "lines": [_plain(asdict(each)) for each in figures.unmet.lines],
        },
        "exposure": None if exposure is None else [asdict(each) for each in exposure.lines],
        "definitions": dict(definitions(session.language, in_working_hours=subject.in_working_hours)),
    }


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: each.value if isinstance(each, Enum) else each for name, each in fields.items()}


def _print_week(subject: WeeklySubject, session: Session, *, internal: bool) -> None:
    language = session.language
    session.terminal.line(weekly_sentence(subject, language))
    columns = [*weekly_header(language), *([session.say("weekly.column.words")] if internal else [])]
    for team in subject.teams:
        session.terminal.line()
        session.terminal.line(team_name(team, language))
        rows = [(*weekly_row(case, language), *((_words(case),) if internal else ())) for case in team.cases]
        session.terminal.table(columns, rows)


def _words(case: WeeklyCase) -> str:
    """Say what is internal: the title, and what comes next in words with who does it."""
    return " · ".join(filter(None, (case.title, case.next_step.text, case.next_step.owner)))


def _week_content(subject: WeeklySubject, language: Language, *, internal: bool) -> dict[str, object]:
    return {
        "day": subject.today.isoformat(),
        "cases_without_task": subject.idle_count,
        "teams": [
            {
                "municipality_code": team.municipality_code or None,
                "name": team_name(team, language) if team.municipality_code else None,
                "overdue_tasks": team.overdue_count(subject.today),
                "cases": [_case_content(case, internal=internal) for case in team.cases],
            }
            for team in subject.teams
        ],
    }


def _case_content(case: WeeklyCase, *, internal: bool) -> dict[str, object]:
    step = case.next_step
    content: dict[str, object] = {
        "number": case.number,
        "status": case.status.value,
        "disciplines": list(case.disciplines),
        "open_tasks": len(case.open_tasks),
        "next_due_on": None if step.due_on is None else step.due_on.isoformat(),
        "next_discipline": step.told_discipline,
        "last_message_on": None if case.last_message_on is None else case.last_message_on.isoformat(),
    }
    if internal:
        content["internal"] = {"title": case.title, "next_step": step.text, "owner": step.owner}
    return content
