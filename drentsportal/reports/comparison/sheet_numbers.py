"""Figures of a comparison as numbers of a workbook, each shown as the pages print it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.printed_parts import printed_points
from drentsportal.domain.values import Known
from drentsportal.reports.comparison.rows import POINT
from drentsportal.reports.comparison.scale_words import unit_spec
from drentsportal.reports.sheets.workbook import FormattedNumber
from drentsportal.services.compared_sites import RowKind

if TYPE_CHECKING:
    from drentsportal.domain.match.match_result import Contribution, ScoreCard
    from drentsportal.language import Language
    from drentsportal.reports.comparison.rows import RowWords
    from drentsportal.reports.sheets.workbook import SheetValue
    from drentsportal.services.compared_sites import ComparedCell, ComparedRow

_NUMBER: Final = re.compile(r"\d(?:[\d.,]*\d)?")
_PER_UNIT: Final = {"ha": 10_000, "m2": 1, "km": 1_000, "dm": 10, "minutes": 60, "eurocent": 100}
"""How many of the values of a criterion make one of the unit in which it is read."""

_SMALLEST_HA_M2: Final = 50
"""A smaller area is written in square metres."""


def number_as_told(value: float, told: str, language: Language) -> FormattedNumber:
    """Return a number that is shown as ``told`` in every program: its decimals, its unit, its mark.

    ``told`` holds the number once, as the language writes it.
    """
    found = _NUMBER.search(told)
    if found is None:
        raise ValueError(told)
    whole, _, decimals = found[0].partition(language.value(0.5, "dec1")[1])
    pattern = "0" if whole.isdecimal() else "#,##0"
    if decimals:
        pattern += f".{'0' * len(decimals)}"
    return FormattedNumber(
        value, f"{_quoted(told[: found.start()])}{pattern}{_quoted(told[found.end() :])}", told
    )


def _quoted(text: str) -> str:
    """Return words as a format holds them."""
    return '"{}"'.format(text.replace('"', "'")) if text else ""


def cell_value(cell: ComparedCell, told: str, language: Language) -> SheetValue:
    """Return a cell of which the value itself is told as its number; words stay words."""
    value = cell.value.value if isinstance(cell.value, Known) else None
    if cell.statement is not None or isinstance(value, bool) or not isinstance(value, int | float):
        return told
    return number_as_told(value, told, language)


def figure_rows(row: ComparedRow, label: str, words: RowWords) -> list[list[SheetValue]]:
    """Return the figures behind the sentences of a row: one line, or the least and the most of them.

    Each begins with ``label``; a row of words has none.
    """
    if row.kind is RowKind.ATTRIBUTE or row.scale is None or unit_spec(row) not in _PER_UNIT:
        return []
    text = words.language.text
    if all(each.span is None or each.span[0] == each.span[1] for each in row.cells):
        return [[label, *(_figure(row, each, 0, words) for each in row.cells)]]
    ends = ((text("doc.compare.column.low", name=label), 0), (text("doc.compare.column.high", name=label), 1))
    return [[name, *(_figure(row, each, end, words) for each in row.cells)] for name, end in ends]


def _figure(row: ComparedRow, cell: ComparedCell, end: int, words: RowWords) -> SheetValue:
    if cell.span is None:
        return words.said(row, cell)
    spec, value = unit_spec(row), cell.span[end]
    if spec == "ha" and 0 < value < _SMALLEST_HA_M2:
        spec = "m2"
    told = words.language.value(value, spec)
    if cell.verdict is not None and cell.verdict is not Verdict.FITS:
        # A bare figure would read as an answer; beside it stands that it is none yet, or not enough.
        told = f"{told}, {words.language.text(f'doc.verdict.{cell.verdict.name.lower()}')}"
    if not cell.is_scored:
        told = f"{told} ({words.language.text('doc.compare.not_scored')})"
    return number_as_told(value / _PER_UNIT[spec], told, words.language)


def points_value(points: int, language: Language) -> FormattedNumber:
    """Return points of a score, shown in tenths."""
    return number_as_told(points / POINT, language.value(points, "points"), language)


def printed_point(card: ScoreCard, part: Contribution) -> int:
    """Return what a wish adds as the pages print it, so that the sheet adds up to the printed score."""
    return printed_points(card)[part.criterion_id]


def printed_score(card: ScoreCard) -> int:
    """Return a score as it is printed."""
    return sum(printed_points(card).values())
