"""The coordinates under the pointer: shown in the status bar, copied from there or by a key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from drentsportal.errors import InputError
from drentsportal.mapview.place import Place, Pointed, parse_pointed, place_of

if TYPE_CHECKING:
    from drentsportal.ui.portal import Portal

_MIDDLE = "window.drentsMap && drentsMap.theme ? drentsMap.middle() : ''"


class PlaceScreen(QObject):
    """Follows the pointer over the map."""

    def __init__(self, portal: Portal) -> None:
        """Follow a window, once its sites were read: the libraries for geometry are loaded by then."""
        super().__init__(portal.window)
        self._portal = portal
        self._say = portal.services.language.text
        self._is_read = False
        self._place: Place | None = None
        portal.sites.rows_loaded.connect(self._on_read)
        portal.map.pointed.connect(self._on_pointed)
        portal.window.status.place_asked.connect(self.copy)

    def copy(self, what: str = "both") -> None:
        """Copy the place that is shown, ``rd``, ``wgs84`` or ``both``; without one the middle of the map."""
        if self._place is not None:
            self._copy(self._place, what)
            return

        def on_middle(told: object) -> None:
            try:
                pointed = parse_pointed(json.loads(str(told)))
            except (ValueError, InputError):
                return
            self._show(pointed)
            if self._place is not None:
                self._copy(self._place, what)

        self._portal.map.web.page.runJavaScript(_MIDDLE, on_middle)

    def _on_read(self) -> None:
        self._is_read = True

    def _on_pointed(self, pointed: Pointed) -> None:
        if self._is_read:
            self._show(pointed)

    def _show(self, pointed: Pointed) -> None:
        self._place = place = place_of(pointed)
        degrees = self._say("ui.place.wgs84", lat=place.lat, lon=place.lon)
        if place.x_m is None:
            self._portal.window.status.show_place(degrees)
        else:
            rd = self._say("ui.place.rd", x_m=place.x_m, y_m=place.y_m)
            self._portal.window.status.show_place(f"{rd} · {degrees}")

    def _copy(self, place: Place, what: str) -> None:
        lines = {"rd": [place.rd_text], "wgs84": [place.wgs84_text]}.get(
            what, [place.rd_text, place.wgs84_text]
        )
        text = "\n".join(each for each in lines if each)
        if text:
            QGuiApplication.clipboard().setText(text)
            self._portal.window.status.tell(self._say("ui.place.copied", place=text.replace("\n", " · ")))
