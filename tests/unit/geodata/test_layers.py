"""FlatGeobuf, GML and GeoParquet: whole or refused, texts as they are, and no trace beside the file."""

from __future__ import annotations

import http.server
import json
import threading
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.file_kinds import SourceFormat
from tests.unit.geodata.conftest import apart, column, geopackage, ibis_columns, issues_of
from tests.unit.geodata.small_files import good_file, parquet
from tests.unit.geodata.test_shapes import circle_wkb

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.geodata.conftest import ReadFile

_pa: Any = pa  # it does not say which of its names are its own
LAYERS = [SourceFormat.FLATGEOBUF, SourceFormat.GML, SourceFormat.GEOPARQUET]
FIELDS = [
    "RIN_NUMMER",
    "JAAR",
    "PLAN_NAAM",
    "GEM_CODES",
    "PROV_NAMEN",
    "HA_BRUTO",
    "HA_NETTO",
    "HA_TOTTUIT",
    "WLOC_TYPE",
]


def _gml(path: Path, *features: tuple[dict[str, object], str], head: str = "") -> Path:
    """Write GML by hand; a geometry is its own GML."""
    members = "".join(
        "<gml:featureMember><app:terrein>"
        + "".join(f"<app:{name}>{value}</app:{name}>" for name, value in properties.items())
        + (f"<app:vlak>{geometry}</app:vlak>" if geometry else "")
        + "</app:terrein></gml:featureMember>"
        for properties, geometry in features
    )
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>{head}<gml:FeatureCollection '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:app="http://voorbeeld.nl/app" '
        f'xmlns:gml="http://www.opengis.net/gml/3.2">{members}</gml:FeatureCollection>',
        encoding="utf-8",
    )
    return path


def _polygon(coordinates: str, crs: str = "urn:ogc:def:crs:EPSG::28992") -> str:
    return (
        f'<gml:Polygon srsName="{crs}"><gml:exterior><gml:LinearRing><gml:posList>{coordinates}'
        "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>"
    )


def _row(number: int, **changed: object) -> dict[str, object]:
    values = [number, 2022, f"Terrein {number}", "GM0114", "Drenthe", "1.0", "0.8", "0.2", "B"]
    return dict(zip(FIELDS, values, strict=True)) | changed


SQUARE = _polygon("255000 533000 255100 533000 255100 533100 255000 533100 255000 533000")


@pytest.mark.parametrize("kind", LAYERS)
def test_a_good_file_gives_its_sites(read: ReadFile, tmp_path: Path, kind: SourceFormat) -> None:
    """A good file gives its sites with their values and geometry."""
    delivery, report = read(good_file(kind, tmp_path, 3))
    assert (report.site_count, report.issues) == (3, ())
    assert sorted(column(delivery, "name"), key=str) == ["Terrein 0", "Terrein 1", "Terrein 2"]
    assert column(delivery, "gross_ha") == [1.0, 1.0, 1.0]
    assert {shapely.from_wkb(each or b"").area for each in delivery.batches[0].geometries_wkb} == {10000}


@pytest.mark.parametrize("kind", LAYERS)
@pytest.mark.parametrize("share", [0.01, 0.3, 0.7, 0.9, 0.99])
def test_a_part_of_a_file_is_refused(
    read: ReadFile, tmp_path: Path, kind: SourceFormat, share: float
) -> None:
    """A file that was cut off never passes for a smaller one."""
    path = good_file(kind, tmp_path, 60)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(DataSourceError):
        read(path)


@pytest.mark.parametrize("kind", [SourceFormat.FLATGEOBUF, SourceFormat.GEOPARQUET])
def test_arcs_are_listed_by_row(read: ReadFile, tmp_path: Path, kind: SourceFormat) -> None:
    """A circle among polygons is listed, and only straightened on request where the format can say so."""
    wkb = [shapely.to_wkb(apart(0)), circle_wkb()]
    if kind is SourceFormat.FLATGEOBUF:
        path = geopackage(
            tmp_path / "a.fgb", ibis_columns(2), wkb, driver="FlatGeobuf", geometry_type="Unknown"
        )
    else:
        path = parquet(tmp_path / "a.parquet", ibis_columns(2), [wkb[0], wkb[0]])
        table = pq.read_table(path)
        place = table.schema.get_field_index("geometry")
        pq.write_table(table.set_column(place, table.schema.field(place), _pa.array(wkb, _pa.binary())), path)
    _, report = read(path)
    assert [each[1:] for each in issues_of(report, "issue.geometry_curved")] == [("refused", "")]
    assert report.site_count == 1


# --- GML ----------------------------------------------------------------------------


def test_gml_keeps_texts_as_they_are(read: ReadFile, tmp_path: Path) -> None:
    """A number with a comma, and a code with a nought in front, are not turned into another number."""
    path = _gml(tmp_path / "a.gml", (_row(1, HA_BRUTO="1,5", RIN_NUMMER="0114"), SQUARE))
    delivery, _ = read(path)
    assert column(delivery, "rin") == ["0114"]
    assert column(delivery, "gross_ha") == [1.5]


def test_a_property_of_gml_that_stands_twice_is_told(read: ReadFile, tmp_path: Path) -> None:
    """Both values stay visible and the row is flagged; the rows that have it once are as ever."""
    path = _gml(tmp_path / "a.gml", (_row(1), SQUARE), (_row(2), SQUARE))
    content = path.read_text(encoding="utf-8")
    for tag, value in (("PLAN_NAAM", "Oud"), ("RIN_NUMMER", "9"), ("HA_NETTO", "0.7")):
        content = content.replace(f"<app:{tag}>", f"<app:{tag}>{value}</app:{tag}><app:{tag}>", 1)
    path.write_text(content, encoding="utf-8")
    delivery, report = read(path)
    names = column(delivery, "name")
    assert (names[0], names[1]) == ("Oud;Terrein 1", "Terrein 2")
    assert column(delivery, "net_ha")[0] is None
    told = issues_of(report, "issue.several_values")
    assert {field for _, _, field in told} == {"PLAN_NAAM", "RIN_NUMMER", "HA_NETTO"}
    assert {row for row, _, _ in told} == {1}


def test_gml_in_degrees_has_its_axes_in_the_order_of_its_system(read: ReadFile, tmp_path: Path) -> None:
    """EPSG:4326 in GML is latitude first; the site lies in Drenthe all the same."""
    ring = "52.78 6.90 52.78 6.91 52.79 6.91 52.79 6.90 52.78 6.90"
    path = _gml(tmp_path / "a.gml", (_row(1), _polygon(ring, "urn:ogc:def:crs:EPSG::4326")))
    delivery, report = read(path)
    assert "note.transformed" in {each.id for each in report.notes}
    west, south, _, _ = shapely.from_wkb(delivery.batches[0].geometries_wkb[0] or b"").bounds
    assert 250_000 < west < 265_000
    assert 530_000 < south < 540_000


def test_gml_without_a_system_is_asked(read: ReadFile, tmp_path: Path) -> None:
    """GML that names no reference system is asked about."""
    bare = SQUARE.replace(' srsName="urn:ogc:def:crs:EPSG::28992"', "")
    with pytest.raises(QuestionError) as caught:
        read(_gml(tmp_path / "a.gml", (_row(1), bare)))
    assert caught.value.option == "--crs"


def test_arcs_in_gml_are_listed_by_row(read: ReadFile, tmp_path: Path) -> None:
    """An arc in one geometry is found, although GDAL calls the whole layer curved."""
    curved = (
        '<gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:Ring><gml:curveMember>'
        "<gml:Curve><gml:segments><gml:Arc><gml:posList>255000 533000 255050 533050 255100 533000"
        "</gml:posList></gml:Arc><gml:LineStringSegment><gml:posList>255100 533000 255000 533000"
        "</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve></gml:curveMember></gml:Ring>"
        "</gml:exterior></gml:Polygon>"
    )
    path = _gml(tmp_path / "a.gml", (_row(1), SQUARE), (_row(2), curved))
    _, report = read(path)
    assert issues_of(report, "issue.geometry_curved") == [(2, "refused", "")]


