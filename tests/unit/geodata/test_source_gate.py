"""Design section 8, row 1: what is not a readable file of a known format is refused before GDAL sees it."""

from __future__ import annotations

import ast
import contextlib
import io
import os
import sqlite3
import struct
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyogrio
import pyogrio.raw
import pytest
import shapely

from drentsportal.errors import DataSourceError, DrentsPortalError
from drentsportal.geodata.file_kinds import SourceFormat
from drentsportal.geodata.reader import GeoSiteReader
from drentsportal.geodata.source_gate import WORKSPACE_APPLICATION_ID, check_source
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from tests.unit.geodata.conftest import MAPPINGS, ROOT, apart, geopackage, ibis_columns, park, parks_file
from tests.unit.geodata.small_files import good_file

if TYPE_CHECKING:
    from drentsportal.language import Language
    from tests.unit.geodata.conftest import ReadFile

PACKAGE = ROOT / "drentsportal"


def _reason(read: ReadFile, path: Path) -> str:
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.params["file"] == path.name
    return caught.value.message_id


def _layer(path: Path, count: int = 2) -> Path:
    return geopackage(path, ibis_columns(count), [shapely.to_wkb(apart(each)) for each in range(count)])


def _workspace(path: Path) -> Path:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {WORKSPACE_APPLICATION_ID}")
    connection.execute("CREATE TABLE site (id TEXT)")
    connection.commit()
    connection.close()
    return path


def test_unknown_format_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Unknown format is refused."""
    path = tmp_path / "terreinen.docm"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 100)
    assert _reason(read, path) == "error.import.unknown_format"


def test_content_that_is_not_what_the_name_says_is_told(read: ReadFile, tmp_path: Path) -> None:
    """A text file that is called a GeoPackage is told to be none; not only what can be read."""
    path = tmp_path / "wegen.gpkg"
    path.write_text("geen wegen\n", encoding="utf-8")
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.content_differs"
    assert caught.value.params["expected"] == "GeoPackage"


def test_refusal_says_what_is_accepted(read: ReadFile, tmp_path: Path) -> None:
    """Refusal says what is accepted."""
    path = tmp_path / "terreinen.csv"
    path.write_text("<html><body>niet gevonden</body></html>", encoding="utf-8")
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert "GeoPackage" in str(caught.value.params["accepted"])


def test_missing_file_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Missing file is refused."""
    assert _reason(read, tmp_path / "weg.gpkg") == "error.import.not_found"


def test_folder_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Folder is refused."""
    folder = tmp_path / "map.gpkg"
    folder.mkdir()
    assert _reason(read, folder) == "error.import.not_a_file"


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in the file system")
def test_what_is_neither_file_nor_folder_is_called_so(read: ReadFile, tmp_path: Path) -> None:
    """A device or pipe is no folder."""
    pipe = tmp_path / "pijp.gpkg"
    os.mkfifo(pipe)
    assert _reason(read, pipe) == "error.import.not_a_regular_file"


@pytest.mark.parametrize("name", ["../a.shp", "map/../../a.shp", "/etc/a.shp", "..\\a.shp", "C:\\a.shp"])
def test_a_zip_whose_names_lead_outside_is_refused(read: ReadFile, tmp_path: Path, name: str) -> None:
    """A zip whose names lead outside is refused, in our words."""
    path = tmp_path / "buiten.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in (".shp", ".shx", ".dbf"):
            archive.writestr(name.removesuffix(".shp") + part, b"x")
    assert _reason(read, path) == "error.import.zip_member_outside"


def test_what_gdal_says_goes_to_the_log(
    read: ReadFile, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A zip that passes the gate with a shapefile that is none: the person reads no words of GDAL's own."""
    path = tmp_path / "ruis.zip"
    empty_table = b"\x03~\x0b\x15" + struct.pack("<IHH", 0, 33, 1) + bytes(20) + b"\r"
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in ((".shp", b"ruis" * 50), (".shx", b"ruis" * 25), (".dbf", empty_table)):
            archive.writestr(f"ruis{part}", content)
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert (caught.value.message_id, caught.value.params) == ("error.import.damaged", {"file": "ruis.zip"})
    assert "reading ruis.zip: DataSourceError" in caplog.text


