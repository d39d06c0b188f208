"""What was asked in a case and what was answered, kept in its timeline and read back from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases import case_rules
from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.services.access_log import AccessLog
from drentsportal.services.changes import ChangeSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.firmness.question_value import OpenQuestion
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace

_ASKED: Final = "questions"
"""Detail that names questions as candidate and criterion, for reading back; it is never shown."""


@dataclass(frozen=True, slots=True)
class QuestionStanding:
    """When a question was last asked, ``None`` for never, and whether an answer came after that."""

    asked_at_utc: datetime | None
    is_answered: bool


def question_key(candidate_id: str, criterion_id: str) -> str:
    """Name a question of a case."""
    return f"{candidate_id}/{criterion_id}"


class QuestionLog:
    """Records questions and answers in a case's timeline."""

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, the time and the person at the desk."""
        self._workspace = workspace
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)

    def asked(self, number: str, to: str, questions: Sequence[OpenQuestion]) -> tuple[Case, ChangeSet]:
        """Record that questions were put to a function. Raises ``NotFoundError`` for an unknown case."""
        keys = " ".join(question_key(each.candidate_id, each.criterion_id) for each in questions)
        details = {"to": to, "count": str(len(questions)), _ASKED: keys}
        return self._record(number, EventKind.QUESTION_ASKED, details)

    def answered(self, number: str, question: OpenQuestion, said: str, by: str) -> tuple[Case, ChangeSet]:
        """Record what was answered, in words, and by whom. Raises ``NotFoundError`` for an unknown case."""
        key = question_key(question.candidate_id, question.criterion_id)
        details = {"name": question.candidate_name, "text": said, "by": by, _ASKED: key}
        return self._record(number, EventKind.QUESTION_ANSWERED, details)

    def standings(self, number: str) -> Mapping[str, QuestionStanding]:
        """Read how the questions of a case stand; a look, which is logged. Raises ``NotFoundError``."""
        with self._workspace.reading() as unit:
            found = standings(unit.cases.events(number))
        self._access.opened(number)
        return found

    def _record(self, number: str, kind: EventKind, details: Mapping[str, str]) -> tuple[Case, ChangeSet]:
        with self._workspace.unit_of_work() as work:
            case = work.cases.save(case_rules.worked_on(work.cases.get(number)))
            now_utc = self._clock.now_utc()
            work.cases.add_event(number, CaseEvent(now_utc, kind, self._actors.current(), dict(details)))
            work.commit()
        return case, ChangeSet(cases=frozenset({number}))


def standings(events: Iterable[CaseEvent]) -> dict[str, QuestionStanding]:
    """Tell of each question that was asked or answered how it stands after the last event."""
    found: dict[str, QuestionStanding] = {}
    for event in events:
        for key in _keys(event):
            if event.kind is EventKind.QUESTION_ASKED:
                found[key] = QuestionStanding(event.at_utc, is_answered=False)
            elif event.kind is EventKind.QUESTION_ANSWERED:
                before = found.get(key)
                found[key] = QuestionStanding(before.asked_at_utc if before else None, is_answered=True)
    return found


def open_count(event: CaseEvent, later: Mapping[str, QuestionStanding]) -> int:
    """Return how many of the questions of an event are without an answer."""
    return sum(not later[key].is_answered for key in _keys(event) if key in later)


def _keys(event: CaseEvent) -> list[str]:
    return event.details.get(_ASKED, "").split()
