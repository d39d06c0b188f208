"""A mail as a file that a mail program opens as a draft; nothing is sent."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import TYPE_CHECKING, Final

from drentsportal.domain.actor import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.site import ContactPoint

_MAIL: Final = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\"]+")

_LINE: Final = 76
_LONGEST_WORD: Final = 60
"""How long a line with encoded words may be (RFC 2047), and the longest word that fits beside the name."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in a mail; ``boundary`` parts it from the text and is fixed, so that the bytes repeat."""

    content: bytes
    media_type: tuple[str, str]
    file_name: str
    boundary: str


@dataclass(frozen=True, slots=True)
class MailFile:
    """One of the files in a mail."""

    name: str
    content: bytes
    media_type: tuple[str, str]


class _DraftPolicy(EmailPolicy):
    """As mail goes over the wire, with a subject that begins on the line of its name.

    The library leaves that line empty for a subject that begins with a long word, and some programs then show
    none.
    """

    def fold(self, name: str, value: str) -> str:
        """Write a heading as text."""
        return _subject_line(value) if name == "Subject" else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """Write a heading as bytes."""
        return _subject_line(value).encode() if name == "Subject" else super().fold_binary(name, value)


def _subject_line(subject: str) -> str:
    is_plain = subject.isascii() and all(len(each) <= _LONGEST_WORD for each in subject.split())
    charset = "us-ascii" if is_plain else "utf-8"
    folded = Header(subject, charset, header_name="Subject", maxlinelen=_LINE).encode(linesep="\r\n")
    return f"Subject: {folded}\r\n"


_POLICY: Final = _DraftPolicy(linesep="\r\n")


def mail_draft(
    subject: str, text: str, contacts: Sequence[ContactPoint], attached: Attached | None = None
) -> bytes:
    """Make a message (RFC 5322) that opens unsent; without a known address it has none."""
    mail = EmailMessage(policy=_POLICY)
    # A line break in a title would end the heading.
    mail["Subject"] = one_line(subject)
    known = [each.mail for each in contacts if _MAIL.fullmatch(each.mail)]
    if known:
        mail["To"] = known[0]
    mail["X-Unsent"] = "1"
    mail.set_content(text)
    if attached is not None:
        maintype, subtype = attached.media_type
        mail.add_attachment(attached.content, maintype=maintype, subtype=subtype, filename=attached.file_name)
        mail.set_boundary(attached.boundary)
    return mail.as_bytes()


def mail_with_files(subject: str, text: str, to: str, files: Sequence[MailFile]) -> bytes:
    """Make a message with any number of files that opens unsent; ``to`` that is no address is left out.

    The boundary follows from the content, so that the same mail has the same bytes.
    """
    mail = EmailMessage(policy=_POLICY)
    mail["Subject"] = one_line(subject)
    if _MAIL.fullmatch(to):
        mail["To"] = to
    mail["X-Unsent"] = "1"
    mail.set_content(text)
    for each in files:
        maintype, subtype = each.media_type
        mail.add_attachment(each.content, maintype=maintype, subtype=subtype, filename=each.name)
    if files:
        digest = hashlib.sha256(text.encode())
        for each in files:
            digest.update(each.content)
        mail.set_boundary(f"drents-{digest.hexdigest()[:40]}")
    return mail.as_bytes()
