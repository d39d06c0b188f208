"""The background of the map: off by itself, on by a click, kept, told of, and one host is asked at most."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest

from drentsportal.bootstrap.background_tiles import LateTiles
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.mapview.background import BackgroundTold, tile_at
from drentsportal.services.ports.background_tiles import Background, TileKey
from drentsportal.ui.map.system_proxy import proxy_of_system
from drentsportal.ui.sheet_screen import sheet_picture
from tests.ui.pixels import count_colour
from tests.ui.served_tiles import DOWN, MAP_COLOUR, PHOTO_COLOUR, as_asked
from tests.unit.geodata.fetching.web_server import Reply, WebServer
from tests.unit.geodata.tiles.tile_server import TilePlace, address_of, png, tile_reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from drentsportal.language import Language
    from tests.ui.map_driver import MapDriver

_WAIT_MS = 30_000
_MUCH = 100_000
_NOTE = "Achtergrond niet bereikbaar; de schematische kaart blijft."


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask servers on loopback directly, whatever the machine says."""
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def place() -> TilePlace:
    """Give what the service answers."""
    return TilePlace(as_asked)


@pytest.fixture
def server(place: TilePlace) -> Iterator[WebServer]:
    """Serve it."""
    with WebServer(place) as made:
        yield made


@pytest.fixture
def offer(shown_map: MapDriver, tmp_path: Path) -> Callable[[str], MapDriver]:
    """Return a function that offers backgrounds of an address, and opens the panel of layers."""

    def offered(address: str) -> MapDriver:
        tiles = LateTiles(tmp_path / "cache", proxy_of_system, address)
        tiles.keep_at_most(50)
        shown_map.widget.background.offer(tiles)
        shown_map.click_element(".dm-tool-layers")
        shown_map.qtbot.waitUntil(
            lambda: shown_map.js("document.querySelectorAll('[name=dm-background]').length") == 4,
            timeout=_WAIT_MS,
        )
        return shown_map

    return offered


@pytest.fixture
def ground(offer: Callable[[str], MapDriver], server: WebServer) -> MapDriver:
    """Show a map with the panel open and the service running."""
    return offer(address_of(server))


def bring_to_sight(driver: MapDriver, selector: str) -> None:
    """Scroll the panel to a control, and wait until it is painted there: a click goes to what is painted."""
    driver.js(
        f"window.isSeen = ''; document.querySelector({json.dumps(selector)}).scrollIntoView();"
        " requestAnimationFrame(() => requestAnimationFrame(() => { window.isSeen = 'yes'; })); 1"
    )
    driver.qtbot.waitUntil(lambda: driver.js("window.isSeen || 'no'") == "yes", timeout=_WAIT_MS)
    QTest.qWait(50)


def switch(driver: MapDriver, kind: str) -> None:
    """Click a background in the panel."""
    bring_to_sight(driver, f"[data-key=background-{kind}]")
    with driver.qtbot.waitSignal(driver.widget.web.bridge.background_chosen, timeout=_WAIT_MS):
        driver.click_element(f"[data-key=background-{kind}]")
    driver.qtbot.waitUntil(
        lambda: (
            driver.js("document.querySelector('[name=dm-background]:checked').dataset.key")
            == f"background-{kind}"
        ),
        timeout=_WAIT_MS,
    )


def note_of(driver: MapDriver) -> str:
    """Read the note over the sources; "" while it is not shown."""
    return str(driver.js("(({note}) => note.hidden ? '-' : note.textContent)(drentsMap.background)")).strip(
        "-"
    )


def sources_of(driver: MapDriver) -> str:
    """Read the line of sources."""
    return str(driver.js("document.querySelector('.dm-attribution').innerText"))


def wait_for_note(driver: MapDriver, words: str) -> None:
    """Wait until the note says this."""
    driver.qtbot.waitUntil(lambda: note_of(driver) == words, timeout=_WAIT_MS)


def broken_pictures(driver: MapDriver) -> int:
    """Count the tiles that are seen without a picture in them."""
    return int(
        driver.js(
            "[...document.querySelectorAll('.leaflet-background-pane img')].filter((each) =>"
            " getComputedStyle(each).visibility === 'visible' && !each.naturalWidth).length"
        )
    )


