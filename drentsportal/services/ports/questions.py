"""What mails with questions need of the outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.services.ports.documents import MadeDocument


@dataclass(frozen=True, slots=True)
class MailQuestion:
    """A question as it goes out: the site that it is about, and the question itself, which names it.

    What an answer would do to the ranking stays inside: it names sites of others, and who knows it may answer
    accordingly.
    """

    site_id: str
    text: Message


@dataclass(frozen=True, slots=True)
class QuestionMailSubject:
    """The questions for one scope, as they go out; ``contact`` is ``None`` where no function is known.

    ``number`` is that of the case; ``title`` describes the request, never with the company's name.
    """

    scope: str
    contact: ContactPoint | None
    number: str
    title: str
    questions: tuple[MailQuestion, ...]
    made_on: date
    sender: str


@dataclass(frozen=True, slots=True)
class WrittenQuestionMail:
    """A mail draft that was written, with whom it is for; ``contact`` as in the subject."""

    scope: str
    contact: ContactPoint | None
    question_count: int
    mail: MadeDocument


class QuestionMailWriter(Protocol):
    """Writes mail drafts with questions in the language of the reader."""

    def write(self, subject: QuestionMailSubject, folder: Path) -> WrittenQuestionMail:
        """Write one draft. Raises ``ReportError``."""
        ...
