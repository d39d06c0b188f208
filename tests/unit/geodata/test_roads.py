"""Roads of a file become a network: words as they are meant, and nothing of a damaged or foreign file."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.projection import to_lonlat
from drentsportal.domain.roads.road_network import BARRED, NetworkFacts, RoadNetwork
from drentsportal.domain.roads.road_speeds import RoadClass
from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, DrentsPortalError, QuestionError
from drentsportal.geodata.osm_roads import refuse_by_size
from drentsportal.geodata.road_mapping import read_road_mapping
from drentsportal.geodata.road_tags import tagged_roads
from drentsportal.geodata.roads_cache import RoadsCache
from drentsportal.geodata.roads_reading import RoadFileReader
from drentsportal.paths import resources_dir
from drentsportal.services.ports.roads import RoadOptions
from drentsportal.services.progress import CancelledError, NoProgress
from tests.small_osm import Way, write_osm
from tests.unit.domain.road_lines import EVEN

CONFIG = resources_dir() / "roads" / "osmconf.ini"
X, Y = 255_000.0, 530_000.0
SQUARE = [(X, Y), (X + 600, Y), (X + 600, Y + 600), (X, Y + 600)]
ROUND = [Way((0, 1)), Way((1, 2)), Way((2, 3)), Way((3, 0))]


def reader(folder: Path, *live: Path) -> RoadFileReader:
    """Make a reader that keeps networks in a folder, with even speeds."""
    return RoadFileReader(CONFIG, RoadsCache(folder / "kept"), lambda: live, EVEN)


def read(path: Path, **options: Any) -> tuple[RoadNetwork, NetworkFacts]:  # noqa: ANN401 - options of several types
    """Read a file."""
    return reader(path.parent).read(path, RoadOptions(**options), NoProgress())


def small(folder: Path, *ways: Way, **more: Any) -> Path:  # noqa: ANN401 - as above
    """Write the square with these ways."""
    return write_osm(folder / "klein.osm.pbf", SQUARE, ways or ROUND, **more)


def open_ways(network: RoadNetwork, vehicle: Vehicle) -> set[tuple[int, int]]:
    """Return corners of the square between which one may drive straight on."""

    def corner(node: int) -> int | None:
        apart = np.hypot(*(np.array(SQUARE) - network.nodes_rd[node]).T)
        return int(np.argmin(apart)) if apart.min() < 1 else None

    reached = set()
    for first in range(network.node_count):
        begin, node, before = corner(first), first, -1
        if begin is None:
            continue
        for start, end, time in zip(
            network.edge_from.tolist(),
            network.edge_to.tolist(),
            network.edge_ms[vehicle].tolist(),
            strict=True,
        ):
            node, before = (end, start) if start == first and time != BARRED else (first, -1)
            while before >= 0 and corner(node) is None:
                ahead = [
                    int(other)
                    for one, other, step in zip(
                        network.edge_from, network.edge_to, network.edge_ms[vehicle], strict=True
                    )
                    if one == node and other != before and step != BARRED
                ]
                if not ahead:
                    break
                node, before = ahead[0], node
            final = corner(node)
            if before >= 0 and final is not None:
                reached.add((begin, final))
    return reached


def test_an_extract_becomes_a_network_with_its_facts(tmp_path: Path) -> None:
    """Four streets of 600 m; a node every 250 m or so; the date that the file states."""
    moment = int(datetime(2026, 10, 31, 20, tzinfo=UTC).timestamp())
    network, facts = read(small(tmp_path, timestamp=moment))
    assert facts.line_count == 4
    assert facts.node_count == network.node_count >= 8
    assert facts.edge_count == network.edge_count
    assert (facts.as_of, facts.date_is_stated) == (PartialDate(2026, 10, 31), True)
    assert facts.file_name == "klein.osm.pbf"
    assert len(facts.sha256) == 64
    west, south, east, north = facts.box_rd
    assert (west, south) == pytest.approx((X, Y), abs=1)
    assert (east, north) == pytest.approx((X + 600, Y + 600), abs=1)
    assert int(network.edge_ms[Vehicle.CAR].sum()) == pytest.approx(2 * 4 * 36_000, rel=1e-3)


def test_without_a_date_the_day_of_the_last_change_is_told_as_such(tmp_path: Path) -> None:
    """It is not what the file states."""
    path = small(tmp_path)
    moment = datetime(2026, 3, 4, 12, tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))
    _, facts = read(path)
    assert (facts.as_of, facts.date_is_stated) == (PartialDate(2026, 3, 4), False)


def test_words_decide_who_drives_where(tmp_path: Path) -> None:
    """One way, against the drawing, closed to trucks, private."""
    street = {"highway": "residential"}
    path = small(
        tmp_path,
        Way((0, 1), {**street, "oneway": "yes"}),
        Way((1, 2), {**street, "oneway": "-1"}),
        Way((2, 3), {**street, "hgv": "no"}),
        Way((3, 0), {**street, "access": "private", "motorcar": "yes"}),
        Way((0, 2), {"highway": "cycleway"}),
        Way((1, 3), {"waterway": "canal"}),
    )
    network, facts = read(path)
    assert facts.line_count == 4
    assert open_ways(network, Vehicle.CAR) == {(0, 1), (2, 1), (2, 3), (3, 2), (3, 0), (0, 3)}
    assert open_ways(network, Vehicle.TRUCK) == {(0, 1), (2, 1)}


def test_a_roundabout_is_a_road_although_it_is_closed(tmp_path: Path) -> None:
    """One way round; with streets into it that end at its corners."""
    circle = Way((0, 1, 2, 3, 0), {"highway": "tertiary", "junction": "roundabout"})
    network, facts = read(small(tmp_path, circle, Way((0, 2))))
    assert facts.line_count == 2
    assert open_ways(network, Vehicle.CAR) >= {(0, 2), (2, 0)}
    round_once = int(network.edge_ms[Vehicle.CAR].sum()) - 2 * round(600 * 2**0.5 * 60)
    assert round_once == pytest.approx(4 * 36_000, rel=1e-3)


def test_positions_that_are_no_numbers_are_left_out(tmp_path: Path) -> None:
    """A line to nowhere is counted, and the rest is read."""
    path = tmp_path / "nergens.gpkg"
    lines = [
        [(X, Y), (X + 600, Y)],
        [(X, Y), (float("inf"), Y)],
        [(X, Y), (float("nan"), Y)],
        [(X, Y), (1e30, Y)],
    ]
    with np.errstate(invalid="ignore"):
        wkb = np.array([shapely.LineString(each).wkb for each in lines], object)
    pyogrio.raw.write(
        path,
        wkb,
        [np.array(["straat"] * 4, object)],
        ["soort"],
        geometry_type="LineString",
        crs="EPSG:28992",
        driver="GPKG",
    )
    text = 'values = "own"\n[columns]\nhighway = "soort"\n[highway]\nresidential = ["straat"]\n'
    _, facts = read(path, mapping=mapping(tmp_path, text))
    assert (facts.line_count, facts.lines_left_out) == (1, 3)


def test_a_stated_limit_holds(tmp_path: Path) -> None:
    """30 km/h instead of 60; the truck's own limit is for trucks alone."""
    street = {"highway": "primary"}
    path = small(
        tmp_path,
        Way((0, 1), {**street, "maxspeed": "30"}),
        Way((1, 2), {**street, "maxspeed:hgv": "10", "maxspeed": "80"}),
        Way((2, 3), {**street, "maxspeed": "hard"}),
    )
    network, facts = read(path)
    assert int(network.edge_ms[Vehicle.CAR].sum()) == pytest.approx(2 * (72_000 + 36_000 + 36_000), rel=1e-3)
    assert int(network.edge_ms[Vehicle.TRUCK].sum()) == pytest.approx(
        2 * (72_000 + 216_000 + 72_000), rel=1e-3
    )
    assert facts.limits_unread == 1


