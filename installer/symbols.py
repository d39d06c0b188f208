"""Takes out of libraries the names that only a debugger reads; nothing of the program asks for them.

Wheels carry libraries that were changed after they were linked, so that each finds the others. ``strip``
spoils some of those without a word, and the system then refuses to load them. So each result is looked at,
and a spoilt one is thrown away.
"""

from __future__ import annotations

import struct
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC: Final = b"\x7fELF\x02\x01"
"""An ELF file of 64 bits, the least byte first: that of every system that the package is made for."""

_LOADED: Final = 1
_HEADER: Final = struct.Struct("<16sHHIQQQIHHHHHH")
_SEGMENT: Final = struct.Struct("<IIQQQQQQ")


def strip(folder: Path) -> int:
    """Take them out of every library below a folder; returns how many bytes that saves."""
    return sum(_strip_one(each) for each in sorted(folder.rglob("*.so*")) if is_library(each))


def is_library(path: Path) -> bool:
    """Whether this is a library itself, and neither a link to one nor a text of that name."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def can_be_loaded(content: bytes) -> bool:
    """Whether each part of a library lies in the file where the system can map it into memory."""
    header = _HEADER.unpack_from(content)
    first, size, count = header[5], header[9], header[10]
    segments = [_SEGMENT.unpack_from(content, first + number * size) for number in range(count)]
    # Kind, flags, place in the file, place in memory, and last the step in which both have to agree.
    loaded = [each for each in segments if each[0] == _LOADED]
    return bool(loaded) and all((each[2] - each[3]) % max(each[7], 1) == 0 for each in loaded)


def _strip_one(library: Path) -> int:
    stripped = library.with_name(f"{library.name}.stripped")
    command = ["strip", "-o", str(stripped), str(library)]
    ended = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own command
    saved = 0
    if ended.returncode == 0 and can_be_loaded(stripped.read_bytes()):
        saved = library.stat().st_size - stripped.stat().st_size
        stripped.replace(library)
    stripped.unlink(missing_ok=True)
    return saved
