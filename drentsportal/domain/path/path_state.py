"""How the items of a path stand on a day: states and dates that follow from what was kept."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.path.path_steps import OPENING, VISIT, step_of

if TYPE_CHECKING:
    from drentsportal.domain.path.path import EstablishmentPath

MONTHS_TO_VISIT: Final = 6
"""The visit is half a year after the opening (``sources`` 000:1673); counted in calendar months."""

_MONTHS_A_YEAR: Final = 12


class ItemState(StrEnum):
    """How a step, a part or an agreement stands; derived, never kept."""

    OPEN = "open"
    PLANNED = "planned"
    LATE = "late"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


def half_year_after(opening: date) -> date:
    """Return the day six calendar months later, the same day of the month.

    Where that month has no such day it is its last one: 31 August gives 28 February, 29 in a leap year.
    """
    months = opening.month - 1 + MONTHS_TO_VISIT
    year, month = opening.year + months // _MONTHS_A_YEAR, months % _MONTHS_A_YEAR + 1
    return date(year, month, min(opening.day, monthrange(year, month)[1]))


def date_of(path: EstablishmentPath, item_id: str) -> date | None:
    """Return the date of an item: as planned; that of the visit else follows from the opening.

    A visit that was planned before the opening, which came later, follows the opening too.
    """
    planned = path.entry(item_id).plan.on
    if item_id != VISIT:
        return planned
    opening = opening_day(path)
    if opening is None or (planned is not None and planned >= opening):
        return planned
    return half_year_after(opening)


def opening_day(path: EstablishmentPath) -> date | None:
    """Return on which Dutch day the opening was, else is planned; none where it does not apply."""
    entry = path.entry(OPENING)
    if is_set_aside(path, OPENING):
        return None
    done = entry.done_at_utc
    return entry.plan.on if done is None else done.astimezone(DUTCH_TIME).date()


def is_set_aside(path: EstablishmentPath, item_id: str) -> bool:
    """Whether an item does not apply, itself or because its step does not; what was done stays done."""
    entry = path.entry(item_id)
    if entry.done_at_utc is not None:
        return False
    return bool(entry.not_applicable or path.entry(step_of(item_id)).not_applicable)


def is_settled(path: EstablishmentPath, item_id: str) -> bool:
    """Whether nothing is left to do for an item: it is done, or does not apply."""
    return path.entry(item_id).done_at_utc is not None or is_set_aside(path, item_id)


def state_of(path: EstablishmentPath, item_id: str, today: date) -> ItemState:
    """Tell how an item stands on a day (Dutch calendar); raises ``NotFoundError`` for an unknown item.

    Late is what has a date before today and is not done; a step is late with any of its parts.
    """
    if is_set_aside(path, item_id):
        return ItemState.NOT_APPLICABLE
    if path.entry(item_id).done_at_utc is not None:
        return ItemState.DONE
    inner = {state_of(path, each, today) for each in path.parts_of(item_id)}
    on = date_of(path, item_id)
    if ItemState.LATE in inner or (on is not None and on < today):
        return ItemState.LATE
    return ItemState.PLANNED if on is not None or ItemState.PLANNED in inner else ItemState.OPEN
