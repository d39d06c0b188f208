"""What the map's page is told, and told again when it starts anew; and the data that it fetches for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from drentsportal.mapview.messages import BaseChanged, SitesChanged
from drentsportal.mapview.page import ORIGIN

if TYPE_CHECKING:
    from drentsportal.mapview.messages import ToPage
    from drentsportal.mapview.prepared import PreparedGround, PreparedSites
    from drentsportal.ui.map.web_page import WebMap

ORDER: Final = (
    "labels",
    "theme",
    "legend",
    "layers",
    "background",
    "background_told",
    "base",
    "sites",
    "plots",
    "result",
    "follow",
    "words",
    "filter",
    "rings",
    "ring_notes",
    "select",
    "area_found",
    "cases",
    "fitting",
    "distance_lines",
    "draw",
)
"""The order in which a page that has (re)started is told what is in force."""

_ON_SCREEN_ONLY: Final = frozenset({"draw", "legend", "cases", "area_found", "background_told"})
"""What a map that is written to a file leaves out: who works on it, and the cases, which are internal."""

_ASKS: Final = frozenset({"background"})
"""What a page has only beside the window: one that stands alone fetches nothing."""


class PageMemory:
    """The messages in force by type; while no page listens they wait."""

    def __init__(self, web: WebMap) -> None:
        """Keep the page; nothing is in force."""
        self.in_force: dict[str, ToPage] = {}
        self._web = web
        self._is_ready = False
        self._is_gone = False
        self._data_number = 0
        self._served: dict[str, list[str]] = {}

    def tell(self, message: ToPage) -> None:
        """Put a message in force, and send it where a page listens."""
        self.in_force[message.type] = message
        self.send(message)

    def send(self, message: ToPage) -> None:
        """Send a message where a page listens, and forget it."""
        if self._is_ready:
            self._web.bridge.send(message)

    def start(self) -> bool:
        """Tell a page that listens now all that is in force; returns whether there is still one to tell."""
        if self._is_gone:
            return False
        self._is_ready = True
        for name in ORDER:
            if name in self.in_force:
                self._web.bridge.send(self.in_force[name])
        return True

    def pause(self) -> None:
        """Send nothing until a page starts."""
        self._is_ready = False

    def end(self) -> None:
        """Send nothing any more: work that ends late must not fail on a page that is gone."""
        self._is_ready = False
        self._is_gone = True

    def serve(self, name: str, media_type: str, content: bytes) -> str:
        """Serve data under a new address, so that no page ever sees half old and half new."""
        self._data_number += 1
        path = f"data/{self._data_number}/{name}"
        self._web.files.put(path, media_type, content)
        served = self._served.setdefault(name, [])
        served.append(path)
        # The one before stays, for a page that is just asking for it.
        for old in served[:-2]:
            self._web.files.remove(old)
        self._served[name] = served[-2:]
        return ORIGIN + path

    def shown(self) -> list[ToPage]:
        """Return what is in force for a page that is served the same data, without what is internal."""
        return [
            self.in_force[name] for name in ORDER if name in self.in_force and name not in _ON_SCREEN_ONLY
        ]

    def whole(self, ground: PreparedGround | None, sites: PreparedSites | None) -> list[ToPage]:
        """Return what is in force with its data in it, for a page that fetches nothing."""
        from drentsportal.mapview.html_export import inline_plots  # noqa: PLC0415 - brings folium and pandas

        shown = dict(self.in_force)
        if ground is not None:
            shown["base"] = BaseChanged(ground.attribution, data=json.loads(ground.content))
        if sites is not None:
            shown["sites"] = SitesChanged(data=json.loads(sites.content))
            if sites.plots is not None:
                shown["plots"] = inline_plots(sites.plots)
        left_out = _ON_SCREEN_ONLY | _ASKS
        return [shown[name] for name in ORDER if name in shown and name not in left_out]
