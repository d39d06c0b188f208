"""The tiles of the map's background, with all that fetches them loaded when the first one is asked for."""

# ruff: noqa: D102 - every method is that of the port which the class names, and stands described there

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from drentsportal.bootstrap.people import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.geodata.tiles.kept_tiles import KeptTiles
    from drentsportal.services.ports.background_tiles import TileAnswer, TileKey

FOLDER: Final = "tiles"


class LateTiles:
    """``BackgroundTiles`` of PDOK, kept in the cache folder that all windows of a user share."""

    def __init__(self, cache_dir: Path, proxy_of: Callable[[str], str], address: str = "") -> None:
        """Keep where tiles are kept; ``address`` is where a test serves them."""
        self._folder = cache_dir / FOLDER
        self._proxy_of = proxy_of
        self._address = address
        self._size_mb = 0
        self._lock = threading.Lock()
        self._made: KeptTiles | None = None

    def tile(self, key: TileKey) -> TileAnswer:
        return self._opened().tile(key)

    def keep_at_most(self, size_mb: int) -> None:
        self._size_mb = size_mb
        # What is too much otherwise goes with the first tile that comes.
        if self._made is not None or (size_mb == 0 and self._folder.is_dir()):
            self._opened().keep_at_most(size_mb)

    def try_again(self) -> None:
        if self._made is not None:
            self._made.try_again()

    def _opened(self) -> KeptTiles:
        with self._lock:
            if self._made is None:
                from drentsportal.geodata.tiles.kept_tiles import KeptTiles  # noqa: PLC0415 - seldom wanted
                from drentsportal.geodata.tiles.tile_cache import TileCache  # noqa: PLC0415 - as above
                from drentsportal.geodata.tiles.tile_service import PDOK, TileService  # noqa: PLC0415 - as above

                service = TileService(self._address or PDOK, self._proxy_of)
                self._made = KeptTiles(service, TileCache(self._folder, SystemClock(), self._size_mb))
            return self._made
