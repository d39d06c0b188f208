"""Lets the cursor walk through parts that were built later in the order in which they stand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QLayout


def walk_after(before: QWidget, layout: QLayout | None) -> None:
    """Put everything in a layout that takes the cursor behind ``before``, in the order of the layout.

    Qt hangs what is built later at the end of the window's walk, wherever it stands.
    """
    if layout is not None:
        for each, after in pairwise([before, *_focusable(layout)]):
            QWidget.setTabOrder(each, after)


def walk_by_eye(layout: QLayout, last: QWidget) -> None:
    """Walk everything in a layout in its order, what scrolls included, ending at ``last`` in it.

    ``last`` always stood there: the walk of the window comes to the first of them where it came to that.
    """
    walked = list(_focusable(layout, with_scrolled=True))
    QWidget.setTabOrder(last, walked[0])
    for each, after in pairwise(walked):
        QWidget.setTabOrder(each, after)


def _focusable(layout: QLayout, *, with_scrolled: bool = False) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield widget
            inner = widget.layout()
            body = widget.widget() if with_scrolled and isinstance(widget, QScrollArea) else None
            inner = inner if body is None else body.layout()
        if inner is not None:
            yield from _focusable(inner, with_scrolled=with_scrolled)
