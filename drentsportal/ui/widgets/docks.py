"""Docks with a title of our own, whose content changes with what is worked on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QSizePolicy, QStackedWidget, QToolButton, QWidget

from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.elided_label import ElidedLabel
from drentsportal.ui.widgets.parts import label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme


_TITLE_HEIGHT: Final = 33
_NO_LIMIT: Final = 16_777_215


class PageDock(QDockWidget):
    """A dock that shows one of several pages, each with its own title."""

    def __init__(self, name: str, theme: Theme, language: Language) -> None:
        """Start without pages; ``name`` is the object name by which the place is remembered.

        Icons come with ``recolour``.
        """
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._say = language.text
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._nothing = QWidget()
        """Shown below the title of a folded dock: without any content Qt makes it no wider than its title."""

        self.title = label("")
        self._note = ElidedLabel("", "small", fills=True)
        self._notes: dict[str, str] = {}
        self._page = ""
        self.may_close: Callable[[], bool] | None = None
        """Asked before the dock closes; whoever says no closes it again when the person has decided."""
        self.is_folded = False
        self._open_height = 0
        self.fold_button = self._tool("ui.dock.fold")
        self.fold_button.clicked.connect(lambda: self.set_folded(folded=not self.is_folded))
        self.fold_button.hide()
        self._float = self._tool("ui.dock.float")
        self._float.clicked.connect(lambda: self.setFloating(not self.isFloating()))
        self._close = self._tool("ui.dock.close")
        self._close.clicked.connect(self.close)
        bar = QWidget()
        bar.setObjectName("dock_title")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        heading = row(self.title, 4, spacing=4)
        heading.addWidget(self._note, 1)
        for tool in (self.fold_button, self._float, self._close):
            heading.addWidget(tool)
        heading.setContentsMargins(16, 0, 8, 0)
        bar.setLayout(heading)
        self.setTitleBarWidget(bar)
        self.setWidget(self._stack)
        self._stack.addWidget(self._nothing)

    def add_page(self, name: str, page: QWidget) -> None:
        """Add a page; its title is the message ``ui.dock.<name>``."""
        self._pages[name] = page
        self._stack.addWidget(page)

    def show_page(self, name: str) -> None:
        """Show a page and its title; a page that is yet to be added shows once it is asked for again."""
        # A stack is as wide as its widest page; only the one that is shown may ask for room.
        for page in self._pages.values():
            shown = page is self._pages.get(name) and not self.is_folded
            policy = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(policy, policy)
        title = self._say(f"ui.dock.{name}")
        self._page = name
        self.title.setText(title)
        self._note.setText(self._notes.get(name, ""))
        self.setWindowTitle(title)
        if name in self._pages and not self.is_folded:
            self._stack.setCurrentWidget(self._pages[name])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, unless unsaved work in the page keeps the dock open."""
        if self.may_close is not None and not self.may_close():
            event.ignore()
            return
        super().closeEvent(event)

    @property
    def page(self) -> str:
        """The page that is shown."""
        return self._page

    @property
    def title_height(self) -> int:
        """How much of the height the title takes, in pixels."""
        return self.titleBarWidget().height()

    def set_note(self, name: str, text: str) -> None:
        """Say a line beside the title of a page: totals, a count."""
        self._notes[name] = text
        if name == self._page:
            self._note.setText(text)

    def set_folded(self, *, folded: bool) -> None:
        """Show the title only, or the page again."""
        if folded and not self.is_folded:
            self._open_height = self.height()
        self.is_folded = folded
        if folded:
            self._stack.setCurrentWidget(self._nothing)
        if self._page:
            self.show_page(self._page)
        self.setMaximumHeight(_TITLE_HEIGHT if folded else _NO_LIMIT)
        window = self.parentWidget()
        if not folded and self._open_height and isinstance(window, QMainWindow):
            window.resizeDocks([self], [self._open_height], Qt.Orientation.Vertical)
        text = self._say("ui.dock.unfold" if folded else "ui.dock.fold")
        self.fold_button.setAccessibleName(text)
        self.fold_button.setToolTip(text)
        self.recolour()

    def recolour(self) -> None:
        """Give the buttons of the title the colours of the theme."""
        self.fold_button.setIcon(icon("unfold" if self.is_folded else "fold", self._theme))
        self._float.setIcon(icon("float", self._theme))
        self._close.setIcon(icon("remove", self._theme))

    def _tool(self, text_id: str) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "plain")
        made.setAccessibleName(self._say(text_id))
        made.setToolTip(self._say(text_id))
        return made
