"""The background of the map by the preferences: which one a window starts with, and how much is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal import paths
from drentsportal.bootstrap.background_tiles import LateTiles
from drentsportal.services.ports.background_tiles import Background
from drentsportal.ui.map.system_proxy import proxy_of_system

if TYPE_CHECKING:
    from drentsportal.settings import Settings
    from drentsportal.ui.portal import Portal

TILE_ADDRESS: Final = ""
"""Where tiles are asked for; "" is PDOK itself."""

NAMES: Final = frozenset({"map_background", "map_cache_mb"})
"""The preferences that are followed here."""


class BackgroundLinks:
    """Connects the tiles of the background to the map of a window."""

    def __init__(self, portal: Portal) -> None:
        """Offer the backgrounds, and switch on what a person chose to start with."""
        self._map = portal.map
        self._tiles = LateTiles(paths.user_cache_dir(), proxy_of_system, TILE_ADDRESS)
        self._map.background.offer(self._tiles)
        self.use(portal.settings, NAMES)

    def use(self, settings: Settings, names: frozenset[str] | set[str]) -> None:
        """Follow these preferences; what is on already stays as it is."""
        if "map_cache_mb" in names:
            self._tiles.keep_at_most(settings.map_cache_mb)
        wanted = Background(settings.map_background)
        if "map_background" in names and wanted is not self._map.background.chosen:
            self._map.background.choose(wanted)
