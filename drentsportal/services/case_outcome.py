"""How a case ended: placed, lost with a reason, or withdrawn; each change is a version, none is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import CaseEvent, CaseStatus, EventKind
from drentsportal.domain.cases.case_papers import outcome_from_data, outcome_to_data
from drentsportal.domain.cases.case_rules import close as close_case
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.cases.outcome import (
    MOST_DISTANCE_KM,
    MOST_INVESTMENT_EUR,
    MOST_JOBS,
    OutcomeKind,
)
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.errors import InputError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.changes import ChangeSet
from drentsportal.services.kept_papers import next_paper, read_newest

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.cases.outcome import CaseOutcome
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace

STATUSES_WITH_OUTCOME: Final = frozenset({CaseStatus.ANSWERED, CaseStatus.REFERRED, CaseStatus.CLOSED})
"""When a company can have been placed or lost: after the answer or the referral. What became of it is often
known only after the case was closed; then it is recorded or mended without opening the case."""


class OutcomeRecording:
    """Records what became of a case, and closes it when that is asked."""

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, the time and the person at the desk."""
        self._workspace = workspace
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)

    def outcome(self, number: str) -> CaseOutcome | None:
        """Return what became of a case, ``None`` where nothing was recorded; a look, which is logged.

        Raises ``NotFoundError``.
        """
        with self._workspace.reading() as unit:
            papers = unit.cases.papers(number, PaperKind.OUTCOME)
        self._access.opened(number)
        return read_newest(papers, outcome_from_data)

    def record(self, number: str, outcome: CaseOutcome, *, close: bool = False) -> tuple[Case, ChangeSet]:
        """Keep an outcome as the newest version, with a line in the timeline.

        A company can withdraw at any time; that it was placed or lost is recorded once the case was answered
        or referred. ``close`` closes the case as well: its clock stands from now on.

        Raises ``NotFoundError``, and
        ``InputError`` for an outcome that cannot be true and for a status in which it cannot be recorded.
        """
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        with self._workspace.unit_of_work() as work:
            before = work.cases.get(number)
            _check(before, outcome, now_utc)
            is_closing = close and before.status is not CaseStatus.CLOSED
            case = work.cases.save(close_case(before, now_utc) if is_closing else before)
            next_paper(work.cases, number, PaperKind.OUTCOME, outcome_to_data(outcome), (now_utc, actor))
            details = {"kind": outcome.kind.value, "decided_on": outcome.decided_on.isoformat()}
            if outcome.lost_reason is not None:
                details["lost_reason"] = outcome.lost_reason.value
            work.cases.add_event(number, CaseEvent(now_utc, EventKind.OUTCOME, actor, details))
            if is_closing:
                work.cases.add_event(number, CaseEvent(now_utc, EventKind.CLOSED, actor))
            work.commit()
        return case, ChangeSet(cases=frozenset({number}))


def _check(case: Case, outcome: CaseOutcome, now_utc: datetime) -> None:
    if outcome.kind is not OutcomeKind.WITHDRAWN and case.status not in STATUSES_WITH_OUTCOME:
        raise InputError("error.outcome.not_answered", field="kind", number=case.number, status=case.status)
    received_on = case.received_at_utc.astimezone(DUTCH_TIME).date()
    today = now_utc.astimezone(DUTCH_TIME).date()
    if not received_on <= outcome.decided_on <= today:
        raise InputError("error.outcome.day", field="on", number=case.number, first=received_on, last=today)
    if (outcome.kind is OutcomeKind.LOST) != (outcome.lost_reason is not None):
        raise InputError("error.outcome.reason", field="reason", number=case.number)
    if outcome.municipality_code and outcome.municipality_code not in MUNICIPALITIES:
        raise InputError(
            "error.outcome.municipality", field="gemeente", municipality=outcome.municipality_code
        )
    _check_figures(case, outcome)


def _check_figures(case: Case, outcome: CaseOutcome) -> None:
    figures = (outcome.jobs, outcome.investment_eur, outcome.distance_km)
    bounds = (MOST_JOBS, MOST_INVESTMENT_EUR, MOST_DISTANCE_KM)
    told = (*figures, outcome.comes_from_outside, outcome.municipality_code or None, outcome.site_id or None)
    if outcome.kind is not OutcomeKind.PLACED and any(each is not None for each in told):
        raise InputError("error.outcome.not_placed", field="kind", number=case.number)
    for field, figure, most in zip(("jobs", "investment", "distance"), figures, bounds, strict=True):
        # Written so that what is no number at all, which is neither below nor above, is refused too.
        if figure is not None and not 0 <= figure <= most:
            raise InputError(
                "error.outcome.bounds",
                field=field,
                number=case.number,
                jobs=MOST_JOBS,
                investment_eur=MOST_INVESTMENT_EUR,
                distance_km=MOST_DISTANCE_KM,
            )