def tagged(**tags: object) -> tuple[int, int, int, bool, bool]:
    """Return limit of car and truck, direction, and whether each is barred, of one road."""
    told = {"highway": "residential", **tags}
    lines = tagged_roads(
        np.array([shapely.LineString([(0, 0), (9, 0)])], object),
        {name: np.array([value], object) for name, value in told.items()},
    ).lines
    return (
        int(lines.most_kmh[Vehicle.CAR][0]),
        int(lines.most_kmh[Vehicle.TRUCK][0]),
        int(lines.direction[0]),
        bool(lines.barred[Vehicle.CAR][0]),
        bool(lines.barred[Vehicle.TRUCK][0]),
    )


OPEN = (0, 0, 0, False, False)


@pytest.mark.parametrize(
    ("tags", "meant"),
    [
        ({}, OPEN),
        ({"maxspeed": "NL:urban"}, (50, 50, 0, False, False)),
        ({"maxspeed": "NL:zone30"}, (30, 30, 0, False, False)),
        ({"maxspeed": "80; 60"}, (60, 60, 0, False, False)),
        ({"maxspeed": "30 mph"}, (48, 48, 0, False, False)),
        ({"maxspeed": 70.0}, (70, 70, 0, False, False)),
        ({"maxspeed": float("nan")}, OPEN),
        ({"maxspeed": "0"}, OPEN),
        ({"maxspeed": "none"}, OPEN),
        ({"maxspeed_hgv": "60"}, (0, 60, 0, False, False)),
        ({"maxspeed": "50", "maxspeed_hgv": "80"}, (50, 50, 0, False, False)),
        ({"oneway": "no", "junction": "roundabout"}, OPEN),
        ({"junction": "roundabout"}, (0, 0, 1, False, False)),
        ({"highway": "motorway"}, (0, 0, 1, False, False)),
        ({"oneway": "reversible"}, (0, 0, 0, True, True)),
        ({"access": "no", "motor_vehicle": "yes"}, OPEN),
        ({"access": "no", "hgv": "designated"}, (0, 0, 0, True, False)),
        ({"access": "destination"}, OPEN),
        ({"vehicle": "agricultural"}, (0, 0, 0, True, True)),
        ({"hgv": "something"}, (0, 0, 0, False, True)),
        ({"area": "yes"}, (0, 0, 0, True, True)),
    ],
)
def test_what_words_mean(tags: dict[str, object], meant: tuple[int, ...]) -> None:
    """The most specific word decides; what is not known to be open is closed."""
    assert tagged(**tags) == meant


