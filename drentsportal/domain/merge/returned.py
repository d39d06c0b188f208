"""An export of ours that comes back: only what somebody changed in it is said anew.

History keeps one source per delivery. If all values of such a file were stored under the file's source, every
figure that nobody touched would look as if it had been stated again; so what equals the value in use
is left out and keeps its own source and date.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.merge.merge_columns import NOWHERE, Comparison, RecordDates, places_of
from drentsportal.domain.merge.merge_part import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.merge.delivery import Delivery, SiteBatch
    from drentsportal.domain.merge.merge_columns import Places
    from drentsportal.domain.merge.merge_ground import MergeGround
    from drentsportal.domain.sites.site_table import SiteRows


def without_repeated(delivery: Delivery, ground: MergeGround) -> Delivery:
    """Leave out of a returned export every value and shape that is in use already.

    What the delivering source itself said before stays, since its new record takes the place of the old one.
    Any other delivery is returned as it is.
    """
    if not delivery.is_returned:
        return delivery
    dates = RecordDates(ground.in_use.sources, ground.source)
    return replace(delivery, batches=tuple(_changed(each, ground, dates) for each in delivery.batches))


def silent_sites(delivery: Delivery, ground: MergeGround) -> frozenset[str]:
    """Return the known sites of which a returned export says nothing new, so that no record is made of them.

    None where the file holds all that its source has: what it does not name would have vanished.
    """
    if not delivery.is_returned or delivery.is_complete:
        return frozenset()
    found = set()
    for batch in delivery.batches:
        known = set(rows_of(ground.in_use, batch.kind).ids.tolist())
        known -= ground.delivered_ids.get(batch.kind, frozenset())
        columns = list(batch.columns.values())
        for row, site_id in enumerate(batch.site_ids):
            says = batch.geometries_wkb[row] is not None or any(each[row] is not None for each in columns)
            if not says and site_id in known:
                found.add(site_id)
    return frozenset(found)


def _changed(batch: SiteBatch, ground: MergeGround, dates: RecordDates) -> SiteBatch:
    used = rows_of(ground.in_use, batch.kind)
    at = places_of(used, np.array(batch.site_ids, dtype=np.str_))
    columns = {
        name: _without(values, _repeated(name, values, used, at, dates))
        for name, values in batch.columns.items()
    }
    shapes = _without(batch.geometries_wkb, _repeated(GEOMETRY, batch.geometries_wkb, used, at, dates))
    return replace(batch, columns=columns, geometries_wkb=shapes)


def _repeated(
    attribute_id: str, values: Sequence[object | None], used: SiteRows, at: Places, dates: RecordDates
) -> NDArray[np.bool_]:
    comparison = Comparison(attribute_id)
    held = comparison.in_table(used, at)
    _, own = dates.of(held.record_ids)
    same = comparison.equal(comparison.delivered(values, len(at)), held)
    repeated: NDArray[np.bool_] = same & ~own & (at != NOWHERE)
    return repeated


def _without(values: Sequence[Any], left_out: NDArray[np.bool_]) -> list[Any]:
    return [None if out else value for value, out in zip(values, left_out.tolist(), strict=True)]
