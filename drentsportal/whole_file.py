"""A file appears under its name only when it is complete: written beside it, then renamed."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedRandom

PART_SUFFIX: Final = ".part"
_MODE: Final = 0o644
"""As any file that a program writes for its user; what the system makes for a while is closed to others."""


@contextmanager
def whole_file(path: Path, *, is_lasting: bool = True) -> Iterator[BufferedRandom]:
    """Open a file beside ``path``, for writing and reading, that takes its name when the block ends well.

    Nobody ever sees half a file, and after a power cut the old one or the new one is there. Whatever is
    raised in the block leaves nothing behind and the file that was there as it was. The folder must be there.
    What is not ``is_lasting`` is not waited for until it is on the disk: a power cut may leave an empty file,
    for what is checked when it is read and can be fetched again. Raises ``OSError``.
    """
    handle, name = tempfile.mkstemp(prefix=".", suffix=PART_SUFFIX, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            if is_lasting:
                os.fsync(stream.fileno())
        part.chmod(_MODE)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def write_whole(path: Path, content: bytes, *, is_lasting: bool = True) -> None:
    """Write a whole file at once, and its folder where that is missing. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path, is_lasting=is_lasting) as stream:
        stream.write(content)
