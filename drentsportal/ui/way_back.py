"""Back and forward through what was looked at: keys, mouse buttons, and the names of where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QMouseEvent

from drentsportal.ui.trail import Trail
from drentsportal.ui.whereabouts import Whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drentsportal.ui.models.inbox_line import InboxLine
    from drentsportal.ui.models.site_rows import SiteRow
    from drentsportal.ui.portal import Portal

_REST_MS: Final = 400
"""What is passed by more quickly, as with arrow keys in a list, was not looked at."""

_BUTTONS: Final = {Qt.MouseButton.BackButton: "go_back", Qt.MouseButton.ForwardButton: "go_forward"}


class WayBack(QObject):
    """Remembers what a window shows and brings it back.

    Nothing is read for it: which cases and sites there are comes with the lists of the window.
    """

    def __init__(self, portal: Portal) -> None:
        """Follow a window; its actions join those of ``Commands``."""
        super().__init__(portal.window)
        self._portal = portal
        self._say = portal.services.language.text
        self.trail = Trail()
        self._goal: Whereabouts | None = None
        self._numbers: frozenset[str] | None = None
        self._site_names: dict[str, str] | None = None
        self._plot_names: Mapping[str, str] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.look)
        portal.commands.by_id["go_back"] = lambda: self._leave_for(self.trail.back)
        portal.commands.by_id["go_forward"] = lambda: self._leave_for(self.trail.forward)
        window, session = portal.window, portal.session
        window.mode_left.connect(lambda _: self._on_left())
        window.mode_shown.connect(lambda _: self._rest.start())
        session.case_changed.connect(self._rest.start)
        session.site_selected.connect(lambda _: self._rest.start())
        portal.cases.lines_loaded.connect(self._on_lines)
        portal.sites.plots_named.connect(self._on_plots)
        portal.sites.rows_loaded.connect(self._on_sites)
        window.installEventFilter(self)
        self._watch_buttons()

    def conditions(self) -> dict[str, bool]:
        """Tell which conditions of ``ActionSpec.enabled_when`` hold."""
        return {"behind": self.trail.behind is not None, "ahead": self.trail.ahead is not None}

    def look(self) -> None:
        """Take in where the person is by now."""
        self._rest.stop()
        here = Whereabouts.of(self._portal).as_looked_at
        if self._goal is not None:
            if here != self._goal and self._portal.runner.is_busy:
                # A case is still being read; the place in between was not asked for.
                self._rest.start()
                return
            goal, self._goal = self._goal, None
            if here is not None and here.is_same_screen(goal):
                self.trail.arrive(here)
                here = None
        if here is not None:
            self.trail.visit(here)
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go back and forward with the buttons at the side of a mouse, wherever it points."""
        if watched is self._portal.window:
            if event.type() is QEvent.Type.Show:
                self._watch_buttons()
            return False
        if isinstance(event, QMouseEvent) and event.button() in _BUTTONS:
            if event.type() is QEvent.Type.MouseButtonPress:
                self._portal.window.actions_by_id[_BUTTONS[event.button()]].trigger()
            return True
        return False

    def _watch_buttons(self) -> None:
        handle = self._portal.window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def _on_left(self) -> None:
        """Take in what was shown last before another screen comes."""
        if self._rest.isActive() and self._goal is None:
            self.look()

    def _leave_for(self, step: Callable[[], Whereabouts | None]) -> None:
        """Go a step, after asking about unsaved work; what was selected just now is one to come back to."""
        self.look()
        self._portal.upkeep.leaving.leave(lambda: self._go(step))

    def _go(self, step: Callable[[], Whereabouts | None]) -> None:
        place = step()
        if place is not None:
            self._goal = place
            place.go_to(self._portal)
            self._tell()

    def _on_lines(self, lines: Sequence[InboxLine]) -> None:
        self._numbers = frozenset(line.number for line in lines)
        self._forget_gone()

    def _on_plots(self, names: Mapping[str, str]) -> None:
        self._plot_names = names

    def _on_sites(self, rows: Sequence[SiteRow]) -> None:
        """Take in the names of sites; those of plots came just before."""
        self._site_names = {**self._plot_names, **{row.id: row.name for row in rows}}
        self._forget_gone()

    def _forget_gone(self) -> None:
        self.trail.keep(self._is_there)
        self._tell()

    def _is_there(self, place: Whereabouts) -> bool:
        has_case = not place.case_number or self._numbers is None or place.case_number in self._numbers
        return has_case and (
            not place.site_id or self._site_names is None or place.site_id in self._site_names
        )

    def _tell(self) -> None:
        """Say in the menu where back and forward lead, and enable what leads anywhere."""
        actions = self._portal.window.actions_by_id
        for action_id, place in (("go_back", self.trail.behind), ("go_forward", self.trail.ahead)):
            actions.name_place(action_id, None if place is None else self._name(place))
            actions[action_id].setEnabled(place is not None)

    def _name(self, place: Whereabouts) -> str:
        if place.mode == "case":
            screen = self._say("ui.way.case", number=place.case_number)
        else:
            screen = self._say(f"ui.activity.{place.mode}")
        site = (self._site_names or {}).get(place.site_id, "")
        return self._say("ui.way.site", screen=screen, site=site) if site else screen
