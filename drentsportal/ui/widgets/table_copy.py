"""Rows of a table as others take them over: a spreadsheet, a letter, a mail.

What is hidden is not copied, and words that a spreadsheet would work out as a formula stay words.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTableView

from drentsportal.reports.typeset.plain_text import begins_formula

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALL_KEYS: Final = QKeySequence("Ctrl+Shift+C")
_AS_WORDS: Final = " style=\"mso-number-format:'\\@'\""
"""Tells a spreadsheet that reads HTML to take a cell as words."""


class CopyTable(QTableView):
    """A table of which Ctrl+C copies the selected rows, and Ctrl+Shift+C all of them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, or do what a table does with a key."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_rows(self)
        elif QKeySequence(event.keyCombination()) == _ALL_KEYS:
            copy_rows(self, everything=True)
        else:
            super().keyPressEvent(event)


def copy_rows(view: QTableView, *, everything: bool = False) -> int:
    """Put the selected rows, or all, on the clipboard with their headings; return how many there were."""
    model = view.model()
    selected = sorted({index.row() for index in view.selectionModel().selectedIndexes()})
    rows = range(model.rowCount()) if everything else selected
    if rows:
        lines = [_headings(view), *(_cells(view, row) for row in rows)]
        data = QMimeData()
        data.setText("\n".join("\t".join(_safe(cell) for cell in line) for line in lines))
        data.setHtml(_table(lines))
        QGuiApplication.clipboard().setMimeData(data)
    return len(rows)


def _columns(view: QTableView) -> list[int]:
    header = view.horizontalHeader()
    return [
        each for each in map(header.logicalIndex, range(header.count())) if not header.isSectionHidden(each)
    ]


def _headings(view: QTableView) -> list[str]:
    model, horizontal = view.model(), Qt.Orientation.Horizontal
    told = [_plain(model.headerData(each, horizontal)) for each in _columns(view)]
    return ["", *told] if view.verticalHeader().isVisibleTo(view) else told


def _cells(view: QTableView, row: int) -> list[str]:
    model = view.model()
    told = [_plain(model.index(row, each).data(Qt.ItemDataRole.DisplayRole)) for each in _columns(view)]
    if view.verticalHeader().isVisibleTo(view):
        return [_plain(model.headerData(row, Qt.Orientation.Vertical)), *told]
    return told


def _plain(value: object) -> str:
    """Return words on one line, with plain spaces: what stands apart in a cell is joined by a comma."""
    lines = "" if value is None else str(value).replace("\N{NO-BREAK SPACE}", " ")
    return ", ".join(" ".join(line.split()) for line in lines.splitlines() if line.strip())


def _safe(text: str) -> str:
    return f"'{text}" if begins_formula(text) else text


def _table(lines: Sequence[Sequence[str]]) -> str:
    head, *body = lines
    made = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    rows = "".join(f"<tr>{''.join(map(_cell, line))}</tr>" for line in body)
    return f"<table><thead><tr>{made}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(text: str) -> str:
    return f"<td{_AS_WORDS if begins_formula(text) else ''}>{escape(text)}</td>"
