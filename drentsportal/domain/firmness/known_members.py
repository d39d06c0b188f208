"""Whether what looks open about plots together is only that they differ: then nobody need be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.offer_columns import UNBOUNDED

if TYPE_CHECKING:
    from drentsportal.domain.match.offers import OfferTable

_OF_THE_WHOLE: Final = frozenset({"plot_area", "expansion_area", "building"})
"""What plots have together, and does not follow from what each of them has."""


def differs_only(offers: OfferTable, row: int, criterion_id: str) -> bool:
    """Whether an offer is a combination of which the value is exactly known of every plot.

    Its bounds are then those of its nearest and farthest plot, its cheapest and dearest: a span of what is
    known. Of what plots have only together (area, room to grow, a building) the plots say nothing.
    """
    members = offers.members_of(row)
    if not len(members) or criterion_id in _OF_THE_WHOLE:
        return False
    if criterion_id in offers.sets:
        column = offers.sets[criterion_id]
        return all(_is_exact(*column.text_sets(each)) for each in members.tolist())
    values = offers.intervals[criterion_id].take(members)
    return bool(np.all((values.low == values.high) & (np.abs(values.low) < UNBOUNDED)))


def _is_exact(sure: tuple[str, ...] | None, possible: tuple[str, ...] | None) -> bool:
    return sure is not None and sure == possible