# --- on and off --------------------------------------------------------------------------------


def test_nothing_is_asked_before_somebody_switches(ground: MapDriver, server: WebServer) -> None:
    """The map stands, is moved and zoomed: no tile is asked for, and no source of one is named."""
    assert (
        ground.js("document.querySelector('[name=dm-background]:checked').dataset.key") == "background-none"
    )
    ground.js("drentsMap.map.setZoom(11, {animate: false}); 1")
    ground.js("drentsMap.map.panBy([200, 100], {animate: false}); 1")
    QTest.qWait(300)
    assert server.asked == []
    assert "PDOK" not in sources_of(ground)
    assert count_colour(ground.widget.picture(), MAP_COLOUR) == 0


def test_a_click_lays_the_background_and_another_takes_it_away(ground: MapDriver, server: WebServer) -> None:
    """Pixels of the tiles come and go; so do the source, the schematic ground and its names."""
    land = str(ground.js("drentsMap.theme.base.land"))
    ground.wait_for_colour(land, _MUCH)
    switch(ground, "brt")
    ground.wait_for_colour(MAP_COLOUR, _MUCH)
    assert sources_of(ground).startswith("Achtergrond: © Kadaster / PDOK, CC BY 4.0 · Bron: ")
    assert {tile_at("tile/brt/" + "/".join(each.path[:-4].split("/")[-3:])) for each in server.asked} - {None}
    assert all(
        each.path.startswith("/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/") for each in server.asked
    )
    assert ground.js("getComputedStyle(drentsMap.map.getPane('base_road')).visibility") == "hidden"
    assert ground.js("document.querySelectorAll('.dm-town, .dm-shield').length") == 0
    assert note_of(ground) == ""
    switch(ground, "none")
    ground.wait_for_colour(land, _MUCH)
    assert count_colour(ground.widget.picture(), MAP_COLOUR) == 0
    assert ground.js("getComputedStyle(drentsMap.map.getPane('base_road')).visibility") == "visible"
    assert ground.js("document.querySelectorAll('.dm-town').length") > 0
    assert "PDOK" not in sources_of(ground)


def test_a_photograph_keeps_the_names_of_the_map(ground: MapDriver, server: WebServer) -> None:
    """It draws none itself; its source is another."""
    switch(ground, "aerial")
    ground.qtbot.waitUntil(
        lambda: count_colour(ground.widget.picture(), PHOTO_COLOUR, within=12) > _MUCH, timeout=_WAIT_MS
    )
    assert ground.js("document.querySelectorAll('.dm-town').length") > 0
    border = "getComputedStyle(document.querySelector('.leaflet-base_province-pane path')).stroke"
    assert ground.js(border) == "rgb(255, 255, 255)"
    assert sources_of(ground).startswith("Luchtfoto: © Beeldmateriaal Nederland / PDOK, CC BY 4.0")
    assert all("/Actueel_orthoHR/" in each.path for each in server.asked)


def test_keys_switch_too(ground: MapDriver) -> None:
    """An arrow goes to the next one, as in any group of choices, and the focus stays."""
    ground.widget.web.view.setFocus()
    ground.js("document.querySelector('[data-key=background-none]').focus(); 1")
    with ground.qtbot.waitSignal(ground.widget.web.bridge.background_chosen, timeout=_WAIT_MS) as told:
        QTest.keyClick(ground.surface, Qt.Key.Key_Down)
    assert told.args == [Background.BRT]
    ground.wait_for_colour(MAP_COLOUR, _MUCH)
    assert ground.js("document.activeElement.dataset.key") == "background-brt"


def test_its_strength_is_chosen_and_taken_back(ground: MapDriver) -> None:
    """Half of it lets the land through; "Standaard" makes it whole."""
    switch(ground, "brt")
    ground.wait_for_colour(MAP_COLOUR, _MUCH)
    ground.widget.web.view.setFocus()
    ground.js("document.querySelector('[data-key=opacity-background]').focus(); 1")
    for _ in range(5):
        QTest.keyClick(ground.surface, Qt.Key.Key_Left)
    ground.qtbot.waitUntil(
        lambda: ground.js("drentsMap.map.getPane('background').style.opacity") == "0.5", timeout=_WAIT_MS
    )
    ground.qtbot.waitUntil(lambda: count_colour(ground.widget.picture(), MAP_COLOUR) == 0, timeout=_WAIT_MS)
    bring_to_sight(ground, ".dm-layers-reset")
    ground.click_element(".dm-layers-reset")
    ground.wait_for_colour(MAP_COLOUR, _MUCH)


