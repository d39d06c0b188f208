"""Per wish the nearest weights at which another candidate is number one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from drentsportal.ui.widgets.parts import clear, column, label, line

if TYPE_CHECKING:
    from drentsportal.domain.firmness.stability import Dethroning, Tipping
    from drentsportal.language import Language
    from drentsportal.ui.models.firmness import Firmness


class TippingTable(QWidget):
    """A row per wish: its weight now, and what a lower and a higher one would do."""

    def __init__(self, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._say = language.text
        self._body = column(spacing=4)
        self.setLayout(self._body)

    def show_firmness(self, firmness: Firmness) -> None:
        """Show the tipping points of an outcome."""
        clear(self._body)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for place, text_id in enumerate(("wish", "now", "change")):
            heading = label(self._say(f"ui.firm.column.{text_id}"), "group")
            grid.addWidget(heading, 0, place, _right() if text_id == "now" else Qt.AlignmentFlag(0))
        row = 1
        for change in firmness.analysis.dethroning:
            grid.addWidget(line(), row, 0, 1, 3)
            grid.addWidget(
                label(self._say(f"criterion.{change.criterion_id}"), wrap=True), row + 1, 0, _top()
            )
            now = label(str(change.weight), "strong")
            grid.addWidget(now, row + 1, 1, _right() | Qt.AlignmentFlag.AlignTop)
            grid.addLayout(column(*self._ways(firmness, change), spacing=2), row + 1, 2)
            row += 2
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(2, 5)
        self._body.addLayout(grid)

    def _ways(self, firmness: Firmness, change: Dethroning) -> tuple[QLabel, ...]:
        if change.up is None and change.down is None:
            return (label(self._say("ui.firm.no_weight"), "small", wrap=True),)
        return tuple(
            label(self._way(firmness, direction, tipping), "small", wrap=True)
            for direction, tipping in (("down", change.down), ("up", change.up))
        )

    def _way(self, firmness: Firmness, direction: str, tipping: Tipping | None) -> str:
        if tipping is None:
            return self._say(f"ui.firm.{direction}.none")
        name = firmness.result.candidate(tipping.candidate_id).name
        return self._say(f"ui.firm.{direction}.at", weight=tipping.weight, name=name)


def _right() -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight


def _top() -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignTop
