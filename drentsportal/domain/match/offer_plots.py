"""The plots behind offers, for requests that take several: which adjoin, who sells them and their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.space.plot_adjacency import plot_adjacency
from drentsportal.domain.vocabulary import Seller

if TYPE_CHECKING:
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.offers import OfferTable
    from drentsportal.domain.space.plot_adjacency import PlotAdjacency

_DM_PER_M: Final = 10


def adjoining_plots(ground: OffersOnGround, gap_dm: int) -> PlotAdjacency:
    """Return which available plots adjoin, in rows of the offers; found once per data version and gap."""
    if gap_dm not in ground.adjacencies:
        offers = ground.offers
        every = np.flatnonzero((offers.kinds == OfferKind.PLOT) & (offers.park_ids != ""))
        codes = np.where(ground.is_own_outline[every], offers.candidate_rows[every], -1)
        found = plot_adjacency(ground.geometries_rd[every], codes, gap_dm / _DM_PER_M)
        ground.adjacencies[gap_dm] = found.renamed(every, len(offers))
    return ground.adjacencies[gap_dm]


def owner_codes(ground: OffersOnGround, plots: IntArray) -> IntArray:
    """Return who sells each plot; private sellers may differ from each other, so that is not known."""
    seller = ground.plots.columns["seller"]
    rows = ground.plot_rows[plots]
    codes = np.array(
        [-1 if each == Seller.PRIVATE.value else code for code, each in enumerate(seller.categories)] + [-1],
        np.int64,
    )
    found: IntArray = codes[np.where(seller.known[rows], seller.values[rows], -1).astype(np.int64)]
    return found


def plot_names(ground: OffersOnGround, offers: OfferTable, members: IntArray) -> dict[str, str]:
    """Name plots by their id, those without a name by their id."""
    names = ground.plots.columns["name"]
    ids, rows = offers.site_ids[members].tolist(), ground.plot_rows[members].tolist()
    return {plot_id: names.text_at(row) or plot_id for plot_id, row in zip(ids, rows, strict=True)}