def test_a_page_that_asks_for_what_is_off_gets_nothing(ground: MapDriver, server: WebServer) -> None:
    """Only the background that is on is fetched, whatever a page asks for; other addresses stay blocked."""
    switch(ground, "brt")
    ground.wait_for_colour(MAP_COLOUR, _MUCH)
    before = len(server.asked)
    ask = (
        "(async () => {{ const said = await fetch({0}).then((each) => each.status, () => 'failed');"
        " window.said = String(said); }})(); 1"
    )
    for address in (
        "bt://map/tile/aerial/9/265/166",
        "bt://map/tile/brt/99/265/166",
        "bt://map/tile/brt/9/../../etc/passwd",
        f"http://{server.host}/x.png",
    ):
        ground.js("window.said = ''; 1")
        ground.js(ask.format(json.dumps(address)))
        ground.qtbot.waitUntil(lambda: bool(ground.js("window.said")), timeout=_WAIT_MS)
        assert ground.js("window.said") in {"failed", "403", "404"}
    assert len(server.asked) == before
    ground.expected_blocked = [f"http://{server.host}/x.png"]


# --- without a network ---------------------------------------------------------------------------


def test_what_was_seen_is_seen_again_without_a_network(
    ground: MapDriver, place: TilePlace, server: WebServer
) -> None:
    """Off and on again while the service is down: the same pixels, and no note."""
    switch(ground, "brt")
    ground.wait_for_colour(MAP_COLOUR, _MUCH)
    ground.qtbot.waitUntil(
        lambda: not ground.js("Number(drentsMap.background.grid.isLoading())"), timeout=_WAIT_MS
    )
    switch(ground, "none")
    place.answer = lambda _: DOWN
    asked = len(server.asked)
    switch(ground, "brt")
    ground.wait_for_colour(MAP_COLOUR, _MUCH)
    assert note_of(ground) == ""
    assert len(server.asked) == asked


@pytest.mark.parametrize(
    "reply",
    [
        DOWN,
        Reply("<!doctype html><p>Meld u aan", content_type="text/html"),
        tile_reply(png() + bytes(2_000_000)),
        tile_reply(png(width=8192, height=8192)),
        Reply(b"", status=404, content_type="text/plain"),
        Reply(b"", 302, headers={"Location": "http://elders.invalid/x.png"}),
        Reply(png(), content_type="image/png", stated_length=90_000),
    ],
    ids=["503", "page", "huge", "bomb", "404", "elsewhere", "cut"],
)
def test_without_tiles_the_schematic_map_stays_and_says_so(
    reply: Reply, ground: MapDriver, place: TilePlace
) -> None:
    """A quiet note; land, roads and names stand as they were, and no broken picture is seen."""
    land = str(ground.js("drentsMap.theme.base.land"))
    place.answer = lambda _: reply
    switch(ground, "brt")
    wait_for_note(ground, _NOTE)
    ground.wait_for_colour(land, _MUCH)
    assert broken_pictures(ground) == 0
    assert ground.js("getComputedStyle(drentsMap.map.getPane('base_road')).visibility") == "visible"
    assert ground.js("document.querySelectorAll('.dm-town').length") > 0
    assert _NOTE in sources_of(ground)
    switch(ground, "none")
    wait_for_note(ground, "")


def test_when_the_service_is_back_the_missing_tiles_come(ground: MapDriver, place: TilePlace) -> None:
    """At the next try by itself; the note goes, and says why while it stands."""
    place.answer = lambda _: DOWN
    switch(ground, "brt")
    wait_for_note(ground, _NOTE)
    assert "503" in ground.js("drentsMap.background.note.title")
    place.answer = as_asked
    desk = ground.widget.background.desk
    assert desk is not None
    # The half minute of rest, passed.
    desk._tiles.try_again()  # noqa: SLF001 - as time does
    with ground.qtbot.waitSignal(desk.told, timeout=_WAIT_MS):
        desk._again.timeout.emit()  # noqa: SLF001 - as time does
    ground.wait_for_colour(MAP_COLOUR, _MUCH)
    wait_for_note(ground, "")


