"""Every row of the table of bad input (design, section 8) with the tests that prove it.

The table stands here as data; a row without a proof, or with one that does not exist, fails. Below it are the
proofs that have no better place.
"""

from __future__ import annotations

import ast
import json
import struct
from functools import cache
from typing import TYPE_CHECKING

import pyogrio.raw
import pytest
import shapely

from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.file_kinds import SourceFormat
from tests.unit.geodata.conftest import (
    ROOT,
    apart,
    geojson,
    geopackage,
    ibis_columns,
    issues_of,
    park,
)
from tests.unit.geodata.small_files import good_file, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.geodata.conftest import ReadFile

ANY_FILE = "tests/unit/geodata/test_any_file.py"
BAD_INPUT_TABLE = "tests/unit/geodata/test_bad_input_table.py"
COORDINATES = "tests/unit/geodata/test_coordinates.py"
COPIES = "tests/unit/storage/test_copies.py"
DBF = "tests/unit/geodata/test_dbf.py"
DRAWING = "tests/unit/geodata/test_drawing.py"
FAULTS = "tests/unit/geodata/fetching/test_faults.py"
FILES = "tests/unit/geodata/test_files.py"
FILE_KINDS = "tests/unit/geodata/test_file_kinds.py"
FINISHED_FILE = "tests/unit/reports/typeset/test_finished_file.py"
HOSTILE_NAMES = "tests/end2end/test_hostile_names.py"
KILLED = "tests/unit/storage/test_killed.py"
LAYERS = "tests/unit/geodata/test_layers.py"
LIMITS = "tests/unit/geodata/test_limits.py"
MAPPING = "tests/unit/geodata/test_mapping.py"
NUMBERS = "tests/unit/geodata/test_numbers.py"
OGC_API = "tests/unit/geodata/fetching/test_ogc_api.py"
PLACING = "tests/unit/geodata/test_placing.py"
SERVICE_FETCHER = "tests/unit/geodata/fetching/test_service_fetcher.py"
SHAPES = "tests/unit/geodata/test_shapes.py"
SHEETS = "tests/unit/reports/sheets/test_sheets.py"
SITE_IMPORT = "tests/unit/services/test_site_import.py"
SOURCE_GATE = "tests/unit/geodata/test_source_gate.py"
VALUES = "tests/unit/geodata/test_values.py"
WORKBOOK = "tests/unit/geodata/test_workbook.py"
TABLE: dict[str, dict[str, tuple[str, str]]] = {
    "not a known format, truncated, empty, encrypted, wrong extension": {
        "unknown format": (SOURCE_GATE, "test_unknown_format_is_refused"),
        "named for what it is": (FILE_KINDS, "test_what_is_often_taken_for_sites_is_called_what_it_is"),
        "truncated": (FILE_KINDS, "test_half_a_file_is_refused"),
        "cut off anywhere": (LAYERS, "test_a_part_of_a_file_is_refused"),
        "0 bytes": (FILE_KINDS, "test_an_empty_file_is_called_empty"),
        "encrypted zip": (SOURCE_GATE, "test_encrypted_zip_is_refused"),
        "encrypted workbook": (FILE_KINDS, "test_a_workbook_with_a_password_is_called_so"),
        "encrypted parquet": (LAYERS, "test_encrypted_parquet_is_refused"),
        "wrong extension": (FILE_KINDS, "test_each_format_is_known_by_its_bytes"),
        "broken JSON": (BAD_INPUT_TABLE, "test_broken_json_is_refused_with_its_line"),
        ".shp without .shx": (BAD_INPUT_TABLE, "test_a_shapefile_without_a_part_is_refused"),
        ".shp without .prj": (FILES, "test_shapefile_without_prj_is_asked"),
        "zip with a subfolder": (BAD_INPUT_TABLE, "test_a_zip_with_folders_is_read"),
        "zip bomb": (FILE_KINDS, "test_a_bomb_is_refused_before_it_is_unpacked"),
        "any bytes": (ANY_FILE, "test_any_bytes_in_a_file"),
        "2 GB": (LIMITS, "test_two_gigabytes_take_no_memory"),
        "nothing changed": (SITE_IMPORT, "test_a_question_stores_nothing"),
    },
    "no CRS, wrong CRS, swapped axes, coordinates outside the Netherlands": {
        "no CRS": (PLACING, "test_no_crs_is_asked"),
        "GeoPackage without CRS": (BAD_INPUT_TABLE, "test_a_geopackage_without_system_is_asked"),
        "GeoPackage with mixed CRS": (BAD_INPUT_TABLE, "test_a_geopackage_of_two_systems_is_listed"),
        "wrong CRS": (PLACING, "test_wrong_crs_is_asked_with_the_plausible_one"),
        "swapped axes": (PLACING, "test_swapped_axes_are_asked_and_turned_only_on_request"),
        "swapped lon/lat": (COORDINATES, "test_swapped_degrees_are_asked"),
        "RD in a lon/lat file": (COORDINATES, "test_rd_in_columns_of_degrees_is_asked"),
        "outside": (PLACING, "test_coordinates_outside_the_netherlands_are_refused"),
        "one row outside": (PLACING, "test_one_row_outside_the_netherlands_is_refused_by_row"),
        "drawing": (DRAWING, "test_a_drawing_knows_no_reference_system"),
    },
    "invalid, empty, null, curved, 3D, point or line geometry": {
        "by row": (SHAPES, "test_odd_geometry_is_refused_by_row"),
        "null and empty": (SHAPES, "test_null_and_empty_geometry_are_flagged_and_taken_without"),
        "curved": (SHAPES, "test_curved_geometry_is_noticed_although_gdal_straightens_it"),
        "curved in other formats": (LAYERS, "test_arcs_are_listed_by_row"),
        "curved in GML": (LAYERS, "test_arcs_in_gml_are_listed_by_row"),
        "curved in a drawing": (DRAWING, "test_arcs_are_listed_and_straightened_only_on_request"),
        "open in a drawing": (DRAWING, "test_open_polylines_are_listed_by_row_with_their_handle"),
        "every kind in a GeoPackage": (BAD_INPUT_TABLE, "test_odd_geometry_in_a_geopackage"),
        "1.8e308": (BAD_INPUT_TABLE, "test_a_coordinate_beyond_all_numbers_is_refused_by_row"),
        "repair recorded": (SHAPES, "test_geometry_is_repaired_on_request_and_the_repair_recorded"),
    },
    "unknown gemeente, unknown code, text where a number belongs, decimal comma ...": {
        "a property twice in GML": (LAYERS, "test_a_property_of_gml_that_stands_twice_is_told"),
        "gemeente": (VALUES, "test_gemeente_in_another_form_is_proposed"),
        "code": (VALUES, "test_unknown_type_code_is_flagged_and_kept"),
        "text": (NUMBERS, "test_text_where_a_number_belongs_is_listed"),
        "decimal comma in a DBF": (DBF, "test_a_decimal_comma_is_not_cut_off"),
        "decimal comma in CSV": (FILES, "test_decimal_comma_of_a_whole_csv_is_detected_and_told"),
        "number stored as text": (WORKBOOK, "test_numbers_stored_as_text_are_read_by_their_column"),
        "thousands dot": (NUMBERS, "test_thousands_dot_that_may_be_a_decimal_point_is_asked"),
        "unit": (VALUES, "test_m2_in_a_column_of_ha_is_asked"),
        "damage": (VALUES, "test_damaged_characters_are_listed_and_kept"),
        "Latin-1 without .cpg": (DBF, "test_latin_1_without_cpg_is_read"),
        "UTF-16 CSV": (FILES, "test_encoding_is_detected_and_told"),
        "#N/A in a workbook": (WORKBOOK, "test_a_cell_with_an_error_is_named_and_unknown"),
        "formula": (WORKBOOK, "test_a_formula_gives_the_value_that_excel_computed"),
        "kept in the mapping": (MAPPING, "test_decisions_are_kept_in_a_mapping"),
    },
    "available > net > gross, sum of parts, duplicates, area differs from geometry by more than 5 %": {
        "order": (VALUES, "test_available_over_net_over_gross_is_flagged_and_kept"),
        "parts": (VALUES, "test_parts_that_state_different_totals_are_flagged"),
        "duplicates": (VALUES, "test_duplicate_id_takes_the_first_and_names_it"),
        "area": (VALUES, "test_area_that_differs_more_than_five_percent_is_flagged_and_kept"),
    },
    "HTML, script, formula, path or markup in a name": {
        "taken as text": (VALUES, "test_a_name_stays_text_unchanged"),
        "map": (HOSTILE_NAMES, "test_map_file_carries_no_tag_of_a_name"),
        "PDF and letter": (HOSTILE_NAMES, "test_pdf_and_docx_show_the_names_as_text"),
        "XLSX": (HOSTILE_NAMES, "test_sheets_hold_the_names_as_strings"),
        "CSV for Excel": (SHEETS, "test_the_csv_for_excel_says_that_it_puts_apostrophes"),
        "CSV for exchange": (SHEETS, "test_the_csv_for_exchange_is_raw_and_labelled"),
    },
    "file locked, disk full, folder not writable, process killed": {
        "killed": (KILLED, "test_a_killed_process_loses_nothing_that_it_acknowledged"),
        "error while storing": (SITE_IMPORT, "test_an_error_of_the_store_leaves_nothing"),
        "copy that fails": (COPIES, "test_a_copy_that_fails_leaves_nothing"),
        "export that fails": (FINISHED_FILE, "test_a_failure_leaves_the_old_file_and_no_half_one"),
    },
    "server slow, wrong, endless paging, huge": {
        "slow": (FAULTS, "test_a_server_that_goes_silent"),
        "wrong": (FAULTS, "test_a_web_page_in_place_of_data"),
        "endless": (OGC_API, "test_a_service_that_repeats_a_page_for_ever"),
        "huge": (FAULTS, "test_a_page_that_is_huge"),
        "last good copy": (SERVICE_FETCHER, "test_a_good_file_replaces_the_earlier_one"),
    },
}
BOW_TIE = shapely.Polygon([(255000, 533000), (255100, 533100), (255100, 533000), (255000, 533100)])


