"""The window of the user guide: pages at the left, the chosen one at the right; it stays beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QToolButton, QWidget

from drentsportal.ui.fonts import font
from drentsportal.ui.guide.guide_browser import GuideBrowser
from drentsportal.ui.guide.page_text import read_page, title_of
from drentsportal.ui.guide.pages import FIRST_PAGE, GUIDE_PAGES
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.parts import column, label, line, panel, row
from drentsportal.ui.widgets.search_field import search_field

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QUrl

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_SIZE: Final = (960, 720)
_PAGES_PX: Final = 268
_ROW: Final = QSize(0, 30)
_SUFFIX: Final = ".md"


class GuideWindow(QWidget):
    """Every page of the guide in the language of the screen; a search leaves the pages with its words."""

    def __init__(self, theme: Theme, language: Language, resources_dir: Path) -> None:
        """Read the pages and show the first."""
        super().__init__()
        self._theme, self._say = theme, language.text
        self.texts = {each.id: read_page(resources_dir, language, each.id) for each in GUIDE_PAGES}
        self.page = ""
        self._looked_at: list[str] = []
        self._place = -1
        self.setObjectName("guide_window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # It must not keep the program running after its last window closed.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(self._say("ui.guide.title"))
        self.browser = GuideBrowser(theme, resources_dir)
        self.browser.setAccessibleName(self._say("ui.guide.text"))
        self.browser.anchorClicked.connect(self._follow)
        self.search = search_field(theme, language, "guide_search", self._say("ui.guide.search"))
        self.search.textChanged.connect(self._show_found)
        self.pages = self._page_list()
        self.nothing = label(self._say("ui.guide.nothing_found"), "secondary", wrap=True)
        self.nothing.hide()
        self.back = self._tool("go_back", "Alt+Left", lambda: self._step(-1))
        self.ahead = self._tool("go_forward", "Alt+Right", lambda: self._step(1))
        self._build()
        theme.changed.connect(self._recolour)
        self._recolour()
        self.show_page(FIRST_PAGE)

    def show_page(self, page_id: str) -> None:
        """Show a page and keep it as one that was looked at."""
        if page_id == self.page:
            return
        self._looked_at = [*self._looked_at[: self._place + 1], page_id]
        self._place = len(self._looked_at) - 1
        self._show(page_id)

    def _step(self, by: int) -> None:
        """Go back or forward through what was looked at."""
        place = self._place + by
        if 0 <= place < len(self._looked_at):
            self._place = place
            self._show(self._looked_at[place])

    def _show(self, page_id: str) -> None:
        self.page = page_id
        self.browser.show_text(self.texts[page_id])
        self.back.setEnabled(self._place > 0)
        self.ahead.setEnabled(self._place < len(self._looked_at) - 1)
        for number, each in enumerate(GUIDE_PAGES):
            if each.id == page_id:
                self.pages.blockSignals(True)  # noqa: FBT003 - Qt names it so
                self.pages.setCurrentRow(number)
                self.pages.blockSignals(False)  # noqa: FBT003 - as above

    # -- building -------------------------------------------------------------------------------------

    def _page_list(self) -> QListWidget:
        made = QListWidget()
        made.setObjectName("guide_pages")
        made.setAccessibleName(self._say("ui.guide.pages"))
        made.setFont(font(13))
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for each in GUIDE_PAGES:
            item = QListWidgetItem(title_of(self.texts[each.id]))
            item.setSizeHint(_ROW)
            made.addItem(item)
        made.currentRowChanged.connect(lambda number: self.show_page(GUIDE_PAGES[number].id))
        return made

    def _tool(self, action_id: str, keys: str, go: object) -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"guide_{action_id}")
        made.setProperty("role", "plain")
        text = self._say(f"ui.action.{action_id}")
        made.setAccessibleName(text)
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{text} ({native})")
        made.clicked.connect(go)
        QShortcut(QKeySequence(keys), self).activated.connect(go)
        return made

    def _build(self) -> None:
        left = column(self.search, self.nothing, spacing=8)
        left.addWidget(self.pages, 1)
        side = panel(left, (12, 12, 12, 12))
        side.setFixedWidth(_PAGES_PX)
        bar = row(self.back, self.ahead, None, spacing=4)
        bar.setContentsMargins(16, 6, 16, 6)
        right = column(spacing=0)
        right.addLayout(bar)
        right.addWidget(line())
        right.addWidget(self.browser, 1)
        whole = row(side, spacing=0)
        whole.addWidget(panel(right, (0, 0, 0, 0)), 1)
        self.setLayout(whole)
        for keys, act in ((QKeySequence.StandardKey.Find, self.search.setFocus), ("Esc", self._escape)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        room = self.screen().availableSize()
        self.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height()))

    def _escape(self) -> None:
        """Empty the search, or else close."""
        if self.search.text():
            self.search.clear()
        else:
            self.close()

    # -- reactions ------------------------------------------------------------------------------------

    def _show_found(self) -> None:
        """Leave the pages in the list that have all words."""
        words = self.search.text().casefold().split()
        found = 0
        for number, each in enumerate(GUIDE_PAGES):
            has_all = all(word in self.texts[each.id].casefold() for word in words)
            self.pages.item(number).setHidden(not has_all)
            found += has_all
        self.nothing.setVisible(found == 0)

    def _follow(self, link: QUrl) -> None:
        """Go to the page that a link names; a link to elsewhere does nothing."""
        page_id = link.fileName().removesuffix(_SUFFIX)
        if link.isRelative() and page_id in self.texts:
            self.show_page(page_id)

    def _recolour(self) -> None:
        self.back.setIcon(icon("back", self._theme))
        self.ahead.setIcon(icon("forward", self._theme))
        if self.page:
            self.browser.show_text(self.texts[self.page])
