"""The two bars of the window: what is worked on, and what is done most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QToolBar, QToolButton

from drentsportal.ui.actions import TOOL_BAR_ORDER
from drentsportal.ui.fonts import role_font
from drentsportal.ui.icons import icon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from drentsportal.language import Language
    from drentsportal.ui.actions import ActionSet
    from drentsportal.ui.theme import Theme

_MODES: Final = (("cases", "show_cases"), ("sites", "show_sites"), ("monitor", "show_monitor"))
_BESIDE: Final = (("instruments", "show_instruments"),)
"""What is shown in the mode of another activity, as a page and a tab beside the map."""

_OVER: Final = (("contacts", "show_contacts"),)
"""What opens over the window, and leaves the activity that is shown as it is."""


class ActivityBar(QToolBar):
    """What a person works on: cases, sites, monitor, and what stands beside or over them."""

    def __init__(self, language: Language, actions: ActionSet) -> None:
        """Make a button per activity, of which one is down at a time."""
        super().__init__(language.text("ui.activity_bar"))
        self.setObjectName("activity_bar")
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        group = QActionGroup(self)
        self._activities: dict[str, QAction] = {}
        for name, action_id in (*_MODES, *_BESIDE, *_OVER):
            made = QAction(language.text(f"ui.activity.{name}"), self)
            made.setToolTip(actions[action_id].toolTip())
            made.triggered.connect(actions[action_id].trigger)
            if (name, action_id) not in _OVER:
                made.setCheckable(True)
                group.addAction(made)
            self.addAction(made)
            self.widgetForAction(made).setFont(role_font("activity"))
            self._activities[name] = made

    def mark(self, name: str) -> None:
        """Put the button of an activity down; what is no activity of its own belongs to the cases."""
        self._activities.get(name, self._activities["cases"]).setChecked(True)

    def button(self, name: str) -> QWidget:
        """Return the button of an activity, for what is marked on it."""
        return self.widgetForAction(self._activities[name])

    def recolour(self, theme: Theme) -> None:
        """Give every button its icon in the colours of the theme."""
        for name, action in self._activities.items():
            action.setIcon(icon(name, theme))


class ToolBar(QToolBar):
    """What is done most, in the order of the work."""

    def __init__(self, language: Language, actions: ActionSet) -> None:
        """Make a button per action of ``TOOL_BAR_ORDER``."""
        super().__init__(language.text("ui.tool_bar"))
        self.setObjectName("tool_bar")
        self.setMovable(False)
        self.setIconSize(QSize(18, 18))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for action_id in TOOL_BAR_ORDER:
            if action_id:
                self.addAction(actions[action_id])
            else:
                self.addSeparator()
        # What there is no room for is behind a button that Qt leaves without a name.
        self._more = self.findChildren(QToolButton, "qt_toolbar_ext_button")
        for each in self._more:
            each.setAccessibleName(language.text("ui.tool_bar.more"))
            each.setToolTip(each.accessibleName())

    def recolour(self, theme: Theme) -> None:
        """Give what holds the rest its icon; the actions have their own."""
        for each in self._more:
            each.setIcon(icon("more", theme))


def take_margins(bar: QToolBar) -> None:
    """Let a bar of a window ask the style sheet for its margins: when it was made it had no name yet."""
    bar.ensurePolished()
    QApplication.sendEvent(bar, QEvent(QEvent.Type.StyleChange))