@cache
def _tests_in(name: str) -> frozenset[str]:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("row", TABLE)
def test_each_row_of_the_table_has_a_proof(row: str) -> None:
    """Each case in a row names a test that exists."""
    assert TABLE[row], row
    missing = {
        case: f"{file}::{name}"
        for case, (file, name) in TABLE[row].items()
        if not (ROOT / file).exists() or name not in _tests_in(file)
    }
    assert missing == {}


def test_the_table_is_that_of_the_design() -> None:
    """Where the design lies beside the repository, its rows are counted against these."""
    design = ROOT.parent / "shared" / "design.md"
    if not design.exists():
        pytest.skip("the page that decides is not beside the repository")
    section = design.read_text(encoding="utf-8").partition("## 8. Bad input")[2].partition("## 9.")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")][1:]
    begins = [row.split("|")[1].strip()[:25] for row in rows]
    assert begins == [row[:25] for row in TABLE]


@pytest.mark.parametrize("kept", [0.0, 0.2, 0.5, 0.99])
def test_broken_json_is_refused_with_its_line(read: ReadFile, tmp_path: Path, kept: float) -> None:
    """JSON that stops somewhere, or holds one wrong sign, names the line; nothing is taken."""
    path = good_file(SourceFormat.JSON, tmp_path, 20)
    lines = json.dumps(json.loads(path.read_text(encoding="utf-8")), indent=1).splitlines()
    at = int(len(lines) * kept)
    lines[at] = "{!" + lines[at]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.json_damaged"
    assert caught.value.params["line"] == at + 1


