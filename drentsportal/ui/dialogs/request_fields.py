"""The fields of the request form: which there are, and how each is filled and read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

LIST_ROWS: Final = 5
_ROW_PX: Final = 24


@dataclass(frozen=True, slots=True)
class RequirementField:
    """One requirement in the form: its key in a request file, its criterion, and how it is entered."""

    key: str
    criterion_id: str
    entry: str
    unit_id: str = ""


REQUIREMENT_FIELDS: Final = (
    RequirementField("plot_area_ha", "plot_area", "number", "ui.unit.ha"),
    RequirementField("floor_area_m2", "floor_area", "number", "ui.unit.m2"),
    RequirementField("category", "category", "category"),
    RequirementField("height_m", "height", "number", "ui.unit.m"),
    RequirementField("present_distance_km", "present_distance", "number", "ui.unit.km"),
    RequirementField("junction_distance_km", "junction_distance", "number", "ui.unit.km"),
    RequirementField("price_eur_m2", "price", "number", "ui.unit.eur_m2"),
    RequirementField("available_by", "available_by", "day", "ui.unit.day"),
    RequirementField("park_management", "park_management", "yes"),
    RequirementField("segment", "segment", "list"),
    RequirementField("municipality", "municipality", "list"),
)
"""Every requirement that can be asked, in the order of the form; an empty field asks nothing."""


def make_list(choices: Sequence[tuple[str, str]], columns_name: str) -> QListWidget:
    """Make a list of choices that can be ticked."""
    made = QListWidget()
    made.setObjectName(columns_name)
    made.setProperty("framed", "true")
    made.setFixedHeight(_ROW_PX * LIST_ROWS)
    for key, text in choices:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, key)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        made.addItem(item)
    return made


def make_combo(choices: Sequence[tuple[str, str]]) -> QComboBox:
    """Make a list of which one is chosen."""
    made = QComboBox()
    for key, text in choices:
        made.addItem(text, key)
    return made


def read_widget(widget: QWidget) -> str | list[str] | bool:
    """Return what a field holds: text, the keys that are ticked, or whether a box is ticked."""
    if isinstance(widget, QListWidget):
        items = [widget.item(number) for number in range(widget.count())]
        return [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]
    if isinstance(widget, QComboBox):
        return str(widget.currentData() or "")
    if isinstance(widget, QCheckBox):
        return widget.isChecked()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText().strip()
    return widget.text().strip() if isinstance(widget, QLineEdit) else ""


def fill_widget(widget: QWidget, value: object) -> None:
    """Put a value into a field; the counterpart of ``read_widget``."""
    if isinstance(widget, QListWidget):
        wanted = {str(each) for each in value} if isinstance(value, list | tuple) else set()
        for number in range(widget.count()):
            item = widget.item(number)
            ticked = str(item.data(Qt.ItemDataRole.UserRole)) in wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    elif isinstance(widget, QComboBox):
        widget.setCurrentIndex(max(0, widget.findData(value)))
    elif isinstance(widget, QCheckBox):
        widget.setChecked(bool(value))
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(str(value))
    elif isinstance(widget, QLineEdit):
        widget.setText(str(value))
