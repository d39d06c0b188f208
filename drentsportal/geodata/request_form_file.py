"""Reads a request form that was filled in, wherever its rows and columns stand now."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.cases.wall_clock import sure_instant
from drentsportal.domain.entry.number_text import Notation, read_number
from drentsportal.errors import DataSourceError, InputError
from drentsportal.geodata.foreign_faults import foreign_parser
from drentsportal.geodata.limits import LIMITS
from drentsportal.geodata.zip_contents import zip_contents
from drentsportal.services.request_form import (
    ANSWER_MARK,
    FORM_FORMAT,
    FORM_MARKER,
    FORM_ROW_BY_KEY,
    KEY_MARK,
    FilledForm,
    FormFault,
    FormKind,
    FormPart,
    FormRow,
)
from drentsportal.services.request_keys import KEY_BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from drentsportal.language import Language

_MOST_ROWS: Final = 500
_MOST_COLUMNS: Final = 50
_WORKBOOK_BYTES: Final = 1_000_000
_WITH_DECIMALS: Final = frozenset({FormKind.NUMBER, FormKind.NEED})
_GROUPED: Final = re.compile(r"(?P<number>\d{1,3}(?:\.\d{3})+|\d+)(?:\s*(?:m²|m2))?")
_DAY: Final = re.compile(
    r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?:\s+(\d{1,2})[:.](\d{2}))?(?:\s+([+-]\d{2}:\d{2}))?"
)


class RequestFormReading:
    """Reads forms in one language; the words of lists are turned into their ids."""

    def __init__(self, language: Language) -> None:
        """Keep the words in which the form goes out."""
        self._language = language

    def read_form(self, path: Path, segments: Mapping[str, str]) -> FilledForm:
        """Read the answers. Raises ``DataSourceError`` for what is no such form."""
        if not path.is_file():
            raise DataSourceError("error.import.not_found", file=path.name)
        if not is_request_form(path):
            raise DataSourceError("error.form.no_form", file_name=path.name)
        zip_contents(path, LIMITS)
        with foreign_parser(path.name):
            import openpyxl  # noqa: PLC0415 - only who reads a form needs it

            values = openpyxl.load_workbook(path, data_only=True, keep_links=False)
            written = openpyxl.load_workbook(path, data_only=False, keep_links=False)
        if values[FORM_MARKER].cell(1, 2).value != FORM_FORMAT:
            raise DataSourceError("error.form.other_version", file_name=path.name)
        return self._filled(path.name, values, written, segments)

    def _filled(
        self, name: str, values: Workbook, written: Workbook, segments: Mapping[str, str]
    ) -> FilledForm:
        sheet, answer, keys = _columns(values, name)
        entry: dict[str, Any] = {"case": {}, "request": {}}
        cells: dict[str, str] = {}
        faults: list[FormFault] = []
        for at, row in _rows(sheet, keys):
            cell = f"{sheet.title}!{sheet.cell(at, answer).coordinate}"
            if row.key in cells:
                continue
            cells[row.key] = cell
            value = sheet.cell(at, answer).value
            try:
                if value is None and written[sheet.title].cell(at, answer).value is not None:
                    raise InputError("error.form.formula", field=row.key)  # noqa: TRY301 - told like any other fault
                _put(entry, row, self._answer(row, value, segments))
            except InputError as error:
                faults.append(FormFault(cell, error))
        return FilledForm(name, _without_empty_parts(entry), cells, tuple(faults))

    def _answer(self, row: FormRow, value: object, segments: Mapping[str, str]) -> object:
        """Return an answer as a request file holds it, None for an empty one. Raises ``InputError``."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        text = _plain(value)
        if text.startswith("#") and text.rstrip("!?").isupper():
            raise InputError("error.form.cell_error", field=row.key, text=text)
        if row.kind is FormKind.CHOICE:
            return self._member(row, text)
        if row.kind in {FormKind.SEGMENTS, FormKind.PLACES}:
            named = segments if row.kind is FormKind.SEGMENTS else {}
            return _several(text, {name.casefold(): key for key, name in named.items()})
        if row.kind in {FormKind.DAY, FormKind.MOMENT}:
            return _moment(row, value, text)
        if row.kind in {FormKind.YES, FormKind.NEED}:
            return self._yes(row, value, text)
        return _ungrouped(row, text) if isinstance(value, str) else text

    def _member(self, row: FormRow, text: str) -> str:
        by_word = {self._language.text(f"{row.key}.{each}").casefold(): each for each in row.members}
        found = by_word.get(text.casefold(), text if text in row.members else "")
        if not found:
            accepted = ", ".join(self._language.text(f"{row.key}.{each}") for each in row.members)
            raise InputError("error.form.choice", field=row.key, text=text, accepted=accepted)
        return found

    def _yes(self, row: FormRow, value: object, text: str) -> object:
        words = {
            self._language.text("word.yes").casefold(): True,
            self._language.text("word.no").casefold(): False,
        }
        said = value if isinstance(value, bool) else words.get(text.casefold())
        if row.kind is FormKind.NEED:
            return True if said is True else None if said is False else _ungrouped(row, text)
        if said is None:
            raise InputError("error.form.yes_or_no", field=row.key, text=text)
        return said


