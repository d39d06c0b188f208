"""What the particulars of an event come to in words, for timelines of window and command line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import EventKind
from drentsportal.domain.cases.outcome import LostReason, OutcomeKind
from drentsportal.domain.message import message
from drentsportal.services.path_words import TASK_EVENT, path_event, task_event

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drentsportal.domain.cases.case import CaseEvent
    from drentsportal.domain.message import Message


def event_message(event: CaseEvent) -> Message | None:
    """Word assessments, referral proposals, outcomes, steps of the path, tasks, questions and answers.

    ``None`` for other events and for damaged details.
    """
    word = _WORDED.get(event.kind)
    if word is None:
        return None
    try:
        return word(event.details)
    except (KeyError, ValueError):
        return None


def event_title(kind: EventKind, told: Message | None) -> str:
    """Return the id of the title of an event: of a task what was done to it, else what kind of event it is.

    ``told`` is what the event comes to in words, ``None`` where nothing here words it.
    """
    done = told.id.removeprefix(TASK_EVENT) if told is not None and told.id.startswith(TASK_EVENT) else ""
    return f"event.{kind.value}.{done}" if done else f"event.{kind.value}"


def _assessed(details: Mapping[str, str]) -> Message:
    return message("event_detail.assessed", version=int(details["version"]), open_count=int(details["open"]))


def _referral_proposed(details: Mapping[str, str]) -> Message:
    return message(
        "event_detail.referral_proposed",
        municipality=details["municipality"],
        option_count=int(details["count"]),
    )


def _question_asked(details: Mapping[str, str]) -> Message:
    return message("event_detail.question_asked", to=details["to"], count=int(details["count"]))


def _question_answered(details: Mapping[str, str]) -> Message:
    return message(
        "event_detail.question_answered", name=details["name"], said=details["text"], by=details["by"]
    )


def _outcome(details: Mapping[str, str]) -> Message:
    kind, decided_on = OutcomeKind(details["kind"]), date.fromisoformat(details["decided_on"])
    if "lost_reason" not in details:
        return message("event_detail.outcome", kind=kind, decided_on=decided_on)
    reason = LostReason(details["lost_reason"])
    return message("event_detail.outcome_lost", kind=kind, reason=reason, decided_on=decided_on)


_WORDED: Final[Mapping[EventKind, Callable[[Mapping[str, str]], Message]]] = {
    EventKind.ASSESSED: _assessed,
    EventKind.REFERRAL_PROPOSED: _referral_proposed,
    EventKind.QUESTION_ASKED: _question_asked,
    EventKind.QUESTION_ANSWERED: _question_answered,
    EventKind.OUTCOME: _outcome,
    EventKind.PATH_STEP: path_event,
    EventKind.TASK: task_event,
}
