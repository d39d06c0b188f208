"""A workspace whose names attack, and every document that leaves it, made as a person makes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from drentsportal.cli.exit_codes import ExitCode
from drentsportal.paths import sample_data_dir
from tests.unit.cli.conftest import CommandLine

if TYPE_CHECKING:
    from pathlib import Path

PARKS: Final = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://weg.example","klik")',
    '#panic("typst") *vet* $x$ \\u{41}',
)
PLOTS: Final = ("@SUM(1)|calc", "<b onload=x>", "%%U;A,B")
FUNCTION: Final = '=cmd|"/C calc"!A0;TEL:1,BEGIN:VCARD'
ORGANISATION: Final = "<img src=x onerror=alert(2)>; Gemeente"
SOURCE: Final = "+1+1 <i>lijst</i>"
REQUESTER: Final = "@A1 <u>vrager</u>"
TITLE: Final = '=1+1 <script src="x"></script>'
CASE: Final = "D-2026-0001"


def _box(west: float, south: float, width: float, height: float) -> dict[str, object]:
    ring = [(west, south), (west + width, south), (west + width, south + height), (west, south + height)]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _park(number: int, name: str) -> dict[str, object]:
    values = {"id": f"h{number}", "name": name, "municipality_code": "GM0114", "gross_ha": 20.0}
    more = {"net_ha": 15.0, "available_now_ha": 5.0, "plan_name": name, "locality": name}
    at = _box(257_000 + 1_000 * number, 534_000, 500, 400)
    return {"type": "Feature", "properties": values | more, "geometry": at}


def _plot(number: int, name: str) -> dict[str, object]:
    values = {"id": f"h{number}-k", "name": name, "park_id": f"h{number}", "municipality_code": "GM0114"}
    more = {"status": "available", "area_m2": 10_000, "seller": "municipality", "category_max": "4.2"}
    at = _box(257_050 + 1_000 * number, 534_050, 100, 100)
    return {"type": "Feature", "properties": values | more, "geometry": at}


def _collection(path: Path, kind: str, features: list[dict[str, object]]) -> Path:
    content = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
        "drentsportal": {"kind": kind, "source": SOURCE, "as_of": "2026-11-01"},
        "features": features,
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def _contacts(path: Path) -> Path:
    row = {
        "id": "c1",
        "scope": "GM0114",
        "function": FUNCTION,
        "organisation": ORGANISATION,
        "telephone": "+31 000 000 001",
        "mail": "loket@bedrijvenportal.example",
        "source": SOURCE,
        "as_of": "2026-11-01",
    }
    head = {"kind": "contact_points", "source": SOURCE, "as_of": "2026-11-01"}
    desk = row | {"id": "c2", "scope": "province", "mail": "punt@bedrijvenportal.example"}
    path.write_text(json.dumps({"drentsportal": head, "rows": [row, desk]}), encoding="utf-8")
    return path


def _request(path: Path) -> Path:
    case = {"channel": "municipality", "received_at": "2026-11-19T11:05:00+01:00", "requester": REQUESTER}
    asked = {
        "title": TITLE,
        "request_type": "new",
        "summary": TITLE,
        "sector": TITLE,
        "requirements": {"plot_area_ha": 0.9},
        "preferences": {"reuse": 60, "price": 40},
    }
    path.write_text(json.dumps({"case": case, "request": asked}), encoding="utf-8")
    return path


def _run(line: CommandLine, *arguments: str | Path) -> None:
    outcome = line(*arguments)
    assert outcome.code == ExitCode.OK, (arguments, outcome.err)


def hostile_workspace(folder: Path) -> CommandLine:
    """Import what attacks, and open a case of which all parks stand on the shortlist."""
    line = CommandLine(folder)
    line.make_workspace()
    files = (
        sample_data_dir() / "municipalities.geojson",
        sample_data_dir() / "landmarks.geojson",
        _collection(folder / "a.geojson", "parks", [_park(*each) for each in enumerate(PARKS)]),
        _collection(folder / "b.geojson", "plots", [_plot(*each) for each in enumerate(PLOTS)]),
        _contacts(folder / "c.json"),
    )
    for path in files:
        _run(line, "import", path)
    _run(line, "case", "new", "--file", _request(folder / "vraag.json"))
    _run(line, "match", CASE)
    for number in range(len(PARKS)):
        _run(line, "shortlist", CASE, "--add", f"h{number}")
    return line


def make_all(line: CommandLine, out: Path) -> list[Path]:
    """Make every document that goes out; returns the files."""
    sites = tuple(f"h{number}" for number in range(len(PARKS)))
    for form in ("short", "full"):
        _run(line, "advise", CASE, "--form", form, "--out", out / form)
    for form in ("pdf", "html", "xlsx"):
        _run(line, "compare", "--case", CASE, "--out", out / f"vergelijking.{form}")
    _run(line, "bidbook", "--out", out / "bidbook", "--title", TITLE)
    _run(line, "bidbook", "--kind", "plot", "--out", out / "kavels", "--no-combined")
    _run(line, "package", CASE, "--out", out / "een")
    _run(line, "package", CASE, "--second", "--out", out / "twee")
    _run(line, "fact-finding-day", *sites, "--date", "2026-12-03", "--case", CASE, "--out", out / "dag")
    _run(line, "match", CASE, "--xlsx", out / "rangorde.xlsx")
    _run(line, "export", "--kind", "park", "--out", out / "terreinen.xlsx")
    _run(line, "export", "--kind", "plot", "--out", out / "kavels.dxf")
    _run(line, "chase", "make", "--municipality", "Emmen", "--out", out / "opvraag")
    _run(line, "case", "form", "--out", out / "formulier.xlsx")
    return sorted(each for each in out.rglob("*") if each.is_file())
