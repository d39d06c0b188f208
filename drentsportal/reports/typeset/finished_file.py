"""A file appears under its name only when it is complete, and never in the place of a workspace."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import Message, message
from drentsportal.errors import ReportError
from drentsportal.services.failures import system_reason
from drentsportal.services.ports.documents import MadeDocument
from drentsportal.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

WORKSPACE_SUFFIX: Final = ".drents"
WORKSPACE_APPLICATION_ID: Final = b"DRNT"
"""What stands at byte 68 of a workspace, whatever its name; a test holds it to the store's own."""

_SQLITE_MAGIC: Final = b"SQLite format 3\x00"
_APPLICATION_ID_AT: Final = slice(68, 72)


def is_workspace_file(path: Path) -> bool:
    """Tell whether a file is a workspace, by its suffix or by its header; also one of other people."""
    if path.suffix.casefold() == WORKSPACE_SUFFIX:
        return True
    try:
        with path.open("rb") as stream:
            head = stream.read(_APPLICATION_ID_AT.stop)
    except OSError:
        return False
    return head.startswith(_SQLITE_MAGIC) and head[_APPLICATION_ID_AT] == WORKSPACE_APPLICATION_ID


def reason_of(error: OSError) -> Message:
    """Say in the user's language why a file or folder could not be read or written."""
    return message(f"file_reason.{system_reason(error)}", number=error.errno or 0)


def write_finished(path: Path, content: bytes, kind: str) -> MadeDocument:
    """Write beside the target and rename; raises as ``write_finished_by``."""

    def write(stream: BinaryIO) -> None:
        stream.write(content)

    return write_finished_by(path, write, kind)


def write_finished_by(path: Path, write: Callable[[BinaryIO], None], kind: str) -> MadeDocument:
    """Let ``write`` fill a file beside the target and rename it, so that nobody ever sees half a file.

    Raises ``ReportError`` when the folder or the file cannot be written (locked, full), and when the file
    that would be replaced is a workspace. Whatever ``write`` raises leaves nothing behind.
    """
    if is_workspace_file(path):
        raise ReportError("error.document.over_workspace", field="out", path=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as stream:
            write(stream)
            stream.seek(0)
            checksum = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ReportError(
            "error.document.not_written",
            file_name=path.name,
            folder=str(path.parent),
            reason=reason_of(error),
        ) from error
    return MadeDocument(path, kind, checksum)
