"""The page of the window and the page that travels: nothing from outside, kept once, words from outside."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import Point, box

from drentsportal.domain.asking.request import Origin
from drentsportal.domain.cases.deadline import ClockState
from drentsportal.domain.sites.site import Landmark, Municipality
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.errors import ReportError
from drentsportal.language import Language
from drentsportal.mapview.area import AREA_MODES
from drentsportal.mapview.assets import OWN_SCRIPTS, own_script
from drentsportal.mapview.html_export import (
    MapContent,
    content_messages,
    escaped_json,
    html_page,
    write_html,
)
from drentsportal.mapview.messages import BaseChanged, RingsSet, SelectionSet
from drentsportal.mapview.page import ORIGIN, build_page, cached_page, page_key
from drentsportal.mapview.page_events import DRAWING_MODES
from drentsportal.mapview.rings import rings_message
from drentsportal.mapview.styles import theme_message
from drentsportal.mapview.words import attribution, labels_message
from drentsportal.paths import resources_dir
from drentsportal.services.ports.background_tiles import Background
from tests.unit.mapview.site_tables import site_table

if TYPE_CHECKING:
    from pathlib import Path

_AS_OF = PartialDate(2026)
_MUNICIPALITY = Municipality(
    "GM0114", "Emmen", box(250000, 520000, 269000, 544000), "CBS/Kadaster 2023", _AS_OF
)
_PLACE = Landmark("e", LandmarkKind.PLACE, "Emmen", Point(257500, 533500), "GeoNames", _AS_OF, rank=1)
# What a page loads by itself; Leaflet's comments and its switched off credit line name addresses too.
_LOADS = re.compile(
    r"""<(?:script|link|img|iframe)\b[^>]*?\b(?:src|href)="([^"]+)"|url\(\s*["']?(\w+:[^"')]+)"""
)


@pytest.fixture(scope="module")
def dutch() -> Language:
    """Give the Dutch catalogue; a missing text fails the test."""
    return Language("nl", resources_dir(), strict=True)


def _own_resources(tmp_path: Path) -> Path:
    """Make a copy of our scripts and style that a test may change."""
    (tmp_path / "map").mkdir()
    for source in (resources_dir() / "map").iterdir():
        (tmp_path / "map" / source.name).write_bytes(source.read_bytes())
    return tmp_path


def _exit_code(code: str) -> int:
    """Run a program in an interpreter of its own, so that nothing is loaded yet."""
    return subprocess.run([sys.executable, "-c", code], check=False).returncode  # noqa: S603 - our own text


def test_the_page_names_no_address_but_our_own() -> None:
    """The page names no address but our own."""
    loads = [first or second for first, second in _LOADS.findall(build_page())]
    assert len(loads) >= 5
    assert all(load.startswith(ORIGIN) for load in loads)


def test_folium_itself_keeps_its_own_list_for_others() -> None:
    """Folium itself keeps its own list for others."""
    code = (
        "import folium; before = list(folium.Map.default_js)\n"
        "from drentsportal.mapview.page import build_page; build_page()\n"
        "assert folium.Map.default_js == before"
    )
    assert _exit_code(code) == 0


def test_the_page_is_built_once_and_again_only_when_our_script_changes(tmp_path: Path) -> None:
    """The page is built once and again only when our script changes."""
    resources = _own_resources(tmp_path)
    cache = tmp_path / "cache"
    first = cached_page(resources, cache)
    kept = next(cache.iterdir())
    kept.write_bytes(b"kept")
    assert cached_page(resources, cache) == b"kept"
    script = resources / "map" / OWN_SCRIPTS[0]
    script.write_text(script.read_text(encoding="utf-8") + "\n// changed", encoding="utf-8")
    assert len(cached_page(resources, cache)) == len(first)
    assert [path.name for path in cache.iterdir()] == [f"map-page-{page_key(resources)}.html"]


def test_a_kept_page_needs_neither_folium_nor_pandas(tmp_path: Path) -> None:
    """A kept page needs neither folium nor pandas."""
    cached_page(resources_dir(), tmp_path)
    code = (
        "import sys; from pathlib import Path\n"
        "from drentsportal.mapview.page import cached_page\n"
        f"assert cached_page(Path({str(resources_dir())!r}), Path({str(tmp_path)!r}))\n"
        "assert not {'folium', 'pandas', 'branca'} & set(sys.modules)"
    )
    assert _exit_code(code) == 0


def test_a_cache_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    """A cache that cannot be written costs time only."""
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    assert b"startDrentsMap" in cached_page(resources_dir(), blocked)


def test_the_map_starts_without_the_libraries_for_geometry_and_tables() -> None:
    """The map starts without the libraries for geometry and tables."""
    code = (
        "import sys\n"
        "import drentsportal.mapview.prepared, drentsportal.mapview.words, drentsportal.mapview.result\n"
        "import drentsportal.mapview.following, drentsportal.mapview.kept_layers, drentsportal.ui.app\n"
        "assert not {'folium', 'pandas', 'numpy', 'shapely', 'pyproj'} & set(sys.modules)"
    )
    assert _exit_code(code) == 0


# --- words -----------------------------------------------------------------------------


def test_every_word_that_the_script_asks_for_is_in_the_catalogue(dutch: Language) -> None:
    """Every word that the script asks for is in the catalogue."""
    texts = labels_message(dutch).texts
    script = own_script(resources_dir())
    asked = set(re.findall(r'\btext\("([\w.]+)"\)', script))
    tools = script[script.index("class Tools") : script.index("class Legend")]
    layers = script[script.index("/* The layers of the map:") :]
    theme = theme_message("light")
    for family, members in (
        ("score.", theme.score),
        ("reason.", theme.reasons),
        ("plot.", theme.plots),
        ("plan.", [{"id": each} for each in theme.plain]),
        ("tool.", [{"id": each} for each in re.findall(r'\["(\w+)", "\w+"(?:, true)?\]', tools)]),
        (
            "layer.",
            [
                {"id": each}
                for name in ("ORDER", "ON_SITES")
                for each in re.findall(rf"const {name} = \[(.*)\]", layers)[0].replace('"', "").split(", ")
            ],
        ),
        ("around.", [*theme.around["landmarks"], theme.around["nature"], *theme.around["zones"]]),
        ("grid.", theme.around["grid"]),
        ("grid.legend_", [{"id": "demand"}, {"id": "generation"}]),
        ("grid.card_", [{"id": "demand"}, {"id": "generation"}]),
        ("legend.", [{"id": each} for each in ("none", "score", "reasons")]),
        ("draw.", [{"id": each} for each in DRAWING_MODES if each != "none"]),
        ("area.", [{"id": each} for each in AREA_MODES if each not in {"none", "view"}]),
        ("background.", [{"id": each.value} for each in Background]),
        ("cases.state.", [{"id": each.value} for each in ClockState]),
    ):
        assert members
        asked |= {family + member["id"] for member in members}
    assert asked - {"score.", "plot.", "draw.", "area.", "background.", "cases.state."} <= set(texts)
    assert set(texts) <= asked, "a text that nothing shows"


def test_the_script_itself_holds_no_dutch_words() -> None:
    """The script itself holds no dutch words."""
    words = re.compile(r"\b(terrein|kavel|afgevallen|gemeente|afstand|legenda|pand)\w*\b", re.IGNORECASE)
    assert words.findall(own_script(resources_dir())) == []


def test_the_script_never_writes_html() -> None:
    """The script never writes html."""
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", own_script(resources_dir())
    )


def test_the_attribution_names_each_source_once(dutch: Language) -> None:
    """One short line names each source once; below it stands what each of them gave."""
    lines = attribution(dutch, [_MUNICIPALITY, _MUNICIPALITY], [_PLACE]).split("\n")
    assert lines == [
        "Bron: CBS/Kadaster 2023 · GeoNames",
        "Gemeenten: CBS/Kadaster 2023",
        "Plaatsen, wegen en water: GeoNames",
    ]
    assert attribution(dutch, [], []) == ""


# --- rings -----------------------------------------------------------------------------


def test_rings_lie_at_their_distance_and_begin_at_the_top(dutch: Language) -> None:
    """Rings lie at their distance and begin at the top."""
    message = rings_message(dutch, (257500, 533500))
    assert [ring["radius_m"] for ring in message.rings] == [10_000, 15_000]
    top = message.rings[0]["points"][0]
    assert message.origin is not None
    # A degree of latitude is 111.3 km here (GRS80 at 52.8 north).
    assert top[1] - message.origin[1] == pytest.approx(10 / 111.29, rel=1e-3)
    assert message.label == "Huidige vestiging"


def test_the_view_follows_a_new_location_only(dutch: Language) -> None:
    """The view follows a new location only."""
    first = rings_message(dutch, (257500, 533500))
    again = rings_message(dutch, (257500, 533500), "Bedrijf", 17_000, first)
    moved = rings_message(dutch, (230000, 550000), before=first)
    assert (first.fit, again.fit, moved.fit) == (True, False, True)
    assert again.rings[2]["trial"] is True
    assert rings_message(dutch, None) == RingsSet(None)


# --- styles ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_class_differs_in_more_than_colour(name: str) -> None:
    """Every class differs in more than colour."""
    theme = theme_message(name)
    shapes = [(each["shape"], each["fill"] == "transparent") for each in theme.reasons]
    assert len(set(shapes)) == len(shapes)
    marks = [
        (each["hatch"]["kind"] if each["hatch"] else None, tuple(each["dash"]), each["stroke_width"])
        for each in theme.plots
    ]
    assert len(set(marks)) == len(marks)
    assert all(each["hatch"] for each in theme.score)


def test_both_themes_have_the_same_variables() -> None:
    """Both themes have the same variables."""
    assert set(theme_message("light").variables) == set(theme_message("dark").variables)


# --- one file --------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["</script>", "<!--", "<script>", "&lt;", "\u2028", '"\\'])
def test_data_cannot_leave_its_element_and_comes_back_the_same(text: str) -> None:
    """Data cannot leave its element and comes back the same."""
    written = escaped_json({"name": text})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"name": text}


def test_the_file_loads_nothing_and_says_so_itself(dutch: Language) -> None:
    """The file loads nothing and says so itself."""
    content = MapContent(
        [_MUNICIPALITY], [_PLACE], site_table(), origin=Origin("Emmen", 257500, 533500), selected="p1"
    )
    messages = content_messages(dutch, content)
    assert isinstance(messages[-1], SelectionSet)
    page = html_page(dutch, resources_dir(), messages)
    loads = [first or second for first, second in _LOADS.findall(page)]
    assert [load for load in loads if not load.startswith(("data:", "#"))] == []
    assert "default-src 'none'" in page
    assert page.count("<title>") == 1


def test_the_file_is_the_same_data_as_the_window_gets(dutch: Language) -> None:
    """The file is the same data as the window gets."""
    messages = content_messages(dutch, MapContent([_MUNICIPALITY], [], site_table()))
    base = next(each for each in messages if isinstance(each, BaseChanged))
    assert base.data is not None
    assert {feature["properties"]["layer"] for feature in base.data["features"]} == {
        "land",
        "province",
        "municipality_label",
    }


def test_a_file_is_replaced_whole_or_stays(tmp_path: Path) -> None:
    """A file is replaced whole or stays."""
    path = tmp_path / "kaart.html"
    path.write_text("old", encoding="utf-8")
    write_html(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    with pytest.raises(ReportError) as caught:
        write_html(tmp_path / "absent" / "kaart.html", "x")
    assert caught.value.params["file_name"] == "kaart.html"
    assert [each.name for each in tmp_path.iterdir()] == ["kaart.html"]
