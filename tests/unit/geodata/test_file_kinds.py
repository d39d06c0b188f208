"""A file is known by its first bytes; its extension only has to agree."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from drentsportal.errors import DataSourceError
from drentsportal.geodata.file_kinds import SUFFIXES, SourceFormat
from drentsportal.geodata.source_gate import check_source
from tests.unit.geodata.small_files import good_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.geodata.conftest import ReadFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def _encrypted_workbook() -> bytes:
    """Make the head of what Excel writes with a password: an old Office file with one encrypted part."""
    header = bytearray(512)
    header[:8] = OLE
    header[30:32] = (9).to_bytes(2, "little")
    header[48:52] = (1).to_bytes(4, "little")
    directory = "EncryptedPackage".encode("utf-16-le").ljust(512, b"\x00")
    return bytes(header) + bytes(512) + directory


OTHERS = {
    "web_page": b"<!DOCTYPE html><html><body>Niet gevonden</body></html>",
    "service_fault": b'<?xml version="1.0"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows"/>',
    "xml": b'<?xml version="1.0"?><lijst/>',
    "kml": b'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"/>',
    "pdf": b"%PDF-1.7\n",
    "old_office": OLE + bytes(600),
    "word": _zip("[Content_Types].xml", "word/document.xml"),
    "open_document": _zip("mimetype", "content.xml"),
    "dwg": b"AC1032" + bytes(100),
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "packed": b"\x1f\x8b\x08" + bytes(20),
}


@pytest.mark.parametrize("kind", list(SourceFormat))
def test_each_format_is_known_by_its_bytes(tmp_path: Path, kind: SourceFormat) -> None:
    """Every format passes under each of its extensions, and is called what it is under any other."""
    path = good_file(kind, tmp_path)
    assert check_source(path).format is kind
    if kind is SourceFormat.SHAPEFILE:
        return
    for suffix, expected in {**SUFFIXES, ".docx": None}.items():
        other = path.rename(path.with_name(f"anders{suffix}"))
        if expected is kind:
            assert check_source(other).format is kind
        else:
            with pytest.raises(DataSourceError) as caught:
                check_source(other)
            assert caught.value.message_id == "error.import.wrong_extension"
            assert caught.value.params["found"] == kind.value
        path = other


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("suffix", [".gml", ".json", ".csv", ".xlsx", ".zip", ".parquet", ".dxf", ""])
def test_what_is_often_taken_for_sites_is_called_what_it_is(
    read: ReadFile, tmp_path: Path, kind: str, suffix: str
) -> None:
    """A web page saved as .gml, an old .xls, a Word document: each by its name, whatever its extension."""
    path = tmp_path / f"bestand{suffix}"
    path.write_bytes(OTHERS[kind])
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.is_other_kind"
    assert caught.value.params["found"] == kind


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_an_empty_file_is_called_empty(read: ReadFile, tmp_path: Path, suffix: str) -> None:
    """A file of 0 bytes is empty under every extension."""
    path = tmp_path / f"leeg{suffix}"
    path.touch()
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.empty"


def test_a_workbook_with_a_password_is_called_so(read: ReadFile, tmp_path: Path) -> None:
    """Excel wraps an encrypted workbook in an old Office file; the message says what to do."""
    path = tmp_path / "geheim.xlsx"
    path.write_bytes(_encrypted_workbook())
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.encrypted_workbook"


@pytest.mark.parametrize("kind", list(SourceFormat))
def test_half_a_file_is_refused(read: ReadFile, tmp_path: Path, kind: SourceFormat) -> None:
    """Of each format half a file is refused, or its cut rows are named: never fewer sites in silence."""
    path = good_file(kind, tmp_path, 30)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    if kind is SourceFormat.DELIMITED:
        # A text has no end of its own; what is left of the row that was cut is refused.
        _, report = read(path, crs="EPSG:28992")
        assert report.feature_count < 30
        assert {each.row for each in report.issues} == {report.feature_count}
        return
    with pytest.raises(DataSourceError):
        read(path, **({"crs": "EPSG:28992"} if kind is SourceFormat.WORKBOOK else {}))


def test_a_bomb_is_refused_before_it_is_unpacked(read: ReadFile, tmp_path: Path) -> None:
    """A zip of 1 MB that unpacks to more than the limit is refused by what it says of itself."""
    path = tmp_path / "bom.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in (".shp", ".shx", ".dbf"):
            with archive.open(f"bom{part}", "w", force_zip64=True) as stream:
                for _ in range(400):
                    stream.write(bytes(1_000_000))
    assert path.stat().st_size < 2_000_000
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.unpacks_too_large"
    assert caught.value.params["size_mb"] == 1200


def test_json_in_utf_16_is_read(read: ReadFile, tmp_path: Path) -> None:
    """Some programs of Windows save JSON as UTF-16; its first two bytes say so."""
    path = good_file(SourceFormat.JSON, tmp_path)
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-16")
    _, report = read(path)
    assert report.site_count == 2
