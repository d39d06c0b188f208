"""Drives a map as a person does, and looks at it as a person does: clicks, keys and pixels."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from drentsportal.mapview.prepared import prepare_ground
from drentsportal.paths import resources_dir, sample_data_dir
from drentsportal.ui.map.map_widget import MapWidget
from tests.ui.pixels import count_colour
from tests.unit.mapview.site_tables import read_landmarks, read_municipalities, read_rows, site_table

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage
    from PySide6.QtWebEngineCore import QWebEnginePage
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from drentsportal.domain.sites.site_table import SiteTable
    from drentsportal.language import Language

MapMaker: TypeAlias = Callable[..., "MapDriver"]
"""Makes a map with sample data on it; a table replaces the sample sites."""

SIZE = (900, 700)
_WAIT_MS = 30_000


def sample_sites() -> SiteTable:
    """Read the parks, plots and premises of the sample data."""
    folder = sample_data_dir()
    premises = folder / "vacant_premises.geojson"
    return site_table(
        read_rows(folder / "business_parks.geojson"),
        read_rows(folder / "plots.geojson"),
        read_rows(premises) if premises.exists() else (),
    )


def run_js(qtbot: QtBot, page: QWebEnginePage, code: str) -> Any:  # noqa: ANN401 - whatever the page says
    """Run a script that returns text or a number, and wait for its answer."""
    answers: list[Any] = []
    page.runJavaScript(code, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=_WAIT_MS)
    return answers[0]


def wait_for_colour(qtbot: QtBot, picture: Callable[[], QImage], colour: str, least: int) -> None:
    """Wait until so many pixels have a colour: pixels come a little later than the page says."""
    qtbot.waitUntil(lambda: count_colour(picture(), colour) >= least, timeout=_WAIT_MS)


class MapDriver:
    """A map on the screen with its test's hands and eyes."""

    def __init__(self, qtbot: QtBot, language: Language, cache_dir: Path, table: SiteTable) -> None:
        """Show a map and wait until the sites are painted."""
        self.qtbot = qtbot
        self.errors: list[str] = []
        self.expected_blocked: list[str] = []
        self.widget = MapWidget(language, resources_dir(), cache_dir)
        self.widget.web.bridge.page_failed.connect(self.errors.append)
        qtbot.addWidget(self.widget)
        self.widget.resize(*SIZE)
        folder = sample_data_dir()
        with self.painted("plots"):
            self.widget.show()
            municipalities = read_municipalities(folder / "municipalities.geojson")
            landmarks = read_landmarks(folder / "landmarks.geojson")
            self.widget.set_ground(prepare_ground(municipalities, landmarks, language))
            self.widget.set_sites(table)

    def painted(self, tag: str) -> Any:  # noqa: ANN401 - a blocker of pytest-qt
        """Wait, in a ``with`` block, until the change named ``tag`` is on the screen."""
        return self.qtbot.waitSignal(
            self.widget.painted, timeout=_WAIT_MS, check_params_cb=lambda painted: painted == tag
        )

    def js(self, code: str) -> Any:  # noqa: ANN401 - whatever the page says
        """Run a script in the page."""
        return run_js(self.qtbot, self.widget.web.page, code)

    def state(self) -> dict[str, Any]:
        """Ask what the page says about itself."""
        state: dict[str, Any] = json.loads(self.js("drentsMap.state()"))
        return state

    def wait_for_state(self, **wanted: object) -> None:
        """Wait until the page's state has these values."""
        self.qtbot.waitUntil(lambda: wanted.items() <= self.state().items(), timeout=_WAIT_MS)

    def wait_for_colour(self, colour: str, least: int) -> None:
        """Wait until so many pixels of the map have a colour."""
        wait_for_colour(self.qtbot, self.widget.picture, colour, least)

    @property
    def surface(self) -> QWidget:
        """The widget that gets the mouse and the keys."""
        proxy = self.widget.web.view.focusProxy()
        assert proxy is not None
        return proxy

    def pixel_of(self, site_id: str) -> QPoint:
        """Where a site lies in the view."""
        x, y = json.loads(self.js(f"drentsMap.pixelOf({json.dumps(site_id)})"))
        return QPoint(round(x), round(y))

    def click(self, point: QPoint) -> None:
        """Click with the left button."""
        QTest.mouseClick(self.surface, Qt.MouseButton.LeftButton, pos=point)

    def click_element(self, selector: str) -> None:
        """Click in the middle of an element of the page, by its selector."""
        box = json.loads(
            self.js(f"JSON.stringify(document.querySelector({json.dumps(selector)}).getBoundingClientRect())")
        )
        self.click(QPoint(round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 2)))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key with the map focused."""
        self.widget.web.view.setFocus()
        QTest.keyClick(self.surface, key, modifier)

    def look_at(self, site_id: str, zoom: float) -> None:
        """Bring a site to the middle."""
        anchor = f"drentsMap.sites.sites.get({json.dumps(site_id)}).anchor"
        self.js(f"drentsMap.map.setView({anchor}, {zoom}, {{animate: false}}); 1")
