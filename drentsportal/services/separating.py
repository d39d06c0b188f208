"""What separates the sites of a comparison: wishes, requirements and figures, and what is still unknown.

Only what is known counts. A wish tells sites apart by what it adds to their scores; where a site leaves it
unknown, that site is left out of it and named among what is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import Known
from drentsportal.services.compared_sites import Likeness, RowKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.match.match_result import Contribution, ScoreCard, Verdict
    from drentsportal.services.compared_sites import ComparedRow, ComparisonTable

FEWEST_KNOWN: Final = 2
_ASKED: Final = frozenset({RowKind.REQUIREMENT, RowKind.PREFERENCE})


@dataclass(frozen=True, slots=True)
class WishGap:
    """What one wish adds to the score of each site (weight times value); ``None`` where that is not known.

    A known value can be a range, such as the distance of a park; then only what is sure counts as a gap.
    """

    criterion_id: str
    weight: int
    added: tuple[Contribution | None, ...]

    @property
    def most(self) -> Contribution:
        """What it adds where it surely adds most; of equals the first."""
        return max((each for each in self.added if each is not None), key=lambda each: (each.low, each.high))

    @property
    def least(self) -> Contribution:
        """What it adds where it surely adds least; of equals the first."""
        return min((each for each in self.added if each is not None), key=lambda each: (each.high, each.low))

    @property
    def gap(self) -> int:
        """How far the sites are apart by it, at the least."""
        return self.most.low - self.least.high

    @property
    def is_exact(self) -> bool:
        """Whether they are apart by just that."""
        return self.most.low == self.most.high and self.least.low == self.least.high

    def columns(self, like: Contribution) -> tuple[int, ...]:
        """Return the columns of the sites to which it adds just as much."""
        return tuple(
            column
            for column, each in enumerate(self.added)
            if each is not None and (each.low, each.high) == (like.low, like.high)
        )


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row of what is asked, and the columns of the sites that do not answer it."""

    row_id: str
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Separation:
    """What makes the difference between the sites of a comparison, what matters most first.

    ``requirements`` are rows with different verdicts on what is known. ``figures`` are rows of attributes,
    for a comparison without a request. ``unknown`` are the rows of what is asked that a site does not answer.
    """

    wishes: tuple[WishGap, ...]
    requirements: tuple[ComparedRow, ...]
    figures: tuple[ComparedRow, ...]
    unknown: tuple[OpenRow, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing that is known tells the sites apart."""
        return not (self.wishes or self.requirements or self.figures)


def separation(table: ComparisonTable) -> Separation:
    """Tell what separates the sites of a comparison."""
    asked = [row for row in table.rows if row.kind in _ASKED]
    gaps = sorted(_gaps(table), key=lambda each: (-each.gap, each.criterion_id))
    return Separation(
        tuple(gaps),
        tuple(row for row in asked if len(_verdicts(row)) >= FEWEST_KNOWN),
        () if asked else tuple(sorted(_figures(table), key=_apart, reverse=True)),
        tuple(_unknown(asked)),
    )


def _gaps(table: ComparisonTable) -> Iterator[WishGap]:
    cards = [site.card for site in table.sites]
    parts = next((card.contributions for card in cards if card is not None), ())
    for part in parts:
        added = tuple(_known(card, part.criterion_id) for card in cards)
        gap = WishGap(part.criterion_id, part.weight, added)
        if sum(each is not None for each in added) >= FEWEST_KNOWN and gap.gap > 0:
            yield gap


def _known(card: ScoreCard | None, criterion_id: str) -> Contribution | None:
    """Return what a wish adds where its value is known."""
    parts = () if card is None else card.contributions
    part = next((each for each in parts if each.criterion_id == criterion_id), None)
    return part if part is not None and isinstance(part.value, Known) else None


def _verdicts(row: ComparedRow) -> set[Verdict]:
    """Return the different verdicts on what is known: an unknown value is a question and no difference."""
    return {cell.verdict for cell in row.cells if cell.verdict is not None and isinstance(cell.value, Known)}


def _figures(table: ComparisonTable) -> Iterator[ComparedRow]:
    """Give the attributes of which all sites have a figure, and not the same one."""
    for row in table.rows:
        has_all = row.scale is not None and all(cell.span is not None for cell in row.cells)
        if row.kind is RowKind.ATTRIBUTE and has_all and row.likeness is Likeness.DIFFERS:
            yield row


def _apart(row: ComparedRow) -> float:
    """Return how far the figures of a row are apart, as a share of the largest."""
    ends = [end for cell in row.cells if cell.span is not None for end in cell.span]
    return (max(ends) - min(ends)) / max(ends)


def _unknown(asked: list[ComparedRow]) -> Iterator[OpenRow]:
    """Give each criterion once: what is required may be wished for too."""
    found: dict[str, set[int]] = {}
    for row in asked:
        columns = {
            column
            for column, cell in enumerate(row.cells)
            if cell.applies and not isinstance(cell.value, Known)
        }
        if columns:
            found.setdefault(row.id, set()).update(columns)
    return (OpenRow(row_id, tuple(sorted(columns))) for row_id, columns in found.items())
