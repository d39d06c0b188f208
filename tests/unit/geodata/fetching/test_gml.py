"""GML as servers write it: every plain form is read, every other is left for the checks to list."""

from __future__ import annotations

import json
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.errors import DataSourceError
from drentsportal.geodata.fetching.gml import described_types, read_page
from drentsportal.geodata.fetching.server_text import shown
from drentsportal.geodata.fetching.xml_tree import parse_xml
from tests.unit.geodata.fetching.services import gml_polygon


def _around(names: str, inner: str) -> str:
    """Set elements of GML around what is inside, the first one outermost."""
    for name in reversed(names.split()):
        inner = f"<gml:{name}>{inner}</gml:{name}>"
    return inner


RING = _around("LinearRing posList", "0 0 4 0 4 4 0 0")
PATCH = _around("PolygonPatch exterior", RING)
POLYGON = _around("Polygon exterior", RING)
TRIANGLE = [[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 0.0]]]
SEGMENTS = _around("Curve segments LineStringSegment posList", "0 0 4 0 4 4")
CLOSING = _around("LineString posList", "4 4 0 0")
ARC = _around("Curve segments Arc posList", "0 0 2 2 4 0")
CURVES = _around("curveMember", SEGMENTS) + _around("curveMember", CLOSING)


def _page(member: str) -> bytes:
    return (
        '<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:ibis="http://voorbeeld/ibis"'
        ' xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xmlns:xlink="http://www.w3.org/1999/xlink"><wfs:member><ibis:park gml:id="a">{member}</ibis:park>'
        "</wfs:member></wfs:FeatureCollection>"
    ).encode()


def _feature(member: str, **types: str) -> dict[str, Any]:
    (feature,) = read_page(_page(member), types, "adres").features
    return feature


def _geometry(gml: str) -> dict[str, Any]:
    geometry: dict[str, Any] = _feature(f"<ibis:geom>{gml}</ibis:geom>")["geometry"]
    return geometry


@pytest.mark.parametrize(
    ("gml", "kind", "coordinates"),
    [
        (POLYGON, "Polygon", TRIANGLE),
        (_around("Surface patches", PATCH), "Polygon", TRIANGLE),
        (_around("Surface patches", PATCH * 2), "MultiPolygon", [TRIANGLE, TRIANGLE]),
        (_around("MultiSurface surfaceMember", POLYGON), "MultiPolygon", [TRIANGLE]),
        (_around("MultiSurface surfaceMembers", POLYGON * 2), "MultiPolygon", [TRIANGLE, TRIANGLE]),
        (_around("MultiPolygon polygonMember", POLYGON), "MultiPolygon", [TRIANGLE]),
        (_around("CompositeSurface surfaceMember", POLYGON), "Polygon", TRIANGLE),
        (_around("Polygon exterior Ring", CURVES), "Polygon", TRIANGLE),
        (
            _around("Polygon outerBoundaryIs LinearRing coordinates", "0,0 4,0 4,4 0,0"),
            "Polygon",
            TRIANGLE,
        ),
        (_around("Point pos", "1 2"), "Point", [1.0, 2.0]),
        (_around("Point pos", "1 2 3"), "Point", [1.0, 2.0, 3.0]),
        (_around("MultiPoint pointMember Point pos", "1 2"), "MultiPoint", [[1.0, 2.0]]),
        (SEGMENTS, "LineString", TRIANGLE[0][:3]),
        (_around("MultiCurve curveMember", CLOSING), "MultiLineString", [[[4.0, 4.0], [0.0, 0.0]]]),
        (
            "<gml:LineString srsDimension='3'><gml:posList>0 0 1 4 4 1</gml:posList></gml:LineString>",
            "LineString",
            [[0.0, 0.0, 1.0], [4.0, 4.0, 1.0]],
        ),
    ],
)
def test_plain_geometry(gml: str, kind: str, coordinates: object) -> None:
    """In any of its notations."""
    assert _geometry(gml) == {"type": kind, "coordinates": coordinates}


@pytest.mark.parametrize(
    "gml",
    [
        ARC,
        _around("Polygon exterior Ring curveMember", ARC),
        "<gml:Polygon/>",
        "<gml:Polygon><gml:exterior/></gml:Polygon>",
        _around("Polygon exterior LinearRing posList", "0 0 1"),
        _around("Polygon exterior LinearRing posList", "0 0 x 1"),
        _around("Polygon exterior LinearRing posList", ""),
        _around("Polygon exterior Ring", ""),
        _around("Polygon exterior Curve", ""),
        _around("Polygon interior LinearRing posList", "0 0 4 0 4 4 0 0"),
        _around("MultiSurface surfaceMember Point pos", "1 2"),
        _around("Point pos", "NaN 1"),
        _around("Point pos", "1"),
        "<gml:Point srsDimension='x'><gml:pos>1 1</gml:pos></gml:Point>",
        "<gml:LineString srsDimension='0'><gml:posList>1 1</gml:posList></gml:LineString>",
        "<gml:Point><gml:coordinates decimal=','>1 1</gml:coordinates></gml:Point>",
        "<gml:MultiGeometry/>",
        "<gml:Solid/>",
    ],
)
def test_other_geometry_is_not_guessed(gml: str) -> None:
    """It keeps a type only, which the reader of files lists as unreadable."""
    geometry = _geometry(gml)
    assert geometry["type"].startswith("GML ")
    assert "coordinates" not in geometry


