"""The middle of the window: the map, and what stands in tabs beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.elided_label import ElidedLabel
from drentsportal.ui.widgets.parts import column, line, name_tabs

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

LEAST_WIDTH: Final = 216
"""With the docks beside it the window fits a screen of 1920 px on which everything is twice as large."""

_BESIDE_PX: Final = 16
_NOTE_HEIGHT: Final = 30


class _Note(QWidget):
    """The line at the right of the tabs: it takes what these leave, and ends in an ellipsis there."""

    def __init__(self, tabs: QTabWidget) -> None:
        """Keep the tabs, which come first."""
        super().__init__(tabs)
        self._tabs = tabs
        self.words = ElidedLabel("", "small", fills=True)
        self.words.setContentsMargins(0, 0, _BESIDE_PX, 0)
        self.words.setMinimumHeight(_NOTE_HEIGHT)
        # The rule below the tabs goes on below the note.
        self.setLayout(column(self.words, line(), spacing=0))

    def sizeHint(self) -> QSize:
        """Return the width of the words, within what the tabs leave: Qt would cut the tabs off for it."""
        left = self._tabs.width() - self._tabs.tabBar().sizeHint().width()
        return QSize(max(0, min(self.words.sizeHint().width(), left)), super().sizeHint().height())


class Centre(QTabWidget):
    """Tabs of which the first is the map, which cannot be closed, and a line that says what it shows."""

    def __init__(self, language: Language, map_widget: QWidget) -> None:
        """Put the map in the first tab."""
        super().__init__()
        self.setDocumentMode(True)
        name_tabs(self, language.text("ui.centre"))
        self.setTabsClosable(True)
        self.setMinimumWidth(LEAST_WIDTH)
        self.addTab(map_widget, language.text("ui.tab.map"))
        for side in (QTabBar.ButtonPosition.RightSide, QTabBar.ButtonPosition.LeftSide):
            self.tabBar().setTabButton(0, side, None)
        self.tabCloseRequested.connect(self.removeTab)
        self._note = _Note(self)
        self.setCornerWidget(self._note, Qt.Corner.TopRightCorner)

    @property
    def note(self) -> str:
        """What is said of the map, such as how many sites fit."""
        return self._note.words.whole_text

    def tell(self, text: str) -> None:
        """Show a line at the right of the tabs: what the map shows."""
        self._note.words.setText(text)

    def show_beside(self, widget: QWidget, title: str) -> None:
        """Show a widget as a tab beside the map, replacing an older one of the same class."""
        for number in range(self.count() - 1, 0, -1):
            if type(self.widget(number)) is type(widget):
                self.removeTab(number)
        self.setCurrentIndex(self.addTab(widget, title))

    def keep_beside(self, widget: QWidget, title: str) -> None:
        """Show a widget as a tab beside the map under a title; one that stands there already stays."""
        at = self.indexOf(widget)
        if at < 0:
            at = self.addTab(widget, title)
        self.setTabText(at, title)
        self.setCurrentIndex(at)

    def drop(self, widget: QWidget) -> None:
        """Take a tab away, where it stands; the widget stays as it is."""
        at = self.indexOf(widget)
        if at > 0:
            self.removeTab(at)

    def recolour(self, theme: Theme) -> None:
        """Give the map its icon in the colours of the theme."""
        self.setTabIcon(0, icon("sites", theme))
