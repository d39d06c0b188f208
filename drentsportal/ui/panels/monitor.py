"""The monitor: a list of pages at the left, the chosen page in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QProgressBar, QStackedWidget, QWidget

from drentsportal.ui.fonts import font
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.parts import column, label, panel, scrolled

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

PAGES: Final = (
    "overview",
    "completeness",
    "ages",
    "findings",
    "chase_lists",
    "exposure",
    "sources",
    "history",
)
"""The order of the pages; one that has no widget yet is not listed."""

_ROW: Final = QSize(0, 40)


class MonitorPages(QWidget):
    """The list of pages.

    Signals: ``page_chosen(page_id)``.
    """

    page_chosen = Signal(str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._icons: dict[str, str] = {}
        self.view = QListWidget()
        self.view.setObjectName("monitor_pages")
        self.view.setAccessibleName(language.text("ui.dock.monitor_pages"))
        self.view.setIconSize(QSize(18, 18))
        self.view.setFont(font(13))
        self.view.currentItemChanged.connect(self._on_current)
        self.note = label("", "small", wrap=True)
        foot = column(self.note)
        foot.setContentsMargins(16, 8, 16, 10)
        self.setLayout(column(self.view, panel(foot, name="panel_footer"), spacing=0))
        theme.changed.connect(self.recolour)

    def add_page(self, page_id: str, icon_name: str) -> None:
        """List a page at its place in ``PAGES``; the text is ``ui.monitor.<page_id>``."""
        self._icons[page_id] = icon_name
        item = QListWidgetItem(self._language.text(f"ui.monitor.{page_id}"))
        item.setData(Qt.ItemDataRole.UserRole, page_id)
        item.setSizeHint(_ROW)
        before = [each for each in self._ids() if PAGES.index(each) < PAGES.index(page_id)]
        self.view.insertItem(len(before), item)

    def choose(self, page_id: str) -> None:
        """Choose a page."""
        for number, each in enumerate(self._ids()):
            if each == page_id:
                self.view.setCurrentRow(number)

    def recolour(self) -> None:
        """Give every page its icon in the colours of the theme."""
        for number, page_id in enumerate(self._ids()):
            self.view.item(number).setIcon(icon(self._icons[page_id], self._theme))

    def _ids(self) -> list[str]:
        return [self.view.item(number).data(Qt.ItemDataRole.UserRole) for number in range(self.view.count())]

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.page_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class MonitorView(QWidget):
    """The pages; while figures are being computed the old ones stay readable under a thin bar."""

    def __init__(self, language: Language) -> None:
        """Build it, without pages."""
        super().__init__()
        self._language = language
        self._pages: dict[str, QWidget] = {}
        self.page = ""
        self._stack = QStackedWidget()
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(language.text("ui.busy.quality"))
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._bar.hide()
        self.setLayout(column(self._bar, self._stack, spacing=0))

    def add_page(self, page_id: str, widget: QWidget) -> None:
        """Add a page; it scrolls where the window is lower or narrower than it."""
        area = scrolled(widget)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._pages[page_id] = area
        self._stack.addWidget(area)

    def show_page(self, page_id: str) -> None:
        """Show a page that was added."""
        self.page = page_id
        self._stack.setCurrentWidget(self._pages[page_id])

    def show_busy(self, *, busy: bool) -> None:
        """Show or hide the bar; nothing moves."""
        self._bar.setVisible(busy)
