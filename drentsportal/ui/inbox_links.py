"""Connects inbox and dossier with the rest of the window: clocks in rail and status bar, search, notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from drentsportal.errors import DrentsPortalError
from drentsportal.services.case_search import FoundKind
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.clock_notices import ClockNotices
from drentsportal.ui.dossier_acts import DossierActs
from drentsportal.ui.dossier_screen import DossierScreen
from drentsportal.ui.inbox_map import InboxMap
from drentsportal.ui.models.case_list import clock_text
from drentsportal.ui.models.inbox_line import InboxState, inbox_state
from drentsportal.ui.widgets.case_delegate import clock_role
from drentsportal.ui.widgets.inbox_search import Found
from drentsportal.ui.widgets.rail_badge import RailBadge
from drentsportal.ui.wording import clock_duration

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drentsportal.services.case_search import FoundText
    from drentsportal.ui.models.inbox_line import InboxLine
    from drentsportal.ui.portal import Portal

_HOUR_S: Final = 3600
_BEFORE: Final = 24
"""So many letters of an excerpt stand before the word that was found."""

_MANY: Final = 99
_MOST: Final = 1000
"""So many finds are asked for: sites, of which there are many, must not crowd out the cases."""

_PLAIN: Final = frozenset({"name", "title"})
"""Where words are found that stand in the row anyway."""


class InboxLinks(QObject):
    """The wiring in one window."""

    def __init__(self, portal: Portal, log_path: Path) -> None:
        """Make what stands behind inbox and dossier, and connect it."""
        super().__init__(portal.window)
        self._portal = portal
        self._say = portal.services.language.text
        self.dossier = DossierScreen(portal, log_path)
        self.acts = DossierActs(portal, self.dossier)
        self.notices = ClockNotices(portal)
        self._lines: tuple[InboxLine, ...] = ()
        portal.session.case_changed.connect(self._tell_clock)
        self.map = InboxMap(portal)
        self.badge = RailBadge(portal.window.activities.button("cases"), portal.theme)
        panels, cases = portal.panels, portal.cases
        cases.file_loaded.connect(self.dossier.show_file)
        cases.chosen.connect(panels.case_list.follow)
        cases.open_loaded.connect(lambda inbox: self._on_lines(inbox.lines))
        cases.lines_loaded.connect(self._on_lines)
        cases.answer_asked.connect(self.dossier.answer)
        cases.contact_asked.connect(self.dossier.log_contact)
        cases.form_asked.connect(self.dossier.ask_act)
        panels.case_file.action_asked.connect(self.dossier.act)
        self.dossier.told.connect(portal.window.status.tell)
        self.dossier.changed.connect(self._on_changed)
        portal.theme.changed.connect(panels.case_file.recolour)
        search = panels.case_list.search
        search.bind_key(panels.case_list)
        search.asked.connect(self._search)
        search.site_asked.connect(self._show_site)

    # -- clocks ---------------------------------------------------------------------------------------

    def _on_lines(self, lines: Sequence[InboxLine]) -> None:
        """Show on every edge of the window how the clocks stand; the dossier keeps its place."""
        panel = self._portal.panels.case_file
        shown = next((line for line in lines if line.number == panel.number), None)
        if shown is not None and panel.fits_case(shown.status):
            panel.show_clock(shown.clock)
        self.dossier.look()
        state = inbox_state(lines)
        told = self._told(state)
        self._portal.window.status.show_clocks(told)
        self.notices.tray.tell(told)
        self._mark(state, told)
        self._lines = tuple(lines)
        self._tell_clock()

    def _told(self, state: InboxState) -> str:
        if not state.open_count:
            return ""
        told = self._say("ui.inbox.waiting", count=state.open_count)
        if state.overdue_count:
            told = self._say("ui.inbox.waiting_late", count=state.open_count, late_count=state.overdue_count)
        if state.first is None:
            return told
        if state.overdue_count:
            # That they are late stands there already; what follows is by how much the first one is.
            late_by = -state.first.clock.remaining
            time = clock_duration(self._portal.services.language, late_by, state.first.clock)
            return self._say("ui.inbox.longest", told=told, time=time)
        clock = clock_text(self._portal.services.language, state.first.clock)
        return self._say("ui.inbox.first", told=told, clock=clock)

    def _tell_clock(self) -> None:
        """Say in the title bar how long the open case has, else the first that is due."""
        case, language = self._portal.session.case, self._portal.services.language
        if self._portal.away.is_locked:
            return
        number = case.number if case is not None else ""
        line = next((each for each in self._lines if each.number == number), None)
        if line is not None:
            told = self._say(
                "ui.inbox.title_case", number=line.number, clock=clock_text(language, line.clock)
            )
        else:
            first = inbox_state(self._lines).first
            told = "" if first is None else clock_text(language, first.clock)
        self._portal.window.tell_clock(told)

    def rest(self) -> None:
        """Tell no clock outside the window while it is locked: nothing is read then, and time goes on."""
        self._portal.window.tell_clock("")
        self.notices.tray.tell("")

    def _mark(self, state: InboxState, told: str) -> None:
        """Count in the rail what is late; where nothing is, say how long the first one has."""
        button = self._portal.window.activities.button("cases")
        name = self._say("ui.activity.cases")
        button.setAccessibleName(f"{name}, {told}" if told else name)
        button.setToolTip(told)
        if state.overdue_count:
            count = state.overdue_count
            self.badge.show_mark(str(count) if count <= _MANY else f"{_MANY}+", "fails")
        elif state.first is not None and not state.first.clock.state.is_over:
            hours = int(state.first.clock.remaining.total_seconds() // _HOUR_S)
            text_id = "ui.inbox.badge_hours" if hours else "ui.inbox.badge_soon"
            self.badge.show_mark(self._say(text_id, hours=hours), clock_role(state.first.clock.state))
        else:
            self.badge.show_mark("", "info")

    def _on_changed(self, number: str) -> None:
        """Read the list and the dossier again; what is worked on takes over what was stored."""
        cases, session = self._portal.cases, self._portal.session
        cases.load()
        cases.read_again(number)
        if session.case is not None and session.case.number == number:
            desk = self._portal.services.desk
            self._portal.runner.run(
                ServiceCall("ui.busy.case", lambda _: desk.case(number), session.open_case)
            )

    # -- search ---------------------------------------------------------------------------------------

    def _search(self, words: str) -> None:
        panel, search = self._portal.panels.case_list, self._portal.services.search
        if not words:
            panel.search.tell(None)
            panel.show_found(None)
            return

        def done(found: tuple[FoundText, ...]) -> None:
            # What was typed meanwhile is answered by a search of its own.
            if panel.search.words == words:
                self._show_found(found)

        self._portal.runner.run(
            ServiceCall("ui.busy.search", lambda _: search.find(words, _MOST), done, self._on_failed)
        )

    def _show_found(self, found: Sequence[FoundText]) -> None:
        words = self._portal.panels.case_list.search.words
        where = {each.id: self._where(each, words) for each in found if each.kind is FoundKind.CASE}
        others = tuple(each for each in found if each.kind is not FoundKind.CASE)
        shown = Found(where, others)
        panel = self._portal.panels.case_list
        panel.show_found(shown)
        panel.search.tell(shown)

    def _where(self, found: FoundText, words: str) -> str:
        """Say where the words stand, with the line that holds them where the row does not show it."""
        first = found.found_in[0] if found.found_in else None
        if first is None:
            return found.excerpt
        place = self._say(f"found_in.{first.value}")
        if first.value in _PLAIN:
            return self._say("ui.inbox.found_plain", place=place)
        return self._say("ui.inbox.found_in", place=place, excerpt=_around(found.excerpt, words))

    def _on_failed(self, error: BaseException) -> None:
        """Say below the field why these words cannot be looked for."""
        if isinstance(error, DrentsPortalError):
            panel = self._portal.panels.case_list
            panel.show_found(None)
            panel.search.tell(None, self._say(error))
        else:
            self._portal.runner.failed.emit(error)

    def _show_site(self, site_id: str) -> None:
        """Go to a site that was found."""
        self._portal.session.select_site(site_id)
        self._portal.run_action("show_sites")


def _around(excerpt: str, words: str) -> str:
    """Begin an excerpt shortly before the first word in it, which a narrow row would else cut off."""
    plain = excerpt.casefold()
    places = [at for word in words.casefold().split() if (at := plain.find(word)) >= 0]
    begin = min(places, default=0) - _BEFORE
    if begin <= 0 or len(plain) != len(excerpt):
        return excerpt
    # Not in the middle of a word.
    return f"\u2026 {excerpt[begin:].partition(' ')[2] or excerpt[begin:]}"