def is_request_form(path: Path) -> bool:
    """Tell whether a file is a request form, by the name of its hidden sheet; False for anything else."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as stream:
            return FORM_MARKER.encode() in stream.read(_WORKBOOK_BYTES)
    except (OSError, zipfile.BadZipFile, ValueError, RuntimeError, KeyError):
        return False


def _columns(book: Workbook, name: str) -> tuple[Worksheet, int, int]:
    """Find the sheet and its columns of answers and keys. Raises ``DataSourceError`` when they are gone."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_row=20, max_col=_MOST_COLUMNS):
            marks = {cell.value: cell.column for cell in row if cell.value in {ANSWER_MARK, KEY_MARK}}
            if len(marks) == 2:  # noqa: PLR2004 - both
                return sheet, marks[ANSWER_MARK], marks[KEY_MARK]
    raise DataSourceError("error.form.no_form", file_name=name)


def _rows(sheet: Worksheet, keys: int) -> Iterator[tuple[int, FormRow]]:
    for at in range(1, min(sheet.max_row, _MOST_ROWS) + 1):
        key = str(sheet.cell(at, keys).value or "").rpartition(".")[2]
        if key in FORM_ROW_BY_KEY:
            yield at, FORM_ROW_BY_KEY[key]


def _put(entry: dict[str, Any], row: FormRow, answer: object) -> None:
    if answer is None:
        return
    request = entry["request"]
    target = {
        FormPart.CASE: entry["case"],
        FormPart.REQUEST: request,
        FormPart.BUILDING: request.setdefault("building", {}) if row.part is FormPart.BUILDING else {},
        FormPart.REQUIREMENTS: request.setdefault("requirements", {}),
    }[row.part]
    target[row.key] = answer


def _without_empty_parts(entry: dict[str, Any]) -> dict[str, Any]:
    """Leave out parts without an answer; a building with one side stays, to be refused."""
    request = entry["request"]
    return {"case": entry["case"], "request": {key: value for key, value in request.items() if value != {}}}


def _several(text: str, ids: Mapping[str, str]) -> list[str]:
    parts = [each.strip() for each in re.split(r"[;\n]" if ids else r"[;,\n]", text) if each.strip()]
    return [ids.get(each.casefold(), each) for each in parts]


def _ungrouped(row: FormRow, text: str) -> str:
    """Write 1.500 m² as 1500 where only a whole number is meant: three decimals would be none.

    Raises ``InputError`` for a 1.500 that may be one and a half as well.
    """
    known = KEY_BY_NAME.get(row.key)
    if row.kind is not FormKind.WHOLE and (known is None or known.factor != 1):
        if row.kind in _WITH_DECIMALS and read_number(text).notation is Notation.EITHER:
            raise InputError("error.form.number_ambiguous", field=row.key, text=text)
        return text
    match = _GROUPED.fullmatch(text)
    return text if match is None else match["number"].replace(".", "")


def _plain(value: object) -> str:
    """Write a cell as somebody would type it: 2.5 and not 2.4999999999999996, 3 and not 3.0."""
    if isinstance(value, float):
        exact = Decimal(repr(round(value, 6)))
        return str(exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize())
    return str(value).strip()


def _moment(row: FormRow, value: object, text: str) -> str:
    """Read a day, or a moment on Dutch clocks, from a date cell or from text. Raises ``InputError``."""
    if isinstance(value, date):
        local = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as below
        # A date without a time is kept as its midnight: a sheet holds no difference between the two.
        if row.kind is FormKind.MOMENT and local.time() == time.min:
            raise InputError("error.form.date_alone", field=row.key, text=f"{local:%d-%m-%Y}")
        return _written(row, local)
    match = _DAY.fullmatch(text)
    if match is None:
        return text
    day, month, year, hour, minute = (int(each or 0) for each in match.groups()[:5])
    try:
        local = datetime(year, month, day, hour, minute)  # noqa: DTZ001 - what clocks show is no instant yet
        if match[6]:
            local = local.replace(tzinfo=datetime.strptime(match[6], "%z").tzinfo)
    except ValueError as error:
        raise InputError("error.form.day", field=row.key, text=text) from error
    if row.kind is FormKind.MOMENT and match[4] is None:
        raise InputError("error.form.time_missing", field=row.key, text=text)
    return _written(row, local)


def _written(row: FormRow, local: datetime) -> str:
    if row.kind is FormKind.DAY:
        return local.date().isoformat()
    if local.tzinfo is not None:
        return local.astimezone(UTC).isoformat()
    return sure_instant(local, row.key, f"{local:%d-%m-%Y %H:%M}").isoformat()
