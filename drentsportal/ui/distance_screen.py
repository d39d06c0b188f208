"""The lines on the map that the distances of the selected candidate count along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from drentsportal.mapview.distance_lines import DistanceLinesShown, distance_lines
from drentsportal.ui.background import ServiceCall

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.ui.portal import Portal


class DistanceScreen(QObject):
    """Follows selection and outcome; sites and junctions are read on the worker."""

    def __init__(self, portal: Portal) -> None:
        """Follow a window."""
        super().__init__(portal.window)
        self._portal = portal
        self._shown: tuple[MatchResult, str] | None = None
        session = portal.session
        session.site_selected.connect(lambda _: self.show_selected())
        session.result_changed.connect(self.show_selected)
        session.case_changed.connect(self.show_selected)
        portal.window.mode_shown.connect(lambda _: self.show_selected())

    def show_selected(self) -> None:
        """Draw the lines of the selected candidate, or none where none is selected."""
        asked = self._asked()
        if asked == self._shown:
            return
        self._shown = asked
        if asked is None:
            self._portal.map.show_distances(DistanceLinesShown())
            return
        services = self._portal.services

        def work(_: object) -> DistanceLinesShown:
            return distance_lines(services.language, services.catalogue, *asked)

        def done(message: DistanceLinesShown) -> None:
            if self._shown == asked:
                self._portal.map.show_distances(message)

        self._portal.runner.run(ServiceCall("ui.busy.map", work, done))

    def _asked(self) -> tuple[MatchResult, str] | None:
        session = self._portal.session
        result, selected = session.result, session.selected_site_id
        if result is None or not selected or self._portal.window.mode != "case":
            return None
        return (result, selected)
