"""The weekly list of the service teams as a document: numbers, dates and disciplines, no words of a task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import CaseStatus
from drentsportal.language.discipline_words import discipline_words
from drentsportal.reports.typeset.blocks import Column, Table, cell, number_cell
from drentsportal.reports.typeset.page_frame import page_frame

if TYPE_CHECKING:
    from drentsportal.domain.desk_figures.weekly import WeeklyCase, WeeklyTeam
    from drentsportal.language import Language
    from drentsportal.services.weekly_list import WeeklySubject

WEEKLY_COLUMNS: Final = ("number", "status", "disciplines", "tasks", "next", "message")
"""What the list tells of a case when it leaves the portal."""


def weekly_model(subject: WeeklySubject, language: Language) -> dict[str, object]:
    """Word the list for the template."""
    title = language.text("weekly.title")
    return {
        **page_frame(language, "weekly", title, ()),
        "footer": language.text("weekly.footer", today=subject.today),
        "context": language.text("weekly.context", today=subject.today),
        "sentence": weekly_sentence(subject, language),
        "tables": [_table(each, subject, language) for each in subject.teams],
        "reading": language.text("weekly.reading"),
    }


def weekly_sentence(subject: WeeklySubject, language: Language) -> str:
    """Say how many cases there are, and how many have no open task."""
    numbers = {case.number for team in subject.teams for case in team.cases}
    told = language.text("weekly.sentence", count=len(numbers), idle_count=subject.idle_count)
    if not subject.idle:
        return told
    numbers_told = ", ".join(each.number for each in subject.idle)
    return f"{told} {language.text('weekly.idle_numbers', numbers=numbers_told)}"


def weekly_header(language: Language) -> tuple[str, ...]:
    """Word the columns."""
    return tuple(language.text(f"weekly.column.{name}") for name in WEEKLY_COLUMNS)


def team_name(team: WeeklyTeam, language: Language) -> str:
    """Name the gemeente or region of a team, or say that none follows from its cases."""
    code = team.municipality_code
    if team.region_name:
        return team.region_name
    return language.value(code, "gemeente") if code else language.text("weekly.no_municipality")


def weekly_row(case: WeeklyCase, language: Language) -> tuple[str, ...]:
    """Word one case: no title, no name, no words of a task."""
    due_on, last = case.next_step.due_on, case.last_message_on
    unnamed = language.text("weekly.no_discipline")
    discipline = discipline_words(case.next_step.told_discipline, language) or unnamed
    disciplines = [discipline_words(each, language) for each in case.disciplines]
    when = language.text("weekly.no_date") if due_on is None else language.value(due_on, "date")
    return (
        case.number,
        _status(case, language),
        ", ".join(sorted(disciplines, key=str.casefold)) or unnamed,
        language.value(len(case.open_tasks), "int"),
        language.text("weekly.next", discipline=discipline, when=when),
        language.text("weekly.no_message") if last is None else language.value(last, "date"),
    )


def _status(case: WeeklyCase, language: Language) -> str:
    if case.status is CaseStatus.CLOSED:
        return language.text("weekly.closed_running")
    return language.text(f"case_status.{case.status.value}")


def _table(team: WeeklyTeam, subject: WeeklySubject, language: Language) -> Table:
    widths = (24, 26, 1, 14, 1.2, 26)
    columns = tuple(
        Column(label, width, right=name == "tasks")
        for name, label, width in zip(WEEKLY_COLUMNS, weekly_header(language), widths, strict=True)
    )
    rows = tuple(
        tuple(
            number_cell(text) if name == "tasks" else cell(text)
            for name, text in zip(WEEKLY_COLUMNS, weekly_row(case, language), strict=True)
        )
        for case in team.cases
    )
    note = language.text("weekly.overdue", count=team.overdue_count(subject.today))
    return Table(team_name(team, language), columns, rows, note)
