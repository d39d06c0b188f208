"""In which order Tab walks a window, and where that is not the order in which one reads."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

_MOST: Final = 250


def walk_of(qtbot: QtBot, root: QWidget) -> list[QWidget]:
    """Press Tab from where the keyboard is until it is there again; gives what it stopped at in a window."""
    root.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    start = QApplication.focusWidget()
    found: list[QWidget] = []
    for _ in range(_MOST):
        at = QApplication.focusWidget()
        assert at is not None
        found.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        # The page of the map gives the keyboard back a moment later.
        qtbot.wait(1)
        if QApplication.focusWidget() is start:
            return [each for each in found if _is_read(each)]
    message = f"Tab does not come round; it is at {_name(found[-1])}"
    raise AssertionError(message)


def jumps_back(stops: list[QWidget], root: QWidget) -> list[str]:
    """Tell where Tab goes up within a column or to the left within a line of a part of the window."""
    inside = [each for each in stops if root.isAncestorOf(each)]
    if not inside:
        return []
    # The walk is a circle: it begins with what stands at the left of the uppermost line.
    seen = [_place(_area_of(each, root) or each, root) for each in inside]
    line = min(each.bottom() for each in seen)
    upper = [number for number, each in enumerate(seen) if each.top() < line]
    # What scrolls stands at one place together; there the uppermost is the first.
    first = min(upper, key=lambda number: (seen[number].left(), _place(inside[number], root).top()))
    return list(_against_reading(inside[first:] + inside[:first], root))


def _against_reading(stops: list[QWidget], root: QWidget) -> Iterator[str]:
    for one, other in pairwise(stops):
        here, there = _places(one, other, root)
        beside = here.top() < there.bottom() and there.top() < here.bottom()
        in_column = here.left() < there.right() and there.left() < here.right()
        if (in_column and there.bottom() <= here.top()) or (beside and there.right() <= here.left()):
            yield f"{_name(one)} -> {_name(other)}"


def _is_read(widget: QWidget) -> bool:
    """Whether it has a place in the window: the page of the map is walked by itself."""
    inside = widget.parentWidget()
    return not isinstance(widget, QWebEngineView) and not isinstance(inside, QWebEngineView)


def _places(one: QWidget, other: QWidget, root: QWidget) -> tuple[QRect, QRect]:
    """Give where two stops stand; one that scrolls stands where what it scrolls in does, unless both do."""
    areas = _area_of(one, root), _area_of(other, root)
    if areas[0] is areas[1]:
        return _place(one, root), _place(other, root)
    return _place(areas[0] or one, root), _place(areas[1] or other, root)


def _area_of(widget: QWidget, root: QWidget) -> QWidget | None:
    inside = widget.parentWidget()
    while inside is not None and inside is not root:
        if isinstance(inside, QScrollArea):
            return inside
        inside = inside.parentWidget()
    return None


def _place(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def _name(widget: QWidget) -> str:
    return widget.objectName() or widget.accessibleName() or type(widget).__name__
