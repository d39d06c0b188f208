"""Intake: numbers, moments and the confidentiality of the company's name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.cases.case import CaseStatus, EventKind, RequestChannel
from drentsportal.errors import InputError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.services.case_timeline import CaseTimeline
from tests.fakes import OFFICER
from tests.unit.services.desk_harness import FRIDAY, REQUEST, Desk, dutch


def test_a_request_becomes_a_case_with_an_owner_and_a_first_event(desk: Desk) -> None:
    """A request becomes a case with an owner and a first event."""
    case, changes = desk.intake.open_case(
        REQUEST, RequestChannel.NOM, FRIDAY, requester="NOM", company_name="Voorbeeld Composiet"
    )
    stored = desk.desk.case("D-2026-0001")
    assert stored == case
    assert (stored.status, stored.owner) == (CaseStatus.RECEIVED, OFFICER)
    assert changes.cases == {"D-2026-0001"}
    assert [event.kind for event in desk.desk.timeline(case.number)] == [EventKind.RECEIVED]


def test_the_first_event_is_the_receipt_and_says_when_it_was_entered(desk: Desk) -> None:
    """Received on Friday at ten, entered on Sunday before dawn: the timeline begins on Friday."""
    received, entered = dutch(2026, 11, 20, 10), dutch(2026, 11, 22, 5, 33)
    desk.clock.at_utc = entered
    case, _ = desk.intake.open_case(REQUEST, RequestChannel.NOM, received)
    desk.restart()
    (event,) = desk.desk.timeline(case.number)
    assert (event.at_utc, event.actor) == (received, OFFICER)
    assert event.details == {"channel": "nom", "entered_at_utc": entered.isoformat()}
    (row,) = CaseTimeline(desk.workspace, desk.clock, desk.actors).rows(case.number)
    assert row.at_utc == received
    told = Language("nl", resources_dir(), strict=True).text(row.message)
    assert told == "Ontvangen via NOM; ingevoerd op zo 22 nov. 2026, 05.33 uur"


def test_numbers_count_within_the_dutch_year_of_receipt(desk: Desk) -> None:
    """Numbers count within the dUTCh year of receipt."""
    desk.clock.at_utc = dutch(2027, 1, 2, 9)
    received = [dutch(2026, 12, 31, 23, 59), dutch(2027, 1, 1, 0, 0), dutch(2027, 1, 1, 0, 1)]
    numbers = [desk.intake.open_case(REQUEST, RequestChannel.NOM, moment)[0].number for moment in received]
    assert numbers == ["D-2026-0001", "D-2027-0001", "D-2027-0002"]


def test_a_receipt_in_the_future_stores_nothing(desk: Desk) -> None:
    """A receipt in the future stores nothing."""
    with pytest.raises(InputError, match=r"error\.intake\.received_in_future"):
        desk.intake.open_case(REQUEST, RequestChannel.NOM, FRIDAY + timedelta(seconds=1))
    assert desk.desk.cases() == ()


@pytest.mark.parametrize("title", ["", "  ", "Nieuwbouw voor VOORBEELD bv"])
def test_a_title_is_there_and_neutral(desk: Desk, title: str) -> None:
    """A title is there and neutral."""
    request = LocationRequest(title=title)
    with pytest.raises(InputError) as caught:
        desk.intake.open_case(request, RequestChannel.COMPANY, FRIDAY, company_name="Voorbeeld BV")
    assert caught.value.field == "title"
    assert desk.desk.cases() == ()
