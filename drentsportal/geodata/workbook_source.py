"""Reads a sheet of an Excel workbook (.xlsx): values as Excel last computed them, and what is odd, by cell.

Coordinates and joins work as for CSV: a number that was stored as text is read by the signs of its column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import numpy as np
import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from drentsportal.domain.message import Message, message
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.foreign_faults import foreign_parser
from drentsportal.geodata.raw_table import RawTable
from drentsportal.geodata.readings import bare_text
from drentsportal.geodata.sheet_keys import sheet_key
from drentsportal.services.sheet_key import SHEET

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from drentsportal.geodata.limits import ReadLimits
    from drentsportal.geodata.source_gate import CheckedSource

_MERGED: Final = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]{0,80}?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"'
)
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s>/]")
_BLOCK_BYTES: Final = 1_048_576
_OVERLAP_BYTES: Final = 256
_ERROR_TYPE: Final = "e"
_FORMULA_TYPE: Final = "f"
_LEAST_COLUMNS: Final = 2
_MOST_SHOWN: Final = 8
_MIDNIGHT: Final = time()


@dataclass(slots=True)
class _Sheet:
    """The rows of a sheet that hold anything, each with its number in Excel (from 1).

    ``errors`` and ``formulas`` are places (index of the row, index of the column) of cells in which Excel
    shows an error, and of formulas that no program ever computed.
    """

    rows: list[list[object | None]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    errors: list[tuple[int, int]] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Markup:
    """What the text of a sheet says besides its values."""

    has_formulas: bool
    merged: tuple[str, ...]


def read_workbook(checked: CheckedSource, sheet: str | None, limits: ReadLimits) -> RawTable:
    """Read one sheet; the first row that holds anything is the header.

    Raises ``QuestionError`` when several sheets hold rows and none, or an unknown one, was named, and
    ``DataSourceError`` when the workbook is damaged, its header is merged, has gaps or a name twice, or the
    sheet holds more than the limits.
    """
    # The file is opened here: openpyxl leaves it open when it fails, and Windows then keeps it locked.
    with foreign_parser(checked.path.name), checked.path.open("rb") as stream:
        workbook = _opened(stream, data_only=True)
        key = sheet_key(workbook)
        if sheet is None and key is not None and key.sheet in workbook.sheetnames:
            sheet = key.sheet
        name, hidden = _chosen_sheet(checked, workbook, sheet)
        made = _read(checked, workbook[name], limits)
        markup = _markup(workbook[name])
        if markup.has_formulas:
            _find_uncomputed(_opened(stream, data_only=False)[name], made)
        if key is None:
            return _table(checked, name, made, markup, hidden)
        others = tuple(each for each in hidden if each != SHEET)
        return key.translated(_table(checked, name, made, markup, others))


def _opened(stream: BinaryIO, *, data_only: bool) -> Any:  # noqa: ANN401 - a workbook with read-only sheets, which the stubs do not tell apart
    return openpyxl.load_workbook(stream, read_only=True, data_only=data_only, keep_links=False)


def _chosen_sheet(checked: CheckedSource, workbook: Any, sheet: str | None) -> tuple[str, tuple[str, ...]]:  # noqa: ANN401 - as above
    """Return the sheet asked for, or the only visible one with rows; and the hidden ones, which are told."""
    filled = {each.title: each.sheet_state == "visible" for each in workbook.worksheets if _has_rows(each)}
    shown = tuple(name for name, is_visible in filled.items() if is_visible)
    file_name = checked.path.name
    if not filled:
        raise DataSourceError("error.import.no_rows", file=file_name)
    if sheet is not None and sheet not in filled:
        names = tuple(filled)
        raise QuestionError(
            "error.import.no_such_layer",
            option="--layer",
            choices=names,
            file=file_name,
            layer=sheet,
            layers=names,
        )
    if sheet is None and len(shown) != 1:
        names = shown or tuple(filled)
        raise QuestionError(
            "error.import.which_sheet", option="--layer", choices=names, file=file_name, sheets=names
        )
    chosen = sheet or shown[0]
    return chosen, tuple(name for name in filled if name not in {*shown, chosen})


def _has_rows(sheet: Any) -> bool:  # noqa: ANN401 - as above
    return next(_filled_rows(sheet), None) is not None


def _filled_rows(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:  # noqa: ANN401 - as above
    """Yield the rows that hold anything with their number, as wide as their last cell.

    What the file says about its own size is not believed: it may be far too small or too large.
    """
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), 1):
        if any(cell.value is not None and cell.value != "" for cell in row):
            yield number, row


def _read(checked: CheckedSource, sheet: Any, limits: ReadLimits) -> _Sheet:  # noqa: ANN401 - as above
    made, cells = _Sheet(), 0
    for number, row in _filled_rows(sheet):
        values: list[object | None] = []
        for cell in row:
            if cell.data_type == _ERROR_TYPE and cell.value is not None:
                made.errors.append((len(made.rows), len(values)))
                values.append(None)
            else:
                values.append(_plain(cell.value))
        made.rows.append(values)
        made.numbers.append(number)
        cells += len(values)
        _refuse_too_much(checked, made, cells, limits)
    return made


def _refuse_too_much(checked: CheckedSource, made: _Sheet, cells: int, limits: ReadLimits) -> None:
    if len(made.rows) > limits.rows + 1:
        raise DataSourceError("error.import.too_many_rows", file=checked.path.name, limit=limits.rows)
    if cells > limits.cells:
        raise DataSourceError("error.import.too_many_cells", file=checked.path.name, limit=limits.cells)
    if len(made.rows) == 1 and len(made.rows[0]) > limits.columns:
        raise DataSourceError("error.import.too_many_columns", file=checked.path.name, limit=limits.columns)


def _plain(value: object) -> object | None:
    """Numbers, yes/no and texts as they are; a date as ISO text, other moments and spans as text."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(sep=" ")
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value) or None


