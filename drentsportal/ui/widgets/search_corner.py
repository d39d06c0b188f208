"""A button in the corner of the menu bar that looks like the field it opens: the search over everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolButton

from drentsportal.ui.fonts import role_font

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


def search_corner(action: QAction) -> QToolButton:
    """Make the button of an action, with its name and its keys; Tab passes it, as the keys do the same."""
    made = QToolButton()
    made.setObjectName("search_corner")
    made.setFont(role_font("small"))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    made.setText(f"{action.text()}   {keys}")
    made.setAccessibleName(action.text())
    made.setToolTip(action.toolTip())
    made.setIcon(action.icon())
    # The action is coloured anew with the theme.
    action.changed.connect(lambda: made.setIcon(action.icon()))
    made.clicked.connect(action.trigger)
    return made
