"""The outcome follows the hand: the newest wish is tried at once, older ones are never caught up on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from drentsportal.domain.match.trial import tried
from drentsportal.errors import InputError
from drentsportal.ui.background import ServiceCall

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.session import Session, Trial


class Following(QObject):
    """Tries requests on the outcome of the open case and shows what comes out.

    Weights and most limits take a few milliseconds here; what needs other columns is matched on the worker,
    one at a time, and the newest wish after it.
    """

    def __init__(self, session: Session, runner: ServiceRunner) -> None:
        """Keep the parts."""
        super().__init__(session)
        self._session = session
        self._matching = session.services.matching
        self._runner = runner
        self._wish: tuple[LocationRequest, Trial | None] | None = None
        self._is_matching = False
        self._is_given_up = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        # Fires when what the hand did since is taken in, so that only the newest position counts.
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._try)
        self._of_case = ""
        session.case_changed.connect(self._on_case_changed)

    def ask(self, request: LocationRequest) -> None:
        """Show the outcome of what the case asks now; it is not recorded by that."""
        self._wish = (request, None)
        self._soon.start()

    def try_out(self, trial: Trial) -> None:
        """Show the outcome of a trial."""
        self._wish = (trial.request, trial)
        self._soon.start()

    def end_trial(self) -> None:
        """Show again what the case asks, and forget a trial that is still to come."""
        self.forget_trial()
        self._session.end_trial()

    def forget_trial(self) -> None:
        """Show no trial any more that waits or is being matched."""
        if self._wish is not None and self._wish[1] is not None:
            self._wish = None
        self._is_given_up = True

    def stop(self) -> None:
        """Try nothing any more, before the window goes."""
        self._wish = None
        self._soon.stop()

    def _on_case_changed(self) -> None:
        case = self._session.case
        number = "" if case is None else case.number
        if number != self._of_case:
            # What was wished of another case, or of none any more, is not tried on the outcome of this one.
            self._of_case, self._wish = number, None

    def _try(self) -> None:
        outcome, wish = self._session.outcome, self._wish
        if wish is None or outcome is None or self._is_matching:
            return
        self._wish = None
        request, trial = wish
        try:
            found = self._known(request) or tried(outcome, request)
        except InputError:
            # What cannot be asked is told where it is entered; the outcome stays as it is.
            return
        if found is None:
            self._match(request, trial)
        else:
            self._show(found, trial)

    def _known(self, request: LocationRequest) -> MatchResult | None:
        """Return what answers a request already: going back to the recorded match is no change."""
        session = self._session
        shown = (session.recorded, session.outcome, session.result)
        found = (each for each in shown if each is not None and each.request == request)
        return next(found, None)

    def _match(self, request: LocationRequest, trial: Trial | None) -> None:
        case = self._session.case
        number = case.number if case is not None else ""
        self._is_matching, self._is_given_up = True, False

        def done(found: MatchResult) -> None:
            self._is_matching = False
            is_open = self._session.case is not None and self._session.case.number == number
            is_forgotten = trial is not None and self._is_given_up
            if is_open and self._wish is None and not is_forgotten:
                self._show(found, trial)
            self._soon.start()

        def failed(error: BaseException) -> None:
            self._is_matching = False
            if isinstance(error, InputError):
                self._soon.start()
            else:
                self._runner.failed.emit(error)

        def cancelled() -> None:
            self._is_matching = False

        def work(_: CallProgress) -> MatchResult:
            return self._matching.match(request)

        self._runner.run(ServiceCall("ui.busy.match", work, done, failed, cancelled))

    def _show(self, found: MatchResult, trial: Trial | None) -> None:
        session = self._session
        if trial is not None:
            session.try_out(trial, found)
        elif session.outcome is not found or session.trial is not None:
            if session.outcome is found:
                session.end_trial()
            else:
                session.follow(found)