def _markup(sheet: Any) -> _Markup:  # noqa: ANN401 - as above
    """Look for formulas and merged cells in the text of a sheet: openpyxl passes over both as it streams."""
    has_formulas, merged, before = False, dict[str, None](), b""
    with sheet._get_source() as stream:  # noqa: SLF001 - the one way to the text of a streamed sheet
        while block := stream.read(_BLOCK_BYTES):
            text = before + block
            has_formulas = has_formulas or _FORMULA.search(text) is not None
            merged |= dict.fromkeys(match.decode() for match in _MERGED.findall(text))
            before = text[-_OVERLAP_BYTES:]
    return _Markup(has_formulas, tuple(merged))


def _find_uncomputed(sheet: Any, made: _Sheet) -> None:  # noqa: ANN401 - as above
    """Find the formulas without a value: a program wrote them, and Excel never opened the file since."""
    index_of = {number: index for index, number in enumerate(made.numbers)}
    for number, row in _filled_rows(sheet):
        index = index_of.get(number)
        if index is None:
            # A row of nothing but such formulas looked empty before; it is no row then either.
            continue
        for column, cell in enumerate(row):
            if cell.data_type == _FORMULA_TYPE and _value_at(made, index, column) is None:
                made.formulas.append((index, column))


def _value_at(made: _Sheet, index: int, column: int) -> object | None:
    return made.rows[index][column] if column < len(made.rows[index]) else None


def _table(
    checked: CheckedSource, name: str, made: _Sheet, markup: _Markup, hidden: tuple[str, ...]
) -> RawTable:
    header = _header(checked, made, markup)
    rows, names = made.rows[1:], [header[index] for index in sorted(header)]
    by_index = dict(enumerate(zip_longest(*rows)))
    columns = {
        header[index]: _column(by_index.get(index, (None,) * len(rows)), len(rows))
        for index in sorted(header)
    }
    faults = ((made.errors, "issue.cell_error"), (made.formulas, "issue.formula_uncomputed"))
    return RawTable(
        row_count=len(rows),
        columns=columns,
        geometries=None,
        layer=name,
        is_text=True,
        may_hold_coordinates=True,
        remarks={
            (row - 1, header[column]): fault
            for places, fault in faults
            for row, column in places
            if row and column in header
        },
        notes=_notes(name, made, markup, hidden, len(names)),
    )


def _header(checked: CheckedSource, made: _Sheet, markup: _Markup) -> dict[int, str]:
    """Return the names of the columns by their index."""
    file_name, first = checked.path.name, made.numbers[0]
    touching = tuple(each for each in markup.merged if _touches(each, first))
    if touching:
        raise DataSourceError(
            "error.import.merged_header", file=file_name, row=first, cells=touching[:_MOST_SHOWN]
        )
    names = {index: bare_text(value).strip() for index, value in enumerate(made.rows[0]) if value is not None}
    names = {index: text for index, text in names.items() if text}
    used = {index for row in made.rows[1:] for index, value in enumerate(row) if value is not None} | {
        column for row, column in (*made.errors, *made.formulas) if row
    }
    if gaps := sorted(used - names.keys()):
        letters = tuple(get_column_letter(index + 1) for index in gaps[:_MOST_SHOWN])
        raise DataSourceError("error.import.header_gap", file=file_name, row=first, columns=letters)
    listed = list(names.values())
    if twice := sorted({text for text in listed if listed.count(text) > 1}):
        raise DataSourceError("error.import.column_twice", file=file_name, columns=tuple(twice))
    if len(listed) < _LEAST_COLUMNS:
        raise DataSourceError("error.import.no_header", file=file_name)
    return names


def _touches(cells: str, row: int) -> bool:
    _, top, _, bottom = range_boundaries(cells)
    return top is not None and bottom is not None and top <= row <= bottom


def _column(values: Sequence[object], count: int) -> NDArray[np.object_]:
    column = np.empty(count, dtype=object)
    column[:] = list(values)
    return column


def _notes(
    name: str, made: _Sheet, markup: _Markup, hidden: tuple[str, ...], columns: int
) -> tuple[Message, ...]:
    first = made.numbers[0]
    notes = [message("note.sheet", sheet=name, row=first, columns=columns)]
    if made.numbers[-1] - first >= len(made.rows):
        notes.append(message("note.sheet_gaps", rows=made.numbers[-1] - first + 1 - len(made.rows)))
    if markup.merged:
        notes.append(message("note.merged_cells", cells=markup.merged[:_MOST_SHOWN]))
    if hidden:
        notes.append(message("note.hidden_sheets", sheets=hidden))
    return tuple(notes)
