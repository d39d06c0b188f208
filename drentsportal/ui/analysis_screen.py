"""Works out beside the window how firm the outcome on screen is; the newest outcome overtakes older ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from drentsportal.ui.background import ServiceCall, ServiceRunner
from drentsportal.ui.models.firmness import Firmness

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.ui.background import CallProgress
    from drentsportal.ui.portal import Portal


_PAINTED_MS: Final = 150
"""By then the window has painted an outcome; an analysis beside that would keep it waiting for its turns."""


class AnalysisScreen(QObject):
    """Analyses every outcome that comes to rest, on a worker of its own: it needs no workspace.

    Signals: ``outdated()`` when the figures on screen are of an outcome that is not shown any more;
    ``worked_out(firmness)`` with those of the one that is, ``None`` where there is no outcome.
    """

    outdated = Signal()
    worked_out = Signal(object)

    def __init__(self, portal: Portal) -> None:
        """Follow the session of a window, and show in its outcome what comes out."""
        super().__init__(portal.window)
        self._session = session = portal.session
        results = portal.panels.results
        self.outdated.connect(results.show_outdated)
        self.worked_out.connect(results.show_firmness)
        self._runner = ServiceRunner(self)
        self._runner.failed.connect(lambda _: results.firmness.show_failed())
        self._runner.failed.connect(portal.runner.failed)
        self._asked: MatchResult | None = None
        self._running: CallProgress | None = None
        self._newest: Firmness | None = None
        self._is_outdated = False
        self._is_stopped = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAINTED_MS)
        self._later.timeout.connect(self._run)
        session.result_followed.connect(self._on_followed)
        session.result_changed.connect(self._on_changed)

    @property
    def is_busy(self) -> bool:
        """Whether an outcome is being analysed, or about to be."""
        return self._runner.is_busy or self._later.isActive()

    @property
    def firmness(self) -> Firmness | None:
        """The analysis of the outcome on screen; ``None`` while it is worked out, or without an outcome."""
        newest = self._newest
        return newest if newest is not None and newest.result is self._session.result else None

    def stop(self) -> None:
        """End the work and the worker."""
        self._is_stopped = True
        self._later.stop()
        self._runner.close()

    def _on_followed(self) -> None:
        if self.firmness is None:
            self._cancel()
            self._tell_outdated()

    def _on_changed(self) -> None:
        result = self._session.result
        if self._is_stopped:
            return
        if result is None:
            self._cancel()
            self._newest = None
            self._tell(None)
        elif self.firmness is not None:
            self._tell(self.firmness)
        elif result is not self._asked:
            self._begin(result)

    def _begin(self, result: MatchResult) -> None:
        self._cancel()
        self._asked = result
        self._tell_outdated()
        self._later.start()

    def _run(self) -> None:
        result, analysis = self._asked, self._session.services.analysis
        if result is None:
            return

        def done(firmness: Firmness) -> None:
            if self._asked is result:
                self._asked = self._running = None
                self._newest = firmness
                if self.firmness is not None:
                    self._tell(firmness)

        call = ServiceCall(
            "ui.firm.busy", lambda progress: Firmness(result, analysis.of(result, progress)), done
        )
        self._running = self._runner.run(call)

    def _tell(self, firmness: Firmness | None) -> None:
        self._is_outdated = False
        self.worked_out.emit(firmness)

    def _tell_outdated(self) -> None:
        """Tell once, not at every move of a hand."""
        if not self._is_outdated:
            self._is_outdated = True
            self.outdated.emit()

    def _cancel(self) -> None:
        self._later.stop()
        if self._running is not None:
            self._running.cancel()
        self._asked = self._running = None
