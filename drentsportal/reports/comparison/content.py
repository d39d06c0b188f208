"""A whole comparison in words, once for every form in which it leaves the portal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.figures.symbology import Theme
from drentsportal.reports.comparison.maps import map_note, site_figures
from drentsportal.reports.comparison.rows import RowWords, is_unknown_throughout
from drentsportal.reports.comparison.worded import (
    WordedComparison,
    WordedGroup,
    WordedSite,
)
from drentsportal.reports.typeset.blocks import Words
from drentsportal.reports.typeset.site_title import compared_titles
from drentsportal.reports.typeset.value_words import Mark, SourceNumbers, ValueWords
from drentsportal.services.compared_sites import Likeness, RowKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.match.match_result import Contribution
    from drentsportal.figures.symbology import Look
    from drentsportal.language import Language
    from drentsportal.services.compared_sites import ComparedSite, ComparisonTable

_LEGEND: Final = (
    ("fits", "doc.verdict.fits"),
    ("fails", "doc.verdict.fails"),
    (Mark.CHECK, "doc.verdict.check"),
    (Mark.UNKNOWN, "word.unknown"),
    (Mark.STALE, "doc.compare.stale"),
    (Mark.CONFLICTING, "doc.mark.conflicting"),
    ("best", "doc.compare.best"),
    ("tied", "doc.compare.tied"),
    ("deviates", "doc.compare.legend.deviates"),
)


@dataclass(frozen=True, slots=True)
class DrawnSizes:
    """How wide a strip and how large a small map is, in millimetres."""

    strip_mm: float
    map_mm: tuple[float, float]


def worded_comparison(
    table: ComparisonTable, language: Language, sizes: DrawnSizes, look: Look = Theme.PRINT
) -> WordedComparison:
    """Word a table; sources are numbered in the order in which the rows name them."""
    today = table.made_at_utc.astimezone(DUTCH_TIME).date()
    sources = SourceNumbers(language)
    values = ValueWords(language, table.segments, today)
    rows = RowWords(language, values, sources, sizes.strip_mm, look)
    groups = tuple(each for each in _groups(table, rows, language) if each.rows or each.unknown)
    note = map_note(table, language, sources)
    return WordedComparison(
        title=language.text("doc.compare.title", site_count=len(table.sites)),
        context=_context(table, language),
        sentence=_sentence(table, language),
        sites=tuple(_sites(table, language, sizes, look)),
        map_note=note,
        groups=groups,
        legend=_legend(groups, language),
        notes=tuple(_notes(table, language)),
        sources=sources.items,
        source_names=sources.names,
    )


def wish_ids(table: ComparisonTable) -> tuple[str, ...]:
    """Return the criteria of the wishes that make up the scores, in their order."""
    cards = [each.card for each in table.sites if each.card is not None]
    parts: tuple[Contribution, ...] = cards[0].contributions if cards else ()
    return tuple(each.criterion_id for each in parts)


def _groups(table: ComparisonTable, rows: RowWords, language: Language) -> Iterator[WordedGroup]:
    text = language.text
    if any(each.card for each in table.sites):
        yield WordedGroup("outcome", text("doc.compare.group.outcome"), (rows.score(table),))
    yield from (_group(kind, table, rows, language) for kind in (RowKind.REQUIREMENT, RowKind.PREFERENCE))
    wishes = wish_ids(table)
    if wishes:
        made = tuple(rows.contribution(each, table.sites) for each in wishes)
        yield WordedGroup("breakdown", text("doc.compare.group.breakdown"), made)
    yield _group(RowKind.ATTRIBUTE, table, rows, language)


def _group(kind: RowKind, table: ComparisonTable, rows: RowWords, language: Language) -> WordedGroup:
    """Return the rows of a kind; what nobody knows of any site stands in one line under them."""
    of_kind = [each for each in table.rows if each.kind is kind]
    made = tuple(rows.row(each) for each in of_kind if not is_unknown_throughout(each))
    names = tuple(language.text(f"attribute.{each.id}") for each in of_kind if is_unknown_throughout(each))
    unknown = language.text("doc.compare.unknown_throughout", names="; ".join(names)) if names else ""
    return WordedGroup(kind.value, language.text(f"doc.compare.group.{kind.value}"), made, unknown)


def _sites(table: ComparisonTable, language: Language, sizes: DrawnSizes, look: Look) -> Iterator[WordedSite]:
    figures = site_figures(table, language, sizes.map_mm, look)
    names = compared_titles(table, language)
    for number, (name, each) in enumerate(zip(names, table.sites, strict=True), start=1):
        yield WordedSite(str(number), name, _place(each, table, language), figures.get(number))


def _place(site: ComparedSite, table: ComparisonTable, language: Language) -> str:
    code = site.candidate.municipality_code
    name = table.surroundings.municipality_name(code) if table.surroundings and code else code
    parts = [name or language.text("word.unknown")]
    if site.card is not None:
        parts.append(language.text("doc.compare.ranked", rank=site.card.rank))
    return " · ".join(parts)


def _context(table: ComparisonTable, language: Language) -> str:
    if table.case_number is None:
        return language.text("doc.compare.context")
    return language.text("doc.compare.context_case", number=table.case_number)


def _sentence(table: ComparisonTable, language: Language) -> str:
    counts = {each: sum(row.likeness is each for row in table.rows) for each in Likeness}
    return language.text(
        "doc.compare.sentence",
        differs=counts[Likeness.DIFFERS],
        equal=counts[Likeness.EQUAL],
        unknown=counts[Likeness.NOT_COMPARABLE],
    )


def _legend(groups: tuple[WordedGroup, ...], language: Language) -> tuple[Words, ...]:
    """Return the signs of the rows, and of the marks those that stand in the tables."""
    cells = [cell for group in groups for row in group.rows for cell in row.cells]
    used = {each.mark for cell in cells for each in (cell.words, *cell.tags)}
    signs = tuple(Words(language.text(f"doc.compare.likeness.{each.value}"), each.value) for each in Likeness)
    return (*signs, *(Words(language.text(key), mark) for mark, key in _LEGEND if mark in used))


def _notes(table: ComparisonTable, language: Language) -> Iterator[str]:
    text = language.text
    if table.rule is not None:
        yield text("doc.compare.rule", rule=table.rule)
    if any(row.scale for row in table.rows):
        yield text("doc.compare.strip_note")
    if any(cell.best for row in table.rows for cell in row.cells) or any(table.score_best):
        yield text("doc.compare.best_note")
    if wish_ids(table):
        yield text("doc.compare.breakdown_note")
    yield text("doc.compare.source_note")
    yield text("doc.compare.no_offer")