# --- damaged and foreign files ----------------------------------------------------


def refused(path: Path, **options: Any) -> DrentsPortalError:  # noqa: ANN401 - as above
    """Return what a file is refused with."""
    with pytest.raises(DrentsPortalError) as caught:
        read(path, **options)
    return caught.value


def test_a_file_that_was_cut_off_is_refused_wherever_it_ends(tmp_path: Path) -> None:
    """Also where GDAL would take what is there for the whole."""
    whole = small(tmp_path).read_bytes()
    path = tmp_path / "half.osm.pbf"
    ends_between_blocks = 0
    for length in range(1, len(whole)):
        path.write_bytes(whole[:length])
        try:
            error = refused(path)
        except pytest.fail.Exception:
            raise AssertionError(length) from None
        assert isinstance(error, DataSourceError)
        ends_between_blocks += error.message_id == "error.roads.no_roads"
        assert error.message_id in {
            "error.import.truncated",
            "error.import.damaged",
            "error.roads.no_roads",
        }, length
    assert ends_between_blocks == 2


def test_a_changed_byte_is_noticed_or_harmless(tmp_path: Path) -> None:
    """Of what is packed every byte stands under a checksum."""
    whole = bytearray(small(tmp_path).read_bytes())
    path = tmp_path / "stuk.osm.pbf"
    for at in range(len(whole)):
        damaged = bytearray(whole)
        damaged[at] ^= 0x55
        path.write_bytes(damaged)
        try:
            _, facts = read(path)
        except DrentsPortalError:
            continue
        assert facts.line_count == 4, at


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "error.import.empty"),
        (b"\x00\x00\x00\x05hello", "error.import.damaged"),
        (b"PK\x03\x04" + bytes(200), "error.import.damaged"),
        (b"<osm version='0.6'></osm>", "error.import.damaged"),
        (b"\xff" * 400, "error.import.damaged"),
    ],
)
def test_what_is_no_extract_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    """Whatever its name says."""
    path = tmp_path / "wegen.osm.pbf"
    path.write_bytes(content)
    assert refused(path).message_id == told


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """A block that says it is larger than the format allows."""
    path = tmp_path / "bom.osm.pbf"
    header = b"\x0a\x09OSMHeader\x18\xff\xff\xff\xff\x07"
    path.write_bytes(len(header).to_bytes(4, "big") + header)
    assert refused(path).message_id == "error.import.damaged"


