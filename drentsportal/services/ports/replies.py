"""What mails in answer to a case need of the outside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from drentsportal.domain.message import Message
    from drentsportal.services.ports.documents import MadeDocument


class ReplyKind(StrEnum):
    """What a mail brings; the value is the name of its template."""

    ADVICE = "advice"
    SHORTLIST = "shortlist"
    QUESTIONS = "questions"


class ReplyLanguage(StrEnum):
    """The languages of which there are reply templates."""

    DUTCH = "nl"
    ENGLISH = "en"
    GERMAN = "de"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a mail is for, as far as it is known: ``name`` is a function or a person, ``mail`` an address."""

    name: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class ReplySubject:
    """One mail as it goes out; nothing internal has a place in it.

    ``title`` is the code name of the case. ``places`` are names of sites with their gemeente, ``questions``
    what is asked. ``attached`` are files that were made for it.
    """

    kind: ReplyKind
    language: ReplyLanguage
    number: str
    title: str
    recipient: Recipient
    sender_name: str
    sender_organisation: str
    made_on: date
    asked_at_utc: datetime
    places: tuple[str, ...] = ()
    questions: tuple[Message, ...] = ()
    attached: tuple[Path, ...] = ()


class ReplyWriter(Protocol):
    """Writes mail drafts from templates that people edit; nothing is sent."""

    def write(self, subject: ReplySubject, path: Path) -> MadeDocument:
        """Write one draft. Raises ``ReportError``, also for a template that cannot be used."""
        ...

    def check(self, kind: ReplyKind, language: ReplyLanguage) -> None:
        """Refuse a template that cannot be used, before anything is made. Raises ``ReportError``."""
        ...
