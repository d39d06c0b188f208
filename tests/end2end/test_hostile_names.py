"""Names that look like script, formula or markup stay that text everywhere they go, and run nowhere."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.domain.asking.request import LocationRequest, Preference
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.paths import sample_data_dir
from drentsportal.services.ports.exports import ExportFormat
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from drentsportal.services.site_export import ExportRequest
from drentsportal.settings import Settings
from tests.fakes import MOMENT_UTC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.bootstrap import AppServices

HOSTILE = ("<script>alert(1)</script>", '=HYPERLINK("x")', "@SUM(1)")


def _park(number: int, name: str) -> dict[str, object]:
    x, y = 257_000 + 1_000 * number, 534_000
    ring = [[x, y], [x + 500, y], [x + 500, y + 400], [x, y + 400], [x, y]]
    return {
        "type": "Feature",
        "properties": {
            "id": f"hostile-{number}",
            "name": name,
            "municipality_code": "GM0114",
            "gross_ha": 20.0,
            "net_ha": 15.0,
            "available_now_ha": 5.0,
            "locality": name,
        },
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


@pytest.fixture
def services(tmp_path: Path) -> Iterator[AppServices]:
    """Open a workspace whose only three parks carry hostile names."""
    source = tmp_path / "vijandig.geojson"
    content = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
        "drentsportal": {"kind": "parks", "source": "Proefgegevens", "as_of": "2026-11-01"},
        "features": [_park(number, name) for number, name in enumerate(HOSTILE)],
    }
    source.write_text(json.dumps(content), encoding="utf-8")
    opened = open_services(Settings(), tmp_path / "werk.drents", clock=FixedClock(MOMENT_UTC))
    for path in (sample_data_dir() / "municipalities.geojson", source):
        opened.imports.run(path, ImportOptions(), NoProgress())
    yield opened
    opened.workspace.close()


def _advice(services: AppServices, out_dir: Path) -> list[Path]:
    request = LocationRequest(HOSTILE[0], summary=HOSTILE[1], preferences=(Preference("reuse", 10),))
    case, _ = services.intake.open_case(request, RequestChannel.NOM, MOMENT_UTC, None, requester=HOSTILE[2])
    result = services.matching.match_case(case.number)
    assert result.qualifier_count == len(HOSTILE)
    for candidate_id in result.ranking():
        services.shortlist.add(case.number, candidate_id)
    return [made.path for made in services.advising.make(case.number, out_dir, NoProgress())]


def _squeezed(text: str) -> str:
    """Return text without white space, since a page may break a name anywhere."""
    return "".join(text.split())


def test_pdf_and_docx_show_the_names_as_text(services: AppServices, tmp_path: Path) -> None:
    """Every name stands in the advice, the letter and one factsheet each."""
    made = _advice(services, tmp_path / "uit")
    pdfs = {
        path: _squeezed("".join(page.extract_text() for page in PdfReader(path).pages))
        for path in made
        if path.suffix == ".pdf"
    }
    advice = next(text for path, text in pdfs.items() if path.name.startswith("advies"))
    letter = Document(str(next(path for path in made if path.suffix == ".docx")))
    cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    words = _squeezed("".join([paragraph.text for paragraph in letter.paragraphs] + cells))
    for name in HOSTILE:
        assert _squeezed(name) in advice
        assert _squeezed(name) in words
        sheets = [path for path, text in pdfs.items() if "factsheet" in path.name and _squeezed(name) in text]
        # The others may show it on their map; one alone is called so.
        known = [PdfReader(path).metadata for path in sheets]
        titles = [str(each.title) for each in known if each is not None]
        assert sum(_squeezed(name) in _squeezed(each) for each in titles) == 1


def test_sheets_hold_the_names_as_strings(services: AppServices, tmp_path: Path) -> None:
    """XLSX keeps string cells; the CSV for Excel disarms a formula, the CSV for exchange stays raw."""
    ids = [f"hostile-{number}" for number in range(len(HOSTILE))]
    endings = {ExportFormat.XLSX: "xlsx", ExportFormat.CSV_EXCEL: "csv", ExportFormat.CSV_EXCHANGE: "csv"}
    paths = {form: tmp_path / f"{form.value}.{ending}" for form, ending in endings.items()}
    for form, path in paths.items():
        services.exporting.run(ExportRequest(form, path, site_ids=tuple(ids)), NoProgress())
    sheet = openpyxl.load_workbook(paths[ExportFormat.XLSX])
    found = {cell.value: cell.data_type for page in sheet for row in page for cell in row}
    assert all(found[name] == "s" for name in HOSTILE)
    raw = paths[ExportFormat.CSV_EXCHANGE].read_text(encoding="utf-8-sig")
    armed = paths[ExportFormat.CSV_EXCEL].read_text(encoding="utf-8-sig")
    exchanged = {cell for row in csv.reader(raw.splitlines(), delimiter=";") for cell in row}
    exchanged |= {cell for row in csv.reader(raw.splitlines()) for cell in row}
    assert set(HOSTILE) <= exchanged
    for_excel = {cell for row in csv.reader(armed.splitlines(), delimiter=";") for cell in row}
    assert HOSTILE[0] in for_excel
    assert {f"'{name}" for name in HOSTILE[1:]} <= for_excel
    assert not set(HOSTILE[1:]) & for_excel


def test_map_file_carries_no_tag_of_a_name(services: AppServices, tmp_path: Path) -> None:
    """The data inside the page cannot end or begin a script; the page shows it as text."""
    path = tmp_path / "kaart.html"
    services.map_export.write(path, None)
    page = path.read_text(encoding="utf-8")
    assert HOSTILE[0] not in page
    assert "alert(1)" in page