@given(
    st.lists(
        st.tuples(st.floats(-1e7, 1e7, allow_subnormal=False), st.floats(-1e7, 1e7, allow_subnormal=False)),
        min_size=4,
        max_size=12,
    )
)
def test_every_coordinate_comes_back_to_the_last_digit(positions: list[tuple[float, float]]) -> None:
    """Written and read again, holes included."""
    ring = [list(each) for each in positions]
    assert _geometry(gml_polygon([ring, ring], "EPSG:28992"))["coordinates"] == [ring, ring]


def test_properties_keep_all_that_they_say() -> None:
    """Absent, nil, repeated and nested values; numbers only where the service describes them as such."""
    feature = _feature(
        "<gml:boundedBy><gml:Null>x</gml:Null></gml:boundedBy><ibis:naam>A &amp; B</ibis:naam>"
        "<ibis:leeg/><ibis:niets xsi:nil='true'>5</ibis:niets><ibis:segment>a</ibis:segment>"
        "<ibis:segment>b</ibis:segment><ibis:segment>c</ibis:segment><ibis:code>0114</ibis:code>"
        "<ibis:jaar>2022</ibis:jaar><ibis:ha>68.50</ibis:ha><ibis:wit> </ibis:wit>"
        "<ibis:open>true</ibis:open><ibis:adres><ibis:plaats>Emmen</ibis:plaats></ibis:adres>"
        f"<ibis:vlak>{POLYGON}</ibis:vlak><ibis:punt>{_around('Point pos', '1 2')}</ibis:punt>",
        jaar="int",
        ha="double",
        wit="decimal",
        open="boolean",
    )
    assert feature["id"] == "a"
    assert feature["geometry"]["type"] == "Polygon"
    assert feature["properties"] == {
        "naam": "A & B",
        "leeg": None,
        "niets": None,
        "segment": ["a", "b", "c"],
        "code": "0114",
        "jaar": 2022,
        "ha": 68.5,
        "wit": None,
        "open": True,
        "adres": {"plaats": "Emmen"},
        "punt": "GML Point",
    }


@pytest.mark.parametrize("text", ["68,500", "INF", "NaN", "1e999", "12 ha", "0x10"])
def test_a_number_that_is_none_stays_text(text: str) -> None:
    """For the checks to list; 68,500 does not become 68."""
    assert _feature(f"<ibis:ha>{text}</ibis:ha>", ha="double")["properties"]["ha"] == text


def test_one_name_with_two_types_is_text() -> None:
    """Two layers may use a name differently."""
    schema = b"""<schema xmlns="http://www.w3.org/2001/XMLSchema"><element name="a" type="int"/>
    <element name="a" type="string"/><element name="b" type="xsd:int"/><element name="c"/></schema>"""
    assert described_types(schema, "adres") == {"a": "string", "b": "int"}


def test_two_reference_systems_in_one_page_are_refused() -> None:
    """A page has one."""
    mixed = "".join(
        _around("surfaceMember", POLYGON.replace("Polygon>", f"Polygon srsName='{name}'>", 1))
        for name in ("EPSG:28992", "EPSG:4326")
    )
    with pytest.raises(DataSourceError) as caught:
        _geometry(_around("MultiSurface", mixed))
    assert caught.value.message_id == "error.fetch.crs_changed"


def test_a_report_within_a_collection_is_found() -> None:
    """The service broke off, and says so at the end of a valid answer (wfs:truncatedResponse)."""
    body = _page("<ibis:naam>A</ibis:naam>").replace(
        b"</wfs:FeatureCollection>",
        b"<wfs:truncatedResponse><ExceptionReport><ExceptionText>schijf</ExceptionText></ExceptionReport>"
        b"</wfs:truncatedResponse></wfs:FeatureCollection>",
    )
    with pytest.raises(DataSourceError) as caught:
        read_page(body, {}, "adres")
    assert (caught.value.message_id, caught.value.params["text"]) == ("error.fetch.exception", "schijf")


@given(st.binary(max_size=400) | st.text(alphabet="<>/&;!DOCTYPE[]abgml: '\"=", max_size=200).map(str.encode))
def test_any_bytes_give_an_error_of_ours_or_a_tree(body: bytes) -> None:
    """No other error, no crash."""
    try:
        outcome = parse_xml(body, "adres").tag
    except DataSourceError as error:
        outcome = error.message_id
    assert outcome in {"error.fetch.not_xml", "error.fetch.doctype"} or outcome.encode() in body


@given(st.text())
def test_text_of_a_server_is_harmless(text: str) -> None:
    """One bounded line, without markup and without signs that steer a screen."""
    line = shown(text)
    assert len(line) <= 301
    assert line.isprintable()
    assert not set("<>") & set(line)


def test_the_written_polygon_is_what_shapely_reads() -> None:
    """The forms above are geometry, not only lists."""
    assert shapely.from_geojson(json.dumps(_geometry(POLYGON))).area == 8
