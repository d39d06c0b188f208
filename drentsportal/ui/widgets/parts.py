"""Labels, chips, buttons and lines with the roles that the style sheet knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from drentsportal.ui.fonts import role_font

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QLayout, QTabWidget


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label that shows data as plain text, whatever it contains."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    made.setFont(role_font(role))
    if role:
        made.setProperty("role", role)
    if wrap:
        policy = made.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def chip(text: str, role: str = "chip") -> QLabel:
    """Make a small label on a coloured ground."""
    made = label(text, role)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def button(text: str, role: str = "", icon: QIcon | None = None, *, name: str = "") -> QPushButton:
    """Make a push button; ``role`` is ``main``, ``link`` or empty, ``name`` its object name for tests."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.setFont(role_font(role or "button"))
    if role:
        made.setProperty("role", role)
    if icon is not None:
        made.setIcon(icon)
    if name:
        made.setObjectName(name)
    made.setAccessibleName(text)
    return made


def name_tabs(tabs: QTabWidget, spoken: str) -> None:
    """Give a tab widget and its bar, which takes the keyboard, one name for a screen reader."""
    tabs.setAccessibleName(spoken)
    tabs.tabBar().setAccessibleName(spoken)


def restyle(widget: QWidget) -> None:
    """Have the style sheet look at a widget again after one of its properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def line() -> QFrame:
    """Make a thin horizontal rule."""
    made = QFrame()
    made.setObjectName("line")
    made.setFixedHeight(1)
    return made


def row(*items: QWidget | int | None, spacing: int = 8) -> QHBoxLayout:
    """Lay out widgets side by side; an int is fixed space, ``None`` takes what is left."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    _fill(made, items)
    return made


def column(*items: QWidget | QLayout | int | None, spacing: int = 8, margin: int = 0) -> QVBoxLayout:
    """Lay out widgets one below the other; an int is fixed space, ``None`` takes what is left."""
    made = QVBoxLayout()
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(spacing)
    _fill(made, items)
    return made


def _fill(box: QHBoxLayout | QVBoxLayout, items: tuple[QWidget | QLayout | int | None, ...]) -> None:
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, QWidget):
            box.addWidget(item)
        else:
            box.addLayout(item)


def panel(layout: QLayout, margins: tuple[int, int, int, int] | None = None, name: str = "panel") -> QWidget:
    """Make a panel body with the surface colour; ``name`` ``panel_footer`` gives it a rule above."""
    if margins is not None:
        layout.setContentsMargins(*margins)
    made = QWidget()
    made.setObjectName(name)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setLayout(layout)
    return made


def scrolled(body: QWidget) -> QScrollArea:
    """Make a panel body that scrolls when it does not fit."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(body)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (child := item.layout()) is not None:
            clear(child)
