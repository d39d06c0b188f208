"""A file appears under its name only when it is complete."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from drentsportal.errors import ReportError
from drentsportal.services.ports import MadeDocument


def write_finished(path: Path, content: bytes, kind: str) -> MadeDocument:
    """Write beside the target and rename, so that nobody ever sees half a file.

    Raises ``ReportError`` when the folder or the file cannot be written (locked, full).
    """
    part: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except OSError as error:
        if part is not None:
            Path(part).unlink(missing_ok=True)
        raise ReportError(
            "error.document.not_written",
            file_name=path.name,
            folder=str(path.parent),
            reason=error.strerror or str(error),
        ) from error
    return MadeDocument(path, kind, hashlib.sha256(content).hexdigest())
