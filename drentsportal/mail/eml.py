"""Reads internet mail (RFC 5322 and MIME) with the standard library."""

from __future__ import annotations

from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.incoming import MessageDoubt
from drentsportal.errors import DataSourceError
from drentsportal.mail.assembled import MessageDraft
from drentsportal.mail.characters import decoded, one_line_of
from drentsportal.mail.limits import DEEPEST
from drentsportal.mail.mailboxes import mailboxes
from drentsportal.mail.moments import header_moment, moment_doubts, received_moment
from drentsportal.mail.tnef import read_tnef_into

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.intake.incoming import IncomingMessage

_FIRST_RAW: Final = "\udc80"
_LAST_RAW: Final = "\udcff"
"""Bytes above ASCII as Python keeps them in a text that is none yet."""

_ENCRYPTED: Final = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_OF_THE_INNER: Final = frozenset({MessageDoubt.CHARSET, MessageDoubt.SENDER_NAME_DIFFERS})
"""Doubts of a mail within the mail that are the whole one's too: it is what is read."""
_TELLING: Final = frozenset({"from", "date", "subject", "received"})
_SIGNATURES: Final = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
)


def read_eml(content: bytes, name: str) -> IncomingMessage:
    """Read a mail; what of it is damaged is doubted. Raises ``DataSourceError`` for what is no mail."""
    mail = BytesParser(policy=policy.default).parsebytes(content)
    if not isinstance(mail, EmailMessage):
        raise DataSourceError("error.mail.no_mail", file_name=name)
    if not _TELLING & {key.casefold() for key, _ in mail.raw_items()}:
        raise DataSourceError("error.mail.no_mail", file_name=name)
    draft = MessageDraft(name)
    read_heads(mail, draft)
    _read_part(mail, draft, 0)
    return draft.finished(content, "message/rfc822")


def read_heads(mail: EmailMessage, draft: MessageDraft) -> None:
    """Read sender, subject and moments."""
    if any(_is_raw(str(raw)) for key, raw in mail.raw_items() if key.casefold() in {"from", "subject"}):
        draft.doubt(MessageDoubt.CHARSET)
    senders = [_with_letters(str(raw)) for key, raw in mail.raw_items() if key.casefold() == "from"]
    # A second header of the same name is a second sender, as a second address in one header is.
    draft.set_sender(*(box for each in senders for box in mailboxes(each)))
    draft.subject = one_line_of("".join(_headers(mail, "Subject")[:1]))
    draft.sent_at_utc, has_zone = header_moment(_raw_date(mail))
    draft.received_at_utc, agree = received_moment(_headers(mail, "Received"))
    draft.doubt(*moment_doubts(draft.sent_at_utc, draft.received_at_utc, has_zone=has_zone, agree=agree))


def _raw_date(mail: EmailMessage) -> str:
    """Return the date as it was written; read by the modern parser it would get a zone that nobody stated."""
    return next((str(raw) for key, raw in mail.raw_items() if key.casefold() == "date"), "")


def _headers(mail: EmailMessage, name: str) -> list[str]:
    """Return all headers of a name as text; one that the modern parser stumbles over is read the old way."""
    wanted = name.casefold()
    texts = []
    for key, raw in mail.raw_items():
        if key.casefold() != wanted:
            continue
        said = _with_letters(str(raw))
        try:
            texts.append(str(policy.default.header_fetch_parse(key, said)))
        except (ValueError, LookupError, TypeError, AttributeError):
            texts.append(_old_way(said))
    return texts


def _is_raw(raw: str) -> bool:
    """Whether a header holds bytes of a charset that nobody stated, which the parser hands on as they are."""
    return any(_FIRST_RAW <= each <= _LAST_RAW for each in raw)


def _with_letters(raw: str) -> str:
    """Return a header with such bytes read as those of a text are."""
    if not _is_raw(raw):
        return raw
    return decoded(raw.encode("utf-8", errors="surrogateescape"), None)[0]


def _old_way(raw: str) -> str:
    try:
        return str(make_header(decode_header(raw)))
    except (ValueError, LookupError, UnicodeError):
        return raw


def _read_part(part: EmailMessage, draft: MessageDraft, depth: int) -> None:
    if depth > DEEPEST:
        raise DataSourceError("error.mail.too_deep", file_name=draft.name)
    kind = part.get_content_type()
    if kind in _ENCRYPTED:
        draft.doubt(MessageDoubt.ENCRYPTED)
    if kind == "message/rfc822":
        _enclose(part, draft)
    elif part.is_multipart():
        for each in _parts(part):
            _read_part(each, draft, depth + 1)
    else:
        _read_leaf(part, kind, draft)


def _parts(part: EmailMessage) -> Iterator[EmailMessage]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (each for each in payload if isinstance(each, EmailMessage))


def _read_leaf(part: EmailMessage, kind: str, draft: MessageDraft) -> None:
    content = _payload(part, draft)
    name, disposition = _name(part), (part.get_content_disposition() or "")
    if kind == "application/ms-tnef" or (name or "").casefold() == "winmail.dat":
        read_tnef_into(content, name or "winmail.dat", draft)
    elif kind in {"text/plain", "text/html"} and disposition != "attachment" and not name:
        text, is_certain = decoded(content, part.get_content_charset())
        if not is_certain:
            draft.doubt(MessageDoubt.CHARSET)
        (draft.plain if kind == "text/plain" else draft.html).append(text)
    elif content and kind not in _SIGNATURES:
        is_inline = disposition == "inline" or (
            disposition != "attachment" and part.get("Content-ID") is not None
        )
        draft.attach(name, kind, content, is_inline=is_inline and kind.startswith("image/"))


def _payload(part: EmailMessage, draft: MessageDraft) -> bytes:
    """Return the bytes of a part; transfer coding that is damaged is read as far as it goes."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        payload = None
        draft.doubt(MessageDoubt.DAMAGED_PART)
    if any(type(each).__name__.startswith("InvalidBase64") for each in part.defects):
        draft.doubt(MessageDoubt.DAMAGED_PART)
    return payload if isinstance(payload, bytes) else b""


def _name(part: EmailMessage) -> str | None:
    try:
        return part.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _enclose(part: EmailMessage, draft: MessageDraft) -> None:
    """Read a mail within the mail as a forwarded one: below the text, with its head, and kept as a file."""
    inner = next(_parts(part), None)
    if inner is None:
        return
    content = inner.as_bytes(policy=policy.default)
    enclosed = MessageDraft(draft.name)
    read_heads(inner, enclosed)
    _read_part(inner, enclosed, 1)
    draft.doubt(*(each for each in enclosed.doubts if each in _OF_THE_INNER))
    draft.enclosed.append(forwarded_block(enclosed, content))
    draft.attach(_name(part) or f"{enclosed.subject or 'bericht'}.eml", "message/rfc822", content)
    for each in enclosed.attachments:
        draft.attach(each.name, each.media_type, each.content, is_inline=each.is_inline)


def forwarded_block(enclosed: MessageDraft, content: bytes) -> str:
    """Write a message within a message as mail programs write a forwarded one."""
    message = enclosed.finished(content, "message/rfc822")
    sent = "" if message.sent_at_utc is None else message.sent_at_utc.isoformat()
    return (
        f"---------- Forwarded message ----------\nFrom: {message.sender_name} <{message.sender_address}>\n"
        f"Date: {sent}\nSubject: {message.subject}\n\n{message.text}"
    )
