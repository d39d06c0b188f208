"""Reads a chase list that came back: by its hidden marker and keys, wherever rows and columns stand now."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.checks.chase_answers import value_as_typed
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, SITE_ATTRIBUTES, ValueType
from drentsportal.errors import DataSourceError
from drentsportal.geodata.foreign_faults import foreign_parser
from drentsportal.geodata.limits import LIMITS
from drentsportal.geodata.zip_contents import zip_contents
from drentsportal.services.ports.chase import (
    COLUMN_KEYS,
    KEY_PREFIX,
    MARKER_FORMAT,
    MARKER_KEYS,
    MARKER_SHEET,
    AnswerFile,
    AnswerRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from drentsportal.language import Language

_ROWS_SEARCHED: Final = 2_000
_MOST_ROWS: Final = 200_000
_WORKBOOK_BYTES: Final = 1_000_000
_NEEDED: Final = ("site_id", "attribute_id", "sent", "confirmed", "value", "as_of")
_WORDED: Final = frozenset({ValueType.CHOICE, ValueType.BOOLEAN})


@dataclass(frozen=True, slots=True)
class _Keys:
    """The sheet with the questions: the row of keys, and the column of each key, counted from 1."""

    sheet_name: str
    row: int
    columns: Mapping[str, int]


class ChaseAnswerFile:
    """Reads workbooks; words of lists are turned into their ids."""

    def __init__(self, language: Language, segments: Mapping[str, str]) -> None:
        """Keep the words in which lists go out; ``segments`` is id to name."""
        self._language = language
        self._codes = {each.id: self._codes_of(each.id) for each in SITE_ATTRIBUTES}
        self._codes["segments"] = {name.casefold(): code for code, name in segments.items()}

    def is_chase_list(self, path: Path) -> bool:
        """Tell whether a file is a chase list, by its hidden marker; False for anything else."""
        return is_chase_list(path)

    def read(self, path: Path) -> AnswerFile:
        """Read every question with its answer. Raises ``DataSourceError`` for what is no chase list."""
        if not path.is_file():
            raise DataSourceError("error.import.not_found", file=path.name)
        if not self.is_chase_list(path):
            raise DataSourceError("error.chase.no_list", file=path.name)
        zip_contents(path, LIMITS)
        with foreign_parser(path.name):
            import openpyxl  # noqa: PLC0415 - only who reads a list back needs it

            values = openpyxl.load_workbook(path, data_only=True, keep_links=False)
            written = openpyxl.load_workbook(path, data_only=False, keep_links=False)
        marker = _marker(values, path.name)
        keys = _keys(values, path.name)
        rows = self._rows(values[keys.sheet_name], written[keys.sheet_name], keys)
        return AnswerFile(
            file_name=path.name,
            file_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            list_id=marker["list_id"],
            municipality_code=marker["municipality_code"],
            data_version=int(marker["data_version"]),
            source=marker["source"],
            rows=tuple(rows),
        )

    def _rows(self, sheet: Worksheet, written: Worksheet, keys: _Keys) -> Iterator[AnswerRow]:
        for row in range(1, min(sheet.max_row, _MOST_ROWS) + 1):
            if row == keys.row:
                continue
            cells = {key: sheet.cell(row, column).value for key, column in keys.columns.items()}
            site_id, attribute_id = _text(cells.get("site_id")), _text(cells.get("attribute_id"))
            if not site_id or attribute_id not in ATTRIBUTE_BY_ID:
                continue
            formulas = {
                key
                for key in ("confirmed", "value", "as_of")
                if cells.get(key) is None and written.cell(row, keys.columns[key]).value is not None
            }
            yield self._row(row, cells, formulas)

    def _row(self, row: int, cells: Mapping[str, Any], formulas: set[str]) -> AnswerRow:
        attribute_id = _text(cells["attribute_id"])
        value, fault = self._value(attribute_id, cells["value"])
        confirmed = cells["confirmed"]
        as_of = cells["as_of"]
        return AnswerRow(
            row=row,
            site_id=_text(cells["site_id"]),
            attribute_id=attribute_id,
            sent=_text(cells["sent"]),
            confirmed="ja" if confirmed is True else _text(confirmed),
            value=value,
            as_of=_day(as_of) if isinstance(as_of, date) else _text(as_of),
            filled_by=_text(cells.get("filled_by")),
            remark=_text(cells.get("remark")),
            shown=_text(cells.get("shown")),
            unreadable="error.chase.formula" if formulas else fault,
        )

    def _value(self, attribute_id: str, cell: object) -> tuple[str, str]:
        """Return an answer as it would be typed, and the message id of what is wrong with the cell."""
        spec = ATTRIBUTE_BY_ID[attribute_id]
        if isinstance(cell, date):
            return _day(cell), "" if spec.type is ValueType.DATE else "error.chase.is_date"
        if isinstance(cell, bool):
            return value_as_typed(cell), "" if spec.type is ValueType.BOOLEAN else "error.chase.is_logical"
        text = _text(cell)
        if text.startswith("#") and text.rstrip("!?").isupper():
            return text, "error.chase.cell_error"
        if spec.type in _WORDED:
            return self._codes[attribute_id].get(text.casefold(), text), ""
        if spec.type is ValueType.TEXT_SET and text:
            return self._set(attribute_id, text)
        return text, ""

    def _set(self, attribute_id: str, text: str) -> tuple[str, str]:
        codes = self._codes[attribute_id]
        parts = [part.strip() for part in text.split(";") if part.strip()]
        known = [codes.get(part.casefold(), part) for part in parts]
        unknown = any(part not in codes.values() for part in known)
        return ";".join(known), "error.chase.segment" if unknown else ""

    def _codes_of(self, attribute_id: str) -> dict[str, str]:
        spec = ATTRIBUTE_BY_ID[attribute_id]
        if spec.type is ValueType.BOOLEAN:
            yes, no = self._language.text("word.yes"), self._language.text("word.no")
            return {yes.casefold(): "true", no.casefold(): "false"}
        words = {code: f"choice.{attribute_id}.{code}" for code in spec.choices}
        return {self._language.text(word).casefold(): code for code, word in words.items()}


def is_chase_list(path: Path) -> bool:
    """Tell whether a file is a chase list, by the name of its hidden sheet; False for anything else."""
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                return False
            with archive.open("xl/workbook.xml") as stream:
                return MARKER_SHEET.encode() in stream.read(_WORKBOOK_BYTES)
    except (OSError, zipfile.BadZipFile, ValueError, RuntimeError):
        return False


def _marker(workbook: Workbook, file_name: str) -> dict[str, str]:
    """Read the hidden sheet. Raises ``DataSourceError`` when it is damaged or of a newer kind."""
    found: dict[str, str] = {}
    if MARKER_SHEET in workbook.sheetnames:
        for name, value in workbook[MARKER_SHEET].iter_rows(max_row=50, max_col=2, values_only=True):
            found[_text(name)] = _text(value)
    whole = all(found.get(key) for key in MARKER_KEYS) and found["data_version"].isdigit()
    if not whole or found["format"] != MARKER_FORMAT:
        raise DataSourceError("error.chase.marker", file=file_name)
    return found


def _keys(workbook: Workbook, file_name: str) -> _Keys:
    """Find the row of keys, wherever it was moved. Raises ``DataSourceError`` when it is gone."""
    wanted = {f"{KEY_PREFIX}{key}": key for key in COLUMN_KEYS}
    for sheet in workbook.worksheets:
        rows = sheet.iter_rows(max_row=min(sheet.max_row, _ROWS_SEARCHED), values_only=True)
        for number, cells in enumerate(rows, start=1):
            texts = [_text(each) for each in cells]
            found = {wanted[each]: column for column, each in enumerate(texts, start=1) if each in wanted}
            if "site_id" in found:
                if missing := [key for key in _NEEDED if key not in found]:
                    raise DataSourceError("error.chase.columns", file=file_name, columns=", ".join(missing))
                return _Keys(sheet.title, number, found)
    raise DataSourceError("error.chase.columns", file=file_name, columns=", ".join(_NEEDED))


def _text(cell: object) -> str:
    """Return a cell as a person would have typed it; numbers with a decimal comma."""
    if cell is None:
        return ""
    if isinstance(cell, bool | int | float):
        return value_as_typed(cell)
    return str(cell).strip()


def _day(cell: date) -> str:
    day = cell.date() if isinstance(cell, datetime) else cell
    return day.isoformat()
