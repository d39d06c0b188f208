"""Why a file could not be read or written, and why a document could not be made, in a few words."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message

if TYPE_CHECKING:
    from drentsportal.domain.message import Message
    from drentsportal.errors import ReportError

_REASONS: Final = {
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EISDIR: "is_folder",
    errno.ENOTDIR: "no_folder",
    errno.EEXIST: "no_folder",
    errno.ENOENT: "absent",
    errno.ENAMETOOLONG: "name_too_long",
}

_ALSO_AS_REASON: Final = {
    "error.document.template_line": "doc.failed.template_line",
    "error.document.template_whole": "doc.failed.template_whole",
}
"""Errors that stand alone with what came of them, and among others without."""


def system_reason(error: OSError) -> str:
    """Return which of the known reasons the operating system gave; ``other`` for the rest."""
    return _REASONS.get(error.errno or 0, "other")


def reason_of(error: ReportError) -> Message:
    """Return the reason behind an error: of the operating system where it refused a file, else its own.

    It leaves out what is made and what is not: that is told once for all, by who tells the reasons.
    """
    if error.message_id in _ALSO_AS_REASON:
        return message(_ALSO_AS_REASON[error.message_id], **error.params)
    cause = error.__cause__
    if not isinstance(cause, OSError) or "folder" not in error.params:
        return message(error.message_id, **error.params)
    return message(
        f"doc.failed.{system_reason(cause)}",
        file_name=error.params.get("file_name", ""),
        folder=error.params["folder"],
        reason=cause.strerror or str(cause),
    )
