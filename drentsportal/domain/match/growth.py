"""Room to grow on available plots that adjoin: known from the ground, without a question.

A plot can grow over the available plots that are joined to it through shared edges, of one seller that is
known: what lies behind a gap or belongs to another may be asked for, but is not sure. How many plots may be
taken together now says nothing here, since growth comes later.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.offer_columns import UNBOUNDED, Basis, IntervalColumn
from drentsportal.domain.match.offer_plots import adjoining_plots, owner_codes, plot_names
from drentsportal.domain.space.plot_adjacency import connected_plots

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.offers import OfferTable

_COLUMN: Final = "expansion_area"
_NO_GROUP: Final = -1


def with_growth(ground: OffersOnGround, offers: OfferTable, request: LocationRequest) -> OfferTable:
    """Raise the room to grow of available plots to what surely adjoins them; as it is where nobody asks.

    ``offers`` are those of ``ground`` with columns added; they must have no combinations yet, which take the
    room of their plots over. Areas that are unknown count for nothing, so it is at least what is told.
    """
    if _COLUMN not in offers.intervals:
        return offers
    groups = _groups(ground)
    inside = np.flatnonzero(groups != _NO_GROUP)
    if not len(inside):
        return offers
    area_m2 = np.maximum(offers.intervals["plot_area"].low, 0)
    totals = np.zeros(len(offers), np.int64)
    np.add.at(totals, groups[inside], area_m2[inside])
    together = np.where((groups == _NO_GROUP) | (totals[groups] == 0), -UNBOUNDED, totals[groups])
    column = _raised(offers.intervals[_COLUMN], together)
    asked = request.requirement(_COLUMN)
    told = np.flatnonzero(together >= (asked.limit if asked is not None else UNBOUNDED))
    return replace(
        offers,
        intervals={**offers.intervals, _COLUMN: column},
        growth_groups=groups,
        plot_names={**offers.plot_names, **plot_names(ground, offers, told)},
    )


def _groups(ground: OffersOnGround) -> IntArray:
    """Give a number to plots that surely are one piece of ground of one seller, ``_NO_GROUP`` to others."""
    pairs = adjoining_plots(ground, 0)
    plots = np.unique(np.concatenate([pairs.first, pairs.second]))
    owners = np.full(len(ground.offers), -1, np.int64)
    owners[plots] = owner_codes(ground, plots)
    sure = (owners[pairs.first] == owners[pairs.second]) & (owners[pairs.first] >= 0)
    groups = connected_plots(pairs.where(sure))
    sizes = np.bincount(groups, minlength=len(groups))
    numbered: IntArray = np.where(sizes[groups] > 1, groups, _NO_GROUP)
    return numbered


def _raised(column: IntervalColumn, together: IntArray) -> IntervalColumn:
    """Raise the least to what adjoins; where that is all, or nothing else is known, it tells the value."""
    low = np.maximum(column.low, together)
    high = np.maximum(column.high, low)
    grown = (together > column.low) & ((low == high) | (column.basis != Basis.PARK_TOTAL))
    return IntervalColumn(
        low,
        high,
        np.where(grown, Basis.ADJOINING, column.basis).astype(np.int8),
        np.where(grown, 0, column.record_ids),
    )
