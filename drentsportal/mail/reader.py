"""The one door for messages: looks at what a file is, not at what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.incoming import MessageDoubt
from drentsportal.errors import DataSourceError
from drentsportal.mail import msg, tnef
from drentsportal.mail.assembled import MessageDraft
from drentsportal.mail.characters import decoded
from drentsportal.mail.eml import read_eml
from drentsportal.mail.faults import foreign_mail
from drentsportal.mail.limits import BYTES_PER_MB, MOST_FILE_BYTES, MOST_TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.intake.incoming import IncomingMessage

_TEXT_ENDINGS: Final = frozenset({".txt", ".text"})
_LOOKED_AT: Final = 1000
_MOST_NULS: Final = 8
"""What a damaged head of a mail may hold among its first bytes; a binary file has far more. Own choice."""
PASTED_NAME: Final = "geplakte-tekst.txt"


class MailReader:
    """Reads ``.eml``, ``.msg``, ``winmail.dat``, text files and pasted text; keeps nothing between calls."""

    def read(self, path: Path) -> IncomingMessage:
        """Read a file; see ``MessageReader.read``."""
        try:
            size = path.stat().st_size
            if size > MOST_FILE_BYTES:
                raise _too_large(path.name, size)
            content = path.read_bytes()
        except OSError as error:
            raise DataSourceError("error.mail.unreadable", file_name=path.name) from error
        return self.read_bytes(content, path.name)

    def read_bytes(self, content: bytes, name: str) -> IncomingMessage:
        """Read what a file holds; see ``MessageReader.read_bytes``."""
        if len(content) > MOST_FILE_BYTES:
            raise _too_large(name, len(content))
        if not content.strip():
            raise DataSourceError("error.mail.empty", file_name=name)
        if content.startswith(msg.SIGNATURE):
            return msg.read_msg(content, name)
        if content.startswith(tnef.SIGNATURE):
            return tnef.read_tnef(content, name)
        is_text = any(name.casefold().endswith(each) for each in _TEXT_ENDINGS)
        nuls = content[:_LOOKED_AT].count(b"\x00")
        if nuls > (0 if is_text else _MOST_NULS) or content.startswith((b"PK\x03\x04", b"%PDF")):
            raise DataSourceError("error.mail.no_mail", file_name=name)
        if is_text:
            text, is_certain = decoded(content, "utf-8")
            return self._text(text, name, is_certain=is_certain, content=content)
        with foreign_mail(name):
            return read_eml(content, name)

    def read_text(self, text: str) -> IncomingMessage:
        """Read pasted text; see ``MessageReader.read_text``."""
        return self._text(text, PASTED_NAME, is_certain=True, content=text.encode("utf-8", errors="replace"))

    def _text(self, text: str, name: str, *, is_certain: bool, content: bytes) -> IncomingMessage:
        if not text.strip():
            raise DataSourceError("error.mail.empty", file_name=name)
        if len(text) > MOST_TEXT:
            raise DataSourceError("error.mail.text_too_long", file_name=name, most=MOST_TEXT)
        draft = MessageDraft(name, plain=[text])
        draft.doubt(MessageDoubt.SENDER_UNKNOWN, MessageDoubt.SENT_UNKNOWN)
        if not is_certain:
            draft.doubt(MessageDoubt.CHARSET)
        return draft.finished(content, "text/plain")


def _too_large(name: str, size: int) -> DataSourceError:
    # Rounded up, so that one just over the limit does not read as the limit itself.
    return DataSourceError(
        "error.mail.too_large",
        file_name=name,
        size_mb=-(-size // BYTES_PER_MB),
        most_mb=MOST_FILE_BYTES // BYTES_PER_MB,
    )
