"""Connects everything about cases in one window: list, panel, outcome, shortlist and map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from drentsportal.domain.message import message

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.message import Message
    from drentsportal.ui.portal import Portal


class CaseLinks(QObject):
    """The wiring of cases in one window."""

    def __init__(self, portal: Portal) -> None:
        """Connect panels, screens and session."""
        super().__init__(portal.window)
        self._portal = portal
        self._say = portal.services.language.text
        self._outcome_seen = portal.session.outcome
        self._connect_panels()
        self._connect_session()

    def _connect_panels(self) -> None:
        portal = self._portal
        panels, cases, run = portal.panels, portal.cases, portal.run_action
        panels.case_list.case_selected.connect(cases.select)
        panels.case_list.case_opened.connect(cases.open)
        panels.case_list.new_asked.connect(lambda: run("new_case"))
        panels.case_panel.back_asked.connect(lambda: run("show_cases"))
        panels.case_panel.edit_asked.connect(lambda: run("edit_request"))
        panels.case_panel.match_asked.connect(cases.match)
        panels.case_panel.request_changed.connect(cases.change_request)
        panels.results.site_selected.connect(portal.session.select_site)
        panels.results.shortlist_asked.connect(cases.toggle_shortlist)
        panels.results.match_asked.connect(cases.match)
        panels.shortlist.site_selected.connect(portal.session.select_site)
        panels.shortlist.remove_asked.connect(cases.toggle_shortlist)
        panels.shortlist.compare_asked.connect(portal.documents.compare)
        panels.shortlist.factsheets_asked.connect(portal.documents.make_shortlist_factsheets)
        panels.shortlist.advice_asked.connect(portal.documents.make_advice)
        panels.shortlist.package_asked.connect(lambda: run("make_package"))
        panels.shortlist.day_asked.connect(lambda: run("fact_finding_day"))

    def _connect_session(self) -> None:
        portal = self._portal
        session, cases, panels = portal.session, portal.cases, portal.panels
        cases.open_loaded.connect(panels.case_list.show_open)
        cases.lines_loaded.connect(panels.case_list.show_lines)
        cases.case_opened.connect(lambda _: self._on_case_opened())
        cases.told.connect(portal.window.status.tell)
        portal.documents.made.connect(lambda _: self._after_documents())
        session.case_changed.connect(self.show_case)
        session.result_changed.connect(self.show_result)
        session.site_selected.connect(panels.results.select)
        portal.window.mode_shown.connect(lambda _: self.tell_result())
        session.site_selected.connect(lambda site_id: portal.map.select(site_id or None))

    def show_case(self) -> None:
        """Show the open case."""
        portal = self._portal
        case, panels = portal.session.case, portal.panels
        if case is not None:
            panels.case_panel.show_case(case, portal.services.desk.clock(case))
            panels.case_panel.show_outcome(portal.session)
        panels.shortlist.show_case(case, portal.session.result)
        portal.map_feed.show_origin(case)
        portal.refresh_conditions()

    def show_result(self) -> None:
        """Show the outcome of the open case."""
        portal = self._portal
        session, panels = portal.session, portal.panels
        panels.results.show_result(session.result, stale=session.is_stale)
        if session.outcome is not self._outcome_seen:
            self._outcome_seen = session.outcome
            portal.window.status.outcome_is_new()
        panels.case_panel.show_outcome(session)
        panels.shortlist.show_case(session.case, session.result)
        portal.map_feed.show_result(session.result)
        self.tell_result()
        portal.refresh_conditions()

    def tell_result(self) -> None:
        """Say over the map how many fit; of which case, where its panels are not in sight."""
        session = self._portal.session
        note = ""
        if session.result is not None:
            told = _counts(session.result)
            if session.case is not None and self._portal.window.mode != "case":
                told = message("ui.map.note_of_case", number=session.case.number, note=told)
            note = self._say(told)
        self._portal.window.centre.tell(note)

    def _on_case_opened(self) -> None:
        # After a match the case was open already: docks and map stay as the person has them.
        if self._portal.window.mode != "case":
            self._portal.window.show_mode("case")
        self._portal.panels.results.focus_list()

    def _after_documents(self) -> None:
        portal = self._portal
        portal.cases.load()
        if portal.session.case is not None:
            portal.cases.select(portal.session.case.number)


def _counts(result: MatchResult) -> Message:
    fits, excluded = result.qualifier_count, result.rejection_count
    asked = int(result.map_columns.has_check.sum())
    if not asked:
        return message("ui.map.note_without_questions", fits=fits, excluded=excluded)
    return message("ui.map.note", fits=fits, asked=asked, excluded=excluded)
