"""Finds the figures in the table of a shapefile that GDAL cuts off in silence: "68,500" becomes 68 there.

The format (dBase III and later) writes numbers as text with a decimal point. Programs with Dutch settings
write a comma. GDAL reads a number as far as it can and drops the rest, so the bytes are looked at apart.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drentsportal.errors import DataSourceError
from drentsportal.geodata.file_kinds import SourceFormat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from drentsportal.geodata.source_gate import CheckedSource

_INDEX_HEADER_BYTES: Final = 100
_INDEX_RECORD_BYTES: Final = 8
_HEADER_BYTES: Final = 32
_FIELD_BYTES: Final = 32
_END_OF_FIELDS: Final = 0x0D
_DELETED: Final = ord("*")
_NUMERIC: Final = b"NF"
_NUMBER: Final = re.compile(rb"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_BLANK: Final = b" \x00"
_PLAIN_BYTES: Final = np.frombuffer(b"0123456789.+- \x00", dtype=np.uint8)
_OVERFLOW: Final = b"*"


@dataclass(frozen=True, slots=True)
class _Field:
    name: bytes
    is_numeric: bool
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class DbfTable:
    """What the bytes of a table say: its rows, and the texts in numeric columns that are no number.

    ``record_count`` counts all rows, ``row_count`` those that are not marked as deleted.
    ``odd`` holds, per numeric column (by its place among all columns), the text of each row that GDAL would
    read as another value or as none, counted over the rows that are not deleted.
    """

    record_count: int
    row_count: int
    odd: Mapping[int, Mapping[int, str]]

    def with_odd_figures(
        self, file_name: str, columns: Mapping[str, NDArray[Any]], row_count: int
    ) -> dict[str, NDArray[Any]]:
        """Put the texts back that GDAL reads as another number; the columns then say what can be meant.

        Raises ``DataSourceError`` when GDAL found another number of rows.
        """
        if self.row_count != row_count:
            raise _other_rows(file_name, row_count, self.row_count)
        names, changed = list(columns), dict(columns)
        for index, odd in self.odd.items():
            if index < len(names):
                values = changed[names[index]].astype(object)
                values[list(odd)] = list(odd.values())
                changed[names[index]] = values
        return changed


def table_of_shapefile(checked: CheckedSource, target: str) -> DbfTable:
    """Look through the table of a shapefile, loose or the member of a zip that ``target`` ends with.

    Raises ``DataSourceError`` when it has not as many rows as there are shapes: GDAL passes over the rest.
    """
    if checked.format is SourceFormat.SHAPEFILE:
        beside = sorted(each for each in checked.path.parent.iterdir() if each.stem == checked.path.stem)
        parts = {each.suffix.lower(): each for each in beside}
        index_bytes, content = parts[".shx"].stat().st_size, parts[".dbf"].read_bytes()
    else:
        stem = target.partition("}/")[2].lower().removesuffix(".shp")
        with zipfile.ZipFile(checked.path) as archive:
            members = {each.filename.lower(): each for each in archive.infolist()}
            index_bytes = members[f"{stem}.shx"].file_size
            content = archive.read(members[f"{stem}.dbf"])
    table = read_dbf(content, checked.path.name)
    shapes = (index_bytes - _INDEX_HEADER_BYTES) // _INDEX_RECORD_BYTES
    if shapes != table.record_count:
        raise _other_rows(checked.path.name, shapes, table.record_count)
    return table


def read_dbf(content: bytes | memoryview, file_name: str) -> DbfTable:
    """Look through the bytes of a ``.dbf``.

    Raises ``DataSourceError`` when it is cut off, or its header contradicts itself.
    """
    raw = np.frombuffer(content, dtype=np.uint8)
    head = bytes(raw[:_HEADER_BYTES])
    count = int.from_bytes(head[4:8], "little")
    first, length = int.from_bytes(head[8:10], "little"), int.from_bytes(head[10:12], "little")
    if len(head) < _HEADER_BYTES or length == 0 or len(raw) < first + count * length:
        raise DataSourceError("error.import.truncated", file=file_name)
    records = raw[first : first + count * length].reshape(count, length)
    records = records[records[:, 0] != _DELETED] if count else records
    fields = list(_fields(bytes(raw[_HEADER_BYTES:first])))
    if any(each.start + each.width > length for each in fields):
        raise DataSourceError("error.import.truncated", file=file_name)
    found = {
        index: _odd_cells(records[:, each.start : each.start + each.width])
        for index, each in enumerate(fields)
        if each.is_numeric and each.width and len(records)
    }
    return DbfTable(count, len(records), {index: odd for index, odd in found.items() if odd})


def _fields(descriptors: bytes) -> Iterator[_Field]:
    start = 1
    for at in range(0, len(descriptors) - _FIELD_BYTES + 1, _FIELD_BYTES):
        each = descriptors[at : at + _FIELD_BYTES]
        if each[0] == _END_OF_FIELDS:
            return
        # A text may be longer than 255 bytes: the byte for decimals then counts the 256s.
        width = each[16] if each[11] in _NUMERIC else each[16] + 256 * each[17] * (each[11] in b"C")
        yield _Field(each[:11].partition(b"\x00")[0], each[11] in _NUMERIC, start, width)
        start += width


def _odd_cells(cells: NDArray[np.uint8]) -> dict[int, str]:
    """Return the texts of one column, by row, that are no number; whole columns at once where all is well."""
    texts = np.ascontiguousarray(cells).view(f"S{cells.shape[1]}")[:, 0]
    if np.isin(cells, _PLAIN_BYTES).all() and _all_numbers(texts):
        return {}
    odd = {}
    for row, text in enumerate(texts.tolist()):
        bare = text.strip(_BLANK)
        # A row of asterisks is how dBase itself says that a value did not fit: no value.
        if bare.strip(_OVERFLOW) and not _NUMBER.fullmatch(bare):
            odd[row] = bare.decode("latin-1")
    return odd


def _all_numbers(texts: NDArray[np.bytes_]) -> bool:
    bare = np.char.strip(texts)
    try:
        bare[bare != b""].astype(np.float64)
    except ValueError:
        return False
    return True


def _other_rows(file_name: str, shapes: int, rows: int) -> DataSourceError:
    return DataSourceError("error.import.shapefile_rows", file=file_name, shapes=shapes, rows=rows)
