"""What each event and contact of a case comes to in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.access import AccessKind
from drentsportal.domain.cases.case import EventKind
from drentsportal.domain.message import message
from drentsportal.services.event_words import event_message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drentsportal.domain.cases.case import CaseEvent, ContactMoment
    from drentsportal.domain.message import Message

_COUNTED: Final = ("data_version", "qualifiers", "rejections")


class TimelineWords:
    """Words events; ``site_name`` names a site by its id, ``companies`` companies by their key."""

    def __init__(self, site_name: Callable[[str], str], companies: Mapping[str, str]) -> None:
        """Keep the names."""
        self._site_name = site_name
        self._companies = companies

    def event(self, event: CaseEvent, count: int) -> Message:
        """Word an event, the ``count``-th of its kind; what nothing here knows stands as it is kept."""
        told = event_message(event)
        if told is not None:
            return told
        try:
            return self._known(event, count) or _as_kept(event)
        except (KeyError, ValueError):
            return _as_kept(event)

    def contact(self, moment: ContactMoment) -> Message:
        """Word a contact: with whom, how, about what, and what was agreed."""
        names = tuple(each for each in (moment.person, moment.company) if each)
        said = message("timeline.contact", subject=moment.subject)
        if names:
            said = message("timeline.contact_with", names=", ".join(names), subject=moment.subject)
        if moment.channel:
            said = _and(said, message("timeline.channel", channel=moment.channel))
        return (
            _and(said, message("timeline.agreed", agreement=moment.agreement)) if moment.agreement else said
        )

    def _known(self, event: CaseEvent, count: int) -> Message | None:
        details = event.details
        if event.kind is EventKind.SHORTLISTED:
            name = self._site_name(details["candidate_id"])
            said = message(f"timeline.shortlist.{details['action']}", name=name, version=count)
            return _with_reason(said, details)
        if event.kind is EventKind.COMPANY:
            key = details["key"] or details["before"]
            name, did = self._companies.get(key, key), "linked" if details["key"] else "unlinked"
            return message(f"timeline.company.{did}", key=key, name=name)
        word = _WORDS.get(event.kind)
        return None if word is None else word(details)


def _as_kept(event: CaseEvent) -> Message:
    said = message("timeline.kind", kind=event.kind)
    kept = "; ".join(text for text in event.details.values() if text)
    return message("timeline.as_kept", said=said, kept=kept) if kept else said


def _and(said: Message, more: Message) -> Message:
    return message("timeline.and", said=said, more=more)


def _with_reason(said: Message, details: Mapping[str, str]) -> Message:
    reason = details.get("reason", "")
    return _and(said, message("timeline.reason", reason=reason)) if reason else said


def _received(details: Mapping[str, str]) -> Message:
    said = message("timeline.received", channel=details["channel"])
    entered_at = details.get("entered_at_utc", "")
    if not entered_at:
        return said
    return _and(said, message("timeline.entered", at_utc=datetime.fromisoformat(entered_at)))


def _request_changed(details: Mapping[str, str]) -> Message:
    return message("timeline.request_changed", title=details["title"])


def _clock_stopped(details: Mapping[str, str]) -> Message:
    return message("timeline.clock_stopped", reason=details["reason"])


def _clock_resumed(_: Mapping[str, str]) -> Message:
    return message("timeline.clock_resumed")


def _handed_over(details: Mapping[str, str]) -> Message:
    to = ", ".join(name for name in (details["to"], details.get("organisation", "")) if name)
    if not details.get("from", "").strip():
        return message("timeline.handed_first", to=to)
    return message("timeline.handed_over", before=details["from"], to=to)


def _note(details: Mapping[str, str]) -> Message:
    return message("timeline.note", text=details["text"])


def _attachment(details: Mapping[str, str]) -> Message:
    if details.get("action") == "removed":
        return message("timeline.attachment_removed", name=details["name"])
    return message("timeline.attachment", name=details["name"])


def _matched(details: Mapping[str, str]) -> Message:
    return message("timeline.matched", **{name: int(details[name]) for name in _COUNTED})


def _document(details: Mapping[str, str]) -> Message:
    return message("timeline.document", file_name=details["file_name"], sha256=details["sha256"])


def _answered(details: Mapping[str, str]) -> Message:
    at_utc = datetime.fromisoformat(details["answered_at_utc"])
    said = message("timeline.answered", at_utc=at_utc)
    sent = details.get("file_name", "")
    if not sent:
        return said
    checksum = details.get("sha256", "")
    return message("timeline.answered_with", at_utc=at_utc, file_name=sent, sha256=checksum)


def _referred(details: Mapping[str, str]) -> Message:
    return _with_reason(message("timeline.referred", to=details["to"]), details)


def _followed(details: Mapping[str, str]) -> Message:
    said = message("timeline.followed", to=details["to"], position=int(details["position"]))
    if "taken_back" in details:
        said = _and(said, message("timeline.taken_back"))
        return _and(said, message("timeline.reason", reason=details["taken_back"]))
    if "accepted" in details:
        said = _and(said, message(f"timeline.accepted.{details['accepted']}"))
    if "nom_informed_on" in details:
        day = date.fromisoformat(details["nom_informed_on"])
        said = _and(said, message("timeline.nom_informed", day=day))
    return _and(said, message("timeline.result", result=details["result"])) if "result" in details else said


def _mail_drafted(details: Mapping[str, str]) -> Message:
    file_name, to = details["file_name"], details.get("to", "")
    if not to:
        return message("timeline.mail_drafted", file_name=file_name)
    return message("timeline.mail_drafted_to", file_name=file_name, to=to)


def _weighed(details: Mapping[str, str]) -> Message:
    return message("timeline.weighed", name=details["name"], version=int(details["version"]))


def _disclosed(details: Mapping[str, str]) -> Message:
    return message(f"timeline.disclosed.{AccessKind(details['kind']).value}", file_name=details["file_name"])


def _retention(details: Mapping[str, str]) -> Message:
    return _with_reason(message("timeline.retention", category=details["category"]), details)


_WORDS: Final[Mapping[EventKind, Callable[[Mapping[str, str]], Message]]] = {
    EventKind.RECEIVED: _received,
    EventKind.REQUEST_CHANGED: _request_changed,
    EventKind.CLOCK_STOPPED: _clock_stopped,
    EventKind.CLOCK_RESUMED: _clock_resumed,
    EventKind.HANDED_OVER: _handed_over,
    EventKind.NOTE: _note,
    EventKind.ATTACHMENT: _attachment,
    EventKind.MATCHED: _matched,
    EventKind.DOCUMENT: _document,
    EventKind.ANSWERED: _answered,
    EventKind.REFERRED: _referred,
    EventKind.REFERRAL_FOLLOWED: _followed,
    EventKind.MAIL_DRAFTED: _mail_drafted,
    EventKind.WEIGHED: _weighed,
    EventKind.DISCLOSED: _disclosed,
    EventKind.RETENTION: _retention,
}