def test_a_workspace_a_folder_and_what_is_absent_are_refused(tmp_path: Path) -> None:
    """Before a byte is read."""
    live = tmp_path / "proef.drents"
    live.write_bytes(b"SQLite format 3\x00")
    with pytest.raises(DataSourceError) as caught:
        reader(tmp_path, live).read(live, RoadOptions(), NoProgress())
    assert caught.value.message_id == "error.import.is_workspace"
    assert refused(tmp_path).message_id == "error.import.not_a_file"
    assert refused(tmp_path / "weg.osm.pbf").message_id == "error.import.not_found"


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    """Two gigabytes that take no room on the disk."""
    path = tmp_path / "europa.osm.pbf"
    with path.open("wb") as stream:
        stream.truncate(2_000_000_001)
    assert refused(path).message_id == "error.roads.too_large"
    path.write_bytes(b"1234")
    refuse_by_size(path, most_bytes=4)
    with pytest.raises(DataSourceError):
        refuse_by_size(path, most_bytes=3)


def test_an_extract_without_roads_or_from_elsewhere_is_refused(tmp_path: Path) -> None:
    """Cycleways alone; and streets of Paris."""
    assert refused(small(tmp_path, Way((0, 1), {"highway": "cycleway"}))).message_id == "error.roads.no_roads"
    paris = write_osm(tmp_path / "parijs.osm.pbf", [(2.35, 48.85), (2.36, 48.86)], [Way((0, 1))], lonlat=True)
    assert refused(paris).message_id == "error.import.outside_netherlands"


def test_roads_elsewhere_in_a_good_file_are_left_out_and_counted(tmp_path: Path) -> None:
    """An extract that reaches over the border of what RD knows."""
    lon, lat = to_lonlat(*np.array(SQUARE).T)
    nodes = [*zip(lon.tolist(), lat.tolist(), strict=True), (9.0, 52.0), (9.1, 52.0)]
    path = write_osm(tmp_path / "grens.osm.pbf", nodes, [*ROUND, Way((4, 5))], lonlat=True)
    _, facts = read(path)
    assert (facts.line_count, facts.lines_left_out) == (4, 1)


def test_a_cancel_stops_and_keeps_nothing(tmp_path: Path) -> None:
    """The next reading begins anew."""

    class Impatient:
        def step(self, done: int, total: int, what: str = "") -> None:
            del done, total
            if what == "progress.roads.building":
                raise CancelledError

    path = small(tmp_path)
    with pytest.raises(CancelledError):
        reader(tmp_path).read(path, RoadOptions(), Impatient())
    assert not (tmp_path / "kept").exists()


# --- kept networks ---------------------------------------------------------------


def same(one: RoadNetwork, other: RoadNetwork) -> bool:
    """Whether two networks are equal to the last bit."""
    columns = ("nodes_rd", "edge_from", "edge_to", "is_entry", "is_ramp")
    return all(np.array_equal(getattr(one, each), getattr(other, each)) for each in columns) and all(
        np.array_equal(one.edge_ms[each], other.edge_ms[each]) for each in Vehicle
    )


def test_what_was_read_is_kept_and_comes_back_the_same(tmp_path: Path) -> None:
    """Without looking into the file, as long as it did not change."""
    path = small(tmp_path, timestamp=1_760_000_000)
    first, facts = read(path)
    stamp = path.stat()
    content = path.read_bytes()
    path.write_bytes(bytes(len(content)))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    again, facts_again = read(path)
    assert same(first, again)
    assert facts_again == facts


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    """Under the same name."""
    read(small(tmp_path))
    path = small(tmp_path, Way((0, 1)), Way((1, 2)))
    assert read(path)[1].line_count == 2


def test_other_speeds_make_another_network(tmp_path: Path) -> None:
    """What was kept at other speeds does not come back."""
    path = small(tmp_path)
    network, _ = read(path)
    slower = replace(EVEN, kmh=dict.fromkeys(RoadClass, (30, 30)))
    other = RoadFileReader(CONFIG, RoadsCache(tmp_path / "kept"), tuple, slower)
    found, _ = other.read(path, RoadOptions(), NoProgress())
    assert int(found.edge_ms[Vehicle.CAR].sum()) > int(network.edge_ms[Vehicle.CAR].sum())


