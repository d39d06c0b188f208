"""The shortlist: one to five candidates, in the order in which they were chosen, with who and why."""

from __future__ import annotations

import pytest

from drentsportal.domain.cases.case import CaseStatus, RequestChannel
from drentsportal.errors import InputError, NotFoundError
from tests.fakes import OFFICER
from tests.unit.services.desk_harness import FRIDAY, PARKS, PLOT, REQUEST, Desk


def opened(desk: Desk) -> str:
    """Open a case and give its number."""
    return desk.intake.open_case(REQUEST, RequestChannel.NOM, FRIDAY)[0].number


def test_choices_are_kept_in_order_with_actor_and_reason(desk: Desk) -> None:
    """Choices are kept in order with actor and reason."""
    number = opened(desk)
    desk.shortlist.add(number, PARKS[1], "dicht bij de A37")
    case, changes = desk.shortlist.add(number, PARKS[0])
    desk.restart()
    entries = desk.shortlist.entries(number)
    assert [entry.candidate_id for entry in entries] == [PARKS[1], PARKS[0]]
    assert (entries[0].actor, entries[0].reason) == (OFFICER, "dicht bij de A37")
    assert case.status is CaseStatus.IN_PROGRESS
    assert changes.cases == {number}


def test_a_sixth_candidate_is_refused(desk: Desk) -> None:
    """A sixth candidate is refused."""
    number = opened(desk)
    for park in PARKS[:5]:
        desk.shortlist.add(number, park)
    with pytest.raises(InputError) as caught:
        desk.shortlist.add(number, PARKS[5])
    assert caught.value.message_id == "error.shortlist.full"
    assert caught.value.params["maximum"] == 5
    assert len(desk.shortlist.entries(number)) == 5


def test_a_choice_can_be_taken_back(desk: Desk) -> None:
    """A choice can be taken back."""
    number = opened(desk)
    desk.shortlist.add(number, PARKS[0])
    desk.shortlist.add(number, PARKS[1])
    desk.shortlist.remove(number, PARKS[0])
    assert [entry.candidate_id for entry in desk.shortlist.entries(number)] == [PARKS[1]]
    with pytest.raises(NotFoundError):
        desk.shortlist.remove(number, PARKS[0])


def test_what_is_no_candidate_is_refused(desk: Desk) -> None:
    """What is no candidate is refused."""
    number = opened(desk)
    desk.shortlist.add(number, PARKS[0])
    with pytest.raises(InputError, match="already_on"):
        desk.shortlist.add(number, PARKS[0])
    with pytest.raises(InputError, match="plot"):
        desk.shortlist.add(number, PLOT)
    with pytest.raises(NotFoundError):
        desk.shortlist.add(number, "bestaat-niet")
    with pytest.raises(NotFoundError):
        desk.shortlist.add("D-2026-9999", PARKS[1])


def test_after_the_answer_the_shortlist_is_fixed(desk: Desk) -> None:
    """After the answer the shortlist is fixed."""
    number = opened(desk)
    desk.shortlist.add(number, PARKS[0])
    desk.make_advice(number)
    desk.desk.answer(number)
    with pytest.raises(InputError, match="answered_is_fixed"):
        desk.shortlist.add(number, PARKS[1])
    with pytest.raises(InputError, match="answered_is_fixed"):
        desk.shortlist.remove(number, PARKS[0])