@pytest.mark.parametrize("share", [0.5, 0.8, 0.95])
def test_a_file_cut_off_is_told_without_foreign_words(
    read: ReadFile, dutch: Language, tmp_path: Path, share: float
) -> None:
    """A FlatGeobuf of which the end is missing: which file, that it is damaged, what to do."""
    path = good_file(SourceFormat.FLATGEOBUF, tmp_path, 40)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.params == {"file": "goed.fgb"}
    assert "goed.fgb is " in dutch.text(caught.value)
    assert "Haal het bestand opnieuw op" in dutch.text(caught.value)


@pytest.mark.parametrize("name", ["leeg.gpkg", "leeg.geojson", "leeg.csv", "leeg.shp", "leeg.zip"])
def test_empty_file_is_refused(read: ReadFile, tmp_path: Path, name: str) -> None:
    """Empty file is refused."""
    path = tmp_path / name
    path.write_bytes(b"")
    assert _reason(read, path) == "error.import.empty"


@pytest.mark.parametrize("share", [0.2, 0.6, 0.97])
def test_truncated_geopackage_is_refused(read: ReadFile, tmp_path: Path, share: float) -> None:
    """Truncated GeoPackage is refused."""
    whole = _layer(tmp_path / "heel.gpkg").read_bytes()
    path = tmp_path / "half.gpkg"
    path.write_bytes(whole[: int(len(whole) * share)])
    assert _reason(read, path) == "error.import.truncated"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_truncated_geojson_is_refused(read: ReadFile, tmp_path: Path, share: float) -> None:
    """Truncated GeoJSON is refused."""
    whole = parks_file(tmp_path / "heel.geojson", park()).read_bytes()
    path = tmp_path / "half.geojson"
    path.write_bytes(whole[: int(len(whole) * share)])
    assert _reason(read, path) == "error.import.json_damaged"


def test_truncated_zip_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Truncated zip is refused."""
    whole = _zipped_shapefile(tmp_path / "heel.zip").read_bytes()
    path = tmp_path / "half.zip"
    path.write_bytes(whole[: len(whole) // 2])
    assert _reason(read, path) == "error.import.truncated"


def test_damaged_zip_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Damaged zip is refused."""
    path = _zipped_shapefile(tmp_path / "stuk.zip")
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("terreinen.shp").header_offset + 50
    content[start : start + 20] = b"x" * 20
    path.write_bytes(content)
    assert _reason(read, path) in {"error.import.zip_damaged", "error.import.truncated"}


def test_truncated_shapefile_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Truncated shapefile is refused."""
    path = _shapefile(tmp_path)
    path.write_bytes(path.read_bytes()[:-40])
    assert _reason(read, path) == "error.import.truncated"


def test_encrypted_zip_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Encrypted zip is refused."""
    path = tmp_path / "geheim.zip"
    path.write_bytes(_encrypted_zip())
    assert _reason(read, path) == "error.import.encrypted"


def test_zip_without_shapefile_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Zip without shapefile is refused."""
    path = tmp_path / "brief.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("brief.txt", "geen terreinen")
    assert _reason(read, path) == "error.import.zip_without_shapefile"


def test_zip_without_all_parts_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Zip without all parts is refused."""
    path = tmp_path / "deel.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("terreinen.shp", b"\x00\x00\x27\x0a" + b"\x00" * 96)
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.shapefile_parts"
    assert caught.value.params["missing"] == ".shx, .dbf"


