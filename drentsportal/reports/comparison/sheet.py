"""A comparison as a workbook: values and what stands out, the score in figures, and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.match.row_marks import BestMark
from drentsportal.reports.comparison.content import wish_ids
from drentsportal.reports.comparison.pages import comparison_foot
from drentsportal.reports.comparison.rows import RowWords, contribution_of, known_of, printed_weight, unranked
from drentsportal.reports.comparison.said_beside import sourced
from drentsportal.reports.comparison.sheet_numbers import (
    cell_value,
    figure_rows,
    points_value,
    printed_point,
    printed_score,
)
from drentsportal.reports.sheets.workbook import PaperWords, SheetForm, Workbook
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE
from drentsportal.reports.typeset.page_frame import page_frame
from drentsportal.reports.typeset.site_title import compared_titles
from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
from drentsportal.services.best_words import best_words
from drentsportal.services.compared_sites import RowKind
from drentsportal.services.plot_total_words import by_plots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drentsportal.language import Language
    from drentsportal.reports.sheets.workbook import SheetValue
    from drentsportal.services.compared_sites import ComparedCell, ComparedRow, ComparedSite, ComparisonTable

_PERCENT: Final = 100
_FORM: Final = SheetForm(label_count=2, widest=26)
"""Ten columns of this width can still be read on one page of A4 landscape."""

_LABELLED: Final = SheetForm(widest=30)
_ENDS: Final = ("low", "high")


def comparison_bytes(table: ComparisonTable, language: Language, owner: str = "") -> bytes:
    """Return the comparison as XLSX: every figure is a number, shown as the pages print it.

    ``owner`` is whose document it is, empty for the portal's own name.
    """
    today = table.made_at_utc.astimezone(DUTCH_TIME).date()
    words = RowWords(language, ValueWords(language, table.segments, today), SourceNumbers(language), 0.0)
    names = compared_titles(table, language)
    text = language.text
    title = text("doc.compare.title", site_count=len(names))
    paper = _paper(table, title, owner, language)
    book = Workbook(title, table.made_at_utc, paper)
    header = [text("doc.compare.kind"), text("doc.compare.row"), text("doc.compare.likeness")]
    ends = [text("doc.compare.column.best"), text("doc.compare.column.deviates")]
    rows = [*_score_rows(table, names, words), *(_value_row(row, names, words) for row in table.rows)]
    book.add_sheet(
        text("doc.compare.sheet"), [*header, *names, *ends], rows, _notes(table, paper, language), _FORM
    )
    labelled = [text("doc.compare.row"), *names]
    figures = [
        [text(f"doc.compare.kind.{row.kind.value}"), *line]
        for row in table.rows
        for line in figure_rows(row, _label(row, language), words)
    ]
    if figures:
        book.add_sheet(
            text("doc.compare.figures_sheet"), [text("doc.compare.kind"), *labelled], figures, form=_FORM
        )
    if wish_ids(table):
        _add_breakdown(book, table, names, language)
    sources = [_source_row(row, language) for row in table.rows]
    book.add_sheet(text("doc.compare.sources_sheet"), labelled, sources, form=_LABELLED)
    return book.content()


def _label(row: ComparedRow, language: Language) -> str:
    family = "attribute" if row.kind is RowKind.ATTRIBUTE else "criterion"
    return language.text(f"{family}.{row.id}")


def _value_row(row: ComparedRow, names: Sequence[str], words: RowWords) -> list[SheetValue]:
    language = words.language
    odd = [name for name, cell in zip(names, row.cells, strict=True) if cell.deviates]
    return [
        language.text(f"doc.compare.kind.{row.kind.value}"),
        _label(row, language),
        words.likeness(row),
        *(_told(row, each, words) for each in row.cells),
        _best([each.best for each in row.cells], names, language, row),
        "; ".join(odd),
    ]


def _told(row: ComparedRow, cell: ComparedCell, words: RowWords) -> SheetValue:
    said, note = words.said(row, cell), words.note(cell)
    if note:
        said = words.language.text("doc.compare.with_note", told=said, note=note)
    return cell_value(cell, f"≠ {said}" if cell.deviates else said, words.language)


def _best(
    marks: Sequence[BestMark | None], names: Sequence[str], language: Language, row: ComparedRow | None = None
) -> str:
    """Name whoever is the most favourable; that several share it or that others are unknown is said."""
    best = [(name, mark) for name, mark in zip(names, marks, strict=True) if mark is not None]
    if not best:
        return ""
    listed, how = "; ".join(name for name, _ in best), best_words(best[0][1], row)
    return listed if how == best_words(BestMark.BEST) else f"{listed} ({language.text(how)})"


def _source_row(row: ComparedRow, language: Language) -> list[SheetValue]:
    return [_label(row, language), *(_source(each, language) for each in row.cells)]


def _source(cell: ComparedCell, language: Language) -> str:
    known = known_of(cell)
    if known:
        return "; ".join(dict.fromkeys(sourced(each, language) for each in known))
    return language.text("word.unknown") if cell.applies else NOT_APPLICABLE


def _score_rows(table: ComparisonTable, names: Sequence[str], words: RowWords) -> Iterator[list[SheetValue]]:
    """Give the scores, and their ends where there is room between; nothing where no site has one."""
    if not any(each.card for each in table.sites):
        return
    language = words.language
    kind, label = language.text("doc.compare.kind.outcome"), language.text("doc.compare.score")
    marks = table.score_best or (None,) * len(names)
    points = [_points(each, None, language) for each in table.sites]
    yield [kind, label, words.score(table).likeness, *points, _best(marks, names, language), ""]
    if any(each.card is not None and each.card.low != each.card.high for each in table.sites):
        for end in _ENDS:
            name = language.text(f"doc.compare.column.{end}", name=label)
            yield [kind, name, "", *(_points(each, end, language) for each in table.sites), "", ""]


def _points(site: ComparedSite, end: str | None, language: Language) -> SheetValue:
    if site.card is None:
        return language.text(unranked(site))
    points = printed_score(site.card) if end is None else getattr(site.card, end)
    return points_value(points, language)


def _add_breakdown(book: Workbook, table: ComparisonTable, names: Sequence[str], language: Language) -> None:
    """Add the points of each wish as figures, so that they can be added up; the last row is the score.

    Below stand the least and the most that each can add, in the same order.
    """
    text = language.text
    header = [text("doc.compare.column.wish"), text("doc.compare.column.weight"), *names]
    rows = [line for end in (None, *_ENDS) for line in _breakdown(table, end, language)]
    book.add_sheet(
        text("doc.compare.breakdown_sheet"), header, rows, [text("doc.compare.breakdown_note")], _LABELLED
    )


def _breakdown(table: ComparisonTable, end: str | None, language: Language) -> Iterator[list[SheetValue]]:
    def named(name: str) -> str:
        return name if end is None else language.text(f"doc.compare.column.{end}", name=name)

    for wish_id in wish_ids(table):
        weight = printed_weight(wish_id, table.sites)
        added = [_added(each, wish_id, end, language) for each in table.sites]
        yield [named(language.text(f"criterion.{wish_id}")), weight / _PERCENT, *added]
    scores = [_points(each, end, language) for each in table.sites]
    yield [named(language.text("doc.compare.total")), _PERCENT, *scores]


def _added(site: ComparedSite, wish_id: str, end: str | None, language: Language) -> SheetValue:
    """Return what a wish adds to the score of a site; in words why it adds nothing to one without a score."""
    part = contribution_of(site.card, wish_id)
    if part is None or site.card is None:
        return language.text(unranked(site))
    points = printed_point(site.card, part) if end is None else getattr(part, end)
    return points_value(points, language)


def _paper(table: ComparisonTable, title: str, owner: str, language: Language) -> PaperWords:
    """Say at the head whose it is, with the mark of the sample data, and at the foot of when and of what."""
    cells = (cell for row in table.rows for cell in row.cells)
    sources = {each.source for cell in cells for each in known_of(cell)}
    frame = page_frame(language, "comparison", title, sources)
    head = f"{owner or frame['owner']} · {title}"
    return PaperWords(head, str(frame["tag"]), comparison_foot(table, language))


def _notes(table: ComparisonTable, paper: PaperWords, language: Language) -> list[str]:
    made = " · ".join(filter(None, (paper.head_right, paper.foot)))
    notes = [*_plot_notes(table, language), language.text("doc.compare.no_offer"), made]
    if any(cell.best for row in table.rows for cell in row.cells) or any(table.score_best):
        notes.insert(0, language.text("doc.compare.best_note"))
    if table.rule is not None:
        notes.insert(0, language.text("doc.compare.rule", rule=table.rule))
    return notes


def _plot_notes(table: ComparisonTable, language: Language) -> Iterator[str]:
    """Tell of each park whose plots add up to another total than it states, with both sources."""
    names = compared_titles(table, language)
    for row in table.rows:
        for name, cell in zip(names, row.cells, strict=True):
            if cell.plot_total is not None:
                stated = cell.plot_total.stated
                sources = tuple(dict.fromkeys(sourced(each, language) for each in cell.plot_total.known))
                yield language.text(
                    "doc.compare.plots_note",
                    name=name,
                    attribute=_label(row, language),
                    stated_ha=stated.value,
                    source=sourced(stated, language),
                    told=by_plots(cell.plot_total, sources),
                )
