"""A comparison as a workbook: values and what stands out, the score in figures, and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.match.row_marks import BestMark
from drentsportal.domain.source_names import without_line_references
from drentsportal.domain.values import Known
from drentsportal.reports.comparison.content import wish_ids
from drentsportal.reports.comparison.rows import POINT, RowWords, contribution_of, score_words
from drentsportal.reports.sheets.workbook import Workbook
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE
from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
from drentsportal.services.documents import RowKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.language import Language
    from drentsportal.services.documents import (
        ComparedCell,
        ComparedRow,
        ComparedSite,
        ComparisonTable,
    )

_PERCENT = 100


def comparison_bytes(table: ComparisonTable, language: Language) -> bytes:
    """Return the comparison as XLSX."""
    today = table.made_at_utc.astimezone(DUTCH_TIME).date()
    words = RowWords(language, ValueWords(language, table.segments, today), SourceNumbers(language), 0.0)
    names = [each.candidate.name for each in table.sites]
    text = language.text
    book = Workbook(text("doc.compare.title", site_count=len(names)), table.made_at_utc)
    header = [text("doc.compare.kind"), text("doc.compare.row"), text("doc.compare.likeness")]
    ends = [text("doc.compare.column.best"), text("doc.compare.column.deviates")]
    rows = [*_score_rows(table, names, language), *(_value_row(row, names, words) for row in table.rows)]
    rows += [[note, "", "", *("" for _ in names), "", ""] for note in _notes(table, language)]
    book.add_sheet(text("doc.compare.sheet"), [*header, *names, *ends], rows)
    if wish_ids(table):
        _add_breakdown(book, table, names, language)
    book.add_sheet(
        text("doc.compare.sources_sheet"),
        [text("doc.compare.row"), *names],
        [_source_row(row, language) for row in table.rows],
    )
    return book.content()


def _label(row: ComparedRow, language: Language) -> str:
    family = "attribute" if row.kind is RowKind.ATTRIBUTE else "criterion"
    return language.text(f"{family}.{row.id}")


def _value_row(row: ComparedRow, names: Sequence[str], words: RowWords) -> list[str | float]:
    language = words.language
    odd = [name for name, cell in zip(names, row.cells, strict=True) if cell.deviates]
    return [
        language.text(f"doc.compare.kind.{row.kind.value}"),
        _label(row, language),
        language.text(f"doc.compare.likeness.{row.likeness.value}"),
        *(_told(row, each, words) for each in row.cells),
        _best([each.best for each in row.cells], names, language),
        "; ".join(odd),
    ]


def _told(row: ComparedRow, cell: ComparedCell, words: RowWords) -> str:
    if not cell.applies:
        return NOT_APPLICABLE
    told = words.told(row, cell).text
    return f"≠ {told}" if cell.deviates else told


def _best(marks: Sequence[BestMark | None], names: Sequence[str], language: Language) -> str:
    """Name whoever is the most favourable; several share it, and that is said."""
    best = [name for name, mark in zip(names, marks, strict=True) if mark is not None]
    if BestMark.TIED in marks:
        return f"{'; '.join(best)} ({language.text('doc.compare.tied')})"
    return "; ".join(best)


def _source_row(row: ComparedRow, language: Language) -> list[str | float]:
    return [_label(row, language), *(_source(each, language) for each in row.cells)]


def _source(cell: ComparedCell, language: Language) -> str:
    if isinstance(cell.value, Known):
        name = source_name(cell.value.source, language)
        return language.text("doc.source.item", source=name, as_of=cell.value.as_of)
    return language.text("word.unknown") if cell.applies else NOT_APPLICABLE


def source_name(source: str, language: Language) -> str:
    """Return the name of a source; a computed value names a text of the catalogue instead."""
    return language.text(source) if source in language else without_line_references(source)


def _score_rows(table: ComparisonTable, names: Sequence[str], language: Language) -> list[list[str | float]]:
    def told(site: ComparedSite) -> str:
        return NOT_APPLICABLE if site.card is None else score_words(site.card, language)

    if table.case_number is None:
        return []
    label = language.text("doc.compare.score")
    kind = language.text("doc.compare.kind.outcome")
    marks = table.score_best or (None,) * len(names)
    return [[kind, label, "", *map(told, table.sites), _best(marks, names, language), ""]]


def _add_breakdown(book: Workbook, table: ComparisonTable, names: Sequence[str], language: Language) -> None:
    """Add the points of each wish as figures, so that they can be added up; the last row is the score."""
    text = language.text
    header = [text("doc.compare.column.wish"), text("doc.compare.column.weight")]
    header += [text(f"doc.compare.column.{each}", name=name) for name in names for each in _PARTS]
    rows = [_wish_row(each, table, language) for each in wish_ids(table)]
    scores = [figure for site in table.sites for figure in _figures(site.card)]
    book.add_sheet(
        text("doc.compare.breakdown_sheet"), header, [*rows, [text("doc.compare.total"), _PERCENT, *scores]]
    )


def _wish_row(criterion_id: str, table: ComparisonTable, language: Language) -> list[str | float]:
    parts = [contribution_of(each.card, criterion_id) for each in table.sites]
    weight = next(each.weight for each in parts if each is not None)
    figures = [figure for part in parts for figure in _figures(part)]
    return [language.text(f"criterion.{criterion_id}"), weight / _PERCENT, *figures]


_PARTS = ("low", "point", "high")


def _figures(part: object) -> list[str | float]:
    """Return least, point and most in points; a dash for a site without a score."""
    return [NOT_APPLICABLE if part is None else getattr(part, each) / POINT for each in _PARTS]


def _notes(table: ComparisonTable, language: Language) -> list[str]:
    notes = [language.text("doc.compare.no_offer")]
    if any(cell.best for row in table.rows for cell in row.cells):
        notes.insert(0, language.text("doc.compare.best_note"))
    if table.rule is not None:
        notes.insert(0, language.text("doc.compare.rule", rule=table.rule))
    return notes
