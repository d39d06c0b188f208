"""F1: the guide on the page of the panel that has the keyboard, also over a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from drentsportal.paths import resources_dir
from drentsportal.ui.guide.guide_window import GuideWindow
from drentsportal.ui.guide.pages import FIRST_PAGE, page_of

if TYPE_CHECKING:
    from drentsportal.ui.portal import Portal

KEY: Final = "F1"
_EQUIPPED: Final = "has_guide_key"


class GuideScreen(QObject):
    """The guide of one window; it is made when it is first asked for and goes with the window."""

    def __init__(self, portal: Portal) -> None:
        """Listen to which dialogs come to have the keyboard: keys of the window do not reach them."""
        super().__init__(portal.window)
        self._portal = portal
        self.guide: GuideWindow | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def ask(self) -> None:
        """Show the page of what has the keyboard, or the first where nothing has it."""
        self.show_page(page_of(QApplication.focusWidget() or self._portal.window))

    def show_page(self, page_id: str = FIRST_PAGE) -> None:
        """Show a page in front of the window."""
        if self.guide is None:
            self.guide = GuideWindow(self._portal.theme, self._portal.services.language, resources_dir())
        self.guide.show_page(page_id)
        self.guide.show()
        self.guide.raise_()
        self.guide.activateWindow()
        self.guide.browser.setFocus()

    def close(self) -> None:
        """Take the guide away, as its window goes."""
        if self.guide is not None:
            self.guide.close()
            self.guide.deleteLater()
            self.guide = None

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Give a dialog of this window its key, once."""
        dialog = now.window() if now is not None else None
        if not isinstance(dialog, QDialog) or dialog.property(_EQUIPPED) or not self._is_ours(dialog):
            return
        dialog.setProperty(_EQUIPPED, True)  # noqa: FBT003 - Qt names it so
        QShortcut(QKeySequence(KEY), dialog).activated.connect(self.ask)

    def _is_ours(self, dialog: QWidget) -> bool:
        """Whether a dialog stands over this window, or over a dialog that does."""
        above: QWidget | None = dialog
        while above is not None and above is not self._portal.window:
            above = above.parentWidget()
        return above is not None
