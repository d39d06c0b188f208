"""What is wrong in a form, all of it: how many fields, and per field what is wrong and the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QWidget

from drentsportal.ui.widgets.parts import button, clear, column, label, row, scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from drentsportal.language import Language

_MOST_PX: Final = 136
_TOP_PX: Final = 3
"""Brings the first line of a text level with its button."""


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault: the name of its field, what is wrong, and the field; ``None`` where it speaks of none."""

    name: str
    text: str
    field: QWidget | None


class FaultSummary(QWidget):
    """The count, and a row per fault with a button that leads to its field; hidden while nothing is wrong.

    Signals: ``asked(field)`` with the field to go to, by its button or by F8 and Shift+F8 in turn.
    """

    asked = Signal(object)

    def __init__(self, language: Language) -> None:
        """Build it, hidden."""
        super().__init__()
        self._say = language.text
        self._fields: list[QWidget] = []
        self._rows: list[QWidget] = []
        self.setObjectName("form_faults")
        self._count = label("", "strong", wrap=True)
        self._count.setObjectName("fault_count")
        self._keys = label(self._say("ui.faults.keys"), "caption")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._holder = QWidget()
        self._holder.setObjectName("panel")
        self._holder.setLayout(self._grid)
        self._scroll = scrolled(self._holder)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        head = row(spacing=12)
        head.addWidget(self._count, 1)
        head.addWidget(self._keys)
        self.setLayout(column(head, self._scroll, spacing=4))
        for keys, step in ((Qt.Key.Key_F8, 1), (Qt.Modifier.SHIFT | Qt.Key.Key_F8, -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(partial(self.step, step))
        self.hide()

    def show_lines(self, faults: Sequence[FaultLine]) -> None:
        """Show these faults and no others."""
        clear(self._grid)
        self._rows.clear()
        self._fields = list(dict.fromkeys(each.field for each in faults if each.field is not None))
        self._count.setText(self._say("ui.faults.count", count=len(faults)))
        self._keys.setVisible(len(self._fields) > 1)
        for number, each in enumerate(faults):
            self._add(number, each)
        for number in range(self._grid.rowCount()):
            # What is left of the height lies below the last row, not between the rows.
            self._grid.setRowStretch(number, number >= len(faults))
        self._grid.setRowStretch(len(faults), 1)
        self.setVisible(bool(faults))
        for widget in self._rows:
            # What joins a layout in sight is shown later; without that it has no height yet.
            widget.show()
        self._fit()

    def step(self, by: int) -> None:
        """Go to the next or the previous field that is wrong, round and round."""
        if not self._fields:
            return
        now = QApplication.focusWidget()
        at = self._fields.index(now) if now in self._fields else (-1 if by > 0 else 0)
        self.asked.emit(self._fields[(at + by) % len(self._fields)])

    def _add(self, number: int, fault: FaultLine) -> None:
        text = label(fault.text, "error", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignTop)
        text.setContentsMargins(0, _TOP_PX, 0, _TOP_PX)
        self._rows.append(text)
        if fault.field is None:
            self._grid.addWidget(text, number, 0, 1, 2)
            return
        lead = button(fault.name, "link", name=f"fault_{number + 1}")
        lead.setAccessibleDescription(fault.text)
        lead.clicked.connect(partial(self.asked.emit, fault.field))
        self._rows.append(lead)
        self._grid.addWidget(lead, number, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(text, number, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the texts have at the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        """Be as high as the rows, up to a few of them; the rest scrolls."""
        self._grid.invalidate()
        height = self._grid.heightForWidth(self.width())
        self._scroll.setFixedHeight(max(0, min(_MOST_PX, height)))
