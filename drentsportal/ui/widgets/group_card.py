"""A card with a title, a line that sums it up, and rows of a name and what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from drentsportal.ui.widgets.parts import chip, column, label, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from drentsportal.ui.dialogs.referral_groups import Group

_NAME_SHARE, _TEXT_SHARE = 2, 5
_TOP: Final = Qt.AlignmentFlag.AlignTop


def group_card(group: Group, mark: QLabel | None = None, ask_word: str = "") -> QFrame:
    """Make the card; ``mark`` stands beside the title, ``ask_word`` behind what must still be asked."""
    card = QFrame()
    card.setObjectName("card")
    card.setAccessibleName(group.title)
    card.setAccessibleDescription(group.summary)
    head = row(spacing=8)
    head.addWidget(label(group.title, "strong", wrap=True), 1)
    if mark is not None:
        head.addWidget(mark, 0, _TOP)
    body = column(head, spacing=6, margin=12)
    if group.summary:
        body.addWidget(label(group.summary, "small", wrap=True))
    body.addLayout(_rows(group, ask_word))
    card.setLayout(body)
    return card


def _rows(group: Group, ask_word: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, _NAME_SHARE)
    grid.setColumnStretch(1, _TEXT_SHARE)
    for number, each in enumerate(group.rows):
        name, text = label(each.name, "small", wrap=True), label(each.text, wrap=True)
        for widget in (name, text):
            widget.setAlignment(_TOP)
        grid.addWidget(name, number, 0)
        grid.addWidget(text, number, 1)
        if each.to_ask and ask_word:
            grid.addWidget(chip(ask_word, "chip_check"), number, 2, _TOP)
    return grid