def test_shapefile_without_its_table_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Shapefile without its table is refused."""
    path = _shapefile(tmp_path)
    path.with_suffix(".dbf").unlink()
    assert _reason(read, path) == "error.import.shapefile_parts"


@pytest.mark.parametrize("extension", [".geojson", ".csv", ".zip", ".shp", ".sqlite", ""])
def test_wrong_extension_is_refused(read: ReadFile, tmp_path: Path, extension: str) -> None:
    """Wrong extension is refused."""
    path = _layer(tmp_path / "echt.gpkg").rename(tmp_path / f"anders{extension}")
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.wrong_extension"
    assert caught.value.params["found"] == "GeoPackage"


def test_sqlite_that_is_no_geopackage_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """SQLite that is no GeoPackage is refused."""
    path = tmp_path / "gewoon.gpkg"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE iets (a TEXT)")
    connection.close()
    with pytest.raises(DrentsPortalError):
        read(path)


def test_noise_in_a_geopackage_gives_an_error_of_ours(read: ReadFile, tmp_path: Path) -> None:
    """Noise in a GeoPackage gives an error of ours."""
    path = _layer(tmp_path / "ruis.gpkg", 30)
    content = bytearray(path.read_bytes())
    content[4096:] = bytes((each * 31 + 7) % 256 for each in range(len(content) - 4096))
    path.write_bytes(content)
    with pytest.raises(DrentsPortalError):
        read(path)


@pytest.mark.parametrize(
    "name",
    ["a!b.gpkg", "a;b.gpkg", "a?b.gpkg", "a#b.gpkg", "a b's.gpkg", "ä€.gpkg", "zip:a.gpkg", "{a}.gpkg"],
)
def test_odd_file_names_are_read(read: ReadFile, tmp_path: Path, name: str) -> None:
    """Odd file names are read."""
    _, report = read(_layer(tmp_path / "gewoon.gpkg").rename(tmp_path / name))
    assert (report.site_count, report.file_name) == (2, name)


def test_a_name_cannot_lead_to_another_file(
    read: ReadFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name cannot lead to another file."""
    # pyogrio alone would open "werk.drents" in the present folder for the path "...!werk.drents".
    monkeypatch.chdir(tmp_path)
    _workspace(tmp_path / "werk.drents")
    folder = tmp_path / "map!werk.drents"
    folder.mkdir()
    _, report = read(_layer(tmp_path / "gewoon.gpkg").rename(folder / "goed.gpkg"))
    assert report.site_count == 2


def test_shapefile_whose_name_gdal_would_misread_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Shapefile whose name GDAL would misread is refused."""
    folder = tmp_path / "los"
    folder.mkdir()
    shape = _shapefile(folder)
    odd = folder.rename(tmp_path / "a!b")
    assert _reason(read, odd / shape.name) == "error.import.odd_name"


@pytest.mark.parametrize("name", ["a!b.zip", "a b.zip", "a;b.zip"])
def test_odd_zip_names_are_read(read: ReadFile, tmp_path: Path, name: str) -> None:
    """Odd zip names are read."""
    path = _zipped_shapefile(tmp_path / "heel.zip").rename(tmp_path / name)
    _, report = read(path)
    assert report.site_count == 2


# --- the live workspace -------------------------------------------------------------


@pytest.mark.parametrize("name", ["werk.drents", "WERK.DRENTS", "werk.drents-wal", "werk.drents-journal"])
def test_workspace_is_refused_by_name_and_never_opened(tmp_path: Path, name: str) -> None:
    """Workspace is refused by name and never opened."""
    # The file is not even there: had the gate looked inside, it would have said so.
    with pytest.raises(DataSourceError) as caught:
        check_source(tmp_path / name)
    assert caught.value.message_id == "error.import.is_workspace"


def test_renamed_workspace_is_refused_by_its_application_id(read: ReadFile, tmp_path: Path) -> None:
    """Renamed workspace is refused by its application id."""
    assert _reason(read, _workspace(tmp_path / "werk.gpkg")) == "error.import.is_workspace"


def test_link_to_a_workspace_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Link to a workspace is refused."""
    link = tmp_path / "werk.gpkg"
    link.symlink_to(_workspace(tmp_path / "werk.drents"))
    assert _reason(read, link) == "error.import.is_workspace"


def test_open_file_of_any_name_is_refused_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open file of any name is refused unopened."""
    live = _layer(tmp_path / "open.gpkg")
    other_name = tmp_path / "tweede.gpkg"
    other_name.hardlink_to(live)
    opened: list[Path] = []
    real_open = Path.open

    def spy(self: Path, mode: str = "r") -> object:
        opened.append(self)
        return real_open(self, mode)

    monkeypatch.setattr(Path, "open", spy)
    with pytest.raises(DataSourceError) as caught:
        check_source(other_name, [live])
    assert caught.value.message_id == "error.import.is_workspace"
    assert opened == []


def test_geometry_to_join_passes_the_same_gate(read: ReadFile, tmp_path: Path) -> None:
    """Geometry to join passes the same gate."""
    table = tmp_path / "tabel.csv"
    table.write_text("rin_nummer;plan_naam\n1;A\n", encoding="utf-8")
    workspace = _workspace(tmp_path / "werk.drents")
    with pytest.raises(DataSourceError) as caught:
        read(table, mapping="ibis_national_csv", join_geometry=workspace, join_on="rin_nummer")
    assert caught.value.message_id == "error.import.is_workspace"


def test_pyogrio_only_ever_gets_paths_that_passed_the_gate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pyogrio only ever gets paths that passed the gate."""
    given: list[str] = []
    for module, name in ((pyogrio, "list_layers"), (pyogrio, "read_info"), (pyogrio.raw, "read")):
        monkeypatch.setattr(module, name, _spied(getattr(module, name), given))
    good = _layer(tmp_path / "goed.gpkg")
    bad = [
        _workspace(tmp_path / "werk.drents"),
        _workspace(tmp_path / "werk.gpkg"),
        _layer(tmp_path / "open.gpkg"),
    ]
    reader = GeoSiteReader(MAPPINGS, lambda: [tmp_path / "open.gpkg"])
    for path in [good, *bad]:
        with contextlib.suppress(DataSourceError):
            reader.read(path, ImportOptions(), NoProgress())
    assert set(given) == {str(good.resolve())}