def test_gml_leaves_nothing_beside_the_file_and_takes_nothing_from_there(
    read: ReadFile, tmp_path: Path
) -> None:
    """GDAL would write a .gfs beside the file, and believe one that is there."""
    path = _gml(tmp_path / "a.gml", (_row(1), SQUARE))
    (tmp_path / "a.gfs").write_text("<GMLFeatureClassList>onzin</GMLFeatureClassList>", encoding="utf-8")
    delivery, _ = read(path)
    assert column(delivery, "name") == ["Terrein 1"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.gfs", "a.gml"]


def test_gml_fetches_no_schema(read: ReadFile, tmp_path: Path) -> None:
    """An address in the file is not looked up."""
    asked: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = http.server.HTTPServer(("127.0.0.1", 0), Listening)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        path = _gml(tmp_path / "a.gml", (_row(1), SQUARE))
        address = f"http://127.0.0.1:{server.server_port}/a.xsd"
        text = path.read_text(encoding="utf-8")
        located = f'xsi:schemaLocation="http://voorbeeld.nl/app {address}" xmlns:gml='
        path.write_text(text.replace("xmlns:gml=", located, 1), encoding="utf-8")
        read(path)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert asked == []


def test_entities_in_gml_are_refused(read: ReadFile, tmp_path: Path) -> None:
    """A declaration that could grow without bound, or point at a file, is refused."""
    head = '<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(DataSourceError) as caught:
        read(_gml(tmp_path / "a.gml", (_row(1, PLAN_NAAM="&b;"), SQUARE), head=head))
    assert caught.value.message_id == "error.import.xml_damaged"


# --- GeoParquet ---------------------------------------------------------------------


def _with_geo(path: Path, **changed: object) -> Path:
    """Change what the file says about its geometry; ``None`` takes a key away."""
    table = pq.read_table(path)
    metadata = dict(table.schema.metadata or {})
    geo = json.loads(metadata[b"geo"])
    stated = geo["columns"]["geometry"]
    for key, value in changed.items():
        stated.pop(key, None)
        if value != "absent":
            stated[key] = value
    pq.write_table(table.replace_schema_metadata(metadata | {b"geo": json.dumps(geo).encode()}), path)
    return path


def test_parquet_without_crs_is_lonlat_by_its_standard_and_doubted(read: ReadFile, tmp_path: Path) -> None:
    """No ``crs`` means lon/lat by the standard; the RD numbers contradict it, so it is asked."""
    path = _with_geo(good_file(SourceFormat.GEOPARQUET, tmp_path), crs="absent")
    with pytest.raises(QuestionError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.crs_contradicted"


def test_parquet_with_unknown_crs_is_asked(read: ReadFile, tmp_path: Path) -> None:
    """A ``crs`` of null says that it is unknown."""
    path = _with_geo(good_file(SourceFormat.GEOPARQUET, tmp_path), crs=None)
    with pytest.raises(QuestionError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.which_crs"


def test_parquet_with_another_encoding_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """A geometry that is not WKB is refused by its name."""
    path = _with_geo(good_file(SourceFormat.GEOPARQUET, tmp_path), encoding="polygon")
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.parquet_encoding"


def test_plain_parquet_is_a_table_like_any_other(read: ReadFile, tmp_path: Path) -> None:
    """Parquet without geometry asks for it; with x and y it has points."""
    path = tmp_path / "a.parquet"
    columns = {"id": ["p1"], "name": ["Hal"], "municipality_code": ["GM0114"]}
    pq.write_table(_pa.table(columns), path)
    with pytest.raises(QuestionError) as caught:
        read(path, mapping="premises", as_of=None)
    assert caught.value.option in {"--join-geometry", "--as-of"}


def test_dates_and_gaps_in_parquet(read: ReadFile, tmp_path: Path) -> None:
    """A date becomes ISO text, a whole number with gaps stays whole, a gap stays unknown."""
    path = tmp_path / "a.parquet"
    table = _pa.table(
        {
            "id": [1, 2],
            "name": ["Hal", "Loods"],
            "municipality_code": ["GM0114", None],
            "floor_area_m2": _pa.array([1250, None], _pa.int32()),
            "as_of": _pa.array(["2026-11-17", "2026-11-18"]).cast(_pa.date32()),
            "rd_x": [255000.0, 255100.0],
            "rd_y": [533000.0, 533100.0],
        }
    )
    pq.write_table(table, path)
    delivery, _ = read(path, mapping="premises")
    assert [each.iso for each in delivery.batches[0].as_of] == ["2026-11-17", "2026-11-18"]
    assert column(delivery, "floor_area_m2") == [1250, None]
    assert list(delivery.batches[0].site_ids) == ["1", "2"]


def test_encrypted_parquet_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """A file that ends with the letters of an encrypted one is called so."""
    path = good_file(SourceFormat.GEOPARQUET, tmp_path)
    path.write_bytes(b"PARE" + path.read_bytes()[4:-4] + b"PARE")
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.encrypted"
