"""The comparison of the shortlist as a section of the full advice, in the words of the comparison itself."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.reports.advice.section import Section
from drentsportal.reports.comparison.rows import RowWords
from drentsportal.reports.typeset.blocks import Cell, Column, Table, Words
from drentsportal.reports.typeset.value_words import ValueWords
from drentsportal.services.compared_sites import Likeness, RowKind
from drentsportal.services.row_likeness import likeness_of, marked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from drentsportal.figures.symbology import Look
    from drentsportal.language import Language
    from drentsportal.reports.comparison.worded import WordedCell, WordedRow
    from drentsportal.reports.typeset.value_words import SourceNumbers
    from drentsportal.services.compared_sites import ComparedRow, ComparisonTable

_STRIP_MM: Final = 20.0
_LABEL_MM: Final = 42.0
"""Room for the longest word of a name of an attribute."""


def comparison_section(
    table: ComparisonTable, language: Language, sources: SourceNumbers, today: date, look: Look
) -> Section:
    """Score, requirements and wishes of all sites, and of what else is known only what differs."""
    rows = RowWords(language, ValueWords(language, table.segments, today), sources, _STRIP_MM, look)
    columns = (
        Column(language.text("doc.advice.compare.column"), _LABEL_MM),
        *(Column(f"{place} {each.candidate.name}", 1.2) for place, each in enumerate(table.sites, start=1)),
    )
    made = tuple(_row(each) for each in _worded(table, rows, language))
    note = language.text("doc.advice.compare.note")
    intro = language.text("doc.advice.compare.intro", site_count=len(table.sites))
    title = language.text("doc.advice.section.compare")
    return Section(title, (intro,), Table("", columns, made, note))


def _worded(table: ComparisonTable, rows: RowWords, language: Language) -> Iterator[WordedRow]:
    if any(each.card for each in table.sites):
        yield rows.score(table)
    judged = tuple(_judged(table, rows, language))
    facts = {each.label: each for each in _facts(table, rows, language)}
    for row in judged:
        fact = facts.get(row.label)
        if fact is None:
            yield row
        elif all(map(_tells, row.cells, fact.cells)):
            del facts[row.label]
            yield replace(row, cells=tuple(map(_noted, row.cells, fact.cells)))
        else:
            facts[row.label] = replace(fact, label=language.text("doc.advice.compare.fact", name=row.label))
            yield row
    yield from facts.values()


def _judged(table: ComparisonTable, rows: RowWords, language: Language) -> Iterator[WordedRow]:
    """Word the requirements, and the wishes that are no requirement as well."""
    required = {row.id for row in table.rows if row.kind is RowKind.REQUIREMENT}
    for row in table.rows:
        is_twice = row.kind is RowKind.PREFERENCE and row.id in required
        if row.kind is not RowKind.ATTRIBUTE and not is_twice:
            yield rows.row(_as_read(row, language))


def _facts(table: ComparisonTable, rows: RowWords, language: Language) -> Iterator[WordedRow]:
    """Word the facts in which the sites differ."""
    for row in table.rows:
        read = _as_read(row, language)
        if row.kind is RowKind.ATTRIBUTE and read.likeness is Likeness.DIFFERS:
            yield rows.row(read)


def _tells(answer: WordedCell, fact: WordedCell) -> bool:
    """Whether an answer has the words of a fact in it, each of a list as whole words, of the same source."""
    patterns = (rf"(?<!\w){re.escape(each)}(?!\w)" for each in fact.words.text.split("; "))
    is_told = all(re.search(each, answer.words.text, re.IGNORECASE) for each in patterns)
    return is_told and answer.source == fact.source


def _noted(answer: WordedCell, fact: WordedCell) -> WordedCell:
    """Take over who says a fact, where the answer does not tell it."""
    is_told = fact.note in f"{answer.words.text} {answer.note}"
    return answer if is_told else replace(answer, note="; ".join(filter(None, (answer.note, fact.note))))


def _as_read(row: ComparedRow, language: Language) -> ComparedRow:
    """Judge a row by how its answers read: what reads the same does not differ."""
    likeness = likeness_of(row.cells, language.text)
    plain = tuple(replace(each, deviates=False) for each in row.cells)
    cells = marked(plain, language.text) if likeness is Likeness.DIFFERS else plain
    return replace(row, cells=cells, likeness=likeness)


def _row(row: WordedRow) -> tuple[Cell, ...]:
    head = Cell((Words(row.label, style="bold"), Words(row.likeness, style="quiet")))
    return (head, *map(_cell, row.cells))


def _cell(cell: WordedCell) -> Cell:
    words = cell.words
    if cell.source:
        words = replace(words, text=f"{words.text} [{cell.source}]")
    note = (Words(cell.note, style="quiet"),) if cell.note else ()
    return Cell((words, *note, *(Words(each.text, each.mark, "bold") for each in cell.tags)))
