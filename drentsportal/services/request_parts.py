"""Reads the parts of a request from JSON: what must hold, what is wished, the building, places of people.

The keys of a requirement carry their unit; ``REQUIREMENT_KEYS`` is the one table of them, used by request
files, by the options of the command line and by their documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from drentsportal.domain.asking.request import (
    Building,
    Combining,
    Limit,
    Origin,
    Preference,
    Requirement,
    StaffPoint,
)
from drentsportal.domain.sites.regions import SHIPPED_REGIONS
from drentsportal.domain.vocabulary import category_rank
from drentsportal.errors import InputError
from drentsportal.services.request_keys import KEY_BY_NAME, EntryKind, RequirementKey
from drentsportal.services.request_values import (
    read_day,
    read_ids,
    read_municipalities,
    read_object,
    read_whole,
    read_words,
    read_yes,
    refuse_other_keys,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.surroundings import RegionMembership


def read_building(value: object) -> Building | None:
    """Read ``width_m``, ``depth_m`` and ``setback_m``. Raises ``InputError`` naming the key at fault."""
    if value is None:
        return None
    content = read_object(value, "building")
    refuse_other_keys(content, {"width_m", "depth_m", "setback_m"}, "building")
    width, depth = (read_whole(content.get(key), 10, f"building.{key}") for key in ("width_m", "depth_m"))
    return Building(width, depth, read_whole(content.get("setback_m", 0), 10, "building.setback_m"))


def read_combining(content: Mapping[str, object]) -> Combining:
    """Read when plots count as one; what is absent is as usual. Raises ``InputError`` naming the key."""
    refuse_other_keys(content, {"gap_m", "same_seller_only", "most_plots"}, "combining")
    usual = Combining()
    return Combining(
        read_whole(content.get("gap_m", 0), 10, "combining.gap_m"),
        read_yes(content.get("same_seller_only", usual.same_seller_only), "combining.same_seller_only"),
        read_whole(content.get("most_plots", usual.most_plots), 1, "combining.most_plots"),
    )


def read_staff_points(value: object) -> tuple[StaffPoint, ...]:
    """Read where staff live, RD in whole metres, with how many there. Raises ``InputError``."""
    if not isinstance(value, list):
        raise InputError("error.request.list_unreadable", field="staff_points")
    found = []
    for each in value:
        content = read_object(each, "staff_points")
        refuse_other_keys(content, {"label", "x_rd", "y_rd", "count"}, "staff_points")
        x_rd, y_rd = (read_whole(content.get(axis), 1, "staff_points") for axis in ("x_rd", "y_rd"))
        count = read_whole(content.get("count", 1), 1, "staff_points")
        found.append(StaffPoint(read_words(content, "label"), x_rd, y_rd, count))
    return tuple(found)


def read_origin(value: object) -> Origin | None:
    """Read the present location, RD in whole metres. Raises ``InputError``."""
    if value is None:
        return None
    content = read_object(value, "origin")
    refuse_other_keys(content, {"label", "x_rd", "y_rd"}, "origin")
    x_rd, y_rd = (read_whole(content.get(axis), 1, "origin") for axis in ("x_rd", "y_rd"))
    return Origin(read_words(content, "label"), x_rd, y_rd)


def read_requirements(
    content: Mapping[str, object], regions: Sequence[RegionMembership]
) -> tuple[Requirement, ...]:
    """Read what must hold, by the keys of ``REQUIREMENT_KEYS``. Raises ``InputError`` naming the key."""
    found: dict[str, Requirement] = {}
    for key, value in content.items():
        known = KEY_BY_NAME.get(key)
        if known is None:
            raise InputError("error.request.key_unknown", field=key, key=key, accepted=", ".join(KEY_BY_NAME))
        if known.criterion_id in found:
            raise InputError("error.request.criterion_twice", field=key, criterion=known.criterion_id)
        found[known.criterion_id] = Requirement(known.criterion_id, _limit(known, value, regions))
    return tuple(found.values())


def _limit(
    known: RequirementKey, value: object, regions: Sequence[RegionMembership] = SHIPPED_REGIONS
) -> Limit:
    if known.kind is EntryKind.PLACES:
        return read_municipalities(value, known.key, regions)
    if known.kind is EntryKind.IDS:
        return read_ids(value, known.key)
    if known.kind is EntryKind.YES:
        return read_yes(value, known.key)
    if known.kind is EntryKind.DAY:
        return read_day(value, known.key)
    if known.kind is EntryKind.CATEGORY:
        return category_rank(str(value))
    read = _need if known.kind is EntryKind.NEED else read_whole
    return read(value, known.factor, known.key)


def _need(value: object, factor: int, field: str) -> Limit:
    """Read how much is needed; yes where the amount is not known."""
    return True if value is True else read_whole(value, factor, field)


def read_preferences(content: Mapping[str, object]) -> tuple[Preference, ...]:
    """Read weights by criterion, alone or with a target. Raises ``InputError`` naming the criterion."""
    found = []
    for key, value in content.items():
        if isinstance(value, Mapping):
            refuse_other_keys(value, {"weight", "target"}, key)
            target = read_ids(value["target"], key) if value.get("target") else ()
            found.append(Preference(key, read_whole(value.get("weight"), 1, key), target))
        else:
            found.append(Preference(key, read_whole(value, 1, key)))
    return tuple(found)
