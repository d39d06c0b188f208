"""A dialog whose words change takes the height that they need: by itself it keeps the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog


def suit_height(dialog: QDialog) -> None:
    """Give a dialog the height of its content at its present width."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    wanted = layout.totalHeightForWidth(dialog.width())
    dialog.resize(dialog.width(), max(wanted, layout.totalMinimumSize().height()))
