"""Workbooks of text cells: no formulas, no links, a header that stays in view."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import xlsxwriter

from drentsportal.reports.typeset.plain_text import without_controls

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

WORKBOOK_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_LONGEST_CELL: Final = 32_767
_NO_MARKUP: Final = "\u200b"
_WIDEST: Final = 44
_NARROWEST: Final = 10
_ROOM: Final = 2
LINE_PT: Final = 15.0
HIGHEST_PT: Final = 400.0
_FONT_WIDENS: Final = 1.2
"""Another font than Calibri, as where that is not there, takes up to this much more room."""
_A4: Final = 9
_HEAD_GROUND: Final = "#E6ECEE"
_LONGEST_PAGE_END: Final = 255
_ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"
_MOST_ON_PAPER: Final = 10
"""More columns on one page would be too small to read."""


@dataclass(frozen=True, slots=True)
class FormattedNumber:
    """A number that is shown in a format of spreadsheets; ``text`` is about what that looks like."""

    value: float
    format: str
    text: str

    def __str__(self) -> str:
        """Write it as it is shown, by which columns get their width."""
        return self.text


SheetValue: TypeAlias = str | float | FormattedNumber


@dataclass(frozen=True, slots=True)
class SheetForm:
    """How a sheet is laid out: how many columns stay in view, and how wide one may be, in digits."""

    label_count: int = 1
    widest: int = _WIDEST


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What stands on every printed page: at the head left and right, and at the foot beside its number."""

    head: str = ""
    head_right: str = ""
    foot: str = ""


class Workbook:
    """One XLSX file in memory; every cell is text, a plain number or one with a format."""

    def __init__(self, title: str, made_at_utc: datetime, paper: PaperWords | None = None) -> None:
        """Begin a workbook whose time is that of its data, so that it can be made again."""
        self._paper = paper
        self._stream = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, WORKBOOK_OPTIONS)
        created = made_at_utc.replace(tzinfo=None, microsecond=0)
        self._book.set_properties({"title": title[:255], "created": created})
        # A rule under it would be printed through the tops of the first row, which begins there.
        self._header = self._book.add_format({"bold": True, "bg_color": _HEAD_GROUND, "text_wrap": True})
        self._text = self._book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self._number = self._book.add_format({"valign": "top"})
        self._formats: dict[str, Format] = {}

    def add_sheet(
        self,
        name: str,
        header: Sequence[str],
        rows: Sequence[Sequence[SheetValue]],
        notes: Sequence[str] = (),
        form: SheetForm | None = None,
    ) -> None:
        """Add a sheet; row and column headers stay in view. ``notes`` stand below, over all columns."""
        form = form or SheetForm()
        sheet = self._book.add_worksheet(name[:31])
        sheet.freeze_panes(1, form.label_count)
        if len(header) <= _MOST_ON_PAPER:
            on_paper(sheet, self._paper)
            sheet.repeat_rows(0)
        widths = []
        for column, label in enumerate(header):
            sheet.write_string(0, column, string_cell(label), self._header)
            widths.append(_column_width(label, [row[column] for row in rows], form.widest))
            sheet.set_column(column, column, widths[-1])
        for position, row in enumerate((header, *rows)):
            sheet.set_row(position, row_height_pt(row, widths))
        for position, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                self._write(sheet, position, column, value)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(header) - 1)
        for position, note in enumerate(notes, start=len(rows) + 1):
            sheet.merge_range(position, 0, position, len(header) - 1, "", self._text)
            sheet.write_string(position, 0, string_cell(note), self._text)
            sheet.set_row(position, row_height_pt([note], [sum(widths)]))

    def _write(self, sheet: Worksheet, row: int, column: int, value: SheetValue) -> None:
        if isinstance(value, str):
            sheet.write_string(row, column, string_cell(value), self._text)
        elif isinstance(value, FormattedNumber):
            sheet.write_number(row, column, value.value, self._format(value.format))
        else:
            sheet.write_number(row, column, value, self._number)

    def _format(self, shown: str) -> Format:
        if shown not in self._formats:
            # Room at the right: the words of the next column begin at its left edge.
            form = {"valign": "top", "align": "right", "indent": 1, "num_format": shown}
            self._formats[shown] = self._book.add_format(form)
        return self._formats[shown]

    def hide_last(self) -> None:
        """Take the sheet that was added last out of view."""
        self._book.worksheets()[-1].hide()

    def content(self) -> bytes:
        """Return the finished file."""
        self._book.close()
        return self._stream.getvalue()


def on_paper(sheet: Worksheet, words: PaperWords | None = None) -> None:
    """Have a sheet printed on landscape A4, one page wide, with its page numbers and what stands beside."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    words = words or PaperWords()
    sheet.set_footer(_page_end(words.foot, "&P / &N"))
    if words.head or words.head_right:
        sheet.set_header(_page_end(words.head, _printed(words.head_right)))


def _page_end(left: str, right: str) -> str:
    """Return both sides of a head or foot; what does not fit of the left one ends in an ellipsis."""
    room = _LONGEST_PAGE_END - len(f"&L&R{right}")
    told = left
    while len(_printed(told)) > room:
        told = f"{told.rstrip(_ELLIPSIS)[:-1]}{_ELLIPSIS}"
    return f"&L{_printed(told)}&R{right}" if told else f"&R{right}"


def _printed(text: str) -> str:
    """Return a text as a head or foot holds it, where ``&`` begins a code."""
    return without_controls(text).replace("&", "&&")


def _column_width(label: str, values: Sequence[SheetValue], widest: int) -> int:
    """Return the width of a column, in digits: words wrap beyond ``widest``, a number reads ``###`` there."""
    longest = max([len(label), *(len(str(each)) for each in values)])
    number = max((len(each.text) for each in values if isinstance(each, FormattedNumber)), default=0)
    return max(min(max(longest + _ROOM, _NARROWEST), widest), number + _ROOM)


def row_height_pt(row: Sequence[SheetValue], widths: Sequence[int]) -> float:
    """Return the height at which every text of a row is seen: not every program works that out.

    ``widths`` are those of the columns, in digits of the usual typeface. A text that its column was made for
    is one line; of others rather a line too many.
    """
    lines = max(_line_count(str(text), width) for text, width in zip(row, widths, strict=True))
    return min(lines * LINE_PT, HIGHEST_PT)


def _line_count(text: str, width: int) -> int:
    parts = (len(each) for each in text.split("\n"))
    return sum(1 if each + _ROOM <= width else 1 + int(each * _FONT_WIDENS) // width for each in parts)


def cell_text(text: str) -> str:
    """Return the text as a cell can hold it: without control characters, at most 32,767 long."""
    return without_controls(text)[:_LONGEST_CELL]


def string_cell(text: str) -> str:
    """Return the text as the library writes it as it is.

    The library takes a text between ``<r>`` and ``</r>`` for its own markup and does not escape it; a space
    without width before it keeps it a text.
    """
    return cell_text(f"{_NO_MARKUP}{text}" if text.startswith("<r>") else text)
