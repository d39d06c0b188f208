"""The layers around sites on the map: off until asked for, each with its words in the legend."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.domain.surroundings import PlanZone, PostcodeGrid
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
    code = "JSON.stringify([...document.querySelectorAll('.dm-legend-text')].map((each) => each.textContent))"
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
    count = map_around.js("document.querySelectorAll('.leaflet-around_symbols-pane path').length")
    assert count == 11 + 12 + 19
    switch(map_around, "Kades")
    assert "Kade" not in legend(map_around)
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
