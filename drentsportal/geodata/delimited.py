"""Reads CSV: separator and encoding are found in the file itself, and told in the report."""

from __future__ import annotations

import csv
import io
import logging
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.message import message
from drentsportal.errors import DataSourceError
from drentsportal.geodata.limits import LIMITS, ReadLimits
from drentsportal.geodata.own_files import without_label
from drentsportal.geodata.raw_table import RawTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.message import Message
    from drentsportal.geodata.source_gate import CheckedSource

    Rows = Sequence[Sequence[str]]

_LOG: Final = logging.getLogger(__name__)
_SEPARATORS: Final = (";", ",", "\t", "|")
_SAMPLE_LINES: Final = 50
_FIELD_LIMIT: Final = 50_000_000
_SEPARATOR_NAMES: Final = {"\t": "tab"}


def read_delimited(checked: CheckedSource, encoding: str = "", limits: ReadLimits = LIMITS) -> RawTable:
    """Read a CSV file; every value stays text, an empty one becomes ``None``.

    ``encoding`` is the one that a person chose; empty where the file is left to show it. Columns that hold
    coordinates are columns like all others here. Raises ``DataSourceError`` when there is no header, a header
    with a name twice, or more rows or cells than the limits.
    """
    text, encoding = _decoded(checked.path.read_bytes(), encoding)
    text = without_label(text)
    separator = _separator(text)
    # One polygon as WKT may be far longer than the 128 kB that csv takes for a field by default.
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        rows = _bounded(checked, csv.reader(io.StringIO(text, newline=""), delimiter=separator), limits)
    except csv.Error as error:
        _LOG.warning("reading %s: %s", checked.path.name, error)
        raise DataSourceError("error.import.damaged", file=checked.path.name) from error
    header = [name.strip() for name in rows[0]] if rows else []
    _check_header(checked, header, limits)
    shown = _SEPARATOR_NAMES.get(separator, separator)
    note = message("note.delimited", encoding=encoding, separator=shown)
    return _table(checked, header, rows[1:], note)


def _bounded(checked: CheckedSource, lines: Iterable[list[str]], limits: ReadLimits) -> list[list[str]]:
    rows, cells = [], 0
    for row in lines:
        if not row:
            continue
        rows.append(row)
        cells += len(row)
        if len(rows) > limits.rows + 1:
            raise DataSourceError("error.import.too_many_rows", file=checked.path.name, limit=limits.rows)
        if cells > limits.cells:
            raise DataSourceError("error.import.too_many_cells", file=checked.path.name, limit=limits.cells)
    return rows


def _decoded(raw: bytes, chosen: str) -> tuple[str, str]:
    if chosen:
        return raw.decode("utf-8-sig" if chosen == "utf-8" else chosen, errors="replace"), chosen
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace"), "utf-16"
    try:
        return raw.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace"), "cp1252"


def _separator(text: str) -> str:
    """Take the separator that splits the first lines into the most, equally many, fields."""
    sample = text.splitlines()[:_SAMPLE_LINES]

    def fit(separator: str) -> tuple[float, int]:
        counts = [len(row) for row in csv.reader(sample, delimiter=separator) if row]
        first = counts[0] if counts else 0
        same = sum(count == first for count in counts) / max(len(counts), 1)
        return (same if first > 1 else 0.0, first)

    return max(_SEPARATORS, key=fit)


def _check_header(checked: CheckedSource, header: Sequence[str], limits: ReadLimits) -> None:
    if len(header) > limits.columns:
        raise DataSourceError("error.import.too_many_columns", file=checked.path.name, limit=limits.columns)
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise DataSourceError("error.import.column_twice", file=checked.path.name, columns=tuple(twice))
    if len(header) < 2:  # noqa: PLR2004 - one column is a text, not a table
        raise DataSourceError("error.import.no_header", file=checked.path.name)


def _table(checked: CheckedSource, header: Sequence[str], rows: Rows, note: Message) -> RawTable:
    width = len(header)
    wrong = [index for index, row in enumerate(rows) if len(row) != width]
    if rows and len(wrong) == len(rows):
        raise DataSourceError("error.import.no_header", file=checked.path.name)
    squared = [row if len(row) == width else [""] * width for row in rows]
    values = zip(*squared, strict=True) if rows else ((),) * width
    return RawTable(
        row_count=len(rows),
        columns={name: _texts(column) for name, column in zip(header, values, strict=True)},
        geometries=None,
        is_text=True,
        may_hold_coordinates=True,
        row_faults=dict.fromkeys(wrong, "issue.row_length"),
        notes=(note,),
    )


def _texts(values: Sequence[str]) -> NDArray[np.object_]:
    column = np.empty(len(values), dtype=object)
    column[:] = [value or None for value in values]
    return column
