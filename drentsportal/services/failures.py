"""Why a document could not be made, in a few words."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message

if TYPE_CHECKING:
    from drentsportal.domain.message import Message
    from drentsportal.errors import ReportError

_REASONS: Final = {
    errno.EACCES: "no_right",
    errno.EPERM: "no_right",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EISDIR: "is_folder",
    errno.ENOTDIR: "is_file",
    errno.EEXIST: "is_file",
    errno.ENOENT: "no_folder",
    errno.ENAMETOOLONG: "long_name",
}


def reason_of(error: ReportError) -> Message:
    """Return the reason behind an error: of the operating system where it refused a file, else its own."""
    cause = error.__cause__
    if not isinstance(cause, OSError) or "folder" not in error.params:
        return message(error.message_id, **error.params)
    kind = _REASONS.get(cause.errno or 0, "other")
    return message(
        f"doc.failed.{kind}",
        file_name=error.params.get("file_name", ""),
        folder=error.params["folder"],
        reason=cause.strerror or str(cause),
    )
