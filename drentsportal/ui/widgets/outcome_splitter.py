"""A list over what explains its selection: the list has all the room until something is explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

NONE_CHOSEN_PX: Final = 76
"""Height of the explanation while it only says that something can be chosen."""

_LIST_ONLY: Final = (10_000, NONE_CHOSEN_PX)


class OutcomeSplitter(QSplitter):
    """Remembers per page of the list where a person put the line."""

    def __init__(self, upper: QWidget, lower: QWidget, usual: Sequence[Sequence[int]]) -> None:
        """Put the two together; ``usual`` are the heights of both by page, where nobody moved the line."""
        super().__init__(Qt.Orientation.Vertical)
        self._usual = usual
        self._page = 0
        self._by_hand: dict[int, list[int]] = {}
        self.setChildrenCollapsible(False)
        self.addWidget(upper)
        self.addWidget(lower)
        lower.setMinimumHeight(NONE_CHOSEN_PX)
        # Qt tells this of hands only.
        self.splitterMoved.connect(lambda: self._by_hand.update({self._page: self.sizes()}))

    def divide(self, page: int, *, is_explained: bool) -> None:
        """Give the list of a page all the room while nothing is explained, unless a person divided it."""
        self._page = page
        by_hand = self._by_hand.get(page)
        is_list_only = by_hand is None and not is_explained
        for part, share in enumerate((1, 0) if is_list_only else (4, 6)):
            self.setStretchFactor(part, share)
        self.setSizes(_LIST_ONLY if is_list_only else by_hand or self._usual[page])
