"""A dialog whose words change takes the height that they need: by itself it keeps the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog


FRAME_PX: Final = 48
"""What a title bar and the edge of the screen take."""


def resize_within_screen(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog a size, or what the screen has room for; what is in it has to scroll then."""
    room = dialog.screen().availableSize()
    dialog.resize(min(width, room.width() - FRAME_PX), min(height, room.height() - FRAME_PX))


def suit_height(dialog: QDialog) -> None:
    """Give a dialog the height of its content at its present width."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    wanted = layout.totalHeightForWidth(dialog.width())
    dialog.resize(dialog.width(), max(wanted, layout.totalMinimumSize().height()))
