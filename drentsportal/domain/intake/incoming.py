"""A message as it came in, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class MessageDoubt(StrEnum):
    """What about a message could not be read for certain; shown beside what was read."""

    CHARSET = "charset"
    SENDER_UNKNOWN = "sender_unknown"
    SENDER_NAME_DIFFERS = "sender_name_differs"
    SEVERAL_SENDERS = "several_senders"
    SENT_UNKNOWN = "sent_unknown"
    SENT_WITHOUT_ZONE = "sent_without_zone"
    RECEIVED_CONTRADICTS = "received_contradicts"
    SENT_AFTER_RECEIPT = "sent_after_receipt"
    SENT_IN_FUTURE = "sent_in_future"
    INNER_UNREAD = "inner_unread"
    ASKED_EARLIER = "asked_earlier"
    TEXT_CUT = "text_cut"
    TEXT_MISSING = "text_missing"
    DAMAGED_PART = "damaged_part"
    ENCRYPTED = "encrypted"


@dataclass(frozen=True, slots=True)
class IncomingAttachment:
    """A file in a message, as bytes that nobody opened; ``is_inline`` marks pictures within the text.

    ``name`` has no folders, no control characters and none that turn the direction of reading.
    """

    name: str
    media_type: str
    content: bytes
    is_inline: bool = False


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """A message with what its headers say; unknown is empty or None, never now and never a guess.

    ``sent_at_utc`` is what the sender's clock said, ``received_at_utc`` what the last server wrote.
    ``text`` is what a person would read, HTML without its marks; ``original`` is the file itself.
    """

    original: IncomingAttachment
    text: str
    sender_name: str = ""
    sender_address: str = ""
    subject: str = ""
    sent_at_utc: datetime | None = None
    received_at_utc: datetime | None = None
    attachments: tuple[IncomingAttachment, ...] = ()
    doubts: tuple[MessageDoubt, ...] = ()
