"""What is open in the window: the case, its result, the selection and the shortlist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.match.matching import MatchResult

REST_MS: Final = 150
"""How long a hand rests before what takes longer (words, questions, relaxations) follows too."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A what-if: a request that nobody stored, and what it changes, in words for the status bar."""

    request: LocationRequest
    told: str


class Session(QObject):
    """The state that panels share; it holds no widgets and does no work.

    Signals: ``case_changed()`` when another case is open or the open one was stored; ``cases_changed()``
    when the list of cases changed; ``result_followed()`` at every move of a weight or a limit, for what can
    follow at once; ``result_changed()`` when a match came in, went stale, or what moved came to rest;
    ``site_selected(site_id)`` when list, map or card selected a site; ``sites_changed()`` when the data
    version moved.

    What is shown is the outcome of what the case asks: recorded with it, or tried and not yet recorded. A
    ``trial`` shows the outcome of something else, which nobody asked yet.
    """

    case_changed = Signal()
    cases_changed = Signal()
    result_followed = Signal()
    result_changed = Signal()
    site_selected = Signal(str)
    sites_changed = Signal()

    def __init__(self, services: AppServices, parent: QObject | None = None) -> None:
        """Start with nothing open."""
        super().__init__(parent)
        self.services = services
        self._case: Case | None = None
        self._outcome: MatchResult | None = None
        self._recorded: MatchResult | None = None
        self._trial: tuple[Trial, MatchResult] | None = None
        self._selected_site_id = ""
        self._is_stale = False
        self._newer_profile: int | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.result_changed)
        self.before_selecting: Callable[[Callable[[], None]], None] | None = None
        """Asks a person about unsaved work, and goes on with what it is given when that may be left."""

    @property
    def case(self) -> Case | None:
        """The open case."""
        return self._case

    @property
    def result(self) -> MatchResult | None:
        """What list and map show: the outcome of the trial, else that of what the open case asks."""
        return self._outcome if self._trial is None else self._trial[1]

    @property
    def outcome(self) -> MatchResult | None:
        """The outcome of what the open case asks, never that of a trial."""
        return self._outcome

    @property
    def trial(self) -> Trial | None:
        """What is tried, ``None`` for nothing."""
        return None if self._trial is None else self._trial[0]

    @property
    def is_stale(self) -> bool:
        """Whether the data or the profile changed after the outcome was computed."""
        return self._is_stale or self._newer_profile is not None

    @property
    def newer_profile(self) -> int | None:
        """The version of the profile that counts by now, ``None`` where the outcome rests on it."""
        return self._newer_profile

    @property
    def is_recorded(self) -> bool:
        """Whether the outcome is the match that is kept with the case."""
        return self._outcome is self._recorded

    @property
    def recorded(self) -> MatchResult | None:
        """The match that is kept with the case, as far as it was shown."""
        return self._recorded

    @property
    def shows_kept_match(self) -> bool:
        """Whether what is shown is the match that is kept with the case, on the data of now."""
        is_kept = self._recorded is not None and self.is_recorded
        return is_kept and not self.is_stale and self._trial is None

    @property
    def selected_site_id(self) -> str:
        """The site selected in list, map and card at once; empty for none."""
        return self._selected_site_id

    def open_case(self, case: Case | None) -> None:
        """Open a case, or go back to the list; with another case nothing is selected."""
        changed = (case.number if case else None) != (self._case.number if self._case else None)
        self._case = case
        if changed:
            self._forget()
            self.result_changed.emit()
        self.case_changed.emit()
        if changed:
            # What was selected belongs to what was open before; a form that is not saved asks first.
            self.select_site("")

    def show_result(
        self,
        result: MatchResult | None,
        *,
        stale: bool = False,
        recorded: bool = True,
        newer_profile: int | None = None,
    ) -> None:
        """Show the outcome of the open case; ``stale`` when the data changed since.

        ``newer_profile`` is the version of its profile that counts by now, where that is another one.
        """
        self._forget()
        self._outcome = result
        self._is_stale = stale
        self._newer_profile = newer_profile
        self._recorded = result if recorded else None
        self.result_changed.emit()

    def follow(self, outcome: MatchResult) -> None:
        """Show the outcome of a request that moves, at once; nothing is recorded by that. A trial ends."""
        self._trial = None
        before, self._outcome = self._outcome, outcome
        if before is not None and before.data_version != outcome.data_version:
            self._is_stale = False
        if before is not None and before.profile.version != outcome.profile.version:
            self._newer_profile = None
        self._follow()

    def try_out(self, trial: Trial, outcome: MatchResult) -> None:
        """Show the outcome of something that nobody asked yet."""
        self._trial = (trial, outcome)
        self._follow()

    def end_trial(self) -> None:
        """Show again what the case asks."""
        if self._trial is not None:
            self._trial = None
            self._follow()

    def stop(self) -> None:
        """Tell nothing any more about what moved last, before the window goes."""
        self._rest.stop()

    def mark_stale(self) -> None:
        """Tell that the data changed: the outcome on screen no longer rests on them."""
        if self._outcome is not None and not self._is_stale:
            self._is_stale = True
            self.result_changed.emit()

    def mark_profile_changed(self, version: int) -> None:
        """Tell that another version of the profile counts by now; the outcome rests on the one before."""
        if self._outcome is not None and self._outcome.profile.version != version:
            self._newer_profile = version
            self.result_changed.emit()

    def _follow(self) -> None:
        self._rest.start()
        self.result_followed.emit()

    def _forget(self) -> None:
        self._rest.stop()
        self._trial = None
        self._outcome = None
        self._recorded = None
        self._is_stale = False
        self._newer_profile = None

    def select_site(self, site_id: str) -> None:
        """Select a site everywhere, "" for none; unsaved work on another is asked about first."""
        if site_id == self._selected_site_id:
            return
        if self.before_selecting is None:
            self._select(site_id)
        else:
            self.before_selecting(lambda: self._select(site_id))

    def _select(self, site_id: str) -> None:
        self._selected_site_id = site_id
        self.site_selected.emit(site_id)