def test_damaged_keepings_are_passed_over(tmp_path: Path) -> None:
    """Cut off, emptied, or with a note that is none."""
    path = small(tmp_path)
    network, _ = read(path)
    (kept,) = (tmp_path / "kept").glob("*.npz")
    (note,) = (tmp_path / "kept").glob("*.json")
    for damaged in (kept.read_bytes()[:-50], b"", b"PK\x03\x04" + bytes(40)):
        kept.write_bytes(damaged)
        assert same(read(path)[0], network)
    note.write_text("[", encoding="utf-8")
    assert same(read(path)[0], network)


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    """The network is there all the same."""
    (tmp_path / "kept").write_text("", encoding="utf-8")
    assert read(small(tmp_path))[1].line_count == 4


def test_only_the_last_networks_stay(tmp_path: Path) -> None:
    """Six of them."""
    for number in range(8):
        nodes = [*SQUARE, (X + 700 + number, Y)]
        read(write_osm(tmp_path / f"{number}.osm.pbf", nodes, [*ROUND, Way((1, 4))]))
    assert len(list((tmp_path / "kept").glob("*.npz"))) == 6


# --- layers of lines ---------------------------------------------------------------

OWN = """
values = "own"
[columns]
highway = "soort"
oneway = "richting"
maxspeed = "snelheid"
hgv = "vracht"
[highway]
residential = ["straat"]
none = ["pad"]
[oneway]
yes = ["H"]
reverse = ["T"]
no = ["", "B"]
[hgv]
yes = ["ja"]
no = ["nee"]
"""


def layer(path: Path, *, driver: str, lonlat: bool = False, crs: str = "EPSG:28992") -> Path:
    """Write four streets and a path as lines with columns of their own."""
    corners = np.array(SQUARE)
    if lonlat:
        corners = np.column_stack(to_lonlat(*corners.T))
    pairs = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2)]
    wkb = np.array([shapely.LineString(corners[list(pair)]).wkb for pair in pairs], object)
    pyogrio.raw.write(
        path,
        wkb,
        [
            np.array(["straat"] * 4 + ["pad"], object),
            np.array(["H", "T", "B", None, None], object),
            np.array([30, 0, 50, 50, 0], np.int32),
            np.array(["ja", "ja", "nee", "ja", "ja"], object),
        ],
        ["soort", "richting", "snelheid", "vracht"],
        geometry_type="LineString",
        crs=crs,
        driver=driver,
        **({"RFC7946": "NO"} if driver == "GeoJSON" else {}),
    )
    return path


def mapping(folder: Path, text: str = OWN) -> Path:
    """Write a mapping."""
    path = folder / "wegen.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "driver", "lonlat"),
    [
        ("wegen.gpkg", "GPKG", False),
        ("wegen.shp", "ESRI Shapefile", False),
        ("wegen.fgb", "FlatGeobuf", False),
        ("wegen.geojson", "GeoJSON", True),
    ],
)
def test_a_layer_of_lines_is_read_as_its_mapping_says(
    tmp_path: Path,
    name: str,
    driver: str,
    lonlat: bool,  # noqa: FBT001 - a case of the table
) -> None:
    """In any format of lines, in RD or in degrees."""
    path = layer(tmp_path / name, driver=driver, lonlat=lonlat, crs="EPSG:4326" if lonlat else "EPSG:28992")
    network, facts = read(path, mapping=mapping(tmp_path))
    assert facts.line_count == 4
    assert open_ways(network, Vehicle.CAR) == {(0, 1), (2, 1), (2, 3), (3, 2), (3, 0), (0, 3)}
    assert open_ways(network, Vehicle.TRUCK) == {(0, 1), (2, 1), (3, 0), (0, 3)}
    # One street one way at 30, one one way without a limit, two both ways at 50.
    expected = 72_000 + 36_000 + 4 * 43_200
    assert int(network.edge_ms[Vehicle.CAR].sum()) == pytest.approx(expected, rel=1e-3)


