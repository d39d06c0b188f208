"""A workbook of as many rows as a sheet can hold, written row by row.

xlsxwriter makes everything but the rows of the first sheet, with some of them as a sample for widths and
formats; the rows themselves (ECMA-376 part 1, section 18.3.1) are written here, since through the library
every cell is an object.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from itertools import chain, islice
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name

from drentsportal.errors import ReportError
from drentsportal.reports.sheets.workbook import Workbook, cell_text
from drentsportal.services.sheet_key import SHEET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from typing import BinaryIO

    Cells = Sequence[str | float]

_SAMPLE_ROWS: Final = 1000
_MOST_ROWS: Final = 1_048_575
"""Rows below the header that the format allows."""
_SHEET: Final = "xl/worksheets/sheet1.xml"
_TEXTS: Final = "xl/sharedStrings.xml"
_BOOK: Final = "xl/workbook.xml"
_QUICK: Final = 1
"""Little effort in packing: rows repeat so much that even this makes them small."""
_HEADER: Final = re.compile(r'<row r="1".*?</row>', re.DOTALL)
_TEXT_CELL: Final = re.compile(r'<c r="[A-Z]+2" s="(\d+)" t="s">')
_NUMBER_CELL: Final = re.compile(r'<c r="[A-Z]+\d+" s="(\d+)"><v>')
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")


def write_workbook(
    stream: BinaryIO,
    names: tuple[str, str],
    note: str,
    table: tuple[Sequence[str], Iterator[Cells], int],
    made_at_utc: datetime,
    key: Sequence[Sequence[str]] = (),
) -> None:
    """Write a table (header, rows, their number) as the first sheet and a note as the second.

    ``key`` is a table for the program that reads the workbook again, on a hidden sheet of the name
    ``services.sheet_key.SHEET``. ``names`` are those of the sheets. Widths of columns come from the first
    thousand rows. Raises ``ReportError`` when a sheet cannot hold so many rows.
    """
    header, rows, count = table
    if count > _MOST_ROWS:
        raise ReportError("error.export.too_many_rows", count=count, most=_MOST_ROWS)
    sample = list(islice(rows, _SAMPLE_ROWS))
    model = zipfile.ZipFile(BytesIO(_model(names, note, (header, sample), made_at_utc, key)))
    texts = _Texts(model.read(_TEXTS).decode())
    # The model ends with a row of its own, see there.
    shown, real = f"{len(sample) + 2}", f"{count + 1}"
    last = xl_col_to_name(len(header) - 1)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK) as archive:
        for entry in model.infolist():
            if entry.filename == _SHEET:
                sheet = model.read(_SHEET).decode().replace(f":{last}{shown}", f":{last}{real}")
                with archive.open(_entry(entry), "w", force_zip64=True) as member:
                    for some in _sheet(sheet, chain(sample, rows), texts):
                        member.write(some.encode())
            elif entry.filename == _BOOK:
                book = model.read(_BOOK).decode().replace(f"${last}${shown}", f"${last}${real}")
                archive.writestr(_entry(entry), book)
            elif entry.filename != _TEXTS:
                archive.writestr(_entry(entry), model.read(entry))
        with archive.open(_entry(model.getinfo(_TEXTS)), "w", force_zip64=True) as member:
            for text in texts.content():
                member.write(text.encode())


def _entry(of: zipfile.ZipInfo) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(of.filename, of.date_time)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def _model(
    names: tuple[str, str],
    note: str,
    table: tuple[Sequence[str], list[Cells]],
    made_at_utc: datetime,
    key: Sequence[Sequence[str]],
) -> bytes:
    """Make the workbook with a sample of the rows, and one more that holds a cell of every form."""
    header, sample = table
    book = Workbook(names[0], made_at_utc)
    book.add_sheet(names[0], header, [*sample, ["", 0, *[""] * (len(header) - 2)]])
    book.add_sheet(names[1], [note], [])
    if key:
        book.add_sheet(SHEET, key[0], key[1:])
        book.hide_last()
    return book.content()


def _sheet(model: str, rows: Iterable[Cells], texts: _Texts) -> Iterator[str]:
    """Return the sheet of the model with other rows in it."""
    before, rest = model.split("<sheetData>", 1)
    header, (_, after) = _HEADER.search(rest), rest.split("</sheetData>", 1)
    text, number = _TEXT_CELL.search(rest), _NUMBER_CELL.search(rest)
    if header is None or text is None or number is None:
        raise ValueError(_SHEET)
    yield f"{before}<sheetData>{header.group()}"
    columns: list[str] = []
    as_text, as_number = f'" s="{text.group(1)}" t="s"><v>', f'" s="{number.group(1)}"><v>'
    place = texts.place
    for row_number, row in enumerate(rows, start=2):
        columns = columns or [xl_col_to_name(column) for column in range(len(row))]
        cells = [
            f'<c r="{column}{row_number}{as_text}{place(value)}</v></c>'
            if isinstance(value, str)
            else f'<c r="{column}{row_number}{as_number}{value!r}</v></c>'
            for column, value in zip(columns, row, strict=True)
        ]
        yield f'<row r="{row_number}">{"".join(cells)}</row>'
    yield f"</sheetData>{after}"


class _Texts:
    """The texts of a workbook, each stored once and named by its place."""

    def __init__(self, model: str) -> None:
        """Go on after the texts that the model has."""
        found = re.search(r' count="\d+" uniqueCount="(\d+)">', model)
        if found is None:
            raise ValueError(_TEXTS)
        self._opening = model[: found.start()]
        self._kept = model[found.end() : model.rindex("</sst>")]
        self._before = int(found.group(1))
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Return the number of a text, a new one for a new text."""
        found = self._places.get(text)
        if found is None:
            found = self._places[text] = self._before + len(self._places)
        return found

    def content(self) -> Iterator[str]:
        """Return the whole part; the count of uses is optional and left out."""
        yield f'{self._opening} uniqueCount="{self._before + len(self._places)}">{self._kept}'
        for text in self._places:
            kept = _LOOKS_ESCAPED.sub("_x005F_", cell_text(text))
            space = ' xml:space="preserve"' if kept != kept.strip() else ""
            yield f"<si><t{space}>{escape(kept)}</t></si>"
        yield "</sst>"
