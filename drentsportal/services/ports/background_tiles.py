"""What the map's background needs from the outside: a picture for a square of the world, kept or fetched."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from drentsportal.errors import DrentsPortalError


class Background(StrEnum):
    """What lies under the sites; ``NONE`` is the schematic map alone, which asks the network for nothing."""

    NONE = "none"
    BRT = "brt"
    BRT_GREY = "brt_grey"
    AERIAL = "aerial"


ZOOMS: Final = range(6, 20)
"""The zoom levels that PDOK serves in Web Mercator."""


@dataclass(frozen=True, slots=True)
class TileKey:
    """One square of a background: the tile matrix of Web Mercator (EPSG:3857), row 0 in the north."""

    background: Background
    zoom: int
    column: int
    row: int

    @property
    def is_possible(self) -> bool:
        """Whether there can be such a tile."""
        side = range(2**self.zoom) if self.zoom in ZOOMS else range(0)
        return self.background is not Background.NONE and self.column in side and self.row in side


@dataclass(frozen=True, slots=True)
class TileAnswer:
    """What there is for a square: a picture (PNG or JPEG), or no ``content``.

    ``fault`` tells why the service could not be asked; what is kept of earlier is shown all the same.
    ``is_fetched``: the service itself answered just now.
    """

    content: bytes = b""
    media_type: str = ""
    fault: DrentsPortalError | None = None
    is_fetched: bool = False


class BackgroundTiles(Protocol):
    """Gives tiles from any thread; a call may take as long as the network does."""

    def tile(self, key: TileKey) -> TileAnswer:
        """Give a tile, kept or fetched; never raises for what the network does."""
        ...

    def keep_at_most(self, size_mb: int) -> None:
        """Keep so much on the disk from now on; 0 keeps nothing and takes away what there is."""
        ...

    def try_again(self) -> None:
        """Ask the service again, however often it failed before."""
        ...
