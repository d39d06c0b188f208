"""The cases of the inbox on the map: marked where each searches, chosen in the list or on the map alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from drentsportal.domain.cases.deadline import ClockState
from drentsportal.ui.models.case_list import clock_text

if TYPE_CHECKING:
    from drentsportal.mapview.case_marks import MarkedCase
    from drentsportal.ui.models.inbox_line import InboxLine
    from drentsportal.ui.portal import Portal

_INBOX = "cases"


class InboxMap(QObject):
    """Keeps the marks in step with the list: its filter, its order and what is selected in it."""

    def __init__(self, portal: Portal) -> None:
        """Mark from now on what the list shows, for as long as it is on the screen."""
        super().__init__(portal.window)
        self._portal = portal
        self._list = portal.panels.case_list
        # The list tells of several changes in one go; the map hears of them once.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setTimerType(Qt.TimerType.PreciseTimer)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        self._list.shown_changed.connect(self._soon.start)
        self._list.case_selected.connect(lambda _: self._soon.start())
        portal.window.mode_shown.connect(lambda _: self._soon.start())
        portal.map.case_selected.connect(self._on_chosen)

    def _show(self) -> None:
        from drentsportal.mapview.case_marks import CasesShown, cases_message  # noqa: PLC0415 - brings pyproj

        if self._portal.window.mode != _INBOX:
            self._portal.map.show_cases(CasesShown())
            return
        marked = [self._marked(line) for line in self._list.shown_lines()]
        self._portal.map.show_cases(cases_message(marked, self._list.selected_number()))

    def _marked(self, line: InboxLine) -> MarkedCase:
        from drentsportal.mapview.case_marks import MarkedCase  # noqa: PLC0415 - brings pyproj

        return MarkedCase(
            number=line.number,
            title=line.title,
            # On the map nobody waits for it either.
            state=(ClockState.ANSWERED if line.is_answered else line.clock.state).value,
            clock=clock_text(self._portal.services.language, line.clock),
            origin_place=line.origin_place,
            municipality_names=line.municipality_names,
            origin_rd=line.origin_rd,
        )

    def _on_chosen(self, number: str) -> None:
        """Select in the list what was chosen on the map, and bring its dossier up where it was closed."""
        if self._portal.window.mode == _INBOX:
            self._list.select(number)
            self._portal.window.reveal_right()
