"""Reads mail files of Outlook (``.msg``, MS-OXMSG)."""

from __future__ import annotations

import mimetypes
from email import policy
from email.message import EmailMessage
from email.parser import HeaderParser
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.intake.incoming import MessageDoubt
from drentsportal.mail.assembled import MessageDraft
from drentsportal.mail.characters import decoded, one_line_of
from drentsportal.mail.eml import forwarded_block, read_heads
from drentsportal.mail.faults import foreign_mail
from drentsportal.mail.mailboxes import Mailbox, mailbox
from drentsportal.mail.moments import moment_doubts
from drentsportal.mail.rich_body import read_rich_body

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.intake.incoming import IncomingMessage

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How every compound file begins."""

_DELIVERED: Final = 0x0E06
_ADDRESSES: Final = (0x5D01, 0x0C1F, 0x0065)
_NAMES: Final = (0x0C1A, 0x0042)
_HEADERS: Final = 0x007D
_SHORT_NAME: Final = 0x3704
_HTML: Final = 0x1013
_RICH_TEXT: Final = 0x1009
_METHOD: Final = 0x3705
_EMBEDDED: Final = 5
_HIDDEN: Final = 0x7FFE
_INNER_HEAD: Final = 24


def read_msg(content: bytes, name: str) -> IncomingMessage:
    """Read a mail file of Outlook. Raises ``DataSourceError`` for a damaged one or for no mail."""
    from oxmsg import Message  # noqa: PLC0415 - only who opens such a mail needs it

    draft = MessageDraft(name)
    with foreign_mail(name):
        message: Any = Message.load(content)
        _read(message, draft)
    return draft.finished(content, "application/vnd.ms-outlook")


def _read(message: Any, draft: MessageDraft) -> None:  # noqa: ANN401 - the library's own type
    properties = message.properties
    heads = properties.str_prop_value(_HEADERS) or ""
    if heads.strip():
        mail = HeaderParser(EmailMessage, policy=policy.default).parsestr(heads)
        if isinstance(mail, EmailMessage):
            read_heads(mail, draft)
    _fill(message, draft)
    draft.plain += [message.body] if (message.body or "").strip() else []
    html = _html(message, draft)
    draft.html += [html] if html.strip() else []
    read_rich_body(properties.binary_prop_value(_RICH_TEXT), draft)
    for attachment in message.attachments:
        _attach(attachment, draft)


def _fill(message: Any, draft: MessageDraft) -> None:  # noqa: ANN401 - as above
    """Take from Outlook's own properties what the headers do not say."""
    if not draft.sender_address:
        draft.doubts = [each for each in draft.doubts if each is not MessageDoubt.SENDER_UNKNOWN]
        draft.set_sender(_sender(message, draft.sender_name))
    draft.subject = draft.subject or one_line_of(message.subject)
    if draft.sent_at_utc is None:
        draft.doubts = [each for each in draft.doubts if each is not MessageDoubt.SENT_UNKNOWN]
        draft.sent_at_utc = message.sent_date
    delivered: datetime | None = message.properties.date_prop_value(_DELIVERED)
    if draft.received_at_utc is None and MessageDoubt.RECEIVED_CONTRADICTS not in draft.doubts:
        draft.received_at_utc = delivered
    draft.doubt(*moment_doubts(draft.sent_at_utc, draft.received_at_utc, has_zone=True, agree=True))


def _sender(message: Any, known: str) -> Mailbox:  # noqa: ANN401 - as above
    """Return who sent it as Outlook keeps it, name and address apart; within an office it has no address."""
    said = [message.properties.str_prop_value(each) or "" for each in (*_ADDRESSES, *_NAMES)]
    addresses, names = said[: len(_ADDRESSES)], said[len(_ADDRESSES) :]
    address = next((each for each in addresses if mailbox("", each).address), "")
    return mailbox(known or next(filter(None, names), ""), address)


def _html(message: Any, draft: MessageDraft) -> str:  # noqa: ANN401 - as above
    content = message.properties.binary_prop_value(_HTML)
    if not content:
        return message.html_body or "" if content is None else ""
    text, is_certain = decoded(content, message.properties.body_encoding)
    if not is_certain:
        draft.doubt(MessageDoubt.CHARSET)
    return text


def _attach(attachment: Any, draft: MessageDraft) -> None:  # noqa: ANN401 - as above
    properties = attachment.properties
    name = attachment.file_name or properties.str_prop_value(_SHORT_NAME)
    if properties.int_prop_value(_METHOD) == _EMBEDDED:
        _enclose(attachment, draft)
        return
    content = attachment.file_bytes
    if content is None:
        draft.doubt(MessageDoubt.DAMAGED_PART)
        return
    stated = attachment.mime_type or ""
    guessed = mimetypes.guess_type(name or "")[0]
    media_type = guessed if guessed and stated in {"", "application/octet-stream"} else stated
    draft.attach(name, media_type, content, is_inline=bool(properties.int_prop_value(_HIDDEN)))


def _enclose(attachment: Any, draft: MessageDraft) -> None:  # noqa: ANN401 - as above
    """Read a mail within the mail as a forwarded one; it is a folder of the file and none by itself."""
    from oxmsg import Message  # noqa: PLC0415 - as above

    folders = [each for each in attachment._storage.storages if each.name.startswith("__substg1.0_3701")]  # noqa: SLF001 - the library gives no door to a mail within a mail
    if not folders:
        draft.doubt(MessageDoubt.DAMAGED_PART)
        return
    enclosed = MessageDraft(draft.name)
    _read(Message(_as_root(folders[0])), enclosed)
    draft.enclosed.append(forwarded_block(enclosed, b""))
    for each in enclosed.attachments:
        draft.attach(each.name, each.media_type, each.content, is_inline=each.is_inline)


def _as_root(folder: Any) -> Any:  # noqa: ANN401 - as above
    """Return a message within a message as one by itself: its list of properties begins 8 bytes earlier."""
    from oxmsg.storage import Storage, Stream  # noqa: PLC0415 - as above

    streams = tuple(
        Stream(each.path, each.bytes_[:_INNER_HEAD] + bytes(8) + each.bytes_[_INNER_HEAD:])
        if each.name == "__properties_version1.0"
        else each
        for each in folder.streams
    )
    return Storage(folder.path, streams, folder.storages)
