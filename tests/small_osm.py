"""Writes small files of OpenStreetMap (.osm.pbf), byte by byte, from positions in RD New.

Format: https://wiki.openstreetmap.org/wiki/PBF_Format. Positions are rounded to 1e-7 degree, as there.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.projection import to_lonlat

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_UNITS_PER_DEGREE = 10_000_000
_PER_BLOCK = 8_000


@dataclass(frozen=True)
class Way:
    """A way over numbered nodes, with its words."""

    nodes: Sequence[int]
    tags: Mapping[str, str] = field(default_factory=lambda: {"highway": "residential"})


def write_osm(
    path: Path,
    nodes_rd: Sequence[tuple[float, float]] | np.ndarray,
    ways: Sequence[Way],
    *,
    timestamp: int | None = None,
    lonlat: bool = False,
) -> Path:
    """Write nodes and ways; ``lonlat`` says that the positions are degrees already."""
    positions = np.asarray(nodes_rd, np.float64).reshape(-1, 2)
    lon, lat = positions.T if lonlat else to_lonlat(positions[:, 0], positions[:, 1])
    units = [np.rint(each * _UNITS_PER_DEGREE).astype(np.int64).tolist() for each in (lon, lat)]
    header = _text(4, b"OsmSchema-V0.6") + _text(4, b"DenseNodes")
    if timestamp is not None:
        header += _number(32, timestamp)
    content = [_block(b"OSMHeader", header)]
    ids = list(range(1, len(positions) + 1))
    for start in range(0, len(ids), _PER_BLOCK):
        rows = slice(start, start + _PER_BLOCK)
        dense = (
            _text(1, _deltas(ids[rows]))
            + _text(8, _deltas(units[1][rows]))
            + _text(9, _deltas(units[0][rows]))
        )
        content.append(_block(b"OSMData", _text(1, _text(1, b"")) + _text(2, _text(2, dense))))
    content += [
        _block(b"OSMData", _ways(ways[start : start + _PER_BLOCK], start + 1))
        for start in range(0, len(ways), _PER_BLOCK)
    ]
    path.write_bytes(b"".join(content))
    return path


def _ways(ways: Sequence[Way], first_id: int) -> bytes:
    words: dict[str, int] = {"": 0}
    group = b""
    for number, way in enumerate(ways, first_id):
        keys = b"".join(_varint(words.setdefault(each, len(words))) for each in way.tags)
        values = b"".join(_varint(words.setdefault(each, len(words))) for each in way.tags.values())
        refs = _deltas([node + 1 for node in way.nodes])
        group += _text(3, _number(1, number) + _text(2, keys) + _text(3, values) + _text(8, refs))
    table = b"".join(_text(1, each.encode()) for each in words)
    return _text(1, table) + _text(2, group)


def _block(kind: bytes, content: bytes) -> bytes:
    blob = _number(2, len(content)) + _text(3, zlib.compress(content))
    header = _text(1, kind) + _number(3, len(blob))
    return len(header).to_bytes(4, "big") + header + blob


def _number(field_number: int, value: int) -> bytes:
    return _varint(field_number << 3) + _varint(value)


def _text(field_number: int, content: bytes) -> bytes:
    return _varint(field_number << 3 | 2) + _varint(len(content)) + content


def _deltas(values: Iterable[int]) -> bytes:
    """Differences, zigzag, as a packed field has them."""
    before, packed = 0, []
    for value in values:
        step = value - before
        packed.append(_varint(step * 2 if step >= 0 else -step * 2 - 1))
        before = value
    return b"".join(packed)


def _varint(value: int) -> bytes:
    packed = bytearray()
    while value > 0x7F:
        packed.append(value & 0x7F | 0x80)
        value >>= 7
    packed.append(value)
    return bytes(packed)
