"""The gate before every read: which files may be looked at, and as what.

A live workspace must never reach GDAL: its own copy of SQLite in the same process unlinks the journal of the
open connection, and committed data is lost without an error. Closing any other handle on a live file drops
its POSIX locks as well, so a file is first judged by its name and its identity, and only then by its bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.errors import DataSourceError
from drentsportal.geodata.file_kinds import (
    ACCEPTED_FORMATS,
    BINARY_DRAWING,
    OLE_MAGIC,
    PARQUET_MAGIC,
    SQLITE_MAGIC,
    SUFFIXES,
    ZIP_MAGIC,
    OtherKind,
    SourceFormat,
    is_text,
    kind_of_head,
)
from drentsportal.geodata.limits import LIMITS, MEGABYTE
from drentsportal.geodata.zip_contents import SHAPE_PARTS, zip_contents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from drentsportal.geodata.limits import ReadLimits

    LiveFiles = Callable[[], Sequence[Path]]

WORKSPACE_APPLICATION_ID: Final = 0x44524E54
"""``application_id`` of a workspace in the SQLite header ("DRNT")."""

_APPLICATION_ID_OFFSET: Final = 68
_HEAD_BYTES: Final = 65_536
_TAIL_BYTES: Final = 256
_BLOCK_BYTES: Final = 1_048_576
_WORKSPACE_SUFFIXES: Final = (".drents", ".drents-wal", ".drents-shm", ".drents-journal")
_SHAPE_HEADER_BYTES: Final = 100
_SECTOR_SHIFT_OFFSET: Final = 30
_DIRECTORY_OFFSET: Final = 48
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class CheckedSource:
    """A file that passed the gate; only ``check_source`` makes one."""

    path: Path
    format: SourceFormat
    sha256: str
    members: tuple[str, ...] = ()


def check_source(path: Path, live_files: Sequence[Path] = (), limits: ReadLimits = LIMITS) -> CheckedSource:
    """Judge a file without GDAL.

    Raises ``DataSourceError`` for a workspace, a file that is missing, empty, truncated, encrypted, larger
    than the limits, of an unknown format, or of another format than its extension says.
    """
    refuse_workspace(path, live_files)
    head = _head(path)
    if head.startswith(SQLITE_MAGIC) and _application_id(head) == WORKSPACE_APPLICATION_ID:
        raise _refusal("error.import.is_workspace", path)
    found, members = _found(path, head, limits)
    _refuse_size(path, found, limits)
    _refuse_broken(path, found, head)
    parts = _shape_parts(path)[".dbf"] if found is SourceFormat.SHAPEFILE else []
    return CheckedSource(path, found, sha256_of([path, *parts]), members)


def refuse_workspace(path: Path, live_files: Sequence[Path]) -> None:
    """Raise ``DataSourceError`` for a workspace, live or not, and for what is no file, by name alone."""
    resolved = path.resolve()
    if any(name.lower().endswith(_WORKSPACE_SUFFIXES) for name in (path.name, resolved.name)):
        raise _refusal("error.import.is_workspace", path)
    if not path.exists():
        raise _refusal("error.import.not_found", path)
    if path.is_dir():
        raise _refusal("error.import.not_a_file", path)
    if not path.is_file():
        raise _refusal("error.import.not_a_regular_file", path)
    if any(live.exists() and live.samefile(path) for live in live_files):
        raise _refusal("error.import.is_workspace", path)


def _head(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
    except OSError as error:
        raise _refusal("error.import.unreadable", path, reason=error.strerror or str(error)) from error
    if size == 0:
        raise _refusal("error.import.empty", path)
    return head


def _application_id(head: bytes) -> int:
    return int.from_bytes(head[_APPLICATION_ID_OFFSET : _APPLICATION_ID_OFFSET + 4], "big")


def _found(path: Path, head: bytes, limits: ReadLimits) -> tuple[SourceFormat, tuple[str, ...]]:
    """Say what a file is, and refuse what cannot be read or says otherwise by its extension."""
    expected = SUFFIXES.get(path.suffix.lower())
    members: tuple[str, ...] = ()
    if head.startswith(ZIP_MAGIC):
        contents = zip_contents(path, limits)
        kind: SourceFormat | OtherKind | None = contents.kind
        members = contents.shapefiles
    else:
        kind = kind_of_head(head)
    if kind is None and expected is SourceFormat.DELIMITED and is_text(head):
        kind = SourceFormat.DELIMITED
    if kind is None and expected is not None:
        raise _refusal(
            "error.import.content_differs",
            path,
            extension=path.suffix,
            expected=expected.value,
            accepted=ACCEPTED_FORMATS,
        )
    if kind is None:
        raise _refusal("error.import.unknown_format", path, accepted=ACCEPTED_FORMATS)
    if isinstance(kind, OtherKind):
        raise _other_kind(path, kind, head)
    if expected is not kind:
        raise _refusal(
            "error.import.wrong_extension",
            path,
            extension=path.suffix,
            found=kind.value,
            accepted=ACCEPTED_FORMATS,
        )
    return kind, members


def _other_kind(path: Path, kind: OtherKind, head: bytes) -> DataSourceError:
    if head.startswith(OLE_MAGIC) and _ENCRYPTED_STREAM in _ole_directory(path, head):
        return _refusal("error.import.encrypted_workbook", path)
    return _refusal("error.import.is_other_kind", path, found=kind.value, accepted=ACCEPTED_FORMATS)


def _ole_directory(path: Path, head: bytes) -> bytes:
    """Return the sector of an old Office file that names its parts; an encrypted workbook is such a file."""
    shift = int.from_bytes(head[_SECTOR_SHIFT_OFFSET : _SECTOR_SHIFT_OFFSET + 2], "little")
    sector_bytes = 1 << min(shift, 16)
    first = int.from_bytes(head[_DIRECTORY_OFFSET : _DIRECTORY_OFFSET + 4], "little")
    start = (first + 1) * sector_bytes
    if start > path.stat().st_size:
        return b""
    with path.open("rb") as stream:
        stream.seek(start)
        return stream.read(sector_bytes)


def _refuse_size(path: Path, found: SourceFormat, limits: ReadLimits) -> None:
    size, limit = path.stat().st_size, limits.format_bytes[found]
    if found is SourceFormat.SHAPEFILE:
        size += sum(each.stat().st_size for each in _shape_parts(path).get(".dbf", []))
    if size > limit:
        raise _refusal(
            "error.import.too_large",
            path,
            size_mb=size // MEGABYTE,
            limit_mb=limit // MEGABYTE,
            format=found.value,
        )


def _refuse_broken(path: Path, found: SourceFormat, head: bytes) -> None:
    if found is SourceFormat.GEOPACKAGE:
        _refuse_truncated_sqlite(path, head)
    if found is SourceFormat.SHAPEFILE:
        _refuse_broken_shapefile(path, head)
    if found is SourceFormat.GEOPARQUET:
        _refuse_broken_parquet(path)
    is_text_drawing = found is SourceFormat.DRAWING and not head.startswith(BINARY_DRAWING)
    if is_text_drawing and _tail(path).rstrip(b"\x00\x1a\r\n\t ")[-3:] != b"EOF":
        # A drawing ends with the lines "0" and "EOF".
        raise _refusal("error.import.truncated", path)


def _refuse_truncated_sqlite(path: Path, head: bytes) -> None:
    page_bytes = int.from_bytes(head[16:18], "big")
    page_bytes = 65536 if page_bytes == 1 else page_bytes
    pages = int.from_bytes(head[28:32], "big")
    if page_bytes == 0 or path.stat().st_size < pages * page_bytes:
        raise _refusal("error.import.truncated", path)


def _refuse_broken_shapefile(path: Path, head: bytes) -> None:
    stated_bytes = int.from_bytes(head[24:28], "big") * 2
    if len(head) < _SHAPE_HEADER_BYTES or path.stat().st_size < stated_bytes:
        raise _refusal("error.import.truncated", path)
    beside = _shape_parts(path)
    missing = [part for part in SHAPE_PARTS if part not in beside]
    if missing:
        raise _refusal("error.import.shapefile_parts", path, missing=", ".join(missing))


def _refuse_broken_parquet(path: Path) -> None:
    """Look at the last four bytes: the same letters as the first four, other ones when it is encrypted."""
    last = _tail(path)[-4:]
    if last not in PARQUET_MAGIC:
        raise _refusal("error.import.truncated", path)
    if last == PARQUET_MAGIC[1]:
        raise _refusal("error.import.encrypted", path)


def _tail(path: Path) -> bytes:
    with path.open("rb") as stream:
        stream.seek(max(path.stat().st_size - _TAIL_BYTES, 0))
        return stream.read(_TAIL_BYTES)


def _shape_parts(path: Path) -> dict[str, list[Path]]:
    """Return the files that go with a shapefile, by extension in lower case."""
    parts: dict[str, list[Path]] = {}
    for each in sorted(path.parent.iterdir()):
        if each.stem == path.stem:
            parts.setdefault(each.suffix.lower(), []).append(each)
    return parts


def sha256_of(parts: Sequence[Path]) -> str:
    """Digest of a file, or of the geometry and the table of a shapefile, one after the other."""
    digest = hashlib.sha256()
    for part in parts:
        with part.open("rb") as stream:
            while block := stream.read(_BLOCK_BYTES):
                digest.update(block)
    return digest.hexdigest()


def _refusal(message_id: str, path: Path, **params: str | int) -> DataSourceError:
    return DataSourceError(message_id, field=None, file=path.name, **params)
