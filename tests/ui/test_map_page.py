"""The page itself: offline, names as text, words from the catalogue, both themes, one file that travels."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from shapely.geometry import Point

from drentsportal.errors import ReportError
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.symbology import Theme, score_classes
from drentsportal.mapview.layers import base_layer, to_bytes
from drentsportal.mapview.prepared import PreparedGround
from drentsportal.mapview.result import MapCandidate, MapResult
from drentsportal.ui.map.offline import OfflineGuard
from drentsportal.ui.map.web_page import LoggedPage
from tests.ui.map_driver import SIZE, MapDriver, run_js, wait_for_colour
from tests.ui.pixels import count_colour
from tests.ui.portals import WAIT_MS
from tests.unit.mapview.site_tables import site_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from drentsportal.domain.sites.site_table import SiteTable
    from tests.ui.map_driver import MapMaker

HOSTILE_NAMES = (
    "<script>alert(1)</script>",
    '=HYPERLINK("x")',
    "@SUM(1)",
    "<img src=x onerror=\"document.title='broken in'\">",
    "</script><script>document.title='broken in'</script>",
    "{{ 7 * 7 }} ${7*7} \u2028 & ' \" \\",
)
_ORIGIN = (257_500, 533_500)


def _hostile_table() -> SiteTable:
    parks = [
        (
            f"p{at}",
            Point(_ORIGIN[0] + 2500 * at, _ORIGIN[1]).buffer(700),
            {"name": name, "municipality_code": name},
        )
        for at, name in enumerate(HOSTILE_NAMES)
    ]
    plots = [
        (f"k{at}", shape.buffer(-300), {"name": name})
        for at, (name, (_, shape, _)) in enumerate(zip(HOSTILE_NAMES, parks, strict=True))
    ]
    return site_table(parks, plots)


def _hostile_result() -> MapResult:
    return MapResult(
        tuple(
            MapCandidate(
                f"p{at}",
                at + 1,
                75 * 10**8,
                0,
                0,
                has_check=True,
                score_text=name,
                span_text=name,
                reason_text=name,
            )
            for at, name in enumerate(HOSTILE_NAMES)
        )
    )


def test_the_map_asks_nothing_outside_and_the_guard_would_have_noticed(shown_map: MapDriver) -> None:
    """The map asks nothing outside and the guard would have noticed."""
    assert shown_map.widget.blocked_requests == []
    address = "https://tiles.example/1/2/3.png"
    shown_map.js(f"new Image().src = {json.dumps(address)}; 1")
    shown_map.qtbot.waitUntil(lambda: shown_map.widget.blocked_requests == [address])
    shown_map.expected_blocked = [address]


def test_the_profile_keeps_nothing_on_disk(shown_map: MapDriver) -> None:
    """The profile keeps nothing on disk."""
    profile = shown_map.widget.web.page.profile()
    assert profile.isOffTheRecord()
    assert profile.persistentCookiesPolicy() is QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies


def test_a_name_that_looks_like_markup_is_shown_as_text_everywhere(make_map: MapMaker) -> None:
    """A name that looks like markup is shown as text everywhere."""
    driver = make_map(_hostile_table())
    with driver.painted("result"):
        driver.widget.show_result(_hostile_result())
    with driver.painted("rings"):
        driver.widget.set_rings(*_ORIGIN, label=HOSTILE_NAMES[0])
    for zoom in (11, 14):
        driver.look_at("p0", zoom)
        driver.qtbot.waitUntil(lambda: "p0" in driver.state()["badges"])
        shown = driver.js("drentsMap.map.getPane('mapPane').textContent")
        assert HOSTILE_NAMES[0] in shown
    assert driver.js("document.title") == ""
    assert driver.js("document.querySelectorAll('img, .dm-annotations script, .dm-hover script').length") == 0


def test_hovering_shows_a_card_with_name_score_and_first_reason_as_text(make_map: MapMaker) -> None:
    """Hovering shows a card with name score and first reason as text."""
    driver = make_map(_hostile_table())
    with driver.painted("result"):
        driver.widget.show_result(_hostile_result())
    driver.look_at("p3", 12)
    point = driver.pixel_of("p3")
    QTest.mouseMove(driver.surface, point + QPoint(40, 40))
    QTest.mouseMove(driver.surface, point)
    driver.qtbot.waitUntil(lambda: driver.state()["hover"] is not None)
    name = HOSTILE_NAMES[3]
    assert driver.state()["hover"] == f"{name}Score {name} ({name}){name}"
    assert driver.js("document.querySelectorAll('.dm-hover img').length") == 0
    QTest.mouseMove(driver.surface, QPoint(5, 5))
    driver.qtbot.waitUntil(lambda: driver.state()["hover"] is None)


def test_both_themes_paint_their_own_colours(shown_map: MapDriver) -> None:
    """Both themes paint their own colours."""
    for theme in (Theme.LIGHT, Theme.DARK):
        with shown_map.painted("theme"):
            shown_map.widget.set_theme(theme.value)
        colours = map_colours(theme)
        shown_map.wait_for_colour(colours.land, 50_000)
        shown_map.wait_for_colour(colours.outside, 50_000)
        picture = shown_map.widget.picture()
        assert min(count_colour(picture, each) for each in (colours.land, colours.outside)) >= 50_000


def test_a_result_paints_its_classes(shown_map: MapDriver) -> None:
    """A result paints its classes."""
    best = MapCandidate("vb-018", 1, 75 * 10**8, 0, 0, has_check=False, score_text="75,0", span_text="")
    fill = score_classes(Theme.LIGHT)[0].area.fill
    assert fill is not None
    shown_map.look_at("vb-018", 12)
    assert count_colour(shown_map.widget.picture(), fill) == 0
    with shown_map.painted("result"):
        shown_map.widget.show_result(MapResult((best,)))
    shown_map.wait_for_colour(fill, 500)


def test_measuring_tells_the_distance_on_the_ground(shown_map: MapDriver) -> None:
    """Measuring tells the distance on the ground."""
    # Emmen and Coevorden, places of the sample data: 17.27 km apart in RD New, to the nearest 10 m.
    emmen, coevorden = (_lonlat(shown_map, name) for name in ("Emmen", "Coevorden"))
    metres = shown_map.js(f"DrentsMeasure.distanceM(L.latLng({emmen}), L.latLng({coevorden}))")
    in_rd = ((257_500 - 246_600) ** 2 + (533_500 - 520_100) ** 2) ** 0.5
    assert metres == pytest.approx(in_rd, rel=2e-4)


def _lonlat(driver: MapDriver, name: str) -> str:
    wanted = f"(label) => label.layer === 'place' && label.name === {json.dumps(name)}"
    found = driver.js(f"JSON.stringify(drentsMap.base.labels.find({wanted}).latlng)")
    return str(found)


# --- one file ---------------------------------------------------------------------------


class OpenedFile:
    """An exported map, opened by itself with the same guard as the map in the window."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        """Open the file and wait until it has painted."""
        self.qtbot = qtbot
        address = QUrl.fromLocalFile(str(path))
        self._profile = QWebEngineProfile()
        self.guard = OfflineGuard(self._profile, frozenset({address.toString()}))
        self._profile.setUrlRequestInterceptor(self.guard)
        self.view = QWebEngineView()
        self.page = LoggedPage(self._profile, self.view)
        self.view.setPage(self.page)
        self.view.resize(*SIZE)
        self.view.show()
        self.page.load(address)
        # A slow machine may ask before the page has an element.
        qtbot.waitUntil(
            lambda: self.js("document.documentElement?.dataset.painted || ''") == "yes", timeout=WAIT_MS
        )

    def js(self, code: str) -> object:
        """Run a script in the page."""
        return run_js(self.qtbot, self.page, code)

    def picture(self) -> QImage:
        """Take a picture of the page."""
        return self.view.grab().toImage()

    def close(self) -> None:
        """Take page and profile down, in that order."""
        shiboken6.delete(self.view)
        shiboken6.delete(self._profile)


@pytest.fixture
def opened(make_map: MapMaker, qtbot: QtBot, tmp_path: Path) -> Iterator[OpenedFile]:
    """Export a map with hostile names and open the file."""
    driver = make_map(_hostile_table())
    with driver.painted("result"):
        driver.widget.show_result(_hostile_result())
    with driver.painted("rings"):
        driver.widget.set_rings(*_ORIGIN, label=HOSTILE_NAMES[4])
    path = tmp_path / "kaart.html"
    driver.widget.export_html(path)
    opened = OpenedFile(qtbot, path)
    yield opened
    opened.close()


def test_the_exported_file_paints_without_network_or_error(opened: OpenedFile) -> None:
    """The exported file paints without network or error."""
    assert opened.guard.blocked == []
    assert opened.page.console_lines == []
    fill = score_classes(Theme.LIGHT)[0].area.fill
    assert fill is not None
    wait_for_colour(opened.qtbot, opened.picture, fill, 500)
    wait_for_colour(opened.qtbot, opened.picture, map_colours(Theme.LIGHT).land, 50_000)


def test_the_exported_file_shows_names_as_text_and_runs_nothing(opened: OpenedFile) -> None:
    """The exported file shows names as text and runs nothing."""
    names = json.loads(
        str(opened.js("JSON.stringify([...drentsMap.sites.sites.values()].map((s) => s.name))"))
    )
    assert names == list(HOSTILE_NAMES)
    assert opened.js("document.title") == "Kaart van bedrijventerreinen"
    assert opened.js("document.querySelectorAll('img').length") == 0


def test_the_exported_file_answers_a_click_with_a_card_and_has_a_legend(opened: OpenedFile) -> None:
    """The exported file answers a click with a card and has a legend."""
    assert "70 of meer" in str(opened.js("drentsMap.legend.root.textContent"))
    opened.js("drentsMap.map.setView(drentsMap.sites.sites.get('p0').anchor, 12, {animate: false}); 1")
    x, y = json.loads(str(opened.js("drentsMap.pixelOf('p0')")))
    proxy = opened.view.focusProxy()
    assert proxy is not None
    QTest.mouseClick(proxy, Qt.MouseButton.LeftButton, pos=QPoint(round(x) + 9, round(y) + 9))
    opened.qtbot.waitUntil(lambda: opened.js("drentsMap.hover.root.hidden") is False)
    assert HOSTILE_NAMES[0] in str(opened.js("drentsMap.hover.root.textContent"))


def test_an_export_that_cannot_be_written_leaves_what_was_there(shown_map: MapDriver, tmp_path: Path) -> None:
    """An export that cannot be written leaves what was there."""
    target = tmp_path / "map.html"
    target.mkdir()
    with pytest.raises(ReportError) as caught:
        shown_map.widget.export_html(target)
    assert caught.value.message_id == "error.map.export"
    assert list(tmp_path.iterdir()) == [target]


def _is_wide(shown: MapDriver, width: int) -> bool:
    return bool(run_js(shown.qtbot, shown.widget.web.page, "innerWidth") == width)


def test_sources_scale_and_legend_never_cover_each_other(shown_map: MapDriver) -> None:
    """At three sizes, with the legend above and below: no card over the line of sources."""
    code = """JSON.stringify([".dm-attribution", ".dm-scale", ".dm-legend", ".dm-tools"].map((each) => {
      const box = document.querySelector(each).getBoundingClientRect();
      return [box.left, box.top, box.right, box.bottom];
    }))"""
    for size in ((900, 700), (264, 620), (620, 300)):
        shown_map.widget.resize(*size)
        for result in (MapResult(), _hostile_result()):
            with shown_map.painted("result"):
                shown_map.widget.show_result(result)
            shown_map.qtbot.waitUntil(partial(_is_wide, shown_map, size[0]))
            boxes = json.loads(run_js(shown_map.qtbot, shown_map.widget.web.page, code))
            for at, one in enumerate(boxes):
                for other in boxes[at + 1 :]:
                    apart = (
                        one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                    )
                    assert apart, (size, one, other)


def test_a_narrow_map_gives_its_sources_two_lines(shown_map: MapDriver) -> None:
    """The map keeps its room; the line is whole for who hears it, and under the mouse."""
    widget, page, qtbot = shown_map.widget, shown_map.widget.web.page, shown_map.qtbot
    widget.resize(216, 470)
    qtbot.waitUntil(partial(_is_wide, shown_map, 216))
    sources = "Bron: Voorbeeldgegevens · GeoNames (CC BY 4.0) · KEI-jaarprogramma 2014 · Fabriek 2017"
    widget.set_ground(PreparedGround(to_bytes(base_layer((), ())), sources))
    line = "document.querySelector('.dm-attribution')"
    qtbot.waitUntil(lambda: run_js(qtbot, page, f"{line}.textContent") == sources)
    # Two lines of 15 px and what is kept free around them.
    assert run_js(qtbot, page, f"{line}.offsetHeight") == 34
    assert run_js(qtbot, page, f"{line}.title") == sources


def test_a_site_with_an_endless_name_keeps_a_name_on_the_map(make_map: MapMaker) -> None:
    """Its beginning, where the whole of it has no room at any side."""
    name = "Bedrijventerrein met een naam die niet ophoudt " * 4
    park = ("vb-900", Point(_ORIGIN).buffer(80), {"name": name.strip(), "municipality_code": "GM0114"})
    driver = make_map(site_table([park], []))
    driver.widget.select("vb-900")
    driver.wait_for_state(selected="vb-900")
    code = "[...document.querySelectorAll('text.dm-name')].map((each) => each.textContent).join('|')"
    driver.qtbot.waitUntil(
        lambda: str(run_js(driver.qtbot, driver.widget.web.page, code)).startswith("Bedrijventerrein")
    )
