"""What stands on the pages of a quarter report: head, key figures, charts, tables, definitions, worded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.figures.quarter_charts import amount_bar
from drentsportal.figures.svg import to_svg
from drentsportal.figures.symbology import Theme
from drentsportal.reports.quarter_pictures import quarter_pictures
from drentsportal.reports.quarter_sections import (
    definitions,
    quarter_remarks,
    quarter_sections,
    quarter_sentence,
    segment_name,
)
from drentsportal.reports.typeset.blocks import Cell, Column, Figure, Table, Words, number_cell
from drentsportal.reports.typeset.page_frame import page_frame, title_size

if TYPE_CHECKING:
    from drentsportal.figures.symbology import Look
    from drentsportal.language import Language
    from drentsportal.reports.quarter_cells import SectionCell
    from drentsportal.reports.quarter_sections import Section
    from drentsportal.services.quarter_report import QuarterSubject

_CHART_MM: Final = (83.5, 58.0)
_BAR_MM: Final = 18.0
_AREA: Final = 2
_MOST_UNMET: Final = 8
_HALF_PAGE: Final = frozenset({"requests", "answers", "referrals", "placements", "lost"})


def quarter_model(subject: QuarterSubject, language: Language, look: Look = Theme.PRINT) -> dict[str, object]:
    """Word a quarter report for the template, its charts as a house style has them."""
    quarter, say = subject.figures.quarter, language.text
    title = say(f"quarter.title.{quarter.number}", year=quarter.year)
    sections = quarter_sections(subject, language)
    defined = definitions(language, in_working_hours=subject.in_working_hours)
    return {
        **page_frame(language, "quarter", title, ()),
        "title_size": title_size(title),
        "footer": say("quarter.footer", quarter=str(quarter)),
        "context": say(
            "quarter.context",
            first=quarter.first_day,
            last=quarter.last_day,
            made_on=subject.made_at_utc.astimezone(DUTCH_TIME).date(),
        ),
        "running": " ".join(quarter_remarks(subject, language)),
        "sentence": quarter_sentence(subject, language),
        "key_figures": key_figures(subject, language),
        "charts": _charts(subject, language, look),
        "tables": [_table(each, language, look) for each in sections],
        "discuss_title": say("quarter.discuss"),
        "discuss": _discuss(subject, language),
        "definitions_title": say("quarter.definitions"),
        "definitions": [list(each) for each in defined],
    }


def key_figures(subject: QuarterSubject, language: Language) -> list[dict[str, str]]:
    """Word the five figures at the head: ``label``, ``number`` and a ``note`` each."""
    figures, before, say = subject.figures, subject.previous, language.text
    share, share_before = figures.within_term_share, before.within_term_share
    told = (
        (
            "requests",
            language.value(figures.request_count, "int"),
            say("quarter.key.before", count=before.request_count),
        ),
        (
            "within",
            say("quarter.no_answers") if share is None else language.value(share, "percent"),
            say(
                "quarter.key.share",
                within=figures.within_term_count,
                answered=figures.answered_count,
                before=say("quarter.no_answers")
                if share_before is None
                else language.value(share_before, "percent"),
            ),
        ),
        (
            "referrals",
            language.value(figures.referral_count, "int"),
            say("quarter.key.accepted", accepted=sum(each.accepted for each in figures.referrals)),
        ),
        (
            "placements",
            language.value(len(figures.placements), "int"),
            say(
                "quarter.key.placed",
                jobs=language.value(figures.jobs.total, "int"),
                investment=language.value(figures.investment_eur.total, "eur"),
            )
            if figures.placements
            else "",
        ),
        ("lost", language.value(figures.lost_count, "int"), _reasons(subject, language)),
    )
    return [
        {"label": say(f"quarter.key.{key}"), "number": number, "note": note} for key, number, note in told
    ]


def _reasons(subject: QuarterSubject, language: Language) -> str:
    told = sorted(subject.figures.lost, key=lambda each: -each[1])
    return ", ".join(
        f"{language.text('lost_reason.' + (reason.value if reason else 'unknown'))} {count}"
        for reason, count in told
    )


def _charts(subject: QuarterSubject, language: Language, look: Look) -> list[dict[str, object]]:
    return [
        {"title": each.title, "figure": Figure(to_svg(each.draw(*_CHART_MM, look)), each.spoken, each.note)}
        for each in quarter_pictures(subject, language)
    ]


def _table(section: Section, language: Language, look: Look) -> dict[str, object]:
    if section.key == "unmet":
        table = _unmet_table(section, language, look)
    else:
        columns = tuple(
            Column(label, -1 if is_numeric else 1, right=is_numeric)
            for label, is_numeric in zip(section.columns, section.numeric, strict=True)
        )
        last = len(section.rows) - 1
        rows = tuple(
            tuple(
                _cell(each, numeric=section.numeric[at], bold=section.has_total and place == last)
                for at, each in enumerate(row)
            )
            for place, row in enumerate(section.rows)
        )
        table = Table(section.title, columns, rows, section.note, total=section.has_total)
    return {"key": section.key, "half": section.key in _HALF_PAGE, "table": table}


def _unmet_table(section: Section, language: Language, look: Look) -> Table:
    """Show the largest demand with a bar beside each figure; the workbook has every line."""
    most = max((row[_AREA].number or 0 for row in section.rows), default=0)
    labels = [*section.columns[:_AREA], language.text("quarter.column.bar"), *section.columns[_AREA:]]
    widths = (1.1, 1.2, _BAR_MM + 3, 19, 17, 13, 0.8)
    rights = (False, False, False, True, True, True, False)
    columns = tuple(
        Column(label, width, right=right) for label, width, right in zip(labels, widths, rights, strict=True)
    )
    rows = []
    for place, row in enumerate(section.rows[:_MOST_UNMET]):
        cells = [_cell(each, numeric=section.numeric[at], bold=False) for at, each in enumerate(row)]
        share = (row[_AREA].number or 0) / most if most else 0.0
        is_ground = bool(row[_AREA].number)
        bar = Cell((), svg=to_svg(amount_bar(share, _BAR_MM, look, is_first=place == 0)) if is_ground else "")
        rows.append((*cells[:_AREA], bar, *cells[_AREA:]))
    left_out = len(section.rows) - len(rows)
    more = [language.text("quarter.note.unmet_more", count=left_out)] if left_out else []
    return Table(section.title, columns, tuple(rows), " ".join([section.note, *more]))


def _cell(cell: SectionCell, *, numeric: bool, bold: bool) -> Cell:
    style = "bold" if bold else ""
    if numeric and cell.number is None and cell.text:
        return Cell((Words(cell.text, "", "unknown"),))
    return number_cell(cell.text, style=style) if numeric else Cell((Words(cell.text, "", style),))


def _discuss(subject: QuarterSubject, language: Language) -> list[str]:
    """Say what stands out, as figures and without a verdict."""
    figures, say = subject.figures, language.text
    points = []
    lines = figures.unmet.lines
    largest = [
        *[("ha", each.area_m2.total, each) for each in lines if each.area_m2.total][:1],
        *[("m2", each.floor_m2.total, each) for each in lines if each.floor_m2.total][:1],
    ]
    points += [
        say(
            "quarter.discuss.unmet",
            segment=segment_name(each.segment, language),
            size=say(f"quarter.size.{each.size.value}"),
            count=each.count,
            area=language.value(total, unit),
        )
        for unit, total, each in largest
    ]
    if figures.lost:
        reason, count = max(figures.lost, key=lambda each: each[1])
        word = say("lost_reason." + (reason.value if reason else "unknown"))
        points.append(say("quarter.discuss.lost", reason=word, count=count, total=figures.lost_count))
    if figures.open_count:
        points.append(say("quarter.discuss.open", count=figures.open_count))
    return points
