"""Intake: numbers, moments and the confidentiality of the company's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.cases.case import CaseStatus, EventKind, RequestChannel
from drentsportal.errors import InputError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.services.case_timeline import CaseTimeline
from drentsportal.services.intake import NewCase
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


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"request": LocationRequest(title="x" * 1_000_000)}, "title"),
        ({"request": LocationRequest(title="a\u202eb")}, "title"),
        ({"requester": "x" * 201}, "requester"),
        ({"company_name": "x" * 201}, "company_name"),
        ({"contact": {"email": "a@b.nl\r\nBcc: x@y.nl"}}, "email"),
    ],
)
def test_a_text_without_bounds_opens_no_case(desk: Desk, changes: dict[str, Any], field: str) -> None:
    """Whichever way it comes in."""
    with pytest.raises(InputError) as caught:
        desk.intake.open_new(replace(NewCase(REQUEST, RequestChannel.NOM, FRIDAY), **changes))
    assert caught.value.field == field
    assert desk.desk.cases() == ()
    assert Language("nl", resources_dir(), strict=True).text(caught.value)


def test_a_line_is_kept_as_one_line(desk: Desk) -> None:
    """At the intake and when the request is changed; what was stored longer before may stay."""
    title = LocationRequest(title="Hal\x00met\n=cmd|")
    case, _ = desk.intake.open_case(title, RequestChannel.NOM, FRIDAY, requester="a\r\nBcc: x@y.nl")
    assert (case.request.title, case.requester) == ("Hal met =cmd|", "a Bcc: x@y.nl")
    changed, _ = desk.desk.change_request(case.number, LocationRequest(title="Hal\nB"))
    assert changed.request.title == "Hal B"
    with pytest.raises(InputError):
        desk.desk.change_request(case.number, LocationRequest(title="x" * 201))
    with desk.workspace.unit_of_work() as work:
        kept = replace(changed, request=LocationRequest(title="x" * 300))
        work.cases.save(kept)
        work.commit()
    again, _ = desk.desk.change_request(case.number, replace(kept.request, staff_count=3))
    assert (len(again.request.title), again.request.staff_count) == (300, 3)


@pytest.mark.parametrize("title", ["", "  ", "Nieuwbouw voor VOORBEELD bv"])
def test_a_title_is_there_and_neutral(desk: Desk, title: str) -> None:
    """A title is there and neutral."""
    request = LocationRequest(title=title)
    with pytest.raises(InputError) as caught:
        desk.intake.open_case(request, RequestChannel.COMPANY, FRIDAY, company_name="Voorbeeld BV")
    assert caught.value.field == "title"
    assert desk.desk.cases() == ()
