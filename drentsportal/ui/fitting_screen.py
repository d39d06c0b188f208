"""What fits on the ground, seen on the map: at the selected candidate, and tried by hand on any ground."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.mapview.fitting import FittingShown, fitting_message, nothing_to_draw
from drentsportal.mapview.ring_notes import ring_notes
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.try_building import TryBuildingDialog

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import Building
    from drentsportal.domain.match.match_result import Candidate
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.ui.portal import Portal

_NOTHING = FittingShown()
_BESIDE = QPoint(24, 140)


class FittingScreen(QObject):
    """Draws one candidate or one trial at a time; everything is computed on the worker."""

    def __init__(self, portal: Portal) -> None:
        """Follow selection and outcome."""
        super().__init__(portal.window)
        self._portal = portal
        self._services = portal.services
        self._shown: object = None
        self._building: Building | None = None
        self._tried: tuple[str, ...] = ()
        self.dialog: TryBuildingDialog | None = None
        session = portal.session
        session.site_selected.connect(lambda _: self.show_selected())
        session.result_changed.connect(self._on_result)
        session.case_changed.connect(self._on_result)
        portal.window.mode_shown.connect(lambda _: self.show_selected())
        portal.panels.results.reasons_shown.connect(lambda _: self.show_selected())
        portal.map.plots_tried.connect(self._on_tried)

    # -- the selected candidate -----------------------------------------------------------------------

    def show_selected(self) -> None:
        """Draw what is offered at the selected candidate, or nothing where none is selected."""
        if self.dialog is not None:
            return
        candidate = self._candidate()
        result = self._portal.session.result
        if candidate is None or result is None:
            self._show(None, _NOTHING)
            return
        building, version = result.request.building, result.data_version
        is_excluded = self._portal.panels.results.shows_excluded
        asked = (candidate.id, candidate.offer_ids, building, version, is_excluded)
        if asked == self._shown:
            return
        self._shown = asked

        def work(_: object) -> FittingShown:
            if is_excluded:
                return self._why_not(result, candidate)
            return self._message(candidate, building, version)

        def done(message: FittingShown) -> None:
            if self._shown == asked:
                self._portal.map.show_fitting(message)

        self._portal.runner.run(ServiceCall("ui.busy.fitting", work, done))

    def _candidate(self) -> Candidate | None:
        session = self._portal.session
        result, selected = session.result, session.selected_site_id
        if result is None or self._portal.window.mode != "case" or not selected:
            return None
        return result.candidate(selected) if selected in result.map_columns.candidate_ids else None

    def _message(self, candidate: Candidate, building: Building | None, version: int) -> FittingShown:
        say = self._services.language.text
        if candidate.kind is SiteKind.PREMISES:
            return _NOTHING
        if not candidate.offer_ids:
            return nothing_to_draw(candidate.name, say("fit.nothing.totals"))
        found = self._services.fitting.of_candidate(candidate, building, version)
        if found is None:
            return nothing_to_draw(candidate.name, say("fit.nothing.outline"))
        return fitting_message(self._services.language, found)

    def _why_not(self, result: MatchResult, candidate: Candidate) -> FittingShown:
        """Draw an excluded candidate only where its building is why, with the largest that does fit."""
        if result.is_qualified(candidate.id):
            return _NOTHING
        # With its building measured another offer may stand for it: that is the one the explanation tells of.
        told = result.rejection_of(candidate.id)
        if not any(
            each.criterion_id == "building" and each.verdict is Verdict.FAILS for each in told.outcomes
        ):
            return _NOTHING
        building, version = result.request.building, result.data_version
        found = self._services.fitting.of_candidate(told.candidate, building, version)
        if found is None or found.place is not None:
            return _NOTHING
        return replace(fitting_message(self._services.language, found), is_small=True)

    def _show(self, asked: object, message: FittingShown) -> None:
        if self._shown != asked:
            self._shown = asked
            self._portal.map.show_fitting(message)

    def _on_result(self) -> None:
        self._portal.map.set_ring_notes(ring_notes(self._services.language, self._portal.session.result))
        self.show_selected()

    # -- a trial by hand ------------------------------------------------------------------------------

    def try_building(self) -> None:
        """Ask for a building and try it on the selected plot or park; clicks on plots change the ground."""
        if self.dialog is not None:
            self.dialog.raise_()
            return
        result = self._portal.session.result
        building = None if result is None else result.request.building
        self._tried, self._building = self._ground(), None
        self.dialog = TryBuildingDialog(self._portal.window, self._services.language, building)
        self.dialog.building_asked.connect(self._on_building)
        self.dialog.finished.connect(lambda _: self._end())
        self.dialog.show()
        # Beside the map, so that plots can be picked.
        self.dialog.move(self._portal.window.mapToGlobal(_BESIDE))
        self._try(look=True)

    def _ground(self) -> tuple[str, ...]:
        """Begin with what is offered at a candidate, else with the site that is selected."""
        candidate = self._candidate()
        if candidate is not None and candidate.offer_ids:
            return candidate.offer_ids
        selected = self._portal.session.selected_site_id
        return (selected,) if selected else ()

    def _on_building(self, building: Building) -> None:
        self._building = building
        self._try(look=True)

    def _on_tried(self, ids: tuple[str, ...]) -> None:
        """Try on other plots; a plot that is picked takes the place of its park. None ends the trial."""
        if self.dialog is None:
            return
        if not ids:
            self.dialog.reject()
            return
        kinds = {each: self._services.catalogue.site(each).kind for each in ids}
        plots = tuple(each for each in ids if kinds[each] is SiteKind.PLOT)
        self._tried = plots or ids
        self._try(look=False)

    def _try(self, *, look: bool) -> None:
        building, tried, language = self._building, self._tried, self._services.language
        dialog = self.dialog

        def work(_: object) -> FittingShown:
            found = self._services.fitting.of_sites(tried, building) if tried else None
            if found is None:
                text_id = "ui.fit.try.no_ground" if not tried else "fit.nothing.outline"
                return nothing_to_draw(
                    language.text("ui.fit.try.title"), language.text(text_id), is_trial=True
                )
            return fitting_message(language, found, is_trial=True, look=look)

        def done(message: FittingShown) -> None:
            if self.dialog is dialog and dialog is not None and self._tried == tried:
                self._shown = None
                self._portal.map.show_fitting(message)
                dialog.tell(message.outcome)

        self._portal.runner.run(ServiceCall("ui.busy.fitting", work, done))

    def _end(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
        self._tried, self._building, self._shown = (), None, object()
        self.show_selected()
