"""What a screen reader is told: every control that can be used, with its kind and its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLabel, QScrollBar, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROLE: Final = QAccessible.Role
_USED: Final = {
    _ROLE.Button: "button",
    _ROLE.ButtonMenu: "button with menu",
    _ROLE.ButtonDropDown: "button with menu",
    _ROLE.CheckBox: "check box",
    _ROLE.ComboBox: "combo box",
    _ROLE.Dial: "dial",
    _ROLE.EditableText: "text field",
    _ROLE.HotkeyField: "key field",
    _ROLE.Link: "link",
    _ROLE.List: "list",
    _ROLE.ListItem: "list item",
    _ROLE.MenuItem: "menu item",
    _ROLE.PageTab: "tab",
    _ROLE.PageTabList: "tabs",
    _ROLE.RadioButton: "radio button",
    _ROLE.Slider: "slider",
    _ROLE.SpinBox: "number field",
    _ROLE.Table: "table",
    _ROLE.Tree: "tree",
    _ROLE.TreeItem: "tree item",
    _ROLE.ColumnHeader: "column",
}
"""The kinds of control that somebody uses, by the word in the list."""

_ROWS: Final = 40
"""Rows of a list that are heard; those below are made by the same model."""


@dataclass(frozen=True, slots=True, order=True)
class Spoken:
    """A control: its kind, its name, and the names of the widgets around it for whoever has to find it."""

    kind: str
    name: str
    place: str


def spoken_controls(root: QWidget) -> list[Spoken]:
    """Give every control of a window that can be used now, as its accessibility tree has it."""
    QApplication.processEvents()
    return list(_walk(QAccessible.queryAccessibleInterface(root), root.objectName() or type(root).__name__))


def nameless(root: QWidget) -> list[Spoken]:
    """Give the controls of a window that say nothing of themselves."""
    return [each for each in spoken_controls(root) if not each.name.strip()]


def _walk(at: QAccessibleInterface, place: str) -> Iterator[Spoken]:
    for number in range(_child_count(at)):
        child = at.child(number)
        if not child.isValid() or child.state().invisible:
            continue
        widget = child.object()
        if isinstance(widget, QWebEngineView | QScrollBar):
            # The page names itself, in its own tests; a scroll bar is worked by the keys of what it scrolls.
            continue
        here = place
        if isinstance(widget, QWidget):
            here = f"{place}/{widget.objectName() or type(widget).__name__}"
        if _is_used(child):
            yield Spoken(_USED[child.role()], _name_of(child), here)
        yield from _walk(child, here)


def _name_of(control: QAccessibleInterface) -> str:
    """Return the name that is read.

    Of a list to choose from Qt gives what is chosen, and on Linux its name only by the label beside it: one
    without that label has no name there, whatever it says elsewhere.
    """
    widget = control.object()
    if isinstance(widget, QComboBox):
        holder = widget.parentWidget()
        beside = [] if holder is None else holder.children()
        labels = [each for each in beside if isinstance(each, QLabel) and each.buddy() is widget]
        return labels[0].text() if labels else ""
    return control.text(QAccessible.Text.Name)


def _child_count(at: QAccessibleInterface) -> int:
    if not isinstance(at.object(), QAbstractItemView):
        return at.childCount()
    # The cells of a table are read with its rows; they may be empty, as what they show.
    return 0 if at.role() in {_ROLE.Table, _ROLE.Tree} else min(at.childCount(), _ROWS)


def _is_used(control: QAccessibleInterface) -> bool:
    """Whether a person can do something with it; what is switched off is heard, and has a name too."""
    widget = control.object()
    if control.role() not in _USED:
        return False
    if isinstance(widget, QWidget) and widget.objectName() == "qt_spinbox_lineedit":
        # The number field around it has the name.
        return False
    return bool(control.state().focusable) or control.role() != _ROLE.EditableText
