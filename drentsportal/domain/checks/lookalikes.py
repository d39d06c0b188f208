"""Sites that a delivery calls new but that lie where another site is, under another id."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import shapely

from drentsportal.domain.merge.merge_columns import shapes_of
from drentsportal.domain.merge.merge_states import SiteMerge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.merge.merge_part import MergePart
    from drentsportal.domain.sites.site_table import SiteRows

LEAST_OVERLAP: Final = 0.5
"""Share of the smaller of two shapes that must lie in the other, for sites of the same name."""


class LookalikeReason(StrEnum):
    """Why two sites look like one."""

    SAME_RIN = "same_rin"
    SAME_NAME_AND_PLACE = "same_name_and_place"


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A delivered site and the one in use that it may be; only a person can say so.

    ``overlap`` is the shared part of the smaller shape, 0 to 1; ``None`` where one of them has no area.
    """

    site_id: str
    known_id: str
    why: LookalikeReason
    overlap: float | None


def lookalikes(part: MergePart, used: SiteRows) -> tuple[Lookalike, ...]:
    """Find of each new site of a batch a known one with the same RIN, or with its name and place.

    A site that the same delivery also holds under its own id is another one: its source tells them apart.
    """
    new = part.with_state(SiteMerge.NEW)
    if not len(new) or not len(used):
        return ()
    return tuple(_found(part, used, new.tolist()))


def _found(part: MergePart, used: SiteRows, new: list[int]) -> Iterator[Lookalike]:
    delivered = set(part.ids.tolist())
    by_rin, by_name = _by_text(used, "rin", delivered), _by_text(used, "name", delivered)
    rins: Any = part.batch.columns.get("rin")
    names: Any = part.batch.columns.get("name")
    for row in new:
        site_id = str(part.ids[row])
        like_rin = by_rin.get(_plain(rins[row]), []) if rins is not None and rins[row] else []
        like_name = by_name.get(_plain(names[row]), []) if names is not None and names[row] else []
        if not like_rin and not like_name:
            continue
        shape = shapes_of([part.batch.geometries_wkb[row]])[0]
        if like_rin:
            known = like_rin[0]
            share = _overlap(shape, used.geometries_rd[known])
            yield Lookalike(site_id, str(used.ids[known]), LookalikeReason.SAME_RIN, share)
            continue
        for known in like_name:
            share = _overlap(shape, used.geometries_rd[known])
            if share is not None and share > LEAST_OVERLAP:
                yield Lookalike(site_id, str(used.ids[known]), LookalikeReason.SAME_NAME_AND_PLACE, share)
                break


def _by_text(used: SiteRows, attribute_id: str, left_out: set[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    column = used.columns.get(attribute_id)
    if column is None:
        return found
    plain = [_plain(each) for each in column.categories]
    for row, site_id in enumerate(used.ids.tolist()):
        if column.known[row] and site_id not in left_out:
            found[plain[int(column.values[row])]].append(row)
    return found


def _plain(text: object) -> str:
    return " ".join(str(text).casefold().split())


def _overlap(one: BaseGeometry | None, other: BaseGeometry | None) -> float | None:
    if one is None or other is None:
        return None
    smaller_m2 = min(float(shapely.area(one)), float(shapely.area(other)))
    if smaller_m2 <= 0 or not shapely.is_valid(one) or not shapely.is_valid(other):
        return None
    return float(shapely.area(shapely.intersection(one, other))) / smaller_m2