def test_a_layer_without_mapping_is_asked_about(tmp_path: Path) -> None:
    """With its columns; nothing is guessed from their names."""
    path = layer(tmp_path / "wegen.gpkg", driver="GPKG")
    error = refused(path)
    assert isinstance(error, QuestionError)
    assert (error.message_id, error.option) == ("error.roads.which_columns", "--mapping")
    assert error.params["columns"] == ("soort", "richting", "snelheid", "vracht")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"soort"', '"sort"', "error.roads.no_such_column"),
        ('none = ["pad"]', "", "error.roads.unnamed_values"),
        ('no = ["", "B"]', 'no = ["B"]', "error.roads.unnamed_values"),
        ('"own"', '"mine"', "error.roads.mapping_incomplete"),
        ("[columns]", "[columns", "error.roads.mapping_unreadable"),
        ("residential =", "street =", "error.roads.mapping_odd"),
        ('["straat"]', '["straat", "pad"]', "error.roads.mapping_odd"),
        ('["straat"]', '"straat"', "error.roads.mapping_odd"),
        ("[hgv]", "[truck]", "error.roads.mapping_odd"),
        ('hgv = "vracht"', 'lorry = "vracht"', "error.roads.mapping_odd"),
        ('highway = "soort"', "", "error.roads.mapping_incomplete"),
    ],
)
def test_a_mapping_that_leaves_something_open_is_refused(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    """A column that is not there, a value that it does not name, a word that means nothing."""
    assert old in OWN
    path = layer(tmp_path / "wegen.gpkg", driver="GPKG")
    assert refused(path, mapping=mapping(tmp_path, OWN.replace(old, new, 1))).message_id == told


def test_columns_with_the_words_of_openstreetmap(tmp_path: Path) -> None:
    """Need their names only."""
    path = tmp_path / "osm.geojson"
    lon, lat = to_lonlat(*np.array(SQUARE).T)
    corners = np.column_stack([lon, lat]).tolist()
    features = [
        {
            "type": "Feature",
            "properties": {"kind": kind, "limit": "30"},
            "geometry": {"type": "LineString", "coordinates": [corners[0], corners[at]]},
        }
        for at, kind in ((1, "residential"), (3, "footway"))
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    text = 'values = "osm"\n[columns]\nhighway = "kind"\nmaxspeed = "limit"\n'
    network, facts = read(path, mapping=mapping(tmp_path, text))
    assert facts.line_count == 1
    assert int(network.edge_ms[Vehicle.CAR].sum()) == pytest.approx(144_000, rel=1e-3)


def test_the_reference_system_is_checked(tmp_path: Path) -> None:
    """Degrees that call themselves RD, and a file that says nothing."""
    wrong = layer(tmp_path / "graden.gpkg", driver="GPKG", lonlat=True)
    chart = mapping(tmp_path)
    assert refused(wrong, mapping=chart).message_id == "error.import.crs_contradicted"
    assert read(wrong, mapping=chart, crs="EPSG:4326")[1].line_count == 4
    silent = layer(tmp_path / "stil.shp", driver="ESRI Shapefile")
    silent.with_suffix(".prj").unlink()
    assert refused(silent, mapping=chart).message_id == "error.import.which_crs"


def test_areas_are_no_roads(tmp_path: Path) -> None:
    """A file of parks is not a network."""
    path = tmp_path / "parken.gpkg"
    pyogrio.raw.write(
        path,
        np.array([shapely.box(X, Y, X + 9, Y + 9).wkb], object),
        [np.array(["straat"], object)],
        ["soort"],
        geometry_type="Polygon",
        crs="EPSG:28992",
        driver="GPKG",
    )
    assert refused(path, mapping=mapping(tmp_path)).message_id == "error.roads.no_lines"


def test_the_example_in_the_documents_is_a_mapping(tmp_path: Path) -> None:
    """Somebody will start from it."""
    page = (Path(__file__).parents[3] / "docs" / "roads.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    found = read_road_mapping(mapping(tmp_path, example))
    assert set(found.columns) == {"highway", "maxspeed", "oneway", "hgv"}
    assert found.words["highway"]["fietspad"] == ""
    assert all(f"`{each.value}`" in page for each in RoadClass if not each.value.endswith("_link"))
