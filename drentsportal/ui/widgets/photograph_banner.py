"""A photograph over the whole width of a card, cut at its middle to a low strip, framed, with its title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from drentsportal.ui.widgets.attachments_page import fitted
from drentsportal.ui.widgets.parts import column
from drentsportal.ui.widgets.sharp_lines import inner_line
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPaintEvent, QPixmap

    from drentsportal.ui.theme import Theme

_HEIGHT: Final = 104


class PhotographStrip(QWidget):
    """The photograph with a frame, so that a nearly white one is seen as a picture."""

    def __init__(self, theme: Theme) -> None:
        """Start without a photograph."""
        super().__init__()
        self._theme = theme
        self._image: QImage | None = None
        self._shown: QPixmap | None = None
        self._size = QSize()
        self.setObjectName("photograph")
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_image(self, image: QImage | None) -> None:
        """Keep a photograph to paint."""
        self._image, self._shown = image, None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - as Qt calls it
        """Paint the photograph as large as the strip is, and its frame."""
        if self._image is None:
            return
        if self._shown is None or self._size != self.size():
            self._size = self.size()
            self._shown = fitted(self._image, self._size, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._shown)
        painter.setPen(QPen(self._theme.colour("border_strong"), 1))
        painter.drawRect(inner_line(self.rect()))
        painter.end()


class PhotographBanner(QWidget):
    """Shows one photograph with its title below it, or takes no room."""

    def __init__(self, theme: Theme) -> None:
        """Start without a photograph."""
        super().__init__()
        self._strip = PhotographStrip(theme)
        self._caption = WordLabel("", "caption")
        self._caption.setObjectName("photograph_caption")
        texts = column(self._caption)
        texts.setContentsMargins(16, 0, 16, 0)
        self.setLayout(column(self._strip, texts, spacing=3))
        self.hide()

    def show_image(self, image: QImage | None, title: str = "") -> None:
        """Show a photograph; ``None`` takes it away."""
        self._strip.show_image(image)
        self._strip.setAccessibleName(title)
        self._caption.show_text(title)
        self._caption.setVisible(bool(title))
        self.setVisible(image is not None)
