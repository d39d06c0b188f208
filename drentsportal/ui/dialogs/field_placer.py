"""Puts the fields of a form into two columns, each with its label above it, and keeps them by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from drentsportal.ui.widgets.parts import column, label

if TYPE_CHECKING:
    from drentsportal.language import Language


class FieldPlacer:
    """Names and places fields; ``widgets`` holds them by name."""

    def __init__(self, language: Language) -> None:
        """Start without fields."""
        self._say = language.text
        self.widgets: dict[str, QWidget] = {}

    def place(
        self, grid: QGridLayout, number: int, name: str, widget: QWidget, holder: QWidget | None = None
    ) -> None:
        """Put a field, or what it stands in, into a cell."""
        text_id = f"ui.form.{name}"
        self.name(widget, name, text_id)
        put_cell(grid, number, self.captioned(text_id, widget), holder or widget)

    def captioned(self, text_id: str, widget: QWidget) -> QWidget:
        """Make the label of a field."""
        caption = label(self._say(text_id), "small", wrap=True)
        caption.setBuddy(widget)
        return caption

    def name(self, widget: QWidget, name: str, text_id: str) -> None:
        """Give a field its name for tests and faults, and its words for a screen reader."""
        widget.setObjectName(f"field_{name}")
        widget.setAccessibleName(self._say(text_id))
        self.widgets[name] = widget


def form_grid() -> QGridLayout:
    """Make a grid of two columns of equal width."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def put_cell(grid: QGridLayout, number: int, caption: QWidget, holder: QWidget) -> None:
    """Put a label and what belongs to it into a cell, counted from left to right."""
    cell = QWidget()
    cell.setLayout(column(caption, holder, None, spacing=3))
    grid.addWidget(cell, number // 2, number % 2)
