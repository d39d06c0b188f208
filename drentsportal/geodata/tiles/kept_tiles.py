"""Tiles as the map asks for them: kept ones while fresh, else of the service, which rests after faults."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Final

from drentsportal.errors import DataSourceError
from drentsportal.services.ports.background_tiles import TileAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.geodata.tiles.tile_cache import KeptTile, TileCache
    from drentsportal.geodata.tiles.tile_service import TileService
    from drentsportal.services.ports.background_tiles import TileKey

_LOG = logging.getLogger(__name__)

REST_SECONDS: Final = 30
"""So long nobody is asked after several faults: a map full of tiles would hammer a service that is down."""

_MOST_FAULTS: Final = 3
_MOST_ABSENT: Final = 10_000
_ABSENT: Final = "error.fetch.not_found"


class KeptTiles:
    """``BackgroundTiles`` of a service and a folder."""

    def __init__(
        self, service: TileService, cache: TileCache, passed_seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """Keep both; ``passed_seconds`` only has to go on."""
        self._service = service
        self._cache = cache
        self._passed_seconds = passed_seconds
        self._lock = threading.Lock()
        self._faults = 0
        self._fault: DataSourceError | None = None
        self._rests_until = 0.0
        self._absent: set[TileKey] = set()

    def tile(self, key: TileKey) -> TileAnswer:
        """Give a tile, kept or fetched."""
        if not key.is_possible:
            return TileAnswer()
        kept = self._cache.read(key)
        if kept is not None and kept.is_fresh:
            return TileAnswer(kept.content, kept.media_type)
        if key in self._absent:
            return _answer(kept, None)
        if (fault := self._resting()) is not None:
            return _answer(kept, fault)
        return self._fetched(key, kept)

    def keep_at_most(self, size_mb: int) -> None:
        """Keep so much on the disk from now on."""
        self._cache.keep_at_most(size_mb)

    def try_again(self) -> None:
        """Ask the service again."""
        with self._lock:
            self._faults, self._fault, self._rests_until = 0, None, 0.0
            self._absent.clear()
        self._service.start_anew()

    def _fetched(self, key: TileKey, kept: KeptTile | None) -> TileAnswer:
        try:
            content, media_type = self._service.fetch(key)
        except DataSourceError as error:
            if error.message_id == _ABSENT:
                # Beyond the border there is nothing; that is no fault of the way there.
                self._note_absent(key)
                return _answer(kept, None)
            _LOG.info("a tile was not fetched: %s %s", error.message_id, error.params)
            self._note_fault(error)
            return _answer(kept, error)
        with self._lock:
            self._faults, self._fault = 0, None
        self._cache.write(key, content)
        return TileAnswer(content, media_type, is_fetched=True)

    def _note_absent(self, key: TileKey) -> None:
        with self._lock:
            if len(self._absent) >= _MOST_ABSENT:
                self._absent.clear()
            self._absent.add(key)

    def _note_fault(self, error: DataSourceError) -> None:
        with self._lock:
            self._faults += 1
            self._fault = error
            if self._faults >= _MOST_FAULTS:
                self._rests_until = self._passed_seconds() + REST_SECONDS

    def _resting(self) -> DataSourceError | None:
        """Return the fault after which nobody is asked for a while."""
        with self._lock:
            return self._fault if self._passed_seconds() < self._rests_until else None


def _answer(kept: KeptTile | None, fault: DataSourceError | None) -> TileAnswer:
    """Show what there is of earlier, however old; that it is old is said by the fault."""
    if kept is None:
        return TileAnswer(fault=fault)
    return TileAnswer(kept.content, kept.media_type, fault)
