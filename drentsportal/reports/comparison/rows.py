"""The rows of a comparison in words: what each site says, what stands out, where it is on its scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.printed_parts import card_weights, printed_points
from drentsportal.domain.message import message
from drentsportal.domain.values import Known
from drentsportal.figures.dot_strip import StripScale, dot_strip
from drentsportal.figures.svg import to_svg
from drentsportal.figures.symbology import Theme
from drentsportal.reports.comparison.scale_words import strip_scale
from drentsportal.reports.comparison.worded import WordedCell, WordedRow
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Words
from drentsportal.reports.typeset.going_words import going_words, of_park
from drentsportal.reports.typeset.value_words import Mark
from drentsportal.services.best_words import best_words
from drentsportal.services.compared_sites import Likeness, RowKind
from drentsportal.services.plot_total_words import by_plots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.match.match_result import Contribution, ScoreCard
    from drentsportal.domain.match.row_marks import BestMark
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.plot_totals import PlotTotal
    from drentsportal.figures.symbology import Look
    from drentsportal.language import Language
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
    from drentsportal.services.compared_sites import ComparedCell, ComparedRow, ComparedSite, ComparisonTable

POINT: Final = 100_000_000
"""A score of one point as sums of products hold it."""

FULL_WEIGHT: Final = 1_000_000
_FIRM: Final = {Verdict.FITS: "fits", Verdict.FAILS: "fails"}
_FULL_SCORE: Final = 100.0


@dataclass(frozen=True, slots=True)
class RowWords:
    """Words rows in one language; ``strip_mm`` is the width of a strip, in the look of the document."""

    language: Language
    values: ValueWords
    sources: SourceNumbers
    strip_mm: float
    look: Look = Theme.PRINT

    def row(self, row: ComparedRow) -> WordedRow:
        """Word a row about a criterion or an attribute."""
        family = "attribute" if row.kind is RowKind.ATTRIBUTE else "criterion"
        scale = strip_scale(row, self.language)
        cells = tuple(self._cell(row, each, scale) for each in row.cells)
        label = self.language.text(f"{family}.{row.id}")
        return WordedRow(label, "", row.likeness.value, self.likeness(row), cells)

    def likeness(self, row: ComparedRow) -> str:
        """Say how the cells of a row compare, and why not where they cannot be: one reason in every form."""
        is_known = all(_is_known(each) for each in row.cells if each.applies)
        if row.likeness is Likeness.NOT_COMPARABLE and is_known:
            return self.language.text("doc.compare.likeness.does_not_apply")
        return self.language.text(f"doc.compare.likeness.{row.likeness.value}")

    def score(self, table: ComparisonTable) -> WordedRow:
        """Word the scores, each with what is still open beside it."""
        text = self.language.text
        scale = StripScale(0.0, _FULL_SCORE, "0", self.language.value(_FULL_SCORE, "int"))
        marks = table.score_best or (None,) * len(table.sites)
        cells = tuple(
            self._score_cell(each, mark, scale) for each, mark in zip(table.sites, marks, strict=True)
        )
        likeness = _likeness(table.sites)
        told = self._of_scores(likeness, is_open=False)
        return WordedRow(text("doc.compare.score"), "", likeness.value, told, cells)

    def contribution(self, criterion_id: str, sites: Sequence[ComparedSite]) -> WordedRow:
        """Word what one wish adds to each score, on the scale of what it can add at most."""
        parts = [contribution_of(each.card, criterion_id) for each in sites]
        weight = printed_weight(criterion_id, sites)
        cells = tuple(
            self._contribution_cell(part, weight, each) for part, each in zip(parts, sites, strict=True)
        )
        label = self.language.text(f"criterion.{criterion_id}")
        note = self.language.text("doc.compare.weight", weight=weight)
        points = {None if each is None else (each.low, each.point, each.high) for each in parts}
        likeness = Likeness.EQUAL if len(points) == 1 else Likeness.DIFFERS
        is_open = any(each is not None and not isinstance(each.value, Known) for each in parts)
        if None in points or is_open:
            likeness = Likeness.NOT_COMPARABLE
        told = self._of_scores(likeness, is_open=is_open)
        return WordedRow(label, note, likeness.value, told, cells)

    def _of_scores(self, likeness: Likeness, *, is_open: bool) -> str:
        """Say how scores compare; where nothing is unknown, a site without one keeps them from it."""
        if likeness is Likeness.NOT_COMPARABLE and not is_open:
            return self.language.text("doc.compare.likeness.not_ranked")
        return self.language.text(f"doc.compare.likeness.{likeness.value}")

    def _cell(self, row: ComparedRow, cell: ComparedCell, scale: StripScale | None) -> WordedCell:
        if not cell.applies:
            return WordedCell(Words(NOT_APPLICABLE))
        numbers = (str(self.sources.number(each.source, each.as_of)) for each in known_of(cell))
        source = ", ".join(dict.fromkeys(numbers))
        strip = "" if scale is None else to_svg(dot_strip(scale, cell.span, self.strip_mm, self.look))
        return WordedCell(self.told(row, cell), self.tags(row, cell), source, strip, self.note(cell))

    def told(self, row: ComparedRow, cell: ComparedCell) -> Words:
        """Return what a cell says: the answer and its reason, or the value; unknown is a word."""
        if cell.statement is None:
            going = cell.going
            return self.values.words(row.id, cell.value) if going is None else going_words(going, self.values)
        told = self.language.text(cell.statement)
        if not cell.is_scored:
            told = f"{told} ({self.language.text('doc.compare.not_scored')})"
        if cell.verdict is None:
            return Words(told) if _is_known(cell) else Words(told, Mark.UNKNOWN, "unknown")
        verdict = self.language.text(f"doc.verdict.{cell.verdict.name.lower()}")
        open_mark = Mark.CHECK if _is_known(cell) else Mark.UNKNOWN
        return Words(f"{verdict}: {told}", _FIRM.get(cell.verdict, open_mark))

    def said(self, row: ComparedRow, cell: ComparedCell) -> str:
        """Return the words of a cell without its marks, also where the question does not arise."""
        return self.told(row, cell).text if cell.applies else NOT_APPLICABLE

    def note(self, cell: ComparedCell) -> str:
        """Return that the park says it, or that it follows from the status; empty for what a site says."""
        said = () if cell.going is None else of_park(cell.going, self.language)
        return "; ".join(each.text for each in said)

    def tags(self, row: ComparedRow, cell: ComparedCell) -> tuple[Words, ...]:
        """Return what stands out in a cell, each with its mark and its word."""
        best = () if cell.best is None else (self._best(cell.best, row),)
        odd = (Words(self.language.text("doc.compare.deviates"), "deviates"),) if cell.deviates else ()
        other = () if cell.plot_total is None else (self._by_plots(cell.plot_total),)
        return (*best, *odd, *other)

    def _by_plots(self, total: PlotTotal) -> Words:
        sources = tuple(dict.fromkeys(map(self.sources.reference, total.known)))
        return Words(self.language.text(by_plots(total, sources)), Mark.CONFLICTING)

    def _best(self, mark: BestMark, row: ComparedRow | None = None) -> Words:
        return Words(self.language.text(best_words(mark, row)), mark.value)

    def _score_cell(self, site: ComparedSite, mark: BestMark | None, scale: StripScale) -> WordedCell:
        card = site.card
        if card is None:
            return WordedCell(Words(self.language.text(unranked(site))))
        tags: tuple[Words, ...] = () if mark is None else (self._best(mark),)
        open_count = sum(each.verdict is Verdict.CHECK for each in card.outcomes)
        if open_count:
            tags += (Words(self.language.text("doc.advice.open", open_count=open_count), Mark.CHECK),)
        span = (card.low / POINT, card.high / POINT)
        strip = dot_strip(scale, span, self.strip_mm, self.look, card.point / POINT)
        return WordedCell(Words(score_words(card, self.language), "", "bold"), tags, "", to_svg(strip))

    def _contribution_cell(self, part: Contribution | None, weight: int, site: ComparedSite) -> WordedCell:
        card = site.card
        if part is None or card is None:
            return WordedCell(Words(self.language.text(unranked(site))))
        is_known = isinstance(part.value, Known)
        words = Words(contribution_words(part, card, self.language), "" if is_known else Mark.UNKNOWN)
        if not weight:
            return WordedCell(words)
        most = weight * FULL_WEIGHT
        scale = StripScale(0.0, float(most), "0", self.language.value(most, "points"))
        span = (float(part.low), float(part.high))
        return WordedCell(
            words, (), "", to_svg(dot_strip(scale, span, self.strip_mm, self.look, float(part.point)))
        )


def unranked(site: ComparedSite) -> Message:
    """Say why a site has no score: the match excludes it, or did not judge it; unknown it is not."""
    return message("doc.compare.excluded" if site.is_excluded else "doc.compare.not_ranked")


def score_words(card: ScoreCard, language: Language) -> str:
    """Return a score with its interval; without one it is only called so where nothing is open.

    "No spread" beside an open question would read as certain.
    """
    point = language.value(card.point, "points")
    if card.low != card.high:
        return f"{point} ({language.text('doc.advice.span', low=card.low, high=card.high)})"
    is_open = any(each.verdict is Verdict.CHECK for each in card.outcomes)
    return point if is_open else f"{point} ({language.text('doc.advice.no_span')})"


def contribution_words(part: Contribution, card: ScoreCard, language: Language) -> str:
    """Return the points of a wish out of what it can add; unknown widens them from least to most.

    The points are rounded so that those of all wishes add up to the score as it is printed.
    """
    point = printed_points(card)[part.criterion_id]
    said = {"point": point, "most": max(card_weights(card)[part.criterion_id] * FULL_WEIGHT, point)}
    if part.low == part.high:
        return language.text("doc.compare.part", **said)
    return language.text("doc.compare.part_span", **said, low=part.low, high=part.high)


def contribution_of(card: ScoreCard | None, criterion_id: str) -> Contribution | None:
    """Return what a wish adds to a score; ``None`` for a site without one."""
    parts = card.contributions if card is not None else ()
    return next((each for each in parts if each.criterion_id == criterion_id), None)


def printed_weight(criterion_id: str, sites: Sequence[ComparedSite]) -> int:
    """Return the weight of a wish as it is printed, of the first site that has a score."""
    return next(card_weights(each.card)[criterion_id] for each in sites if each.card is not None)


def is_unknown_throughout(row: ComparedRow) -> bool:
    """Whether nothing is known of any site, so that the row can be told in one line."""
    return row.kind is RowKind.ATTRIBUTE and not any(_is_known(each) for each in row.cells)


def known_of(cell: ComparedCell) -> tuple[Known[object], ...]:
    """Return the values that a cell rests on: one, or both ends of a price."""
    if cell.going is not None:
        return tuple(cell.going.known.values())
    return (cell.value,) if isinstance(cell.value, Known) else ()


def _is_known(cell: ComparedCell) -> bool:
    return isinstance(cell.value, Known)


def _likeness(sites: Sequence[ComparedSite]) -> Likeness:
    cards = [each.card for each in sites]
    if any(each is None for each in cards):
        return Likeness.NOT_COMPARABLE
    scores = {(each.low, each.point, each.high) for each in cards if each is not None}
    return Likeness.EQUAL if len(scores) == 1 else Likeness.DIFFERS
