"""What the use cases need to read messages that came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.intake.incoming import IncomingMessage


class MessageReader(Protocol):
    """Reads messages as they are: nothing is fetched, no attachment is opened."""

    def read(self, path: Path) -> IncomingMessage:
        """Read a mail file (``.eml``, ``.msg``, ``winmail.dat``) or a text file.

        Raises ``DataSourceError`` for a file that cannot be read, is none of these, or is too large.
        """
        ...

    def read_bytes(self, content: bytes, name: str) -> IncomingMessage:
        """Read the content of a mail file, as when it was dropped; ``name`` is shown. Raises as ``read``."""
        ...

    def read_text(self, text: str) -> IncomingMessage:
        """Read text that was pasted. Raises ``DataSourceError`` for an empty or too long one."""
        ...