@pytest.mark.parametrize("part", [".shx", ".dbf"])
def test_a_shapefile_without_a_part_is_refused(read: ReadFile, tmp_path: Path, part: str) -> None:
    """Loose and in a zip: what is missing is named."""
    path = good_file(SourceFormat.SHAPEFILE, tmp_path)
    path.with_suffix(part).unlink()
    for file in (path, zipped(tmp_path / "a.zip", path)):
        with pytest.raises(DataSourceError) as caught:
            read(file)
        assert caught.value.message_id == "error.import.shapefile_parts"
        assert caught.value.params["missing"] == part


def test_a_zip_with_folders_is_read(read: ReadFile, tmp_path: Path) -> None:
    """A shapefile in a folder in a folder; a folder with a space, an accent and a name of Windows."""
    path = good_file(SourceFormat.SHAPEFILE, tmp_path)
    for inside in ("levering/2022/", "Één map/", "a!b/"):
        _, report = read(zipped(tmp_path / "a.zip", path, inside))
        assert report.site_count == 2


def test_a_geopackage_without_system_is_asked(read: ReadFile, tmp_path: Path) -> None:
    """A GeoPackage whose layer names no reference system is asked about."""
    wkb = [shapely.to_wkb(apart(each)) for each in range(2)]
    path = geopackage(tmp_path / "a.gpkg", ibis_columns(2), wkb, crs=None)
    with pytest.raises(QuestionError) as caught:
        read(path)
    assert (caught.value.option, caught.value.choices) == ("--crs", ("EPSG:28992",))
    _, report = read(path, crs="EPSG:28992")
    assert report.site_count == 2


