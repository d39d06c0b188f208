"""Every format of export: hostile names stay text, and what is internal stays inside."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import openpyxl
import pyogrio.raw
import pytest
from ezdxf.entities.text import Text
from ezdxf.filemanagement import readfile

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.asking.request import LocationRequest, Preference
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.package.parts import PackageRound
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.package_planning import PackageWishes
from drentsportal.services.ports.exports import SUFFIXES, ExportFormat
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from drentsportal.services.publication import INTERNAL_ATTRIBUTES, Publication
from drentsportal.services.site_export import ExportRequest
from drentsportal.settings import Settings
from tests.end2end.searched_files import holding, words_in
from tests.fakes import MOMENT_UTC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.bootstrap import AppServices

MARKED: Final = "Klompenwoord"
"""Stands in everything that is internal: reasons, names of people, a company, a note."""

CLOSED: Final = "Gesloten bron"
OPEN: Final = "Open bron"
HOSTILE: Final = (
    "<script>alert(1)</script>",
    '=HYPERLINK("x")',
    "'); DROP TABLE layer_styles; --",
    'a"b\\c;d,e',
    "%%c ^J \\U+0041 {\\P}",
    "]]><!-- &amp; é ✓",
)
_X, _Y = 257_000, 534_000


def _ring(number: int, side_m: int) -> list[list[int]]:
    x = _X + 1_000 * number
    return [[x, _Y], [x + side_m, _Y], [x + side_m, _Y + side_m], [x, _Y + side_m], [x, _Y]]


def _write(path: Path, kind: str, source: str, rows: list[tuple[dict[str, object], int]]) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": {
                "type": "Polygon",
                "coordinates": [_ring(number, 500 if kind == "parks" else 100)],
            },
        }
        for properties, number in rows
    ]
    content = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
        "drentsportal": {"kind": kind, "source": source, "as_of": "2026-11-01"},
        "features": features,
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def services(tmp_path: Path) -> Iterator[AppServices]:
    """Open a workspace with hostile names, a closed source, edits, a case and a note."""
    settings = Settings(actor_name=f"Anna {MARKED}", actor_organisation=f"Dienst {MARKED}")
    opened = open_services(settings, tmp_path / "werk.drents", clock=FixedClock(MOMENT_UTC))
    parks: list[tuple[dict[str, object], int]] = [
        ({"id": f"park-{number}", "name": name, "gross_ha": 25.0, "locality": name}, number)
        for number, name in enumerate(HOSTILE)
    ]
    plots: list[tuple[dict[str, object], int]] = [
        (
            {
                "id": f"plot-{number}",
                "name": name,
                "park_id": f"park-{number}",
                "area_m2": 10_000,
                "price_eur_m2": 98.765,
            },
            number,
        )
        for number, name in enumerate(HOSTILE)
    ]
    closed: list[tuple[dict[str, object], int]] = [
        ({"id": "park-0", "plan_name": "Plan van de gesloten bron"}, 0)
    ]
    for kind, source, rows in (("parks", OPEN, parks), ("plots", OPEN, plots), ("parks", CLOSED, closed)):
        path = _write(tmp_path / f"{kind}-{source}.geojson", kind, source, rows)
        opened.imports.run(path, ImportOptions(), NoProgress())
    _edit(opened)
    request = LocationRequest(f"Bedrijf {MARKED}", summary=MARKED, preferences=(Preference("reuse", 10),))
    case, _ = opened.intake.open_case(request, RequestChannel.NOM, MOMENT_UTC, None, requester=MARKED)
    opened.desk.add_note(case.number, f"Notitie {MARKED}")
    yield opened
    opened.workspace.close()


def _edit(services: AppServices) -> None:
    person = Actor(f"Anna {MARKED}", f"Dienst {MARKED}", Role.GEMEENTE)
    with services.workspace.unit_of_work() as unit:
        for site_id, attribute_id, value in (
            ("park-1", "net_ha", 12.5),
            ("plot-1", "status", "option"),
            ("plot-1", "status_until", "2027-03-09"),
        ):
            choice = ValueChoice(
                site_id=site_id,
                attribute_id=attribute_id,
                from_version=0,
                until_version=None,
                record_id=None,
                value=value,
                source=OPEN,
                as_of=PartialDate(2026, 11, 20),
                actor=person,
                chosen_at_utc=MOMENT_UTC,
                reason=f"want {MARKED}",
            )
            unit.sites.choose(choice)
        unit.commit()


def _publication() -> Publication:
    return Publication("CC0-1.0", "Provincie", "Schakelpunt", "s@p.example", frozenset({OPEN}))


def _export(services: AppServices, form: ExportFormat, path: Path) -> Path:
    kinds = {ExportFormat.IBIS: (SiteKind.PARK,), ExportFormat.DXF: (SiteKind.PLOT,)}
    request = ExportRequest(
        form, path, kinds=kinds.get(form, (SiteKind.PARK, SiteKind.PLOT)), publication=_publication()
    )
    services.exporting.run(request, NoProgress())
    return path


def _bytes_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """Give every byte of a file or folder, archives unpacked."""
    if path.is_dir():
        for each in sorted(path.iterdir()):
            yield from _bytes_of(each)
        return
    content = path.read_bytes()
    yield path.name, content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield f"{path.name}/{name}", packed.read(name)


def _targets(folder: Path) -> list[tuple[ExportFormat, Path]]:
    return [
        (form, folder / f"uit-{form.value}{suffix}") for form in ExportFormat for suffix in SUFFIXES[form]
    ]


def test_no_format_holds_who_changed_what_and_why(services: AppServices, tmp_path: Path) -> None:
    """The word in reasons, names, notes and cases is in no byte of any export; the edited values are."""
    assert any(MARKED in str(each) for each in services.catalogue.choices("park-1"))
    for form, path in _targets(tmp_path):
        for name, content in _bytes_of(_export(services, form, path)):
            for encoding in ("utf-8", "utf-16-le"):
                assert MARKED.encode(encoding) not in content, (form, name)
    assert b"12.5" in (tmp_path / "uit-csv-exchange.csv").read_bytes()


def test_open_data_holds_nothing_internal_and_nothing_of_a_closed_source(
    services: AppServices, tmp_path: Path
) -> None:
    """Attributes that are not public, values of the closed source, and its name: none of them is in it."""
    folder = _export(services, ExportFormat.OPEN_DATA, tmp_path / "open")
    secrets = (CLOSED, "Plan van de gesloten bron", "98.765", "2027-03-09", *INTERNAL_ATTRIBUTES)
    for name, content in _bytes_of(folder):
        for secret in secrets:
            assert secret.encode() not in content, (name, secret)
    with (folder / "bedrijventerreinen.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["id"]: row for row in csv.DictReader(stream)}
    # A record of the closed source may have drawn park-0, so its shape stays inside; its open values do not.
    assert rows["park-0"]["wkt"] == ""
    assert rows["park-0"]["gross_ha"] == "25.0"
    assert rows["park-1"]["wkt"].startswith("POLYGON")
    assert rows["park-1"]["net_ha"] == "12.5"


def test_names_stay_text_in_every_format(services: AppServices, tmp_path: Path) -> None:
    """Read back by the reader of each format, the names are what they were."""
    made = dict(_targets(tmp_path))
    for form, path in made.items():
        _export(services, form, path)
    wanted = set(HOSTILE)
    for form in (ExportFormat.GEOJSON, ExportFormat.FLATGEOBUF):
        meta, _, _, data = pyogrio.raw.read(str(made[form]))
        assert set(data[list(meta["fields"]).index("name")]) == wanted
    for layer in ("bedrijventerreinen", "kavels"):
        meta, _, _, data = pyogrio.raw.read(str(made[ExportFormat.GEOPACKAGE]), layer=layer)
        assert set(data[list(meta["fields"]).index("name")]) == wanted
    cells = {
        cell.value: cell.data_type
        for sheet in openpyxl.load_workbook(made[ExportFormat.XLSX])
        for row in sheet
        for cell in row
    }
    assert all(cells[name] == "s" for name in HOSTILE)
    with (tmp_path / "uit-ibis.csv").open(encoding="utf-8", newline="") as stream:
        assert {row["PLAN_NAAM"] for row in csv.DictReader(stream, delimiter=";")} == wanted


def test_descriptions_and_styles_survive_hostile_words(services: AppServices, tmp_path: Path) -> None:
    """JSON-LD and styles are well-formed, whoever publishes."""
    path = tmp_path / "open"
    publication = Publication("CC-BY-4.0", HOSTILE[0], HOSTILE[3], 'x"> <y@p.example', frozenset({OPEN}))
    request = ExportRequest(ExportFormat.OPEN_DATA, path, publication=publication)
    services.exporting.run(request, NoProgress())
    described = json.loads((path / "dcat.jsonld").read_text(encoding="utf-8"))
    assert described["dct:publisher"]["foaf:name"]["@value"] == HOSTILE[0]
    assert "<mailto:x%22%3E%20%3Cy@p.example>" in (path / "dcat.ttl").read_text(encoding="utf-8")
    meta, _, _, data = pyogrio.raw.read(str(path / "bedrijvenportal.gpkg"), layer="layer_styles")
    for text in data[list(meta["fields"]).index("styleSLD")]:
        ET.fromstring(text)  # noqa: S314 - our own file


def test_packages_hold_no_reason_name_or_note(services: AppServices, tmp_path: Path) -> None:
    """Of every park with a hostile name: factsheets, rules and drawings tell values, and nobody's words."""
    site_ids = tuple(f"park-{number}" for number in range(len(HOSTILE)))
    for package_round in PackageRound:
        wishes = PackageWishes(package_round, site_ids)
        made = services.packages.make("D-2026-0001", wishes, tmp_path / "uit", NoProgress())
        assert {each.path.suffix for each in made} == {".pdf", ".zip"}
    assert holding(tmp_path / "uit", MARKED) == []
    assert any("12,5" in words for _, words in words_in(tmp_path / "uit"))


def test_a_drawing_shows_names_and_runs_no_codes(services: AppServices, tmp_path: Path) -> None:
    """A sign of CAD in a name stays those characters."""
    path = _export(services, ExportFormat.DXF, tmp_path / "kavels.dxf")
    drawn = readfile(path).modelspace().query("TEXT")
    texts = [each.plain_text() for each in drawn if isinstance(each, Text)]
    bare = {text.replace("\u200b", "").replace("^ ", "^") for text in texts}
    assert set(HOSTILE) <= bare
