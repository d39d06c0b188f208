"""What happens between the outcome of a match, the request at its left and the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from drentsportal.domain.match.joint_what_if import JointProposal, jointly_relaxed
from drentsportal.domain.match.relaxation import with_limit
from drentsportal.domain.match.what_if import best_relaxations, relaxations_together, relaxed_request
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.session import Trial
from drentsportal.ui.wording import limit_text

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import Limit, LocationRequest
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.what_if import Proposal
    from drentsportal.errors import DrentsPortalError
    from drentsportal.ui.portal import Portal

_TRAY_HEIGHTS: Final = {"relaxations": 216, "shortlist": 136}


class OutcomeLinks(QObject):
    """Connects panels that only meet over an outcome: following the hand, why not, what if, whom to ask."""

    def __init__(self, portal: Portal) -> None:
        """Connect the panels of a window."""
        super().__init__(portal.window)
        self._portal = portal
        self._say = portal.services.language.text
        self._proposed: MatchResult | None = None
        self.relaxations = portal.panels.results.excluded.relaxations
        portal.window.tray.add_page("relaxations", self.relaxations)
        self._connect_hand()
        self._connect_trials()
        panels, session = portal.panels, portal.session
        panels.case_panel.requirement_chosen.connect(panels.results.show_failing)
        panels.results.reasons_shown.connect(lambda _: self._show_reasons())
        panels.results.card_asked.connect(self._open_card)
        session.result_changed.connect(self._show_reasons)
        # A match ends what was tried: status bar, sliders and rings say so too.
        portal.cases.case_opened.connect(lambda _: self._show_trial())
        session.sites_changed.connect(self.load_contacts)
        portal.window.mode_shown.connect(self._on_mode)

    def load_contacts(self) -> None:
        """Read the functions that can be asked."""
        catalogue = self._portal.services.catalogue
        done = self._portal.panels.results.show_contacts
        call = ServiceCall("ui.busy.sites", lambda _: catalogue.contact_points(), done)
        self._portal.runner.run(call)

    # -- the hand -------------------------------------------------------------------------------------

    def _connect_hand(self) -> None:
        portal = self._portal
        portal.panels.case_panel.weights_moved.connect(portal.cases.following.ask)
        portal.cases.leaving.connect(portal.panels.case_panel.wishes.keep_moved)
        portal.session.result_followed.connect(self._follow)
        portal.session.case_changed.connect(self._on_case)
        portal.documents.record_needed.connect(self._offer_record)

    def _follow(self) -> None:
        """Show at once in list, counts and map what came out; what is slower follows when the hand rests."""
        portal = self._portal
        result = portal.session.result
        if result is None:
            return
        portal.panels.results.follow(result)
        portal.panels.case_panel.follow(result)
        portal.map_feed.follow(result)
        portal.case_links.tell_result()
        self._show_trial()

    def _on_case(self) -> None:
        if self._portal.session.case is None:
            self._show_trial()

    def _offer_record(self, error: DrentsPortalError) -> None:
        """Say why there is no advice yet, with the button that records the match and makes it."""
        portal = self._portal
        box = QMessageBox(portal.window)
        box.setObjectName("record_needed")
        box.setWindowTitle(self._say("ui.record.title"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self._say(error))
        box.setIcon(QMessageBox.Icon.Warning)
        record = box.addButton(self._say("ui.record.advice"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self._say("ui.cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(record)

        def then() -> None:
            # The worker does one thing after another: the match is recorded before the advice is made.
            portal.cases.match()
            portal.documents.make_advice()

        record.clicked.connect(then)
        box.open()

    # -- trials ---------------------------------------------------------------------------------------

    def _connect_trials(self) -> None:
        needs = self._portal.panels.case_panel.needs
        needs.limit_moved.connect(self._try_limit)
        needs.trial_ended.connect(self._portal.cases.following.end_trial)
        needs.limit_adopted.connect(self._adopt_limit)
        self.relaxations.trial_changed.connect(self._try_proposal)
        self.relaxations.adoption_asked.connect(self._adopt)

    def _try_limit(self, criterion_id: str, limit: Limit) -> None:
        request = self._request()
        if request is None:
            return
        self.relaxations.forget_trial()
        moved = with_limit(request, criterion_id, limit)
        if moved == request:
            self._portal.cases.following.end_trial()
            return
        language = self._portal.services.language
        words = limit_text(language, criterion_id, limit)
        told = self._say("ui.try.told", criterion=self._say(f"criterion.{criterion_id}"), limit=words)
        self._portal.cases.following.try_out(Trial(moved, told))

    def _try_proposal(self, proposal: Proposal | JointProposal | None) -> None:
        request = self._request()
        if request is None:
            return
        self._portal.panels.case_panel.needs.end_trial()
        if proposal is None:
            self._portal.cases.following.end_trial()
            return
        told = self._say("ui.relax.told", change=self._say(proposal.statement))
        self._portal.cases.following.try_out(Trial(_relaxed(request, proposal), told))

    def _adopt_limit(self, criterion_id: str, limit: Limit) -> None:
        request = self._request()
        if request is not None:
            self._change(with_limit(request, criterion_id, limit))

    def _adopt(self, proposal: Proposal | JointProposal) -> None:
        request = self._request()
        if request is not None:
            self._change(_relaxed(request, proposal))

    def _change(self, request: LocationRequest) -> None:
        """Write what was tried to the case; the outcome on screen stays and is now that of the case."""
        self.relaxations.forget_trial()
        self._portal.cases.change_request(request)

    def _request(self) -> LocationRequest | None:
        case = self._portal.session.case
        return case.request if case is not None else None

    def _show_trial(self) -> None:
        """Say in the status bar what is tried, and draw a distance on trial as an amber ring."""
        portal = self._portal
        trial = portal.session.trial
        portal.window.status.show_trial("" if trial is None else trial.told)
        if trial is None:
            self.relaxations.forget_trial()
            portal.panels.case_panel.needs.end_trial()
        portal.map_feed.show_origin(portal.session.case)

    # -- why not --------------------------------------------------------------------------------------

    def _show_reasons(self) -> None:
        portal = self._portal
        result, is_shown = portal.session.result, portal.panels.results.shows_excluded
        portal.map.show_reasons(reasons=result is not None and is_shown)
        self._show_tray(is_shown=result is not None and is_shown)
        if is_shown:
            self._propose(portal.session.outcome)

    def _show_tray(self, *, is_shown: bool) -> None:
        """Show what would let locations in under the map while the excluded ones are in sight."""
        window = self._portal.window
        if window.mode != "case":
            return
        page = "relaxations" if is_shown else "shortlist"
        if page == window.tray.page:
            return
        window.tray.show_page(page)
        if not window.tray.is_folded and not window.tray.isFloating():
            window.resizeDocks([window.tray], [_TRAY_HEIGHTS[page]], Qt.Orientation.Vertical)

    def _on_mode(self, mode: str) -> None:
        self._portal.refresh_conditions()
        if mode == "case":
            self._show_reasons()

    def _propose(self, outcome: MatchResult | None) -> None:
        """Work out on the worker which changes would let most in; once per outcome of what is asked."""
        if outcome is self._proposed:
            return
        self._proposed = outcome
        if outcome is None:
            self.relaxations.show_proposals(None, ())
            return

        def done(proposals: tuple[Proposal | JointProposal, ...]) -> None:
            if self._proposed is outcome:
                self.relaxations.show_proposals(outcome, proposals)

        def work(_: object) -> tuple[Proposal | JointProposal, ...]:
            return (*best_relaxations(outcome), *relaxations_together(outcome))

        self._portal.runner.run(ServiceCall("ui.busy.what_if", work, done))

    def _open_card(self, site_id: str) -> None:
        self._portal.session.select_site(site_id)
        self._portal.run_action("show_sites")


def _relaxed(request: LocationRequest, proposal: Proposal | JointProposal) -> LocationRequest:
    if isinstance(proposal, JointProposal):
        return jointly_relaxed(request, proposal)
    return relaxed_request(request, proposal)
