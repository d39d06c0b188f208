"""Questions and answers in the timeline of a case, and what is still open in it."""

from __future__ import annotations

from datetime import timedelta

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.services.event_words import event_message
from drentsportal.services.question_log import open_count, question_key, standings
from tests.fakes import MOMENT_UTC

ANNA = Actor("Anna", "Provincie Drenthe", Role.SCHAKELPUNT)


def _event(minute: int, kind: EventKind, **details: str) -> CaseEvent:
    return CaseEvent(MOMENT_UTC + timedelta(minutes=minute), kind, ANNA, details)


def test_what_was_asked_stays_open_until_it_is_answered() -> None:
    """An answer closes its own question only; asking again opens it again."""
    asked = _event(0, EventKind.QUESTION_ASKED, to="Emmen", count="2", questions="a/price b/price")
    answered = _event(1, EventKind.QUESTION_ANSWERED, name="A", text="55", by="X", questions="a/price")
    after = standings((asked, answered))
    assert after[question_key("a", "price")].is_answered
    assert not after["b/price"].is_answered
    assert open_count(asked, after) == 1
    again = _event(2, EventKind.QUESTION_ASKED, to="Emmen", count="1", questions="a/price")
    anew = standings((asked, answered, again))
    assert not anew["a/price"].is_answered
    assert anew["a/price"].asked_at_utc == again.at_utc


def test_an_answer_without_a_question_is_an_answer() -> None:
    """Somebody may call before being asked."""
    answered = _event(1, EventKind.QUESTION_ANSWERED, name="A", text="55", by="X", questions="a/price")
    standing = standings((answered,))["a/price"]
    assert (standing.asked_at_utc, standing.is_answered) == (None, True)


def test_damaged_details_are_told_without_words() -> None:
    """An event of which the details are not whole breaks no timeline."""
    assert event_message(_event(0, EventKind.QUESTION_ASKED, to="Emmen")) is None
    assert event_message(_event(0, EventKind.QUESTION_ANSWERED)) is None
    assert open_count(_event(0, EventKind.QUESTION_ASKED), {}) == 0
