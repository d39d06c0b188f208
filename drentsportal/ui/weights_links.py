"""How setting weights hangs in the window: the link above the wishes, and what follows from the dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from drentsportal.ui.icons import icon
from drentsportal.ui.weights_screen import WeightsScreen
from drentsportal.ui.widgets.parts import button

if TYPE_CHECKING:
    from drentsportal.ui.portal import Portal


class WeightsLinks(QObject):
    """Connects the dialog of the weights with the panels of a case."""

    def __init__(self, portal: Portal) -> None:
        """Put the link above the wishes of the case panel."""
        super().__init__(portal.window)
        self._portal = portal
        self.screen = WeightsScreen(portal.window, portal.session, portal.runner, portal.theme)
        text = portal.services.language.text("ui.weights.link")
        self.link = button(text, "link", name="set_weights_link")
        self.link.setToolTip(portal.services.language.text("ui.action.set_weights"))
        portal.panels.case_panel.wishes.heading.insertWidget(1, self.link)
        self.link.clicked.connect(lambda: portal.run_action("set_weights"))
        self.screen.decided.connect(portal.cases.change_request)
        self.screen.voted.connect(self._on_voted)
        portal.theme.changed.connect(self._recolour)
        self._recolour()

    def ask(self) -> None:
        """Open the dialog of the open case."""
        self.screen.ask()

    def _on_voted(self, number: str) -> None:
        """Read the case file again, whose timeline has one line more."""
        self._portal.cases.select(number)

    def _recolour(self) -> None:
        self.link.setIcon(icon("weights", self._portal.theme, "accent"))
