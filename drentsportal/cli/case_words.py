"""The clock and the timeline of a case in words: no ids, checksums or moments as the store keeps them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import EventKind
from drentsportal.domain.cases.deadline import ClockState
from drentsportal.errors import DrentsPortalError
from drentsportal.services.event_words import event_message, event_title
from drentsportal.services.timeline_words import TimelineWords

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drentsportal.cli.session import Session
    from drentsportal.domain.cases.case import Case, CaseEvent
    from drentsportal.domain.cases.case_outline import CaseOutline
    from drentsportal.domain.cases.deadline import ClockReading


def is_stopped(case: Case | CaseOutline, reading: ClockReading) -> bool:
    """Whether the clock stands still until it is resumed; the answer ends it for good."""
    if reading.state.is_over:
        return False
    return any(stop.resumed_at_utc is None for stop in case.stops)


def clock_state(case: Case | CaseOutline, reading: ClockReading, session: Session) -> str:
    """Word how the clock stands; a term that has passed is said beside a stop, never instead of it."""
    state = session.say(f"clock_state.{reading.state.value}")
    if reading.state is ClockState.OVERDUE and is_stopped(case, reading):
        return session.say("cli.case.clock.both", state=state, stopped=session.say("clock_state.stopped"))
    return state


def remaining(reading: ClockReading, session: Session) -> str:
    """Word what is left of the term, or by how much it has passed."""
    if reading.state is ClockState.CLOSED:
        return session.say("cli.case.clock.closed")
    # In working hours eight of them are a day.
    spec = "days_duration" if reading.is_elapsed else "working_duration"
    told = session.language.value(abs(reading.remaining), spec)
    if reading.remaining < timedelta(0):
        return session.say("cli.case.clock.late", late=told)
    # After the answer nothing runs any more: what was left then is no time that somebody still has.
    kind = "spare" if reading.state is ClockState.ANSWERED else "left"
    return session.say(f"cli.case.clock.{kind}", left=told)


def clock_line(case: Case, reading: ClockReading, session: Session) -> str:
    """Word the clock of a case in one line."""
    return session.say(
        "cli.case.clock",
        state=clock_state(case, reading, session),
        due_at_utc=reading.due_at_utc,
        remaining=remaining(reading, session),
    )


def owner_name(name: str, session: Session) -> str:
    """Word whose a case is, or that it is nobody's yet."""
    return name or session.say("cli.case.nobody")


def event_name(event: CaseEvent, session: Session) -> str:
    """Word what kind of event it is."""
    return session.say(event_title(event.kind, event_message(event)))


def event_details(event: CaseEvent, session: Session) -> str:
    """Word the particulars of an event; those of a kind not known here stand as they are kept."""
    told = event_message(event)
    if told is not None:
        return session.say(told)
    if event.kind in _AS_IN_TIMELINE:
        return session.say(_timeline_words(session).event(event, 1))
    details = {name: text for name, text in event.details.items() if text}
    word = _WORDED.get(event.kind)
    if word is None or not details:
        return "; ".join(details.values())
    try:
        return word(details, session)
    except (KeyError, ValueError):
        return "; ".join(details.values())


def _timeline_words(session: Session) -> TimelineWords:
    return TimelineWords(str, session.services.companies.names())


def _received(details: Mapping[str, str], session: Session) -> str:
    told = session.say("cli.case.detail.received", channel=session.say(f"channel.{details['channel']}"))
    entered_at = details.get("entered_at_utc", "")
    if not entered_at:
        return told
    return f"{told}; {session.say('timeline.entered', at_utc=datetime.fromisoformat(entered_at))}"


def _attachment(details: Mapping[str, str], session: Session) -> str:
    is_gone = details.get("action") == "removed"
    return session.say("cli.case.detail.file_removed", name=details["name"]) if is_gone else details["name"]


def _matched(details: Mapping[str, str], session: Session) -> str:
    counts = {name: int(details[name]) for name in ("data_version", "qualifiers", "rejections")}
    return session.say("cli.case.detail.matched", **counts)


def _shortlisted(details: Mapping[str, str], session: Session) -> str:
    site_id = details["candidate_id"]
    try:
        name = session.services.browsing.site(site_id).name
    except DrentsPortalError:
        # Gone from the data since; its id is all that is left.
        name = site_id
    return _with_reason(session.say(f"cli.case.detail.{details['action']}", name=name), details)


def _handed_over(details: Mapping[str, str], session: Session) -> str:
    to = ", ".join(details[name] for name in ("to", "organisation") if name in details)
    if not details.get("from", "").strip():
        return session.say("cli.case.detail.handed_first", to=to)
    return session.say("cli.case.detail.handed_over", before=details["from"], to=to)


def _referred(details: Mapping[str, str], session: Session) -> str:
    return _with_reason(session.say("cli.case.detail.referred", to=details["to"]), details)


def _answered(details: Mapping[str, str], session: Session) -> str:
    at_utc = datetime.fromisoformat(details["answered_at_utc"])
    return session.say("cli.case.detail.answered", at_utc=at_utc)


def _document(details: Mapping[str, str], _: Session) -> str:
    return details["file_name"]


def _with_reason(text: str, details: Mapping[str, str]) -> str:
    return f"{text}: {details['reason']}" if "reason" in details else text


_AS_IN_TIMELINE: Final = frozenset(
    {
        EventKind.REFERRAL_FOLLOWED,
        EventKind.MAIL_DRAFTED,
        EventKind.COMPANY,
        EventKind.WEIGHED,
        EventKind.DISCLOSED,
        EventKind.RETENTION,
    }
)
"""What holds more than one word of what somebody typed: it reads as in the merged timeline."""

_WORDED: Final[Mapping[EventKind, Callable[[Mapping[str, str], Session], str]]] = {
    EventKind.RECEIVED: _received,
    EventKind.ATTACHMENT: _attachment,
    EventKind.MATCHED: _matched,
    EventKind.SHORTLISTED: _shortlisted,
    EventKind.HANDED_OVER: _handed_over,
    EventKind.REFERRED: _referred,
    EventKind.ANSWERED: _answered,
    EventKind.DOCUMENT: _document,
}
