"""The proof of the change that lets an excluded candidate in, made while its bounds are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from drentsportal.ui.background import ServiceCall

if TYPE_CHECKING:
    from drentsportal.domain.match.match_result import Rejection
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.ui.portal import Portal


class RejectionScreen(QObject):
    """Proves on the worker: measuring a building can take longer than the window may stand still."""

    def __init__(self, portal: Portal) -> None:
        """Follow the explanations of a window."""
        super().__init__(portal.window)
        self._portal = portal
        self._asked: tuple[MatchResult, Rejection] | None = None
        portal.panels.results.proof_asked.connect(self._prove)

    def _prove(self, result: MatchResult, listed: Rejection) -> None:
        asked = self._asked = (result, listed)

        def work(_: object) -> Rejection | None:
            # A slider on its way asks more than can be answered: only the last is worth the work.
            return result.rejection_of(listed.candidate.id) if self._asked is asked else None

        def done(found: Rejection | None) -> None:
            # What was already told is not built again: that would take place, focus and scrolling away.
            if found is not None and found != listed:
                self._portal.panels.results.show_proven(result, found)

        self._portal.runner.run(ServiceCall("ui.busy.fitting", work, done))
