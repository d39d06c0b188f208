"""What papers and events of a case say, in fields that a citizen can read: no key, no checksum, no code.

Whatever is not known here stands as a text, so that no word that somebody wrote falls out.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.cases.case import EventKind
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.retention.passages import (
    CODED_FIELDS,
    CONFIRMED,
    DAY_FIELDS,
    FIGURE_FIELDS,
    MOMENT_FIELDS,
    PASSAGE_ACTS,
    READ,
)
from drentsportal.domain.vocabulary import MUNICIPALITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from drentsportal.domain.cases.case import CaseEvent
    from drentsportal.domain.cases.papers import CasePaper

Told = tuple[str, str]
"""Name of a field, and its text."""

_DROPPED: Final = ""
"""Stands for a key of the program, a count or a checksum: nobody's words."""

_CODE: Final = re.compile(r"\bGM\d{4}\b")
_CONTACT: Final = (("contact_name", "name"), ("email", "email"), ("phone", "phone"))
_PATH_STEP: Final = re.compile(r"(v\d)\.\d+")

_PAPERS: Final[Mapping[PaperKind, Mapping[str, str]]] = {
    PaperKind.TASKS: {
        "text": "text",
        "id": _DROPPED,
        "owner": "owner",
        "due_on": "due_on",
        "done_at_utc": "done_at",
    },
    PaperKind.REFERRALS: {
        "to": "to",
        "made_at_utc": "made_at",
        "reason": "reason",
        "nom_informed_on": "nom_informed_on",
        "decided_on": "decided_on",
        "from_municipality_code": "from",
    },
    PaperKind.OUTCOME: {
        "kind": "outcome",
        "decided_on": "decided_on",
        "municipality_code": "municipality",
        "site_id": "site",
        "jobs": "jobs",
        "investment_eur": "investment_eur",
        "distance_km": "distance_km",
        "comes_from_outside": "comes_from_outside",
        "lost_reason": "lost_reason",
    },
    PaperKind.PATH: {
        "item": "item",
        "name": "site",
        "id": _DROPPED,
        "site_id": _DROPPED,
        "owner": "owner",
        "on": "planned_on",
        "contact": "person",
        "done_at_utc": "done_at",
        "at_utc": "made_at",
        "permit_needed": "permit",
        "source": "source",
        "actor": "by",
    },
    PaperKind.RETENTION: {
        "id": _DROPPED,
        "start": "term_start",
        "action": "term_end",
        "reason": "reason",
        "source": "source",
    },
    PaperKind.WEIGHT_VOTE: {
        "name": "person",
        "organisation": "organisation",
        "role": _DROPPED,
        **dict.fromkeys(("method", "order", "criteria", "first", "second"), _DROPPED),
    },
}
"""By key of a paper the field that it is told as, in the order of telling."""

_REQUEST: Final[Mapping[str, str]] = {
    **{name: name for name in ("title", "summary", "sector")},
    "label": "origin",
    **dict.fromkeys(("request_type", "housing", "profile_id", "sector_code", "sector_group"), _DROPPED),
    **dict.fromkeys(("criterion", "vehicle"), _DROPPED),
}
_EVENTS: Final[Mapping[str, str]] = {
    "owner": "owner",
    "reason": "reason",
    "channel": "channel_code",
    "item": "item",
    "kind": "outcome",
    "decided_on": "decided_on",
    "lost_reason": "lost_reason",
    "accepted": "accepted",
    "nom_informed_on": "nom_informed_on",
    "answered_at_utc": "made_at",
    "entered_at_utc": "made_at",
    "municipality": "municipality",
    "file_name": "file_name",
    "by": "by",
    "organisation": "organisation",
    "candidate_id": "site",
    "key": "relation",
    "before": "relation",
    "options": "site",
    **dict.fromkeys(("task", "sha256", "questions"), _DROPPED),
    **{name: name for name in FIGURE_FIELDS},
}
_OF_KIND: Final[Mapping[EventKind, Mapping[str, str]]] = {
    EventKind.ATTACHMENT: {"name": "file_name"},
    EventKind.DOCUMENT: {"kind": "text"},
    EventKind.DISCLOSED: {"kind": "text"},
    EventKind.HANDED_OVER: {"from": "owner", "to": "owner"},
    EventKind.MAIL_DRAFTED: {"to": "email"},
    EventKind.QUESTION_ANSWERED: {"name": "site"},
    EventKind.REFERRED: {"from": "from", "to": "to"},
    EventKind.REFERRAL_FOLLOWED: {"to": "to"},
    EventKind.WEIGHED: {"name": "person"},
}


def paper_fields(paper: CasePaper) -> tuple[Told, ...]:
    """Return what a paper says; one that is none of ours is a text as a whole."""
    try:
        data = json.loads(paper.content)
        write = _WRITERS.get(paper.kind)
        if write is not None:
            return tuple(each for each in dict.fromkeys(write(data)) if each[1].strip())
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return tuple(_texts(paper.content))
    return tuple(_told(data, _PAPERS.get(paper.kind, {})))


