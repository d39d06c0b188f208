"""A case: one request from receipt to answer, its owner, its events, its clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.asking.request import LocationRequest


class CaseStatus(StrEnum):
    """Where a case stands. Allowed steps are in ``case_rules``."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    STOPPED = "stopped"
    ANSWERED = "answered"
    REFERRED = "referred"
    CLOSED = "closed"


class RequestChannel(StrEnum):
    """Through whom a request came."""

    NOM = "nom"
    MUNICIPALITY = "municipality"
    COMPANY = "company"
    PARTNER = "partner"


class EventKind(StrEnum):
    """What happened in a case."""

    RECEIVED = "received"
    REQUEST_CHANGED = "request_changed"
    CLOCK_STOPPED = "clock_stopped"
    CLOCK_RESUMED = "clock_resumed"
    HANDED_OVER = "handed_over"
    CONTACT = "contact"
    NOTE = "note"
    ATTACHMENT = "attachment"
    MATCHED = "matched"
    SHORTLISTED = "shortlisted"
    QUESTION_ASKED = "question_asked"
    QUESTION_ANSWERED = "question_answered"
    ASSESSED = "assessed"
    WEIGHED = "weighed"
    REFERRAL_PROPOSED = "referral_proposed"
    DOCUMENT = "document"
    ANSWERED = "answered"
    REFERRED = "referred"
    CLOSED = "closed"
    TASK = "task"
    PATH_STEP = "path_step"
    REFERRAL_FOLLOWED = "referral_followed"
    OUTCOME = "outcome"
    MAIL_DRAFTED = "mail_drafted"
    COMPANY = "company"
    RETENTION = "retention"
    ANONYMISED = "anonymised"
    DISCLOSED = "disclosed"


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One line of a case's timeline; ``details`` is sealed in the store and never leaves the file unasked."""

    at_utc: datetime
    kind: EventKind
    actor: Actor
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContactMoment:
    """Who spoke with whom about what; internal, in no export."""

    at_utc: datetime
    actor: Actor
    department: str
    company: str
    person: str
    channel: str
    subject: str
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept with a case; name and content are sealed in the store."""

    id: str
    name: str
    media_type: str
    size_bytes: int
    added_at_utc: datetime


@dataclass(frozen=True, slots=True)
class ClockStop:
    """An interval in which the clock was stopped, with its reason; open while ``resumed_at_utc`` is None."""

    stopped_at_utc: datetime
    reason: str
    resumed_at_utc: datetime | None = None


@dataclass(frozen=True, slots=True)
class ShortlistEntry:
    """A candidate chosen for the advice."""

    candidate_id: str
    actor: Actor
    added_at_utc: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SentDocument:
    """A document made for a case, by name and checksum."""

    file_name: str
    kind: str
    sha256: str
    made_at_utc: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """One request and everything that happened to it.

    ``number`` reads ``D-2026-0041``. ``received_at_utc`` is confirmed by a person, never "now" in silence;
    ``asked_at_utc`` may be unknown. ``row_version`` guards against two people saving over each other.
    ``company_name`` is kept apart from ``request.title`` and sealed;
    ``company_key`` names a company that the desk knows (``relations.company``), empty where it knows none.
    ``closed_at_utc`` is what the timeline tells of a closed case: a store reads it and keeps it
    nowhere else.
    """

    number: str
    status: CaseStatus
    owner: Actor
    channel: RequestChannel
    received_at_utc: datetime
    asked_at_utc: datetime | None
    request: LocationRequest
    company_name: str = ""
    company_key: str = ""
    requester: str = ""
    answered_at_utc: datetime | None = None
    stops: tuple[ClockStop, ...] = ()
    shortlist: tuple[ShortlistEntry, ...] = ()
    row_version: int = 1
    closed_at_utc: datetime | None = None