def test_a_slow_service_does_not_hold_up_the_window(ground: MapDriver, place: TilePlace) -> None:
    """While every tile stalls the map is moved and answers at once, and the window goes away in time."""
    place.answer = lambda _: Reply(png(), content_type="image/png", stalls_after=40)
    switch(ground, "brt")
    ground.js("drentsMap.map.panBy([300, 0], {animate: false}); 1")
    assert ground.state()["zoom"] > 0
    assert ground.widget.background.chosen is Background.BRT
    ground.widget.dispose()


def test_a_page_that_starts_anew_has_its_background(ground: MapDriver) -> None:
    """The renderer died; what was on is on again."""
    switch(ground, "brt")
    ground.wait_for_colour(MAP_COLOUR, _MUCH)
    with ground.qtbot.waitSignal(ground.widget.ready, timeout=_WAIT_MS):
        ground.widget.web.load()
    ground.wait_for_colour(MAP_COLOUR, _MUCH)


# --- what leaves, and what is told ---------------------------------------------------------------


def test_the_exported_page_has_no_background(ground: MapDriver, tmp_path: Path) -> None:
    """It stands alone and fetches nothing; neither tiles nor their switch are in it."""
    switch(ground, "brt")
    ground.wait_for_colour(MAP_COLOUR, _MUCH)
    ground.widget.export_html(tmp_path / "kaart.html")
    written = (tmp_path / "kaart.html").read_text(encoding="utf-8")
    data = written[written.index('id="drents-map-data"') :]
    assert '"type":"background"' not in data
    assert "bt://map/tile" not in data
    assert "Kadaster / PDOK" not in data


def test_the_sheet_has_the_background_and_its_source(ground: MapDriver, dutch: Language) -> None:
    """The PDF holds the tiles that were there, and the line of sources."""
    switch(ground, "brt")
    ground.wait_for_colour(MAP_COLOUR, _MUCH)
    made: list[bytes] = []
    ground.widget.sheets.made.connect(made.append)

    ground.widget.sheets.make(dutch, "", datetime(2026, 11, 20, tzinfo=UTC).astimezone(DUTCH_TIME).date())
    ground.qtbot.waitUntil(lambda: bool(made), timeout=60_000)
    assert count_colour(sheet_picture(made[0]), MAP_COLOUR) > 10 * _MUCH
    buffer = QBuffer()
    buffer.setData(QByteArray(made[0]))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(buffer)
    document.load(buffer)
    words = " ".join(document.getAllText(0).text().split())
    assert "BRT Achtergrondkaart (standaard), © Kadaster / PDOK, CC BY 4.0" in words
    document.close()


@pytest.mark.parametrize(
    "path", ["tile/osm/9/1/1", "tile/none/9/1/1", "tile/brt/9/1", "tile/brt/09/1/1", "brt/9/1/1"]
)
def test_what_names_no_tile_is_none(path: str) -> None:
    """An address is read strictly."""
    assert tile_at(path) is None
    assert tile_at("tile/brt_grey/9/265/166") == TileKey(Background.BRT_GREY, 9, 265, 166)


def test_the_proxy_of_the_machine_is_known_to_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Named in the environment, as on Linux; and none where none is named."""
    for name in (
        "no_proxy",
        "NO_PROXY",
        "http_proxy",
        "https_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "all_proxy",
    ):
        monkeypatch.delenv(name, raising=False)
    assert proxy_of_system("http://tegels.invalid") == ""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:3128")
    assert proxy_of_system("http://tegels.invalid") == "http://127.0.0.1:3128"


def test_what_is_told_is_typed() -> None:
    """The page reads these names."""
    told = json.loads(BackgroundTold(is_reached=False, reason="weg", attempt=2).to_json())
    assert told == {"type": "background_told", "is_reached": False, "reason": "weg", "attempt": 2}