def _spied(function: object, given: list[str]) -> object:
    def call(path: str, *args: object, **kwargs: object) -> object:
        given.append(path)
        assert callable(function)
        return function(path, *args, **kwargs)

    return call


def test_only_open_source_calls_pyogrio() -> None:
    """Reading by pyogrio stands in ``geodata/source.py``, below ``open_source``; there are two other doors.

    One writes exports (decision 0008): new files in a folder of its own, so that nothing that was there
    before, and no live workspace, reaches GDAL. It may use nothing of pyogrio but ``raw.write`` and errors.
    The other one reads roads of OpenStreetMap (decision 0011), behind a gate that only such files pass.
    """
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if {"pyogrio", "geopandas", "fiona", "osgeo"} & _imported(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert users == {"geodata/source.py", "geodata/osm_roads.py", "geodata/writing/gdal_file.py"}
    roads = ast.parse((PACKAGE / "geodata" / "osm_roads.py").read_text(encoding="utf-8"))
    callers = {
        each.name: _dotted(each, "pyogrio") for each in roads.body if isinstance(each, ast.FunctionDef)
    }
    assert {name for name, used in callers.items() if used} == {"read_osm"}
    assert set(callers["read_osm"]) == {
        "pyogrio.raw",
        "pyogrio.raw.read",
        "pyogrio.set_gdal_config_options",
    }
    tree = ast.parse((PACKAGE / "geodata" / "source.py").read_text(encoding="utf-8"))
    public = [each.name for each in tree.body if isinstance(each, ast.FunctionDef) and each.name[0] != "_"]
    assert public == ["open_source"]
    writing = ast.parse((PACKAGE / "geodata" / "writing" / "gdal_file.py").read_text(encoding="utf-8"))
    assert {name for name in _dotted(writing, "pyogrio") if not name.startswith("pyogrio.errors")} == {
        "pyogrio.raw",
        "pyogrio.raw.write",
    }
    assert {
        alias.name for node in ast.walk(writing) if isinstance(node, ast.Import) for alias in node.names
    } & {"pyogrio", "pyogrio.raw", "pyogrio.errors"} == {"pyogrio.raw", "pyogrio.errors"}
    assert not [
        node
        for node in ast.walk(writing)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pyogrio")
    ]


def test_only_the_gate_makes_a_checked_source() -> None:
    """Only the gate makes a checked source."""
    makers = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "CheckedSource"
    }
    assert makers == {"geodata/source_gate.py"}


def _dotted(tree: ast.AST, package: str) -> set[str]:
    """Names of a package as they are used, dotted."""
    names = {ast.unparse(each) for each in ast.walk(tree) if isinstance(each, ast.Attribute)}
    return {name for name in names if name.startswith(f"{package}.")}


def _imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def _shapefile(folder: Path) -> Path:
    columns = {name: values for name, values in ibis_columns(2).items() if len(name) <= 10}
    return geopackage(
        folder / "terreinen.shp",
        columns,
        [shapely.to_wkb(apart(each)) for each in range(2)],
        layer="terreinen",
        driver="ESRI Shapefile",
    )


def _zipped_shapefile(path: Path) -> Path:
    folder = path.parent / "los"
    folder.mkdir()
    shape = _shapefile(folder)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(folder.glob(f"{shape.stem}.*")):
            archive.write(part, part.name)
    return path


def _encrypted_zip() -> bytes:
    """Make a zip whose member says that it is encrypted (flag bit 0), as password-protected ones do."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("terreinen.shp", b"geheim")
    content = bytearray(stream.getvalue())
    central = content.index(b"PK\x01\x02")
    for start in (6, central + 8):
        flags = struct.unpack_from("<H", content, start)[0]
        struct.pack_into("<H", content, start, flags | 1)
    return bytes(content)
