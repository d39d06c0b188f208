"""Fetches single tiles of PDOK: one host, pictures only, a few seconds and a few hundred kilobytes each."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from drentsportal.errors import DataSourceError
from drentsportal.geodata.fetching.web_client import Budget, WebClient
from drentsportal.geodata.tiles.tile_picture import JPEG, PNG, picture_kind
from drentsportal.services.ports.background_tiles import Background

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.services.ports.background_tiles import TileKey

PDOK: Final = "https://service.pdok.nl"

_PATHS: Final = {
    Background.BRT: "/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/{zoom}/{column}/{row}.png",
    Background.BRT_GREY: "/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{zoom}/{column}/{row}.png",
    Background.AERIAL: "/hwh/luchtfotorgb/wmts/v1_0/Actueel_orthoHR/EPSG:3857/{zoom}/{column}/{row}.jpeg",
}
_ACCEPT: Final = f"{PNG},{JPEG}"
_MOST_BYTES: Final = 1_000_000
_SECONDS: Final = 10


class TileService:
    """Asks for tiles, from any thread; each thread keeps its own client, with certificates read once."""

    def __init__(
        self, address: str = PDOK, proxy_of: Callable[[str], str] | None = None, seconds: int = _SECONDS
    ) -> None:
        """Keep where tiles are; ``proxy_of`` names the proxy for an address, "" for what the machine says."""
        self._address = address
        self._proxy_of = proxy_of
        self._seconds = seconds
        self._own = threading.local()

    def fetch(self, key: TileKey) -> tuple[bytes, str]:
        """Fetch a tile; returns the picture and its media type.

        Raises ``DataSourceError`` for everything else than a picture of a tile, from the one host, in time.
        """
        client = self._client()
        path = _PATHS[key.background].format(zoom=key.zoom, column=key.column, row=key.row)
        answer = client.get(self._address + path, _ACCEPT)
        stated, _, _ = answer.content_type.partition(";")
        kind = picture_kind(answer.body)
        if kind is None or stated.strip() != kind:
            raise DataSourceError("error.fetch.not_picture", address=client.shown_address)
        return answer.body, kind

    def start_anew(self) -> None:
        """Forget the clients, and with them the proxy that each was made for."""
        self._own = threading.local()

    def _client(self) -> WebClient:
        client: WebClient | None = getattr(self._own, "client", None)
        budget = Budget.starting_now(_MOST_BYTES, self._seconds)
        if client is None:
            proxy = self._proxy_of(self._address) if self._proxy_of else ""
            client = self._own.client = WebClient(self._address, (), budget, proxy=proxy)
        client.budget = budget
        return client