def test_a_geopackage_of_two_systems_is_listed(read: ReadFile, tmp_path: Path) -> None:
    """A row whose geometry names another system than its layer is refused, wherever it lies."""
    wkb = [shapely.to_wkb(apart(each)) for each in range(3)]
    path = geopackage(tmp_path / "a.gpkg", ibis_columns(3), wkb)
    content = path.read_bytes()
    # In a GeoPackage each geometry begins with "GP", a version, flags and the number of its system.
    places = [
        at for at in range(len(content)) if content[at : at + 8] == b"GP\x00\x03" + struct.pack("<i", 28992)
    ]
    assert len(places) == 3
    for system, expected in ((4326, [(2, "refused", "")]), (0, []), (-1, [])):
        changed = bytearray(content)
        changed[places[1] + 4 : places[1] + 8] = struct.pack("<i", system)
        path.write_bytes(changed)
        _, report = read(path)
        listed = issues_of(report, "issue.geometry_other_system")
        assert [each[1:] for each in listed] == [each[1:] for each in expected]


def test_odd_geometry_in_a_geopackage(read: ReadFile, tmp_path: Path) -> None:
    """One layer with every kind of odd geometry: each by its row, the good one taken."""
    odd = [
        apart(0),
        None,
        shapely.Polygon(),
        shapely.force_3d(apart(3), 5),
        BOW_TIE,
        shapely.Point(255000, 533000),
        shapely.LineString([(255000, 533000), (255100, 533000)]),
    ]
    wkb = [None if each is None else shapely.to_wkb(each) for each in odd]
    path = geopackage(tmp_path / "a.gpkg", ibis_columns(7), wkb, geometry_type="Unknown")
    _, report = read(path)
    faults = ("null", "empty", "3d", "invalid", "point", "line")
    listed = {each: issues_of(report, f"issue.geometry_{each}") for each in faults}
    assert {each: [row for row, _, _ in rows] for each, rows in listed.items()} == dict(
        zip(faults, ([2], [3], [4], [5], [6], [7]), strict=True)
    )
    assert report.site_count == 3
    assert pyogrio.raw.read(path)[2].shape == (7,)


@pytest.mark.parametrize("number", ["1.8e308", "-1.8e308", "NaN", "Infinity"])
def test_a_coordinate_beyond_all_numbers_is_refused_by_row(
    read: ReadFile, tmp_path: Path, number: str
) -> None:
    """A coordinate that no number can hold refuses its row and no other."""
    path = geojson(tmp_path / "a.geojson", [(park(1), apart(1)), (park(2), apart(2))])
    text = path.read_text(encoding="utf-8")
    place = text.rindex("240400.0")
    path.write_text(text[:place] + number + text[place + len("240400.0") :], encoding="utf-8")
    _, report = read(path)
    assert issues_of(report, "issue.geometry_unreadable") == [(2, "refused", "")]
    assert report.site_count == 1
