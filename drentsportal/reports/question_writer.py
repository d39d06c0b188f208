"""Writes the questions about a request as mail drafts, one per function that can answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.reports.mail_draft import mail_draft
from drentsportal.reports.typeset.finished_file import write_finished
from drentsportal.services.ports.questions import WrittenQuestionMail

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.services.ports.questions import QuestionMailSubject

_NO_WORD: Final = re.compile(r"[^a-z0-9]+")


class QuestionMailFiles:
    """Makes mail drafts in one language; nothing is sent."""

    def __init__(self, language: Language) -> None:
        """Keep the words."""
        self._language = language

    def write(self, subject: QuestionMailSubject, folder: Path) -> WrittenQuestionMail:
        """Write one draft. Raises ``ReportError``."""
        contact = subject.contact
        heading = self._language.text("question.mail.subject", title=subject.title)
        contacts = () if contact is None else (contact,)
        kind, _, code = subject.scope.rpartition(":")
        name = " ".join(part for part in (kind, MUNICIPALITIES.get(code, code)) if part)
        slug = _NO_WORD.sub("-", name.casefold()).strip("-")
        path = folder / f"vragen-{subject.number}-{slug}-{subject.made_on.isoformat()}.eml"
        content = mail_draft(heading, self._text(subject), contacts)
        written = write_finished(path, content, "question_mail")
        return WrittenQuestionMail(subject.scope, contact, len(subject.questions), written)

    def _text(self, subject: QuestionMailSubject) -> str:
        lines = [
            self._language.text("question.mail.line", number=number, site=each.site_id, question=each.text)
            for number, each in enumerate(subject.questions, start=1)
        ]
        return self._language.text(
            "question.mail.text",
            addressee=self._addressee(subject),
            title=subject.title,
            questions=len(subject.questions),
            lines="\n\n".join(lines),
            sender=subject.sender or self._language.text("chase.mail.no_sender"),
        )

    def _addressee(self, subject: QuestionMailSubject) -> str:
        if subject.contact is not None:
            return subject.contact.function
        return self._language.text("question.mail.no_contact")
