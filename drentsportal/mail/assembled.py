"""Puts the parts of a message together, whatever kind of file they came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.incoming import IncomingAttachment, IncomingMessage, MessageDoubt
from drentsportal.errors import DataSourceError
from drentsportal.mail.characters import cleaned, file_name
from drentsportal.mail.limits import MOST_ATTACHMENTS, MOST_TEXT
from drentsportal.mail.mailboxes import Mailbox
from drentsportal.mail.plain_html import html_text

if TYPE_CHECKING:
    from datetime import datetime

_PLAIN_SHARE: Final = 5
_APPLE_FORWARD: Final = re.compile(
    r"^[ \t>]*(?:begin (?:forwarded message|doorgestuurd bericht)"
    r"|anfang der weitergeleiteten nachricht)[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass
class MessageDraft:
    """A message while it is read."""

    name: str
    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attachments: list[IncomingAttachment] = field(default_factory=list)
    doubts: list[MessageDoubt] = field(default_factory=list)
    enclosed: list[str] = field(default_factory=list)
    sender_name: str = ""
    sender_address: str = ""
    subject: str = ""
    sent_at_utc: datetime | None = None
    received_at_utc: datetime | None = None

    def doubt(self, *doubts: MessageDoubt) -> None:
        """Note doubts, each once."""
        self.doubts += [each for each in dict.fromkeys(doubts) if each not in self.doubts]

    def attach(self, name: str | None, media_type: str, content: bytes, *, is_inline: bool = False) -> None:
        """Keep an attachment. Raises ``DataSourceError`` when there are too many."""
        if len(self.attachments) >= MOST_ATTACHMENTS:
            raise DataSourceError("error.mail.too_many_parts", file_name=self.name, most=MOST_ATTACHMENTS)
        number = len(self.attachments) + 1
        plain = file_name(name, f"bijlage-{number}")
        taken = {each.name.casefold() for each in self.attachments}
        if plain.casefold() in taken:
            stem, dot, ending = plain.rpartition(".")
            plain = f"{stem} ({number}).{ending}" if dot else f"{plain} ({number})"
        self.attachments.append(IncomingAttachment(plain, media_type, content, is_inline))

    def set_sender(self, *boxes: Mailbox) -> None:
        """Take the first of several senders; more than one, and a name that shows an address, are doubted."""
        first = boxes[0] if boxes else Mailbox("", "")
        self.sender_address, self.sender_name = first.address, first.name
        if first.shown:
            self.doubt(MessageDoubt.SENDER_NAME_DIFFERS)
        if len(boxes) > 1:
            self.doubt(MessageDoubt.SEVERAL_SENDERS)
        if not self.sender_address:
            self.doubt(MessageDoubt.SENDER_UNKNOWN)

    def finished(self, content: bytes, media_type: str) -> IncomingMessage:
        """Return the message, with ``content`` as the file that it came in."""
        return IncomingMessage(
            original=IncomingAttachment(file_name(self.name, "bericht"), media_type, content),
            text=self._text(),
            sender_name=self.sender_name,
            sender_address=self.sender_address,
            subject=self.subject,
            sent_at_utc=self.sent_at_utc,
            received_at_utc=self.received_at_utc,
            attachments=tuple(self.attachments),
            doubts=tuple(self.doubts),
        )

    def _text(self) -> str:
        """Choose between plain text and HTML, and cut what is too long; messages enclosed come below."""
        plain = cleaned("\n\n".join(self.plain)).strip()
        html = "" if len(plain) > MOST_TEXT else cleaned("\n\n".join(map(html_text, self.html))).strip()
        text = plain if len(plain) * _PLAIN_SHARE >= len(html) and plain else html
        whole = _unquoted_forward("\n\n".join(each for each in (text, *map(cleaned, self.enclosed)) if each))
        if not whole.strip():
            self.doubt(MessageDoubt.TEXT_MISSING)
        if len(whole) > MOST_TEXT:
            self.doubt(MessageDoubt.TEXT_CUT)
        return whole[:MOST_TEXT]


def _unquoted_forward(text: str) -> str:
    """Take the quotation marks from a message that Apple's mail program forwards as if it were a quote."""
    mark = _APPLE_FORWARD.search(text)
    if mark is None:
        return text
    return text[: mark.end()] + re.sub(r"(?m)^>[ \t]?", "", text[mark.end() :])
