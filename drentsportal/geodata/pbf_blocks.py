"""Walks over the blocks of an OpenStreetMap file (.osm.pbf) before GDAL does: whole, sound, and of what date.

A file is a row of blocks, each with its length before it; what is packed carries a checksum. So a file that
was cut off, or damaged on the way, is refused here, where GDAL may end early without a word and leave roads
out. Format: https://wiki.openstreetmap.org/wiki/PBF_Format.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, Final

from drentsportal.errors import DataSourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from drentsportal.services.ports.desk import Progress

_LENGTH_BYTES: Final = 4
_MOST_HEADER_BYTES: Final = 64 * 1024
_MOST_BLOCK_BYTES: Final = 32 * 1024 * 1024
"""Limits of the format itself."""

_TYPE, _SIZE = 1, 3
_RAW, _RAW_SIZE, _ZLIB = 1, 2, 3
_REPLICATION_TIMESTAMP: Final = 32
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_VARINT_BITS: Final = 64
_STEPS: Final = 1_000

FIRST_BLOCK: Final = b"OSMHeader"

Field = tuple[int, int | bytes]


class _DamagedError(ValueError):
    """What was read cannot be a block."""


@dataclass(frozen=True, slots=True)
class OsmHeader:
    """What a file says of itself: the date up to which it holds the changes of OpenStreetMap, if it does."""

    as_of: date | None


def check_blocks(path: Path, progress: Progress) -> OsmHeader:
    """Look at every block. Raises ``DataSourceError`` when the file is cut off, damaged or something else."""
    size = path.stat().st_size
    header: OsmHeader | None = None
    with path.open("rb") as stream:
        try:
            for kind, content in _blocks(stream, size):
                if header is None:
                    if kind != FIRST_BLOCK:
                        raise DataSourceError("error.roads.not_osm", file=path.name)
                    header = _header(content)
                progress.step(int(stream.tell() / size * _STEPS), _STEPS, "progress.roads.checking")
        except _CutOffError as error:
            raise DataSourceError("error.import.truncated", file=path.name) from error
        except (_DamagedError, zlib.error, OverflowError, OSError) as error:
            raise DataSourceError("error.import.damaged", file=path.name) from error
    if header is None:
        raise DataSourceError("error.import.empty", file=path.name)
    return header


class _CutOffError(ValueError):
    """The file ends within a block."""


def _blocks(stream: BinaryIO, size: int) -> Iterator[tuple[bytes, bytes]]:
    while stream.tell() < size:
        length = int.from_bytes(_read(stream, _LENGTH_BYTES), "big")
        if not 0 < length <= _MOST_HEADER_BYTES:
            raise _DamagedError
        fields = dict(_fields(_read(stream, length)))
        kind, content_bytes = fields.get(_TYPE), fields.get(_SIZE)
        if not isinstance(kind, bytes) or not isinstance(content_bytes, int):
            raise _DamagedError
        if content_bytes > _MOST_BLOCK_BYTES:
            raise _DamagedError
        yield kind, _unpacked(_read(stream, content_bytes))


def _read(stream: BinaryIO, count: int) -> bytes:
    content = stream.read(count)
    if len(content) < count:
        raise _CutOffError
    return content


def _unpacked(blob: bytes) -> bytes:
    """Unpack a block, and with that check it; what is packed in another way is left to GDAL."""
    fields = dict(_fields(blob))
    packed = fields.get(_ZLIB)
    if not isinstance(packed, bytes):
        raw = fields.get(_RAW, b"")
        return raw if isinstance(raw, bytes) else b""
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(packed, _MOST_BLOCK_BYTES)
    if not unpacker.eof or len(content) != fields.get(_RAW_SIZE, len(content)):
        raise _DamagedError
    return content


def _header(content: bytes) -> OsmHeader:
    stated = dict(_fields(content)).get(_REPLICATION_TIMESTAMP)
    if not isinstance(stated, int):
        return OsmHeader(None)
    return OsmHeader(datetime.fromtimestamp(stated, UTC).date())


def _fields(content: bytes) -> Iterator[Field]:
    """Read the fields of a protocol buffer, one level deep."""
    at = 0
    while at < len(content):
        tag, at = _varint(content, at)
        number, kind = tag >> 3, tag & 7
        if kind == _VARINT:
            value, at = _varint(content, at)
            yield number, value
            continue
        if kind == _BYTES:
            length, at = _varint(content, at)
        elif kind in {_FIXED32, _FIXED64}:
            length = 4 if kind == _FIXED32 else 8
        else:
            raise _DamagedError
        if at + length > len(content):
            raise _DamagedError
        yield number, content[at : at + length]
        at += length


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(content) and shift < _VARINT_BITS:
        byte = content[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:  # noqa: PLR2004 - the last byte of a number
            return value, at
    raise _DamagedError
