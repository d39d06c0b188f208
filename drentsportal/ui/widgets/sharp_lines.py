"""Outlines of one pixel that are sharp: they run through the middle of pixels, not along their edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter


def inner_line(area: QRect) -> QRectF:
    """Return where the outline of an area runs."""
    return QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5)


def paint_rounded(painter: QPainter, area: QRect, radius: float) -> None:
    """Paint an area with round corners, in the pen and the brush of the painter."""
    painter.drawRoundedRect(inner_line(area), radius, radius)
