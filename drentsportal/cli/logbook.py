"""The log file of the command line: what went wrong unexpectedly, with its traceback, for whoever helps."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Final

from drentsportal.paths import user_data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOG_BYTES: Final = 1_000_000


@contextmanager
def logbook() -> Iterator[Path]:
    """Write warnings and errors of this run to the log file; a folder not writable costs the log only."""
    path = user_data_dir() / "drentsportal.log"
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # What a damaged file says may be no text at all; it is logged as it can be.
        handler = RotatingFileHandler(
            path, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", errors="backslashreplace", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield path
    finally:
        root.removeHandler(handler)
        handler.close()
