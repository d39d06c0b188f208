"""The layers around sites on the map: off until asked for, each with its words in the legend."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.domain.sites.surroundings import PlanZone, PostcodeGrid
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import GridState
from drentsportal.mapview.around import SiteMarks
from drentsportal.mapview.prepared import prepare_ground, prepare_sites
from drentsportal.paths import sample_data_dir
from tests.ui.map_driver import sample_sites
from tests.unit.mapview.site_tables import read_landmarks, read_municipalities

if TYPE_CHECKING:
    from drentsportal.language import Language
    from tests.ui.map_driver import MapDriver, MapMaker

DATE = PartialDate(2026)


@pytest.fixture
def map_around(make_map: MapMaker, dutch: Language) -> MapDriver:
    """Show the sample with a plan zone, the grid at two parks, and one park that vanished."""
    driver: MapDriver = make_map()
    table, folder = sample_sites(), sample_data_dir()
    park = table.parks.geometries_rd[0]
    zone = PlanZone("z", "Plan", "", "", None, "4.2", None, "", None, None, "", park, "Bron", DATE)
    ground = prepare_ground(
        read_municipalities(folder / "municipalities.geojson"),
        read_landmarks(folder / "landmarks.geojson"),
        dutch,
        [zone],
    )
    postcodes = table.parks.columns["postcode"].categories
    states = [GridState.RED, GridState.YELLOW]
    grid = {
        postcode: PostcodeGrid(postcode, state, None, "", "Bron", DATE)
        for postcode, state in zip(postcodes, states, strict=False)
    }
    marks = SiteMarks(grid, {str(table.parks.ids[1]): ("IBIS",)})
    with driver.painted("base"):
        driver.widget.set_ground(ground)
    with driver.painted("sites"):
        driver.widget.set_sites(prepare_sites(table, marks))
    return driver


def legend(driver: MapDriver) -> list[str]:
    """Read the words of the legend."""
    code = (
        "JSON.stringify([...document.querySelectorAll('.dm-legend-text, .dm-legend button span')]"
        ".map((each) => each.textContent))"
    )
    words: list[str] = json.loads(driver.js(code))
    return words


def switch(driver: MapDriver, word: str) -> None:
    """Tick the box of a layer, as a person would."""
    rows = "[...document.querySelectorAll('.dm-layers-row')]"
    row = f"{rows}.find((each) => each.textContent === {json.dumps(word)})"
    driver.js(f"{row}.querySelector('input').click(); 1")


def classes(driver: MapDriver) -> dict[str, Any]:
    """How each site is drawn."""
    found: dict[str, Any] = driver.state()["classes"]
    return found


def test_layers_wait_until_they_are_asked_for(map_around: MapDriver) -> None:
    """Each layer brings its own entry into the legend, and takes it away again."""
    words = {
        "Hubs en clusters": "Hub of cluster",
        "Railterminals": "Railterminal",
        "Kades": "Kade",
        "Beschermde natuur": "Beschermde natuur",
        "Planzones": "Zone tot categorie 4",
        "Aansluitingen snelweg": "Aansluiting snelweg",
    }
    assert not set(words.values()) & set(legend(map_around))
    for layer, entry in words.items():
        switch(map_around, layer)
        assert entry in legend(map_around)
    panes = ", ".join(
        f".leaflet-around_{each}-pane path" for each in ("hubs", "junctions", "rail_terminals", "quays")
    )
    count = map_around.js(f"document.querySelectorAll({json.dumps(panes)}).length")
    assert count == 11 + 12 + 19
    switch(map_around, "Kades")
    assert "Kade" not in legend(map_around)
    map_around.js("drentsMap.map.setZoom(7.5, {animate: false}); 1")
    assert "zichtbaar na inzoomen" in legend(map_around), "a zone of a few pixels is not drawn"
    assert map_around.errors == []


def test_one_side_of_the_grid_colours_the_sites(map_around: MapDriver) -> None:
    """Afname and opwek never at once; a side that is not told is unknown; every state is in the legend."""
    switch(map_around, "Stroomnet: afname")
    states = list(classes(map_around).values())
    assert (states.count("grid:red"), states.count("grid:yellow")) == (1, 1)
    assert {"Afname (indicatief)", "Tekort, wachtrij", "Onbekend"} <= set(legend(map_around))
    switch(map_around, "Stroomnet: opwek")
    assert set(classes(map_around).values()) == {"grid:unknown"}
    assert "Afname (indicatief)" not in legend(map_around)
    switch(map_around, "Stroomnet: opwek")
    assert "grid:unknown" not in classes(map_around).values()


def test_soft_supply_can_be_seen_alone_and_vanished_is_told(map_around: MapDriver) -> None:
    """Hard supply off leaves the soft parks and the premises; the park that vanished has its own entry."""
    before = map_around.state()["shown"]
    switch(map_around, "Hard aanbod")
    assert map_around.state()["shown"] < before
    switch(map_around, "Zacht aanbod")
    soft_and_hard_off = map_around.state()["shown"]
    switch(map_around, "Hard aanbod")
    assert soft_and_hard_off < map_around.state()["shown"] < before
    assert "Niet meer geleverd" in legend(map_around)


def test_zones_and_grid_stay_readable_over_plots(map_around: MapDriver) -> None:
    """Zones are outlines with their category, the grid a badge with its word, plots step back."""
    park = str(sample_sites().parks.ids[0])
    map_around.look_at(park, 15)
    assert "plan vastgesteld" in legend(map_around)
    switch(map_around, "Planzones")
    switch(map_around, "Stroomnet: afname")
    tags = "JSON.stringify([...document.querySelectorAll('.dm-tag')].map((each) => each.textContent))"
    assert {"t/m cat. 4.2", "Afname: tekort, wachtrij"} <= set(json.loads(map_around.js(tags)))
    assert map_around.js("String(drentsMap.plots.isFaded)") == "true"
    words = legend(map_around)
    assert {"Zone tot categorie 4", "Tekort, wachtrij", "kavel in optie"} <= set(words)
    assert not {"plan vastgesteld", "plan in voorbereiding"} & set(words), "the parks wear the grid now"
    switch(map_around, "Planzones")
    switch(map_around, "Stroomnet: afname")
    assert map_around.js("String(drentsMap.plots.isFaded)") == "false"
    assert map_around.errors == []


def card(driver: MapDriver, site_id: str) -> str:
    """Read what hovering over the middle of a site says."""
    point = driver.pixel_of(site_id)
    at = f"L.point({point.x()}, {point.y()})"
    return str(driver.js(f"JSON.stringify(drentsMap._contentAt({at}, drentsMap.map.getContainer()))"))


def test_hover_tells_of_the_zone_and_of_both_sides_of_the_grid(map_around: MapDriver) -> None:
    """Categories, height, source and date of the zone; afname and opwek with their year, as indicative."""
    park = str(sample_sites().parks.ids[0])
    map_around.look_at(park, 15)
    assert "Planzones" not in card(map_around, park)
    switch(map_around, "Planzones")
    switch(map_around, "Stroomnet: opwek")
    said = card(map_around, park)
    for part in (
        "Planzones: Plan",
        "milieucategorie t/m 4.2",
        "bouwhoogte onbekend",
        "Bron, 2026",
        "Afname (indicatief): Tekort, wachtrij (2026)",
        "Opwek (indicatief): Onbekend (2026)",
    ):
        assert part in said


def test_a_right_click_asks_for_the_menu_of_what_is_there(map_around: MapDriver) -> None:
    """The page tells the site; the window has the menu."""
    park = str(sample_sites().parks.ids[0])
    point = map_around.pixel_of(park)
    event = f"new MouseEvent('contextmenu', {{clientX: {point.x()}, clientY: {point.y()}, bubbles: true}})"
    with map_around.qtbot.waitSignal(map_around.widget.context_asked, timeout=10_000) as asked:
        map_around.js(f"drentsMap.map.getPane('sites').dispatchEvent({event}); 1")
    assert asked.args == [park]
