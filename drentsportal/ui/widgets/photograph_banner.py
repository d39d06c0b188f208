"""A photograph over the whole width of a card, cut at its middle to a low strip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from drentsportal.ui.widgets.attachments_page import fitted

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPaintEvent, QPixmap

_HEIGHT: Final = 104


class PhotographBanner(QWidget):
    """Shows one photograph, or takes no room."""

    def __init__(self) -> None:
        """Start without a photograph."""
        super().__init__()
        self._image: QImage | None = None
        self._shown: QPixmap | None = None
        self._size = QSize()
        self.setObjectName("photograph")
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_image(self, image: QImage | None) -> None:
        """Show a photograph; ``None`` takes it away."""
        self._image, self._shown = image, None
        self.setVisible(image is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - as Qt calls it
        """Paint the photograph as large as the strip is."""
        if self._image is None:
            return
        if self._shown is None or self._size != self.size():
            self._size = self.size()
            self._shown = fitted(self._image, self._size, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, self._shown)
