"""The gate before every read: which files may be looked at, and as what.

A live workspace must never reach GDAL: its own copy of SQLite in the same process unlinks the journal of the
open connection, and committed data is lost without an error. Closing any other handle on a live file drops
its POSIX locks as well, so a file is first judged by its name and its identity, and only then by its bytes.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from drentsportal.errors import DataSourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    LiveFiles = Callable[[], Sequence[Path]]

WORKSPACE_APPLICATION_ID: Final = 0x44524E54
"""``application_id`` of a workspace in the SQLite header ("DRNT")."""

_APPLICATION_ID_OFFSET: Final = 68
_SQLITE_MAGIC: Final = b"SQLite format 3\x00"
_HEAD_BYTES: Final = 4096
_BLOCK_BYTES: Final = 1_048_576
_WORKSPACE_SUFFIXES: Final = (".drents", ".drents-wal", ".drents-shm", ".drents-journal")
_SHAPE_PARTS: Final = (".shp", ".shx", ".dbf")
_SHAPE_MAGIC: Final = b"\x00\x00\x27\x0a"
_MAX_BYTES: Final = 4_000_000_000
_SHAPE_HEADER_BYTES: Final = 100


class SourceFormat(StrEnum):
    """What a file is, by its content."""

    GEOPACKAGE = "GeoPackage"
    JSON = "GeoJSON"
    SHAPEFILE = "Shapefile"
    SHAPEFILE_ZIP = "Shapefile (zip)"
    DELIMITED = "CSV"


_SUFFIXES: Final = {
    ".gpkg": SourceFormat.GEOPACKAGE,
    ".geojson": SourceFormat.JSON,
    ".json": SourceFormat.JSON,
    ".shp": SourceFormat.SHAPEFILE,
    ".zip": SourceFormat.SHAPEFILE_ZIP,
    ".csv": SourceFormat.DELIMITED,
    ".txt": SourceFormat.DELIMITED,
    ".tsv": SourceFormat.DELIMITED,
}
ACCEPTED_FORMATS: Final = "GeoPackage (.gpkg), GeoJSON (.geojson, .json), Shapefile (.shp, .zip), CSV (.csv)"


@dataclass(frozen=True, slots=True)
class CheckedSource:
    """A file that passed the gate; only ``check_source`` makes one."""

    path: Path
    format: SourceFormat
    sha256: str
    members: tuple[str, ...] = ()


def check_source(path: Path, live_files: Sequence[Path] = ()) -> CheckedSource:
    """Judge a file without GDAL.

    Raises ``DataSourceError`` for a workspace, a file that is missing, empty, truncated, encrypted, of an
    unknown format, or of another format than its extension says.
    """
    _refuse_workspace_by_name(path, live_files)
    head = _head(path)
    if head.startswith(_SQLITE_MAGIC) and _application_id(head) == WORKSPACE_APPLICATION_ID:
        raise _refusal("error.import.is_workspace", path)
    found = _sniffed(head, path)
    expected = _SUFFIXES.get(path.suffix.lower())
    if found is None:
        raise _refusal("error.import.unknown_format", path, accepted=ACCEPTED_FORMATS)
    if expected is not found:
        raise _refusal(
            "error.import.wrong_extension",
            path,
            extension=path.suffix,
            found=found.value,
            accepted=ACCEPTED_FORMATS,
        )
    members = _checked_members(path, found)
    parts = _shape_parts(path)[".dbf"] if found is SourceFormat.SHAPEFILE else []
    return CheckedSource(path, found, _sha256([path, *parts]), members)


def _refuse_workspace_by_name(path: Path, live_files: Sequence[Path]) -> None:
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
    if size > _MAX_BYTES:
        raise _refusal("error.import.too_large", path, size_mb=size // 1_000_000)
    return head


def _application_id(head: bytes) -> int:
    return int.from_bytes(head[_APPLICATION_ID_OFFSET : _APPLICATION_ID_OFFSET + 4], "big")


def _sniffed(head: bytes, path: Path) -> SourceFormat | None:
    if head.startswith(_SQLITE_MAGIC):
        return SourceFormat.GEOPACKAGE
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return SourceFormat.SHAPEFILE_ZIP
    if head.startswith(_SHAPE_MAGIC):
        return SourceFormat.SHAPEFILE
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] in (b"{", b"["):
        return SourceFormat.JSON
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return SourceFormat.DELIMITED
    is_table = _SUFFIXES.get(path.suffix.lower()) is SourceFormat.DELIMITED
    return SourceFormat.DELIMITED if is_table and b"\x00" not in head and text[:1] != b"<" else None


def _checked_members(path: Path, found: SourceFormat) -> tuple[str, ...]:
    if found is SourceFormat.GEOPACKAGE:
        _refuse_truncated_sqlite(path)
    if found is SourceFormat.SHAPEFILE:
        _refuse_broken_shapefile(path)
    return _zip_members(path) if found is SourceFormat.SHAPEFILE_ZIP else ()


def _refuse_truncated_sqlite(path: Path) -> None:
    with path.open("rb") as stream:
        head = stream.read(32)
    page_bytes = int.from_bytes(head[16:18], "big")
    page_bytes = 65536 if page_bytes == 1 else page_bytes
    pages = int.from_bytes(head[28:32], "big")
    if page_bytes == 0 or path.stat().st_size < pages * page_bytes:
        raise _refusal("error.import.truncated", path)


def _refuse_broken_shapefile(path: Path) -> None:
    with path.open("rb") as stream:
        head = stream.read(_SHAPE_HEADER_BYTES)
    stated_bytes = int.from_bytes(head[24:28], "big") * 2
    if len(head) < _SHAPE_HEADER_BYTES or path.stat().st_size < stated_bytes:
        raise _refusal("error.import.truncated", path)
    beside = _shape_parts(path)
    missing = [part for part in _SHAPE_PARTS if part not in beside]
    if missing:
        raise _refusal("error.import.shapefile_parts", path, missing=", ".join(missing))


def _shape_parts(path: Path) -> dict[str, list[Path]]:
    """Return the files that go with a shapefile, by extension in lower case."""
    parts: dict[str, list[Path]] = {}
    for each in sorted(path.parent.iterdir()):
        if each.stem == path.stem:
            parts.setdefault(each.suffix.lower(), []).append(each)
    return parts


def _zip_members(path: Path) -> tuple[str, ...]:
    """Return the shapefiles in a zip that is whole, open and of a sane size."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if (outside := next((each for each in infos if _leads_outside(each)), None)) is not None:
                raise _refusal("error.import.zip_member_outside", path, member=outside.filename)
            if any(info.flag_bits & 0x1 for info in infos):
                raise _refusal("error.import.encrypted", path)
            if sum(info.file_size for info in infos) > _MAX_BYTES:
                size_mb = sum(info.file_size for info in infos) // 1_000_000
                raise _refusal("error.import.too_large", path, size_mb=size_mb)
            if (broken := archive.testzip()) is not None:
                raise _refusal("error.import.zip_damaged", path, member=broken)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise _refusal("error.import.truncated", path) from error
    names = [info.filename for info in infos]
    shapes = tuple(sorted(name for name in names if PurePosixPath(name).suffix.lower() == ".shp"))
    if not shapes:
        raise _refusal("error.import.zip_without_shapefile", path, accepted=ACCEPTED_FORMATS)
    _refuse_missing_parts(path, shapes, {name.lower() for name in names})
    return shapes


def _leads_outside(member: zipfile.ZipInfo) -> bool:
    """Whether a name in an archive points to a place outside it: no program that means well makes one."""
    name = member.filename.replace("\\", "/")
    return name.startswith("/") or ".." in name.split("/") or name[1:2] == ":"


def _refuse_missing_parts(path: Path, shapes: Sequence[str], names: set[str]) -> None:
    for shape in shapes:
        stem = shape.lower().removesuffix(".shp")
        missing = [part for part in _SHAPE_PARTS if stem + part not in names]
        if missing:
            raise _refusal("error.import.shapefile_parts", path, missing=", ".join(missing))


def _sha256(parts: Sequence[Path]) -> str:
    """Digest of a file, or of the geometry and the table of a shapefile, one after the other."""
    digest = hashlib.sha256()
    for part in parts:
        with part.open("rb") as stream:
            while block := stream.read(_BLOCK_BYTES):
                digest.update(block)
    return digest.hexdigest()


def _refusal(message_id: str, path: Path, **params: str | int) -> DataSourceError:
    return DataSourceError(message_id, field=None, file=path.name, **params)
