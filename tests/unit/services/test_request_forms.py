"""The request form as a file: written, filled in as people do, and read back with faults by their cells."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from drentsportal.domain.asking.text_bounds import bounded_request
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.errors import DataSourceError, InputError
from drentsportal.geodata.request_form_file import RequestFormReading
from drentsportal.language import Language
from drentsportal.paths import resources_dir, sample_data_dir
from drentsportal.reference import TomlReference
from drentsportal.reports.sheets.request_form_sheet import RequestFormFile
from drentsportal.services.request_admission import RequestAdmission
from drentsportal.services.request_exchange import read_request_file
from drentsportal.services.request_files import RequestFiles
from drentsportal.services.request_form import FORM_ROW_BY_KEY, FORM_ROWS
from drentsportal.services.request_forms import RequestForms, schema_text
from drentsportal.services.request_keys import REQUIREMENT_KEYS
from drentsportal.services.request_schema import request_schema
from tests.unit.services.desk_harness import sector_admission

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.unit.services.desk_harness import Desk

RECEIVED = datetime(2026, 11, 20, 8, 40, tzinfo=UTC)
FIRST_ROW = 5
DOCS_SCHEMA = Path(__file__).parents[3] / "docs" / "request.schema.json"


@pytest.fixture
def forms(desk: Desk) -> RequestForms:
    """Wire the forms."""
    language, reference = Language("nl", resources_dir(), strict=True), TomlReference(resources_dir())
    files = RequestFiles(
        desk.intake, RequestAdmission(reference, desk.workspace.catalogue), sector_admission()
    )
    return RequestForms(RequestFormFile(language), RequestFormReading(language), files, reference, desk.clock)


def _filled(forms: RequestForms, folder: Path, answers: dict[str, Any]) -> Path:
    path = forms.write(folder / "formulier.xlsx").path
    book = openpyxl.load_workbook(path)
    for key, value in answers.items():
        _sheet(book)[_cell(key)] = value
    book.save(path)
    return path


def _sheet(book: openpyxl.Workbook) -> Worksheet:
    return book["Aanvraag"]


def _cell(key: str) -> str:
    return f"B{FIRST_ROW + FORM_ROWS.index(FORM_ROW_BY_KEY[key])}"


ANSWERS: dict[str, Any] = {
    "channel": "NOM",
    "requester": "NOM, acquisitie",
    "asked_at": datetime(2026, 11, 20, 9, 12),  # noqa: DTZ001 - a cell of a workbook knows no zone
    "company_name": "Veenpolymeer",
    "title": "Chemiebedrijf",
    "staff_count": 70,
    "width_m": "80",
    "depth_m": 50.5,
    "plot_area_ha": 2.5,
    "category": "5.1",
    "available_by": "31-12-2028",
    "municipality": "Emmen, Coevorden",
    "web_shop": "Ja",
    "storage": "Ja",
    "grid_demand_kw": "ja",
}


def test_a_filled_in_form_becomes_a_request(forms: RequestForms, tmp_path: Path) -> None:
    """With Dutch words, Dutch time, and the receipt from who received it."""
    channel = Language("nl", resources_dir()).text("channel.nom")
    read = forms.read(_filled(forms, tmp_path, {**ANSWERS, "channel": channel}), RECEIVED)
    limits = {each.criterion_id: each.limit for each in read.request.requirements}
    assert (read.channel, read.received_at_utc) == (RequestChannel.NOM, RECEIVED)
    assert read.asked_at_utc == datetime(2026, 11, 20, 8, 12, tzinfo=UTC)
    assert limits["plot_area"] == 25_000
    assert limits["municipality"] == ("GM0114", "GM0109")
    assert limits["grid_demand"] is True
    assert read.request.building is not None
    assert (read.request.building.width_dm, read.request.building.depth_dm) == (800, 505)


def test_every_fault_is_told_with_its_cell(forms: RequestForms, tmp_path: Path) -> None:
    """All at once, in the order in which they are found."""
    wrong = {
        "channel": "post",
        "plot_area_ha": "veel",
        "municipality": "Zwolle",
        "web_shop": "misschien",
        "staff_count": 1.5,
    }
    with pytest.raises(InputError) as refused:
        forms.read(_filled(forms, tmp_path, {**ANSWERS, **wrong}), RECEIVED)
    faults: Any = refused.value.params["faults"]
    told = {each.named["cell"] for each in faults}
    assert told == {f"Aanvraag!{_cell(key)}" for key in wrong}
    text = Language("nl", resources_dir(), strict=True).text(refused.value)
    assert f"Aanvraag!{_cell('plot_area_ha')}" in text


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("title", None, "error.intake.title_missing"),
        ("asked_at", "20-11-2026", "error.form.time_missing"),
        ("asked_at", date(2026, 11, 20), "error.form.date_alone"),
        ("asked_at", datetime(2026, 11, 20), "error.form.date_alone"),  # noqa: DTZ001 - as above
        ("asked_at", "29-3-2026 2:30", "error.form.moment_skipped"),
        ("asked_at", "25-10-2026 2:30", "error.form.moment_doubled"),
        ("asked_at", datetime(2026, 3, 29, 2, 30), "error.form.moment_skipped"),  # noqa: DTZ001 - as above
        ("asked_at", datetime(2026, 10, 25, 2, 30), "error.form.moment_doubled"),  # noqa: DTZ001 - as above
        ("title", "x" * 201, "error.request.text_too_long"),
        ("company_name", "x" * 201, "error.request.text_too_long"),
        ("email", "a@b.nl\nBcc: x@y.nl", "error.request.text_lines"),
        ("available_by", "31-2-2028", "error.form.day"),
        ("available_by", "eind 2028", "error.date.day_unreadable"),
        ("plot_area_ha", "1.500", "error.form.number_ambiguous"),
        ("plot_area_ha", "=1+1", "error.form.formula"),
        ("title", "#REF!", "error.form.cell_error"),
        ("depth_m", None, "error.request.number_unreadable"),
        ("category", "7", "error.category.unreadable"),
        ("segment", "Ruimtevaart", "error.request.segment_unknown"),
        ("plot_area_ha", 20_000, "error.request.size_too_large"),
    ],
)
def test_a_fault_is_told_with_its_reason(
    forms: RequestForms, tmp_path: Path, key: str, value: object, reason: str
) -> None:
    """In the cell of its question."""
    answers = {**ANSWERS, "channel": "nom", key: value}
    with pytest.raises(InputError) as refused:
        forms.read(_filled(forms, tmp_path, answers), RECEIVED)
    faults: Any = refused.value.params["faults"]
    (fault,) = faults
    assert (fault.named["cell"], fault.named["reason"].id) == (f"Aanvraag!{_cell(key)}", reason)


@pytest.mark.parametrize(("offset", "hour"), [("+02:00", 0), ("+01:00", 1)])
def test_the_hour_that_comes_twice_is_read_as_it_is_said(
    forms: RequestForms, tmp_path: Path, offset: str, hour: int
) -> None:
    """In summer or in winter time."""
    answers = {**ANSWERS, "channel": "nom", "asked_at": f"25-10-2026 2:30 {offset}"}
    read = forms.read(_filled(forms, tmp_path, answers), RECEIVED)
    assert read.asked_at_utc == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_rows_may_move(forms: RequestForms, tmp_path: Path) -> None:
    """A form is read by its keys, not by its places."""
    path = _filled(forms, tmp_path, {"channel": "nom", "title": "Chemiebedrijf", "plot_area_ha": 2})
    book = openpyxl.load_workbook(path)
    _sheet(book).insert_rows(6, 3)
    book.save(path)
    assert forms.read(path, RECEIVED).request.title == "Chemiebedrijf"


def test_what_is_no_form_is_refused(forms: RequestForms, tmp_path: Path) -> None:
    """Another workbook, no workbook, no file."""
    other = tmp_path / "ander.xlsx"
    openpyxl.Workbook().save(other)
    text = tmp_path / "tekst.xlsx"
    text.write_text("geen werkblad", encoding="utf-8")
    for path in (other, text, tmp_path / "weg.xlsx"):
        with pytest.raises(DataSourceError):
            forms.read(path)


def test_the_form_says_every_row_in_words(forms: RequestForms, tmp_path: Path) -> None:
    """No key stands where a person reads."""
    book = openpyxl.load_workbook(forms.write(tmp_path / "f.xlsx").path)
    rows = [[str(cell.value or "") for cell in row[:3]] for row in _sheet(book).iter_rows(min_row=FIRST_ROW)]
    assert len(rows) == len(FORM_ROWS)
    assert all(label and explanation for label, _, explanation in rows)
    assert not any("_" in label for label, _, _ in rows)


# --- schema ------------------------------------------------------------------------


def _fits(schema: dict[str, Any], value: object) -> bool:
    """Judge a value by the few words of JSON Schema that the schema uses."""
    if "anyOf" in schema:
        return any(_fits(each, value) for each in schema["anyOf"])
    if "const" in schema:
        return value is schema["const"]
    if "enum" in schema:
        return value in schema["enum"]
    return _is_of_kind(schema, value) and _is_whole(schema, value)


_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def _is_of_kind(schema: dict[str, Any], value: object) -> bool:
    stated = schema["type"]
    kinds = [stated] if isinstance(stated, str) else stated
    if isinstance(value, bool):
        return "boolean" in kinds
    return any(isinstance(value, _TYPES[each]) for each in kinds)


def _is_whole(schema: dict[str, Any], value: object) -> bool:
    if isinstance(value, dict):
        inner, needed = schema["properties"], set(schema.get("required", []))
        return needed <= set(value) <= set(inner) and all(
            _fits(inner[key], each) for key, each in value.items()
        )
    if isinstance(value, list):
        many = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
        return bool(many and all(_fits(schema["items"], each) for each in value))
    if isinstance(value, str):
        return bool(len(value) <= schema.get("maxLength", len(value)))
    if isinstance(value, int | float):
        return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    return True


def test_the_page_holds_the_schema_of_now() -> None:
    """As it is made from the tables of the reader."""
    assert DOCS_SCHEMA.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize(
    "path", sorted((sample_data_dir() / "requests").glob("*.json")), ids=lambda path: path.stem
)
def test_what_the_reader_takes_fits_the_schema(path: Path) -> None:
    """Every sample request does both."""
    text = path.read_text(encoding="utf-8")
    read_request_file(text)
    assert _fits(request_schema(), json.loads(text))


@pytest.mark.parametrize(
    "spoil",
    [
        {"kleur": "rood"},
        {"requirements": {"kleur": 1}},
        {"requirements": {"plot_area_ha": -1}},
        {"requirements": {"category": "7"}},
        {"requirements": {"web_shop": "ja"}},
        {"requirements": {"municipality": []}},
        {"housing": "tent"},
        {"building": {"width_m": 5}},
        {"staff_count": "veel"},
        {"soft_factors": [f"wens {each}" for each in range(51)]},
        {"summary": "x" * 4_001},
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(spoil: dict[str, Any]) -> None:
    """Both, for the same reason or another."""
    content = {"request": {"title": "Chemiebedrijf", **spoil}}
    assert not _fits(request_schema(), content)
    with pytest.raises(InputError):
        bounded_request(read_request_file(json.dumps(content)).request)


def test_the_schema_knows_every_key_of_a_requirement() -> None:
    """And no other."""
    asked = request_schema()["properties"]["request"]["properties"]["requirements"]["properties"]
    assert set(asked) == {each.key for each in REQUIREMENT_KEYS}
