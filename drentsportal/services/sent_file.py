"""A file on disk that was sent as the answer, or that belongs to a case: kept with it."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from drentsportal.domain.message import message
from drentsportal.errors import InputError
from drentsportal.services.failures import system_reason

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.case_desk import CaseDesk


def attach_file(desk: CaseDesk, number: str, path: Path) -> str:
    """Keep a file with a case and return its id. Raises ``InputError``."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = message(f"file_reason.{system_reason(error)}", number=error.errno or 0)
        raise InputError(
            "error.case.file_unreadable", field="file", file_name=path.name, reason=reason
        ) from error
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return desk.attach(number, path.name, content, media_type)[0].id
