"""A PDF on screen, page by page: the very bytes that can be kept, read from memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QPointF, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QSpinBox, QWidget

from drentsportal.ui.widgets.parts import button, column, label, panel, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from drentsportal.language import Language

_STEP: Final = 1.25
_NO_BUTTONS: Final = "QSpinBox::up-button, QSpinBox::down-button { width: 0; border: 0; image: none; }"
_MARGIN_PX: Final = 6
_NUMBER_PX: Final = 56
_ZOOM_RANGE: Final = (0.25, 4.0)
_KEYS: Final = (
    ("previous_page", "PgUp"),
    ("next_page", "PgDown"),
    ("larger", "Ctrl++"),
    ("smaller", "Ctrl+-"),
    ("whole", "Ctrl+0"),
)


class PdfPages(QWidget):
    """Shows one PDF; ``page_changed(number)`` tells the page on screen, from 1.

    PgUp and PgDn turn the page, Ctrl + and Ctrl - make it larger and smaller, Ctrl 0 shows it whole.
    """

    page_changed = Signal(int)

    def __init__(self, language: Language) -> None:
        """Show nothing yet."""
        super().__init__()
        self._say = language.text
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setObjectName("pdf_view")
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.SinglePage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        # A page that fits is measured with this space and drawn with the margins: unequal, its foot is cut.
        margins = self.view.documentMargins()
        self.view.setPageSpacing(margins.top() + margins.bottom())
        self.view.pageNavigator().currentPageChanged.connect(self._on_page)
        layout = column(self._bar(), self.view, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        acts = {
            "previous_page": lambda: self.turn(-1),
            "next_page": lambda: self.turn(1),
            "larger": lambda: self.scale(_STEP),
            "smaller": lambda: self.scale(1 / _STEP),
            "whole": lambda: self.view.setZoomMode(QPdfView.ZoomMode.FitInView),
        }
        for name, keys in _KEYS:
            made = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WindowShortcut)
            made.activated.connect(acts[name])

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return max(self.document.pageCount(), 0)

    @property
    def page(self) -> int:
        """The number of the page on screen, from 1; 0 without any."""
        return self.view.pageNavigator().currentPage() + 1 if self.page_count else 0

    def show_pdf(self, content: bytes, name: str) -> None:
        """Show a PDF from the page that is on screen, or its last where it has fewer."""
        wanted = max(self.page, 1)
        self.clear()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.view.setAccessibleName(self._say("ui.preview.pages", name=name))
        self.number.setRange(1, max(self.page_count, 1))
        self.total.setText(self._say("ui.preview.of", count=self.page_count))
        self.go(min(wanted, self.page_count))
        self._on_page()

    def clear(self) -> None:
        """Show nothing."""
        self.document.close()
        self._buffer.close()
        self._on_page()

    def turn(self, pages: int) -> None:
        """Go some pages on or back."""
        self.go(self.page + pages)

    def go(self, number: int) -> None:
        """Go to a page, from 1; others than there are do nothing."""
        if 1 <= number <= self.page_count:
            self.view.pageNavigator().jump(number - 1, QPointF(), 0)

    def scale(self, factor: float) -> None:
        """Make the page larger or smaller, within what can still be read and painted."""
        shown = self.view.zoomFactor()
        if self.view.zoomMode() is not QPdfView.ZoomMode.Custom and self.page_count:
            shown = self._shown_factor()
        least, most = _ZOOM_RANGE
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(shown * factor, least), most))

    def _shown_factor(self) -> float:
        """Return how large a page that fits is now: 1 is its size on paper."""
        size, port = self.document.pagePointSize(self.page - 1), self.view.viewport()
        per_point = port.logicalDpiX() / 72
        wide = port.width() / (size.width() * per_point)
        if self.view.zoomMode() is QPdfView.ZoomMode.FitToWidth:
            return wide
        return min(wide, port.height() / (size.height() * per_point))

    def _bar(self) -> QWidget:
        caption = label(self._say("ui.preview.page"), "small")
        self.number = QSpinBox()
        self.number.setObjectName("page_number")
        self.number.setRange(1, 1)
        # Without buttons Qt leaves the field no width under a style sheet; so they get none instead.
        self.number.setStyleSheet(_NO_BUTTONS)
        self.number.lineEdit().setTextMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)
        self.number.setFixedWidth(_NUMBER_PX)
        self.number.setKeyboardTracking(False)
        self.number.setAccessibleName(self._say("ui.preview.page").replace("&", ""))
        self.number.lineEdit().setAccessibleName(self.number.accessibleName())
        self.number.valueChanged.connect(self.go)
        caption.setBuddy(self.number)
        self.total = label("", "small")
        self.previous_button = self._button("previous", "\N{LEFTWARDS ARROW}")
        self.previous_button.clicked.connect(lambda: self.turn(-1))
        self.next_button = self._button("next", "\N{RIGHTWARDS ARROW}")
        self.next_button.clicked.connect(lambda: self.turn(1))
        self.smaller_button = self._button("smaller", "\N{MINUS SIGN}")
        self.smaller_button.clicked.connect(lambda: self.scale(1 / _STEP))
        self.larger_button = self._button("larger", "+")
        self.larger_button.clicked.connect(lambda: self.scale(_STEP))
        self.whole_button = button(self._say("ui.preview.whole"), name="whole_page")
        self.whole_button.clicked.connect(lambda: self.view.setZoomMode(QPdfView.ZoomMode.FitInView))
        self.width_button = button(self._say("ui.preview.width"), name="page_width")
        self.width_button.clicked.connect(lambda: self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth))
        for each in (self.whole_button, self.width_button):
            each.setAccessibleName(each.text().replace("&", ""))
        parts = row(
            self.previous_button,
            caption,
            self.number,
            self.total,
            self.next_button,
            None,
            self.smaller_button,
            self.larger_button,
            self.whole_button,
            self.width_button,
            spacing=6,
        )
        return panel(parts, (16, 8, 16, 8))

    def _button(self, name: str, sign: str) -> QPushButton:
        made = button(sign, name=f"page_{name}")
        made.setAccessibleName(self._say(f"ui.preview.{name}"))
        made.setToolTip(made.accessibleName())
        return made

    def _on_page(self) -> None:
        count, page = self.page_count, self.page
        self.number.blockSignals(True)  # noqa: FBT003 - Qt takes no name here
        self.number.setValue(max(page, 1))
        self.number.blockSignals(False)  # noqa: FBT003 - as above
        self.number.setEnabled(count > 1)
        self.previous_button.setEnabled(page > 1)
        self.next_button.setEnabled(page < count)
        told = self.document.getAllText(page - 1).text() if count else ""
        self.view.setAccessibleDescription(told)
        if page:
            self.page_changed.emit(page)
