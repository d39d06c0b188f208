"""The tour: five steps over the window itself, at the first start and from the menu; it changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QToolBar, QWidget
from shiboken6 import isValid

from drentsportal.ui.guide.tour_bubble import TourBubble

if TYPE_CHECKING:
    from drentsportal.ui.models.site_rows import SiteRow
    from drentsportal.ui.portal import Portal

STEPS: Final = ("desk", "request", "match", "map", "advice")
_BUTTONS: Final = {"request": "new_case", "match": "match", "advice": "make_advice"}
"""The steps that stand beside a button of the tool bar, by the id of its action."""


class TourScreen(QObject):
    """Walks through the steps.

    Signals: ``ended()`` after the last step, or when the person skipped the rest.
    """

    ended = Signal()

    def __init__(self, portal: Portal) -> None:
        """Keep the window; the bubble is made for the first step."""
        super().__init__(portal.window)
        self._portal = portal
        self._say = portal.services.language.text
        self._at = 0
        self._before: QWidget | None = None
        self.bubble: TourBubble | None = None
        self._is_offered = False
        portal.sites.rows_loaded.connect(self._on_rows)

    def offer(self) -> None:
        """Begin once the window shows sites: before that a person first chooses what to work with."""
        self._is_offered = True

    def begin(self) -> None:
        """Begin with the first step, also when it was walked before."""
        self._is_offered = False
        if self.bubble is None:
            self.bubble = TourBubble(self._portal.window, self._portal.theme, self._portal.services.language)
            self.bubble.next_asked.connect(lambda: self._go(1))
            self.bubble.back_asked.connect(lambda: self._go(-1))
            self.bubble.skip_asked.connect(self.end)
        self._before = QApplication.focusWidget()
        self._at = 0
        self._show()

    def end(self) -> None:
        """End it; the keyboard goes back to where it was."""
        before, self._before = self._before, None
        if self.bubble is not None:
            is_there = before is not None and isValid(before) and before.isVisible()
            self.bubble.take_away(before if is_there else None)
        self.ended.emit()

    def _on_rows(self, rows: tuple[SiteRow, ...]) -> None:
        if self._is_offered and rows:
            # Once the panels have taken the rows in, and what they move about has moved.
            QTimer.singleShot(0, self, self._begin_offered)

    def _begin_offered(self) -> None:
        if self._is_offered:
            self.begin()

    def _go(self, step: int) -> None:
        self._at += step
        if self._at >= len(STEPS):
            self.end()
        else:
            self._show()

    def _show(self) -> None:
        step = STEPS[self._at]
        if self.bubble is not None:
            texts = (self._say(f"ui.tour.{step}.title"), self._say(f"ui.tour.{step}"))
            self.bubble.show_step((self._at + 1, len(STEPS)), *texts, self.target(step))

    def target(self, step: str) -> QWidget:
        """Return the part of the window that a step is about."""
        window = self._portal.window
        if step == "desk":
            return window.activities.button("cases")
        if step == "map":
            return window.centre
        bar = window.findChild(QToolBar, "tool_bar")
        found = bar.widgetForAction(window.actions_by_id[_BUTTONS[step]]) if bar is not None else None
        return found or bar or window
