"""A framed list of check boxes, of which any number may be ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.parts import column

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drentsportal.ui.theme import Theme

_SHOWN_ROWS: Final = 5
_ROW_PX: Final = 25


class CheckRows(QFrame):
    """One box per choice, in the look of the filter of sites. Signal: ``changed()``.

    A key that was filled in and is not among the choices gets a row of its own, so that it is not lost.
    """

    changed = Signal()

    def __init__(self, theme: Theme, choices: Sequence[tuple[str, str]]) -> None:
        """Lay out the choices: key and words of each."""
        super().__init__()
        self._theme = theme
        self.boxes: dict[str, CheckBox] = {}
        self.setObjectName("card")
        self._rows = column(spacing=2, margin=8)
        inner = QWidget()
        inner.setObjectName("panel")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner.setLayout(self._rows)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self.setLayout(column(scroll, margin=1))
        for key, words in choices:
            self._add(key, words)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))
        self.setFixedHeight(_ROW_PX * min(_SHOWN_ROWS, max(1, len(choices))) + 18)

    def ticked(self) -> list[str]:
        """Return the keys that are ticked, in the order of the rows."""
        return [key for key, box in self.boxes.items() if box.isChecked()]

    def tick(self, keys: Iterable[str]) -> None:
        """Tick these and no others."""
        wanted = {key for key in keys if key}
        for key in sorted(wanted - set(self.boxes)):
            self._add(key, key)
        for key, box in self.boxes.items():
            box.setChecked(key in wanted)

    def setAccessibleName(self, name: str) -> None:
        """Name the group; each box has its own words besides."""
        super().setAccessibleName(name)
        for box in self.boxes.values():
            box.setAccessibleDescription(name)

    def _add(self, key: str, words: str) -> None:
        box = CheckBox(self._theme, words, elides=True)
        box.setObjectName(f"box_{key}")
        box.toggled.connect(lambda _: self.changed.emit())
        self.boxes[key] = box
        self._rows.addWidget(box)
