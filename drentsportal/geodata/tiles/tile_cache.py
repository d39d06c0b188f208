"""Tiles on the disk: bounded in size and age, checked when read, shared by every window of a user."""

from __future__ import annotations

import hashlib
import logging
import os
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.geodata.tiles.tile_picture import picture_kind
from drentsportal.whole_file import PART_SUFFIX, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.services.ports.background_tiles import TileKey
    from drentsportal.services.ports.desk import Clock

_LOG = logging.getLogger(__name__)

FRESH_DAYS: Final = 30
"""Until then a tile is not asked for again: BRT and aerial photographs come a few times a year."""

KEPT_DAYS: Final = 365
"""Until then a tile is shown where the service cannot be reached; later it says too little of the ground."""

_DAY_SECONDS: Final = 86_400
_MB: Final = 1_000_000
_FORM: Final = b"drentsportal tile 1\n"
_FETCHED: Final = struct.Struct(">d")
_DIGEST_BYTES: Final = 32
_HEAD_BYTES: Final = len(_FORM) + _FETCHED.size + _DIGEST_BYTES
_ENDING: Final = ".tile"
_COUNT_EVERY: Final = 100
"""Other windows write too, so what there is, is counted again after so many tiles of our own."""

_FULL_TO: Final = 0.9
"""So much stays of a full folder, so that not every tile clears up again."""

_HOUR_SECONDS: Final = 3600


@dataclass(frozen=True, slots=True)
class KeptTile:
    """A tile as it was fetched; one that is not fresh is asked for again where that is possible."""

    content: bytes
    media_type: str
    is_fresh: bool


class TileCache:
    """The folder of tiles; safe from any thread, and beside other processes that use the same folder.

    A folder that cannot be read or written costs fetching again and nothing else.
    """

    def __init__(self, folder: Path, clock: Clock, size_mb: int) -> None:
        """Keep where it lies; nothing is read or made before a tile is asked for."""
        self._folder = folder
        self._clock = clock
        self._most_bytes = size_mb * _MB
        self._lock = threading.Lock()
        self._size_bytes = 0
        self._until_count = 0

    def read(self, key: TileKey) -> KeptTile | None:
        """Return a tile that is kept whole; a damaged or outlived one is taken away."""
        path = self._path(key)
        try:
            kept = path.read_bytes()
        except OSError:
            return None
        tile = self._checked(key, kept)
        if tile is None:
            _forget(path)
            return None
        self._used(path)
        return tile

    def write(self, key: TileKey, content: bytes) -> None:
        """Keep a tile, beside and then renamed; the longest unused go where it becomes too much."""
        head = _FORM + _FETCHED.pack(self._now())
        whole = head + _digest(key, head, content) + content
        if len(whole) > self._most_bytes:
            return
        path = self._path(key)
        try:
            # A torn one is known by its digest, and fetched again.
            write_whole(path, whole, is_lasting=False)
        except OSError as error:
            _LOG.info("a tile is not kept: %s", error.strerror)
            return
        self._used(path)
        self._grown(len(whole))

    def keep_at_most(self, size_mb: int) -> None:
        """Hold this size from now on; what is too much goes at once."""
        with self._lock:
            self._most_bytes = size_mb * _MB
            self._clear_up()

    def _checked(self, key: TileKey, kept: bytes) -> KeptTile | None:
        head, content = kept[: _HEAD_BYTES - _DIGEST_BYTES], kept[_HEAD_BYTES:]
        if not kept.startswith(_FORM) or kept[len(head) : _HEAD_BYTES] != _digest(key, head, content):
            return None
        media_type = picture_kind(content)
        age_days = (self._now() - _FETCHED.unpack(head[len(_FORM) :])[0]) / _DAY_SECONDS
        # A clock that was put back makes a tile of the future: it is shown, and asked for again.
        if media_type is None or age_days > KEPT_DAYS:
            return None
        return KeptTile(content, media_type, is_fresh=0 <= age_days <= FRESH_DAYS)

    def _grown(self, size_bytes: int) -> None:
        with self._lock:
            self._size_bytes += size_bytes
            self._until_count -= 1
            if self._until_count < 0 or self._size_bytes > self._most_bytes:
                self._clear_up()

    def _clear_up(self) -> None:
        """Count what there is, and take away what is too old, half written or too much."""
        self._until_count = _COUNT_EVERY
        found = sorted(self._found(), key=lambda each: each[0])
        self._size_bytes = sum(size for _, size, _ in found)
        room = self._most_bytes if self._size_bytes <= self._most_bytes else self._most_bytes * _FULL_TO
        oldest = self._now() - KEPT_DAYS * _DAY_SECONDS
        for used, size, path in found:
            is_left = path.suffix == PART_SUFFIX and used < self._now() - _HOUR_SECONDS
            if self._size_bytes > room or used < oldest or is_left:
                _forget(path)
                self._size_bytes -= size

    def _found(self) -> Iterator[tuple[float, int, Path]]:
        """Give when each file was used last, its size and where it lies."""
        for path in self._folder.glob("*/*/*"):
            if path.suffix in {_ENDING, PART_SUFFIX}:
                with suppress(OSError):
                    about = path.stat()
                    yield about.st_mtime, about.st_size, path

    def _path(self, key: TileKey) -> Path:
        # A folder for each column: a few hundred files at most lie together.
        folder = self._folder / f"{key.background.value}-{key.zoom}" / str(key.column)
        return folder / f"{key.row}{_ENDING}"

    def _used(self, path: Path) -> None:
        now = self._now()
        with suppress(OSError):
            if abs(path.stat().st_mtime - now) > _HOUR_SECONDS:
                os.utime(path, (now, now))

    def _now(self) -> float:
        return self._clock.now_utc().timestamp()


def _digest(key: TileKey, head: bytes, content: bytes) -> bytes:
    """Fix a tile to its place: one that was moved or changed is none."""
    place = f"{key.background.value}/{key.zoom}/{key.column}/{key.row}\n".encode()
    return hashlib.sha256(place + head + content).digest()


def _forget(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
