"""A case comes on screen in turns of the window's thread, so that the window never stands still for long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.ui.background import ServiceRunner
    from drentsportal.ui.following import Following
    from drentsportal.ui.session import Session


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case with the outcome of what it asks; ``is_recorded`` when that is its newest match."""

    case: Case
    result: MatchResult | None
    is_stale: bool = False
    is_recorded: bool = True
    newer_profile: int | None = None


def read_opened(services: AppServices, number: str) -> OpenedCase:
    """Read a case with its newest match; where it asks something else by now, the outcome of that."""
    case, result = services.desk.case(number), services.matching.latest(number)
    if result is None:
        return OpenedCase(case, None)
    if result.request != case.request:
        return OpenedCase(case, services.matching.match(case.request), is_recorded=False)
    is_stale = result.data_version != services.catalogue.data_version()
    return OpenedCase(case, result, is_stale, newer_profile=services.matching.changed_profile(result))


class CaseOpening(QObject):
    """Shows what was read or matched, as long as it is still what the person waits for.

    Signals: ``showing()`` before anything changes, so that what is in the hand is kept first;
    ``shown(number)`` once the case stands there with its outcome.
    """

    showing = Signal()
    shown = Signal(str)

    def __init__(self, session: Session, runner: ServiceRunner, following: Following) -> None:
        """Keep the parts; nobody waits for anything."""
        super().__init__(session)
        self._session = session
        self._runner = runner
        self._following = following
        self._waits_for = 0

    @property
    def wish(self) -> int:
        """What the person waits for now; to be given back with what came of it."""
        return self._waits_for

    def ask(self) -> int:
        """Begin to wait for another case, or for none: what was asked before is not shown any more."""
        self._waits_for += 1
        return self._waits_for

    def is_awaited(self, wish: int) -> bool:
        """Whether the person still waits for this, and did not go elsewhere meanwhile."""
        return wish == self._waits_for

    def show(self, opened: OpenedCase, wish: int, *, is_storing: bool) -> None:
        """Show a case and, a turn later, its outcome; ``is_storing`` while a change of it is on its way.

        What was asked since it was read stays asked: the outcome follows it at once.
        """
        shown = self._session.case
        case = opened.case
        if is_storing and shown is not None and shown.number == case.number:
            case = replace(case, request=shown.request)
        self._session.open_case(case)
        self._runner.soon(lambda: self._show_outcome(opened, wish))

    def take_over(self, opened: OpenedCase) -> None:
        """Show what became of the case that is open; an outcome that stands there already stays as it is."""
        session = self._session
        session.open_case(opened.case)
        if not _is_same(session.outcome, opened.result) or session.is_recorded != opened.is_recorded:
            session.show_result(
                opened.result,
                stale=opened.is_stale,
                recorded=opened.is_recorded,
                newer_profile=opened.newer_profile,
            )

    def _show_outcome(self, opened: OpenedCase, wish: int) -> None:
        if not self.is_awaited(wish):
            return
        # A weight that moved while this was matched counts, and the outcome is not the one of that.
        self.showing.emit()
        self._following.forget_trial()
        self._session.show_result(
            opened.result,
            stale=opened.is_stale,
            recorded=opened.is_recorded,
            newer_profile=opened.newer_profile,
        )
        case = self._session.case
        if case is not None and opened.result is not None and case.request != opened.result.request:
            self._following.ask(case.request)
        self._runner.soon(lambda: self._tell(opened.case.number, wish))

    def _tell(self, number: str, wish: int) -> None:
        if self.is_awaited(wish):
            self.shown.emit(number)


def _is_same(shown: MatchResult | None, read: MatchResult | None) -> bool:
    """Whether two outcomes come of the same request, on the same data, by the same profile."""
    if shown is None or read is None:
        return shown is read
    return (shown.request, shown.data_version, shown.profile) == (
        read.request,
        read.data_version,
        read.profile,
    )