def event_fields(event: CaseEvent) -> Iterator[Told]:
    """Give what the particulars of an event say."""
    names = {**_EVENTS, **_OF_KIND.get(event.kind, {})}
    for key, text in event.details.items():
        if key == "action" and text in PASSAGE_ACTS:
            yield "act", text
        else:
            yield from _field(names.get(key, "text"), text)


def request_fields(asked: object) -> tuple[Told, ...]:
    """Return the words of a request as a match kept it."""
    return tuple(dict.fromkeys(_told(asked, _REQUEST)))


def _texts(content: str) -> Iterator[Told]:
    """Give every text in JSON, whatever its shape; one that is none of ours is a text as a whole."""
    try:
        data = json.loads(content)
    except ValueError:
        yield "text", content
        return
    yield from _told(data, {})


def _told(data: object, names: Mapping[str, str], key: str = "text") -> Iterator[Told]:
    if isinstance(data, str):
        yield from _field(names.get(key, "text"), data)
    elif isinstance(data, bool):
        if key in names and names[key] in CODED_FIELDS:
            yield names[key], "yes" if data else "no"
    elif isinstance(data, int | float) and names.get(key) in FIGURE_FIELDS:
        yield names[key], str(data)
    elif isinstance(data, dict):
        if key == "to" and set(data) == {"kind", "id"}:
            # A party: a gemeente by its code, a company by its key, a partner by name.
            yield from _field(names.get("to", "text"), str(data["id"]))
            return
        order = list(names)
        # What it is about comes first: kept papers hold their keys by the alphabet.
        for name in sorted(data, key=lambda each: order.index(each) if each in names else len(order)):
            yield from _told(data[name], names, name)
    elif isinstance(data, list):
        for each in data:
            yield from _told(each, names, key)


def _field(name: str, text: str) -> Iterator[Told]:
    """Give one value under its name; one that is not of its kind is a text."""
    if name == _DROPPED or not text.strip():
        return
    is_broken_date = name in MOMENT_FIELDS | DAY_FIELDS and not _is_dated(text, name)
    if is_broken_date or (name in FIGURE_FIELDS and not text.strip().isdecimal()):
        yield "text", text
    elif name == "item":
        yield name, _PATH_STEP.sub(r"\1", text)
    else:
        yield name, _CODE.sub(lambda code: MUNICIPALITIES.get(code[0], code[0]), text)


def _is_dated(text: str, name: str) -> bool:
    try:
        if name in DAY_FIELDS:
            return bool(date.fromisoformat(text))
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _intake(data: Mapping[str, Any]) -> Iterator[Told]:
    """Give head, words and confirmed values of a message; what was computed from the words is not told."""
    yield from _head(data["message"])
    if data.get("forwarded") is not None:
        yield from _head(data["forwarded"])
    quoted = {data["message"].get("subject", "")}
    for each in data.get("found", ()):
        quoted.add(each["quote"])
        yield f"{READ}{each['field']}", each["quote"]
    for each in data.get("proposed", ()):
        for quote in each["quotes"]:
            if quote not in quoted and not _is_dated(quote, "sent_at"):
                yield "text", quote
    for each in data.get("companies", ()):
        yield "relation", each["key"]
    yield from _confirmed(data.get("confirmed", ()))


def _head(head: Mapping[str, Any]) -> Iterator[Told]:
    address = head.get("sender_address", "")
    # Without a name the address says who it is.
    yield "sender", head.get("sender_name", "").strip() or address
    yield "email", address
    yield "subject", head.get("subject", "")
    for key in ("sent_at", "received_at"):
        yield from _field(key, head.get(key) or "")
    for name in (head.get("file_name", ""), *(each["name"] for each in head.get("attachments", ()))):
        yield "file_name", name


def _confirmed(rows: Iterable[Mapping[str, str]]) -> Iterator[Told]:
    kept = {each["key"]: each["value"] for each in rows}
    if kept.get("contact_name", "").strip():
        # Address and number behind the name: they are of whoever that is.
        yield from ((name, kept.pop(key, "")) for key, name in _CONTACT)
    for key, value in kept.items():
        if key == "channel":
            yield "channel_code", value
        elif key == "company":
            yield "relation", value
        elif key in MOMENT_FIELDS and _is_dated(value, key):
            yield key, value
        else:
            yield from _field(f"{CONFIRMED}{key}", value)


def _assessment(data: Mapping[str, Any]) -> Iterator[Told]:
    """Give question, chosen answer and reason beside each other, and the frame by name and source."""
    frame = data["frame"]
    yield "title", frame["title"]
    yield "source", frame.get("reference", frame["source"])
    asked = {each["id"]: each for each in frame["criteria"]}
    for each in data["answers"]:
        criterion, level = asked[each["criterion"]], each["level"]
        yield "question", criterion["question"]
        if level is not None:
            yield "answer", criterion["levels"][level]
        yield "reason", each["reason"]
    yield "conclusion", str(data.get("conclusion", ""))


_WRITERS: Final[Mapping[PaperKind, Callable[[Any], Iterator[Told]]]] = {
    PaperKind.INTAKE: _intake,
    PaperKind.ASSESSMENT: _assessment,
}
