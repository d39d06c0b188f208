"""All faults of a filled-in request at once, by the checks that refuse it one fault at a time.

Each fault is kept and what it speaks of is left out, with what cannot be judged without it; then the rest is
checked again. Nobody is told of a fault that only follows from another one.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

from drentsportal.errors import InputError
from drentsportal.services.contact_intake import CONTACT_KEYS
from drentsportal.services.request_keys import KEY_BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Check = Callable[[dict[str, Any]], object]

_MOST_ROUNDS: Final = 100
_NEED_IT: Final = {"origin": ("present_distance", "present_minutes"), "staff_points": ("staff_minutes",)}
"""What cannot be judged while a field is missing."""

_OF_CASE: Final = ("received_at", "asked_at", "requester", "company_name", *CONTACT_KEYS)

_HARMLESS: Final[dict[str, object]] = {
    "title": "…",
    "summary": "",
    "sector": "",
    "soft_factors": [],
    "requester": "",
    "company_name": "",
    **dict.fromkeys(CONTACT_KEYS, ""),
    "origin": None,
    "staff_points": [],
    "staff_count": None,
    "truck_movements_per_day": None,
    "detour_factor": 1,
    "profile_id": "standard",
    "sector_code": "",
    "sector_group": "",
    "building.width_m": 1,
    "building.depth_m": 1,
    "building.setback_m": 0,
    "combining.gap_m": 0,
    "combining.most_plots": 1,
    "received_at": None,
    "asked_at": None,
}
"""What stands in for a field that is wrong while the others are looked at; it is never kept."""


def all_faults(
    entry: Mapping[str, Any], check: Check, known: Iterable[InputError] = ()
) -> tuple[InputError, ...]:
    """Return every fault that ``check`` finds in a request of the form of a request file.

    ``known`` are faults that were found while the entry was read; their fields are left out from the start
    and they come first. Errors of ``check`` other than ``InputError`` pass through.
    """
    left = copy.deepcopy(dict(entry))
    found = list(known)
    for each in found:
        _leave_out(left, each.field or "")
    for _ in range(_MOST_ROUNDS):
        try:
            check(left)
        except InputError as error:
            found.append(error)
            if not _leave_out(left, error.field or ""):
                break
        else:
            break
    return tuple(found)


def _leave_out(entry: dict[str, Any], field: str) -> bool:
    """Put something harmless in the place of a field; false where nothing could be changed."""
    before = copy.deepcopy(entry)
    name = "staff_points" if field.startswith("staff_points.") else field
    request, case = entry.get("request", entry), entry.get("case", {})
    if name in _HARMLESS:
        _replace(request, case, name)
    else:
        _drop_criterion(request, KEY_BY_NAME[name].criterion_id if name in KEY_BY_NAME else name)
    for criterion_id in _NEED_IT.get(name, ()):
        _drop_criterion(request, criterion_id)
        request.get("preferences", {}).pop(criterion_id, None)
    return entry != before


def _replace(request: dict[str, Any], case: dict[str, Any], name: str) -> None:
    outer, _, inner = name.partition(".")
    if inner:
        if request.get(outer) is not None:
            request[outer][inner] = _HARMLESS[name]
    elif name in _OF_CASE:
        case[name] = _HARMLESS[name]
    else:
        request[name] = _HARMLESS[name]


def _drop_criterion(request: dict[str, Any], criterion_id: str) -> None:
    """Drop the requirement on a criterion; where there is none it is the wish that is wrong."""
    asked = request.get("requirements", {})
    keys = [key for key in asked if key in KEY_BY_NAME and KEY_BY_NAME[key].criterion_id == criterion_id]
    for key in keys:
        del asked[key]
    if not keys:
        request.get("preferences", {}).pop(criterion_id, None)
