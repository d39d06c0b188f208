"""F6 and Shift+F6: the keyboard goes from panel to panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from drentsportal.ui.main_window import MainWindow


class PanelWalk:
    """Walks left dock, map or tab, right dock and tray, in the order of the eye."""

    def __init__(self, window: MainWindow) -> None:
        """Listen to both keys in a window."""
        self._window = window
        self._shortcuts = []
        for keys, step in (("F6", 1), ("Shift+F6", -1)):
            made = QShortcut(QKeySequence(keys), window)
            made.setContext(Qt.ShortcutContext.WindowShortcut)
            made.activated.connect(lambda step=step: self.go(step))
            self._shortcuts.append(made)

    def go(self, step: int) -> None:
        """Put the keyboard on the next panel, or the one before for -1."""
        window = self._window
        panels: tuple[QWidget, ...] = (window.left, window.centre, window.right, window.tray)
        shown = [each for each in panels if each.isVisible()]
        focus = QApplication.focusWidget()
        at = next((n for n, each in enumerate(shown) if focus is not None and each.isAncestorOf(focus)), -1)
        start = at if at >= 0 or step > 0 else 0
        for turn in range(1, len(shown) + 1):
            if _focus_first(shown[(start + turn * step) % len(shown)]):
                return


def _focus_first(panel: QWidget) -> bool:
    """Focus the first control of a panel's content; its title's buttons come last."""
    found = [each for each in _in_tab_order(panel) if each.isVisible() and each.isEnabled()]
    content = [each for each in found if not _in_title(each, panel)]
    target = next(iter(content or found), None)
    if target is None:
        return False
    target.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return True


def _in_tab_order(panel: QWidget) -> list[QWidget]:
    found = []
    each = panel.nextInFocusChain()
    while each is not None and each is not panel:
        if panel.isAncestorOf(each) and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(each)
        each = each.nextInFocusChain()
    return found


def _in_title(widget: QWidget, panel: QWidget) -> bool:
    above: QWidget | None = widget
    while above is not None and above is not panel:
        if above.objectName() == "dock_title":
            return True
        above = above.parentWidget()
    return False
