"""What may happen to a path, and what it then looks like; pure, one function per act.

Whatever the order of acts: a step that is done has no open part, and at least one part that was done.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME, require_utc
from drentsportal.domain.cases.wall_clock import instants_of
from drentsportal.domain.path.height_check import PermitNeeded
from drentsportal.domain.path.path import Agreement, EstablishmentPath, ItemPlan, PathEntry
from drentsportal.domain.path.path_state import is_set_aside, is_settled, opening_day
from drentsportal.domain.path.path_steps import (
    AGREEMENTS,
    OPENING,
    PATH_ITEM_BY_ID,
    PERMIT_CHECK,
    START_UP_TALKS,
    VISIT,
    WHOLE_PATH,
    item_name,
    step_of,
)
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from datetime import time

    from drentsportal.domain.path.height_check import HeightCheck

_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2100


def dutch_date(at_utc: datetime) -> date:
    """Tell on which day an instant falls in the Netherlands."""
    return require_utc(at_utc, "at_utc").astimezone(DUTCH_TIME).date()


def plan_item(path: EstablishmentPath, item_id: str, plan: ItemPlan) -> EstablishmentPath:
    """Change who does an item, when and with whom; of what is done only owner and note may change.

    Raises ``NotFoundError`` for an unknown item, ``InputError`` for one that does not apply, for a date out
    of range, for a visit before the opening, and for a time that is no talk's, has no date, or does not exist
    on the clock of that day.
    """
    entry = path.entry(item_id)
    if is_set_aside(path, item_id):
        raise InputError("error.path.set_aside", field="item", item=item_name(item_id))
    if entry.done_at_utc is not None and _timing(plan) != _timing(entry.plan):
        raise InputError("error.path.done_is_fixed", field="item", item=item_name(item_id))
    if plan.on is not None and not _FIRST_YEAR <= plan.on.year < _LAST_YEAR:
        raise InputError("error.path.date_range", field="date", first=_FIRST_YEAR, last=_LAST_YEAR - 1)
    if plan.starts_at is not None:
        _check_time(item_id, plan.on, plan.starts_at)
    if item_id == VISIT and plan.on != entry.plan.on:
        _check_after_opening(path, plan.on)
    return path.with_entry(replace(entry, plan=plan))


def call_done(path: EstablishmentPath, item_id: str, at_utc: datetime) -> EstablishmentPath:
    """Call an item done at a moment.

    Raises ``NotFoundError`` for an unknown item, and ``InputError`` while parts are open, for an agreement
    (it is kept or not), for what is done or does not apply, and where what the item needs is not there.
    """
    require_utc(at_utc, "at")
    entry = _open_entry(path, item_id)
    if item_id not in PATH_ITEM_BY_ID:
        raise InputError("error.path.agreement_to_settle", field="item", item=item_name(item_id))
    _check_parts(path, item_id)
    if item_id == PERMIT_CHECK:
        _check_permit_answered(path)
    elif item_id in START_UP_TALKS and (entry.plan.on is None or not entry.plan.contact.strip()):
        raise InputError("error.path.talk_incomplete", field="item", item=item_name(item_id))
    elif item_id == OPENING:
        _check_opened(entry, at_utc)
    elif item_id == VISIT and not is_settled(path, OPENING):
        raise InputError("error.path.opening_first", field="item")
    elif item_id == VISIT:
        _check_after_opening(path, dutch_date(at_utc))
    return path.with_entry(replace(entry, done_at_utc=at_utc))


def check_since(received_on: date, item_id: str, on: date | None, field: str) -> None:
    """Refuse a day before the request came in (Dutch calendar); raises ``InputError`` naming the field."""
    if on is not None and on < received_on:
        raise InputError(
            "error.path.before_case", field=field, item=item_name(item_id), on=on, received_on=received_on
        )


def is_doubled(on: date, starts_at: time) -> bool:
    """Whether the clock shows a time twice on a day; the first of the two, in summer time, is then meant."""
    return len(instants_of(datetime.combine(on, starts_at))) > 1


def set_aside(path: EstablishmentPath, item_id: str, reason: str) -> EstablishmentPath:
    """Say that an item does not apply, and why.

    Raises ``NotFoundError`` for an unknown item, ``InputError`` without a reason, for the whole path, and for
    what is done or set aside already.
    """
    entry = _open_entry(path, item_id)
    if item_id == WHOLE_PATH:
        raise InputError("error.path.whole_set_aside", field="item")
    if not reason.strip():
        raise InputError("error.path.reason_missing", field="reason", item=item_name(item_id))
    return path.with_entry(replace(entry, not_applicable=reason.strip()))


def reopen(path: EstablishmentPath, item_id: str) -> EstablishmentPath:
    """Take back that an item is done or does not apply; the steps that it belongs to are not done either.

    Raises ``NotFoundError`` for an unknown item, ``InputError`` when it is open, and for an opening after
    which the visit was made.
    """
    entry = path.entry(item_id)
    if entry.done_at_utc is None and not entry.not_applicable:
        raise InputError("error.path.is_open", field="item", item=item_name(item_id))
    if item_id == OPENING and path.entry(VISIT).done_at_utc is not None:
        raise InputError("error.path.visit_made", field="item")
    changed = path.with_entry(replace(entry, done_at_utc=None, not_applicable=""))
    if item_id not in PATH_ITEM_BY_ID:
        changed = changed.with_agreement(replace(changed.agreement(item_id), is_kept=None))
    return _with_steps_open(changed, item_id)


def add_agreement(path: EstablishmentPath, text: str, plan: ItemPlan) -> EstablishmentPath:
    """Add an agreement with its owner and due date; its step is then not done any more.

    Raises ``InputError`` for an empty text, without a due date, as ``plan_item``, and when agreements do not
    apply.
    """
    if not text.strip():
        raise InputError("error.path.agreement_empty", field="text")
    if plan.on is None:
        raise InputError("error.path.agreement_undated", field="date")
    if is_set_aside(path, AGREEMENTS):
        raise InputError("error.path.set_aside", field="item", item=item_name(AGREEMENTS))
    item_id = f"{AGREEMENTS}.{len(path.agreements) + 1}"
    added = path.with_agreement(Agreement(item_id, text.strip()))
    return _with_steps_open(plan_item(added, item_id, plan), item_id)


def settle_agreement(
    path: EstablishmentPath, item_id: str, *, is_kept: bool, at_utc: datetime, note: str = ""
) -> EstablishmentPath:
    """Say that an agreement was kept, or was not and why.

    Raises ``NotFoundError`` when there is no such agreement, ``InputError`` when it was settled before, and
    for one that was not kept without a note.
    """
    require_utc(at_utc, "at")
    agreement = path.agreement(item_id)
    entry = _open_entry(path, item_id)
    said = note.strip() or entry.plan.note
    if not is_kept and not said:
        raise InputError("error.path.not_kept_why", field="note", item=item_name(item_id))
    settled = path.with_entry(replace(entry, plan=replace(entry.plan, note=said), done_at_utc=at_utc))
    return settled.with_agreement(replace(agreement, is_kept=is_kept))


def keep_check(path: EstablishmentPath, check: HeightCheck) -> EstablishmentPath:
    """Keep the outcome of the permit check; raises ``InputError`` when that step is done or set aside."""
    _open_entry(path, PERMIT_CHECK)
    return replace(path, height_check=check)


def _open_entry(path: EstablishmentPath, item_id: str) -> PathEntry:
    entry = path.entry(item_id)
    if entry.done_at_utc is not None:
        raise InputError("error.path.already_done", field="item", item=item_name(item_id))
    if is_set_aside(path, item_id):
        raise InputError("error.path.set_aside", field="item", item=item_name(item_id))
    return entry


def _timing(plan: ItemPlan) -> tuple[date | None, time | None, str]:
    return (plan.on, plan.starts_at, plan.contact)


def _check_time(item_id: str, on: date | None, starts_at: time) -> None:
    spec = PATH_ITEM_BY_ID.get(item_id)
    if spec is None or not spec.is_talk:
        raise InputError("error.path.no_talk", field="time", item=item_name(item_id))
    if on is None:
        raise InputError("error.path.time_undated", field="time", item=item_name(item_id))
    if starts_at.tzinfo is not None or starts_at.second or starts_at.microsecond:
        raise InputError("error.path.time_unreadable", field="time", text=starts_at.isoformat())
    if not instants_of(datetime.combine(on, starts_at)):
        raise InputError("error.path.time_skipped", field="time", text=starts_at.isoformat("minutes"))


def _check_parts(path: EstablishmentPath, item_id: str) -> None:
    parts = path.parts_of(item_id)
    left = [each for each in parts if not is_settled(path, each)]
    if left:
        raise InputError(
            "error.path.parts_open",
            field="item",
            item=item_name(item_id),
            open_count=len(left),
            parts=tuple(item_name(each) for each in left),
        )
    if item_id == AGREEMENTS and not parts:
        raise InputError("error.path.no_agreements", field="item")
    if parts and all(path.entry(each).done_at_utc is None for each in parts):
        raise InputError("error.path.nothing_done", field="item", item=item_name(item_id))


def _check_permit_answered(path: EstablishmentPath) -> None:
    check = path.height_check
    if check is None:
        raise InputError("error.path.not_checked", field="item")
    if check.permit_needed is PermitNeeded.UNKNOWN:
        raise InputError("error.path.permit_unknown", field="item")


def _check_opened(entry: PathEntry, at_utc: datetime) -> None:
    """Refuse an opening without a date, or on a later day: the date of the visit counts from it."""
    if entry.plan.on is None:
        raise InputError("error.path.opening_undated", field="item")
    if entry.plan.on > dutch_date(at_utc):
        raise InputError("error.path.opening_ahead", field="item", on=entry.plan.on)


def _check_after_opening(path: EstablishmentPath, on: date | None) -> None:
    opening = opening_day(path)
    if on is not None and opening is not None and on < opening:
        raise InputError("error.path.visit_before_opening", field="date", on=on, opening=opening)


def _with_steps_open(path: EstablishmentPath, item_id: str) -> EstablishmentPath:
    """Take back that the step of an item, and the whole path, are done."""
    for each in (step_of(item_id), WHOLE_PATH):
        entry = path.entry(each)
        if each != item_id and entry.done_at_utc is not None:
            path = path.with_entry(replace(entry, done_at_utc=None))
    return path
