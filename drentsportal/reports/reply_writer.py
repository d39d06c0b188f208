"""Writes the mails that answer a case, from templates in the language of who reads them."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from drentsportal.errors import ReportError
from drentsportal.language.figures_in_words import FiguresInWords
from drentsportal.language.wording import WORDING
from drentsportal.reports.mail_draft import MailFile, mail_with_files
from drentsportal.reports.reply_template import read_template
from drentsportal.reports.typeset.finished_file import reason_of, write_finished

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.reports.reply_template import ReplyTemplate
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.ports.replies import ReplyKind, ReplyLanguage, ReplySubject


class ReplyFiles:
    """``ReplyWriter`` over two folders: the user's own templates, and behind them those that ship."""

    def __init__(self, languages: Mapping[ReplyLanguage, Language], shipped: Path, own: Path) -> None:
        """Keep the words of questions, which are those of the catalogues, and where templates are."""
        self._languages = languages
        self._folders = (own, shipped)

    def check(self, kind: ReplyKind, language: ReplyLanguage) -> None:
        """Refuse a template that cannot be used. Raises ``ReportError``."""
        self._template(kind, language)

    def write(self, subject: ReplySubject, path: Path) -> MadeDocument:
        """Write one draft. Raises ``ReportError``."""
        heading, text = self._template(subject.kind, subject.language).filled(self._values(subject))
        files = [_file(each) for each in subject.attached]
        content = mail_with_files(heading, text, subject.recipient.mail, files)
        return write_finished(path, content, f"mail_{subject.kind.value}")

    def _values(self, subject: ReplySubject) -> dict[str, str]:
        figures = FiguresInWords(subject.language.value, WORDING[subject.language.value])
        questions = [self._languages[subject.language].text(each) for each in subject.questions]
        return {
            "aanhef": subject.recipient.name,
            "titel": subject.title,
            "kenmerk": subject.number,
            "datum": figures.day(subject.made_on),
            "gevraagd_op": figures.moment(subject.asked_at_utc),
            "locaties": _numbered(subject.places),
            "vragen": "\n\n".join(f"{at}. {text}" for at, text in enumerate(questions, start=1)),
            "bijlagen": "\n".join(f"- {each.name}" for each in subject.attached),
            "afzender": subject.sender_name,
            "organisatie": subject.sender_organisation,
        }

    def _template(self, kind: ReplyKind, language: ReplyLanguage) -> ReplyTemplate:
        for folder in self._folders:
            path = folder / language.value / f"{kind.value}.txt"
            try:
                content = path.read_bytes()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise ReportError(
                    "error.reply_template.unreadable", file_name=str(path), reason=reason_of(error)
                ) from error
            return read_template(content, str(path))
        raise ReportError("error.reply_template.missing", file_name=f"{language.value}/{kind.value}.txt")


def _numbered(names: tuple[str, ...]) -> str:
    return "\n".join(f"{at}. {name}" for at, name in enumerate(names, start=1))


def _file(path: Path) -> MailFile:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReportError("error.reply.attachment", file_name=path.name, reason=reason_of(error)) from error
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    maintype, _, subtype = media_type.partition("/")
    return MailFile(path.name, content, (maintype, subtype))
