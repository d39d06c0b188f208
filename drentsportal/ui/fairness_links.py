"""Connects what keeps a ranking fair with the window: assessment, referral, exposure, allocation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from drentsportal.domain.fairness.didam import didam_of
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.ui.assessment_screen import AssessmentScreen
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.exposure_screen import ExposureScreen
from drentsportal.ui.panels.breakdown import BreakdownPanel
from drentsportal.ui.panels.exposure import ExposurePanel
from drentsportal.ui.profile_screen import ProfileScreen
from drentsportal.ui.referral_screen import ReferralScreen

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.fairness.didam import DidamFacts
    from drentsportal.domain.match.match_result import Candidate
    from drentsportal.services.assessing import AssessmentStanding
    from drentsportal.ui.dossier_reading import CaseFile
    from drentsportal.ui.portal import Portal
    from drentsportal.ui.widgets.allocation_facts import AllocationFacts
    from drentsportal.ui.widgets.assessment_task import AssessmentTask


class FairnessLinks(QObject):
    """The wiring in one window; its actions join those of ``Commands``."""

    def __init__(self, portal: Portal, log_path: Path) -> None:
        """Make the screens and connect them; ``log_path`` is where an unexpected fault is told."""
        super().__init__(portal.window)
        self._portal = portal
        window, session, runner = portal.window, portal.session, portal.runner
        self.assessing = AssessmentScreen(window, session, runner, portal.theme, log_path)
        self.referral = ReferralScreen(window, session, runner, log_path)
        self.profiles = ProfileScreen(window, session, runner, portal.theme, log_path)
        panel = ExposurePanel(portal.theme, portal.services.language)
        portal.monitor.add_page("exposure", "compare", panel)
        self.exposure = ExposureScreen(panel, portal.services, runner)
        self._asked: object = None
        self._shown_plots: tuple[str, tuple[str, ...]] = ("", ())
        portal.commands.by_id.update(
            {
                "assess_request": self._assess,
                "propose_referral": self.referral.open,
                "edit_profiles": self.profiles.open,
            }
        )
        self._connect()

    def _connect(self) -> None:
        portal, assessing = self._portal, self.assessing
        self.case_task = assessing.add_task(portal.panels.case_panel)
        self.file_task = assessing.add_task(portal.panels.case_file)
        assessing.kept.connect(self._on_kept)
        assessing.told.connect(portal.window.status.tell)
        self.referral.noted.connect(self._reload)
        portal.documents.advice_refused.connect(assessing.offer)
        portal.cases.file_loaded.connect(self._on_file)
        portal.session.case_changed.connect(self._on_case)
        portal.session.site_selected.connect(lambda _: self._show_allocation())
        portal.session.result_changed.connect(self._show_allocation)
        portal.session.sites_changed.connect(self.exposure.refresh)
        portal.session.cases_changed.connect(self.exposure.forget)
        portal.monitor.page_shown.connect(self._on_page)
        portal.window.mode_shown.connect(self._on_mode)
        self.profiles.told.connect(portal.window.status.tell)

    def _assess(self) -> None:
        case = self._portal.session.case
        if case is not None:
            self.assessing.open(case.number)

    # -- the task of a case ---------------------------------------------------------------------------

    def _on_case(self) -> None:
        """Look again where another request is open; that only a clock or a weight moved changes nothing."""
        case = self._portal.session.case
        asked = None if case is None else (case.number, case.request.requirements)
        if asked == self._asked:
            return
        self._asked = asked
        self.case_task.show_standing(None)
        if case is not None:
            self._read(case.number, self.case_task)

    def _on_file(self, file: CaseFile) -> None:
        self._read(file.case.number, self.file_task)

    def _read(self, number: str, task: AssessmentTask) -> None:
        def done(standing: AssessmentStanding) -> None:
            case = self._portal.session.case
            if task is not self.case_task or (case is not None and case.number == number):
                task.show_standing(standing)

        self.assessing.read_standing(number, done)

    def _on_kept(self, number: str) -> None:
        self._asked = None
        self._on_case()
        self._reload(number)

    def _reload(self, number: str) -> None:
        """Show lists and case file with the event that was added."""
        self._portal.cases.load()
        self._portal.cases.select(number)

    # -- monitor --------------------------------------------------------------------------------------

    def _on_mode(self, mode: str) -> None:
        if mode == "monitor":
            self._on_page(self._portal.monitor.view.page)

    def _on_page(self, page_id: str) -> None:
        if page_id == "exposure":
            self.exposure.load()

    # -- allocation of plots --------------------------------------------------------------------------

    def _show_allocation(self) -> None:
        """Show the facts of the plots for which the selected candidate stands."""
        portal = self._portal
        result, site_id = portal.session.result, portal.session.selected_site_id
        facts = self._facts_widget()
        known = set() if result is None else set(result.map_columns.candidate_ids)
        if result is None or site_id not in known:
            self._shown_plots = ("", ())
            facts.show_nothing()
            return
        candidate = result.candidate(site_id)
        wanted = (candidate.id, candidate.offer_ids)
        if wanted == self._shown_plots:
            return
        self._shown_plots = wanted

        def done(read: tuple[DidamFacts, ...]) -> None:
            if self._shown_plots == wanted:
                facts.show_facts(read)

        version = result.data_version
        portal.runner.run(ServiceCall("ui.busy.sites", lambda _: self._facts(candidate, version), done))

    def _facts_widget(self) -> AllocationFacts:
        found = self._portal.panels.results.findChild(BreakdownPanel)
        if not isinstance(found, BreakdownPanel):
            raise TypeError(BreakdownPanel.__name__)
        return found.allocation

    def _facts(self, candidate: Candidate, version: int) -> tuple[DidamFacts, ...]:
        catalogue = self._portal.services.catalogue
        park_name = candidate.name if candidate.kind is SiteKind.PARK else ""
        return didam_of([catalogue.site(each, version) for each in candidate.offer_ids], park_name)
