"""A comparison as a workbook: one sheet with values, one with the source of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.source_names import without_line_references
from drentsportal.domain.values import Known
from drentsportal.reports.sheets.workbook import Workbook
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE
from drentsportal.reports.typeset.value_words import ValueWords
from drentsportal.services.documents import RowKind

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.documents import (
        ComparedCell,
        ComparedRow,
        ComparedSite,
        ComparisonTable,
    )


def comparison_bytes(table: ComparisonTable, language: Language) -> bytes:
    """Return the comparison as XLSX."""
    today = table.made_at_utc.astimezone(DUTCH_TIME).date()
    words = ValueWords(language, table.segments, today)
    names = [each.candidate.name for each in table.sites]
    title = language.text("doc.compare.title", site_count=len(names))
    book = Workbook(title, table.made_at_utc)
    text = language.text
    header = [text("doc.compare.kind"), text("doc.compare.row"), text("doc.compare.likeness")]
    rows: list[list[str | float]] = [*_score_rows(table, language)]
    rows += [_value_row(row, words) for row in table.rows]
    rows += [[note, "", "", *("" for _ in names)] for note in _notes(table, language)]
    book.add_sheet(text("doc.compare.sheet"), [*header, *names], rows)
    book.add_sheet(
        text("doc.compare.sources_sheet"),
        [text("doc.compare.row"), *names],
        [_source_row(row, language) for row in table.rows],
    )
    return book.content()


def _label(row: ComparedRow, language: Language) -> str:
    family = "attribute" if row.kind is RowKind.ATTRIBUTE else "criterion"
    return language.text(f"{family}.{row.id}")


def _value_row(row: ComparedRow, words: ValueWords) -> list[str | float]:
    language = words.language
    return [
        language.text(f"doc.compare.kind.{row.kind.value}"),
        _label(row, language),
        language.text(f"doc.compare.likeness.{row.likeness.value}"),
        *(_told(row, each, words) for each in row.cells),
    ]


def _told(row: ComparedRow, cell: ComparedCell, words: ValueWords) -> str:
    language = words.language
    if cell.statement is not None:
        told = language.text(cell.statement)
    else:
        told = words.words(row.id, cell.value).text
    if cell.verdict is not None:
        verdict = language.text(f"doc.verdict.{cell.verdict.name.lower()}")
        told = f"{verdict}: {told}"
    return f"≠ {told}" if cell.deviates else told


def _source_row(row: ComparedRow, language: Language) -> list[str | float]:
    cells = [
        language.text(
            "doc.source.item", source=source_name(each.value.source, language), as_of=each.value.as_of
        )
        if isinstance(each.value, Known)
        else language.text("word.unknown")
        for each in row.cells
    ]
    return [_label(row, language), *cells]


def source_name(source: str, language: Language) -> str:
    """Return the name of a source; a computed value names a text of the catalogue instead."""
    return language.text(source) if source in language else without_line_references(source)


def _score_rows(table: ComparisonTable, language: Language) -> list[list[str | float]]:
    def told(site: ComparedSite) -> str:
        card = site.card
        if card is None:
            return NOT_APPLICABLE
        point = language.value(card.point, "points")
        if card.low == card.high:
            return f"{point} ({language.text('doc.advice.no_span')})"
        span = language.text("doc.advice.span", low=card.low, high=card.high)
        return f"{point} ({span})"

    if table.case_number is None:
        return []
    label = language.text("doc.compare.score")
    return [[language.text("doc.compare.kind.outcome"), label, "", *map(told, table.sites)]]


def _notes(table: ComparisonTable, language: Language) -> list[str]:
    notes = [language.text("doc.compare.no_offer")]
    if table.rule is not None:
        notes.insert(0, language.text("doc.compare.rule", rule=table.rule))
    return notes
