"""Reads ``winmail.dat``, the envelope that Outlook puts around a message for those without Outlook."""

from __future__ import annotations

import mimetypes
import struct
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.intake.incoming import MessageDoubt
from drentsportal.errors import DataSourceError
from drentsportal.mail.assembled import MessageDraft
from drentsportal.mail.characters import cleaned, decoded, one_line_of
from drentsportal.mail.faults import foreign_mail
from drentsportal.mail.mailboxes import mailbox
from drentsportal.mail.plain_html import html_text
from drentsportal.mail.rich_body import read_rich_body

if TYPE_CHECKING:
    from drentsportal.domain.intake.incoming import IncomingMessage

SIGNATURE = b"\x78\x9f\x3e\x22"
"""How every such file begins."""

_HEAD: Final = struct.Struct("<IH")
_ATTRIBUTE: Final = struct.Struct("<BHHI")
"""Level, name, kind and length of an attribute (MS-OXTNEF 2.1.3); a checksum stands behind what it holds."""
_CHECKSUM_BYTES: Final = 2
_LEVELS: Final = frozenset({1, 2})


def read_tnef(content: bytes, name: str) -> IncomingMessage:
    """Read a ``winmail.dat`` by itself; it has no headers, so it tells no moment of receipt."""
    draft = MessageDraft(name)
    with foreign_mail(name):
        _read(content, draft)
    if not draft.sender_address:
        draft.doubt(MessageDoubt.SENDER_UNKNOWN)
    draft.doubt(MessageDoubt.SENT_UNKNOWN)
    return draft.finished(content, "application/ms-tnef")


def read_tnef_into(content: bytes, name: str, draft: MessageDraft) -> None:
    """Read an envelope within a mail: what lies in it stands in its place; a damaged one is kept as it is."""
    inside = MessageDraft(draft.name)
    try:
        with foreign_mail(name):
            _read(content, inside)
    except DataSourceError:
        draft.doubt(MessageDoubt.DAMAGED_PART)
        draft.attach(name, "application/ms-tnef", content)
        return
    if not any(each.strip() for each in map(cleaned, (*draft.plain, *map(html_text, draft.html)))):
        # Outlook puts an empty text, or html without a word, beside its envelope.
        draft.plain, draft.html = inside.plain, inside.html
    draft.doubt(*inside.doubts)
    for each in inside.attachments:
        draft.attach(each.name, each.media_type, each.content)


def _read(content: bytes, draft: MessageDraft) -> None:
    from tnefparse import TNEF  # noqa: PLC0415 - only who opens such a mail needs it

    if not _is_whole(content):
        draft.doubt(MessageDoubt.DAMAGED_PART)
    envelope: Any = TNEF(content)
    text = _text(envelope.body, draft)
    html = _text(envelope.htmlbody, draft)
    draft.plain += [text] if text.strip() else []
    draft.html += [html] if html.strip() else []
    read_rich_body(envelope.rtfbody, draft)
    for prop in envelope.msgprops:
        if prop.name == TNEF.ATTSUBJECT and isinstance(prop.data, str):
            draft.subject = one_line_of(prop.data)
        elif prop.name == TNEF.ATTFROM and isinstance(prop.data, tuple):
            name, _, address = (each.decode("cp1252", errors="replace") for each in prop.data)
            draft.set_sender(mailbox(name, address.rpartition(":")[2]))
    for each in envelope.attachments:
        shown = each.long_filename() or one_line_of(str(each.name or ""))
        media_type = mimetypes.guess_type(shown)[0] or "application/octet-stream"
        if each.data:
            draft.attach(shown, media_type, bytes(each.data))


def _is_whole(content: bytes) -> bool:
    """Whether the attributes reach to the end. Raises ``ValueError`` where none follows the signature."""
    at, count = _HEAD.size, 0
    while at + _ATTRIBUTE.size <= len(content):
        level, _, _, length = _ATTRIBUTE.unpack_from(content, at)
        end = at + _ATTRIBUTE.size + length + _CHECKSUM_BYTES
        if level not in _LEVELS or end > len(content):
            break
        at, count = end, count + 1
    if not count:
        raise ValueError(content[: _HEAD.size])
    return not content[at:].strip(b"\x00")


def _text(body: object, draft: MessageDraft) -> str:
    """Return a body that may be text, bytes, or a list with one of these."""
    value = body[0] if isinstance(body, list) and body else body
    if isinstance(value, str):
        return value.rstrip("\x00")
    if not isinstance(value, bytes):
        return ""
    text, is_certain = decoded(value.rstrip(b"\x00"), "cp1252")
    if not is_certain:
        draft.doubt(MessageDoubt.CHARSET)
    return text
