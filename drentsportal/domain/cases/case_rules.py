"""What may happen to a case, and what it then looks like; pure, one function per event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import Case, CaseStatus, ClockStop, ShortlistEntry
from drentsportal.domain.cases.deadline import clock_start, require_utc
from drentsportal.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from drentsportal.domain.actor import Actor

ALLOWED_STEPS: Final[Mapping[CaseStatus, frozenset[CaseStatus]]] = {
    # What is closed without an answer was withdrawn: that is for whoever records the outcome to see to.
    CaseStatus.RECEIVED: frozenset(
        {
            CaseStatus.IN_PROGRESS,
            CaseStatus.STOPPED,
            CaseStatus.ANSWERED,
            CaseStatus.REFERRED,
            CaseStatus.CLOSED,
        }
    ),
    CaseStatus.IN_PROGRESS: frozenset(
        {CaseStatus.STOPPED, CaseStatus.ANSWERED, CaseStatus.REFERRED, CaseStatus.CLOSED}
    ),
    CaseStatus.STOPPED: frozenset(
        {CaseStatus.IN_PROGRESS, CaseStatus.ANSWERED, CaseStatus.REFERRED, CaseStatus.CLOSED}
    ),
    # Referring a company on does not answer NOM: the clock of a referred case runs until it is answered.
    CaseStatus.REFERRED: frozenset({CaseStatus.ANSWERED, CaseStatus.CLOSED}),
    CaseStatus.ANSWERED: frozenset({CaseStatus.REFERRED, CaseStatus.CLOSED}),
    CaseStatus.CLOSED: frozenset(),
}
"""From each status the statuses that may follow."""

MAX_SHORTLIST: Final = 5
"""The most candidates on a shortlist (design 10: compare 2 to 5)."""


def step_to(case: Case, status: CaseStatus) -> Case:
    """Put the case in another status; raises ``InputError`` when that step is not allowed."""
    if case.status is CaseStatus.CLOSED:
        raise InputError("error.case.closed", field="status", number=case.number)
    if status not in ALLOWED_STEPS[case.status]:
        raise InputError(
            "error.case.step_not_allowed", field="status", number=case.number, now=case.status, wanted=status
        )
    return replace(case, status=status)


def worked_on(case: Case) -> Case:
    """Mark the first piece of work on a case: received becomes in progress, else unchanged."""
    return step_to(case, CaseStatus.IN_PROGRESS) if case.status is CaseStatus.RECEIVED else case


def stop_clock(case: Case, reason: str, at_utc: datetime) -> Case:
    """Stop the clock of a case from ``at_utc``, for a stated reason.

    Raises ``InputError`` without a reason, when the clock stands already, or after the answer.
    """
    _check_moment(case, at_utc)
    if not reason.strip():
        raise InputError("error.case.reason_missing", field="reason", number=case.number)
    if case.status is CaseStatus.STOPPED:
        raise InputError("error.case.already_stopped", field="number", number=case.number)
    stopped = step_to(case, CaseStatus.STOPPED)
    return replace(stopped, stops=(*case.stops, ClockStop(at_utc, reason.strip())))


def resume_clock(case: Case, at_utc: datetime) -> Case:
    """Let the clock run again from ``at_utc``; raises ``InputError`` when it is not stopped."""
    _check_moment(case, at_utc)
    if case.status is not CaseStatus.STOPPED:
        raise InputError("error.case.not_stopped", field="number", number=case.number)
    return step_to(_with_stop_closed(case, at_utc), CaseStatus.IN_PROGRESS)


def as_seen(case: Case, seen: Actor | None) -> Case:
    """Return the case where its owner is the one that was ``seen``; ``None`` means nobody was shown.

    Raises ``InputError`` with who has it now: what was decided on old data does not overwrite in silence.
    """
    if seen is not None and case.owner != seen:
        given = {"number": case.number, "seen": seen.name, "owner": case.owner.name}
        changed = "error.case.owner_changed" if case.owner.name else "error.case.owner_gone"
        raise InputError(changed, field="number", **given)
    return case


def hand_over(case: Case, owner: Actor) -> Case:
    """Give the case another owner; there is one owner at any time, and it changes only here.

    Raises ``InputError`` for a nameless owner, the present owner, or a closed case.
    """
    if case.status is CaseStatus.CLOSED:
        raise InputError("error.case.closed", field="number", number=case.number)
    if not owner.name.strip():
        raise InputError("error.case.owner_missing", field="to", number=case.number)
    if owner == case.owner:
        raise InputError("error.case.same_owner", field="to", number=case.number, owner=owner.name)
    return replace(case, owner=owner)


def answer(case: Case, at_utc: datetime) -> Case:
    """Answer the case: its clock stands for good, a stop that was open ends with the answer.

    Raises ``InputError`` when it was answered before, or the moment lies before the start of the clock.
    """
    if case.answered_at_utc is not None:
        raise InputError(
            "error.case.already_answered",
            field="number",
            number=case.number,
            answered_at_utc=case.answered_at_utc,
        )
    _check_moment(case, at_utc)
    answered = step_to(_with_stop_closed(case, at_utc), CaseStatus.ANSWERED)
    return replace(answered, answered_at_utc=at_utc)


def refer(case: Case, at_utc: datetime) -> Case:
    """Refer the case on; a stop that was open ends, the clock runs on until the answer."""
    _check_moment(case, at_utc)
    return step_to(_with_stop_closed(case, at_utc), CaseStatus.REFERRED)


def without_referral(case: Case) -> Case:
    """Return the case as it stands when it is referred to nobody any more: answered, or worked on."""
    if case.status is not CaseStatus.REFERRED:
        return case
    is_answered = case.answered_at_utc is not None
    return replace(case, status=CaseStatus.ANSWERED if is_answered else CaseStatus.IN_PROGRESS)


def close(case: Case, at_utc: datetime) -> Case:
    """Close the case for good; a stop that was open ends, and the clock stands from ``at_utc``."""
    _check_moment(case, at_utc)
    closed = step_to(_with_stop_closed(case, at_utc), CaseStatus.CLOSED)
    return replace(closed, closed_at_utc=at_utc)


def shortlist(case: Case, entry: ShortlistEntry) -> Case:
    """Put one more candidate on the shortlist of a case.

    Raises ``InputError`` after the answer, for a candidate that is on it, and for a sixth one.
    """
    _check_open(case)
    if any(each.candidate_id == entry.candidate_id for each in case.shortlist):
        raise InputError(
            "error.shortlist.already_on", field="candidate", candidate=entry.candidate_id, number=case.number
        )
    if len(case.shortlist) >= MAX_SHORTLIST:
        raise InputError("error.shortlist.full", field="candidate", maximum=MAX_SHORTLIST, number=case.number)
    return replace(worked_on(case), shortlist=(*case.shortlist, entry))


def unshortlist(case: Case, candidate_id: str) -> Case:
    """Take a candidate off the shortlist of a case; raises ``NotFoundError`` when it is not on it."""
    _check_open(case)
    kept = tuple(each for each in case.shortlist if each.candidate_id != candidate_id)
    if len(kept) == len(case.shortlist):
        raise NotFoundError(
            "error.shortlist.not_on", field="candidate", candidate=candidate_id, number=case.number
        )
    return replace(case, shortlist=kept)


def _check_open(case: Case) -> None:
    if case.answered_at_utc is not None or case.status is CaseStatus.CLOSED:
        raise InputError("error.case.answered_is_fixed", field="number", number=case.number)


def _check_moment(case: Case, at_utc: datetime) -> None:
    """Refuse a moment before the clock started or before the last stop or resumption."""
    require_utc(at_utc, "at")
    moments = [clock_start(case.asked_at_utc, case.received_at_utc)]
    for stop in case.stops:
        moments += [stop.stopped_at_utc] if stop.resumed_at_utc is None else [stop.resumed_at_utc]
    if at_utc < max(moments):
        raise InputError(
            "error.case.moment_too_early",
            field="at",
            number=case.number,
            at_utc=at_utc,
            earliest_at_utc=max(moments),
        )


def _with_stop_closed(case: Case, at_utc: datetime) -> Case:
    closed = tuple(
        replace(stop, resumed_at_utc=at_utc) if stop.resumed_at_utc is None else stop for stop in case.stops
    )
    return replace(case, stops=closed)
