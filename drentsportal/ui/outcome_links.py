"""What happens between the outcome of a match, the request at its left and the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from drentsportal.ui.background import ServiceCall

if TYPE_CHECKING:
    from drentsportal.domain.what_if import Proposal
    from drentsportal.ui.portal import Portal


class OutcomeLinks(QObject):
    """Connects panels that only meet over an outcome: why not, what if, whom to ask."""

    def __init__(self, portal: Portal) -> None:
        """Connect the panels of a window."""
        super().__init__(portal.window)
        self._portal = portal
        self._say = portal.services.language.text
        panels, session = portal.panels, portal.session
        panels.case_panel.requirement_chosen.connect(panels.results.show_failing)
        panels.results.reasons_shown.connect(lambda _: self._show_reasons())
        panels.results.card_asked.connect(self._open_card)
        panels.results.excluded.relaxations.trial_changed.connect(self._tell_trial)
        panels.results.excluded.relaxations.adoption_asked.connect(self._adopt)
        session.result_changed.connect(self._show_reasons)
        session.sites_changed.connect(self.load_contacts)

    def load_contacts(self) -> None:
        """Read the functions that can be asked."""
        catalogue = self._portal.services.catalogue
        done = self._portal.panels.results.show_contacts
        call = ServiceCall("ui.busy.sites", lambda _: catalogue.contact_points(), done)
        self._portal.runner.run(call)

    def _show_reasons(self) -> None:
        portal = self._portal
        has_result = portal.session.result is not None
        portal.map.show_reasons(reasons=has_result and portal.panels.results.shows_excluded)

    def _open_card(self, site_id: str) -> None:
        self._portal.session.select_site(site_id)
        self._portal.run_action("show_sites")

    def _tell_trial(self, proposal: Proposal | None) -> None:
        portal = self._portal
        text = "" if proposal is None else self._say("ui.relax.told", change=self._say(proposal.statement))
        portal.window.status.tell(text)
        self._draw_ring(proposal)

    def _draw_ring(self, proposal: Proposal | None) -> None:
        """Show a distance on trial as an amber ring around the present location."""
        case = self._portal.session.case
        origin = case.request.origin if case is not None else None
        if origin is None:
            return
        metres = None
        if proposal is not None and proposal.criterion_id == "present_distance":
            metres = float(proposal.needed) if isinstance(proposal.needed, int) else None
        self._portal.map.set_rings(origin.x_rd, origin.y_rd, origin.label, metres)

    def _adopt(self, proposal: Proposal) -> None:
        self._portal.panels.results.excluded.relaxations.end_trial()
        self._portal.panels.case_panel.adopt(proposal)
