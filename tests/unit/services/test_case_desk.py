"""The case desk: the 24 hours over a restart, a stop, a hand-over and the answer, on both stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.case import Case, CaseStatus, EventKind, RequestChannel
from drentsportal.domain.cases.deadline import ClockState
from drentsportal.errors import InputError, NotFoundError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.services.case_desk import Talk
from drentsportal.services.case_files import MOST_ATTACHMENT_BYTES
from tests.unit.services.desk_harness import FRIDAY, REQUEST, Desk, dutch

if TYPE_CHECKING:
    from collections.abc import Callable

COLLEAGUE = Actor("M. Jansen", "NOM", Role.ACQUISITION)


def opened(desk: Desk, received_at_utc: datetime = FRIDAY) -> Case:
    """Open a case."""
    return desk.intake.open_case(REQUEST, RequestChannel.NOM, received_at_utc)[0]


@pytest.mark.parametrize(
    ("received", "due"),
    [
        pytest.param(dutch(2026, 3, 28, 16), dutch(2026, 3, 29, 17), id="summer time begins"),
        pytest.param(dutch(2026, 10, 24, 16), dutch(2026, 10, 25, 15), id="summer time ends"),
        pytest.param(dutch(2026, 11, 20, 16), dutch(2026, 11, 21, 16), id="friday to saturday"),
    ],
)
def test_the_24_hours_survive_restart_stop_hand_over_and_answer(
    desk: Desk, received: datetime, due: datetime
) -> None:
    """The 24 hours survive restart stop hand over and answer."""
    desk.clock.at_utc = received
    number = opened(desk, received).number
    assert desk.desk.clock(desk.desk.case(number)).due_at_utc == due

    desk.clock.advance(timedelta(hours=2))
    desk.restart()
    assert desk.desk.clock(desk.desk.case(number)).due_at_utc == due

    desk.desk.stop_clock(number, "wacht op het bedrijf")
    desk.clock.advance(timedelta(hours=30))
    desk.restart()
    stopped = desk.desk.clock(desk.desk.case(number))
    assert (stopped.state, stopped.remaining) == (ClockState.STOPPED, timedelta(hours=22))

    desk.desk.resume_clock(number)
    desk.desk.hand_over(number, COLLEAGUE)
    desk.restart()
    case = desk.desk.case(number)
    assert case.owner == COLLEAGUE
    assert desk.desk.clock(case).due_at_utc == due + timedelta(hours=30)

    desk.clock.advance(timedelta(hours=1))
    desk.make_advice(number)
    desk.desk.answer(number)
    desk.clock.advance(timedelta(days=400))
    desk.restart()
    answered = desk.desk.clock(desk.desk.case(number))
    assert answered.state is ClockState.ANSWERED
    assert (answered.gross, answered.net) == (timedelta(hours=33), timedelta(hours=3))
    assert answered.remaining == timedelta(hours=21)


def test_the_name_of_an_owner_is_kept_as_one_line(desk: Desk) -> None:
    """A line end begins no line of its own in the list of cases or the timeline, wherever it was typed."""
    number = opened(desk).number
    desk.desk.hand_over(number, Actor("M. Jansen\nAfgerond", "NOM\r\nGroningen", Role.ACQUISITION))
    desk.restart()
    owner = desk.desk.case(number).owner
    assert (owner.name, owner.organisation) == ("M. Jansen Afgerond", "NOM Groningen")
    assert desk.desk.timeline(number)[-1].details["to"] == "M. Jansen Afgerond"


def test_every_step_stands_in_the_timeline(desk: Desk) -> None:
    """Every step stands in the timeline."""
    number = opened(desk).number
    desk.desk.change_request(number, replace(REQUEST, summary="Ook een pand mag."))
    desk.desk.stop_clock(number, "wacht op het bedrijf")
    desk.desk.resume_clock(number)
    desk.desk.hand_over(number, COLLEAGUE)
    desk.desk.log_contact(number, Talk("eisen doorgenomen", person="inkoper"))
    desk.desk.add_note(number, "Belt maandag terug.")
    desk.desk.attach(number, "eisen.txt", b"1,5 ha")
    desk.make_advice(number)
    desk.desk.answer(number)
    desk.desk.refer(number, "gemeente Coevorden", "segment past daar")
    desk.restart()
    events = desk.desk.timeline(number)
    assert [event.kind for event in events] == [
        EventKind.RECEIVED,
        EventKind.REQUEST_CHANGED,
        EventKind.CLOCK_STOPPED,
        EventKind.CLOCK_RESUMED,
        EventKind.HANDED_OVER,
        EventKind.CONTACT,
        EventKind.NOTE,
        EventKind.ATTACHMENT,
        EventKind.ANSWERED,
        EventKind.REFERRED,
    ]
    assert events[2].details == {"reason": "wacht op het bedrijf"}
    assert events[4].details["to"] == "M. Jansen"
    assert desk.desk.case(number).status is CaseStatus.REFERRED


def test_contacts_and_attachments_are_kept(desk: Desk) -> None:
    """Contacts and attachments are kept."""
    number = opened(desk).number
    talk = Talk("eisen", person="inkoper", company="Voorbeeld BV", department="EZ", channel="telefoon")
    desk.desk.log_contact(number, talk)
    first, _ = desk.desk.attach(number, "eisen.txt", b"1,5 ha", "text/plain")
    second, _ = desk.desk.attach(number, "schets.png", b"\x89PNG")
    desk.restart()
    (contact,) = desk.desk.contacts(number)
    assert (contact.at_utc, contact.department, contact.subject) == (FRIDAY, "EZ", "eisen")
    assert desk.desk.attachments(number) == (first, second)
    assert first.id != second.id
    assert desk.desk.attachment_content(number, first.id) == b"1,5 ha"


def test_a_contact_is_told_afterwards_but_never_before_it_was(desk: Desk) -> None:
    """A moment that has passed is kept as it was; one in the future is refused and nothing is kept."""
    number = opened(desk).number
    early = FRIDAY - timedelta(hours=3)
    desk.desk.log_contact(number, Talk("vanochtend", at_utc=early))
    with pytest.raises(InputError, match="moment_in_future"):
        desk.desk.log_contact(number, Talk("straks", at_utc=FRIDAY + timedelta(minutes=1)))
    assert [each.at_utc for each in desk.desk.contacts(number)] == [early]


def test_the_list_is_by_urgency_with_answered_ones_last(desk: Desk) -> None:
    """The list is by urgency with answered ones last."""
    desk.clock.at_utc = FRIDAY + timedelta(days=1)
    soon = opened(desk, FRIDAY + timedelta(hours=4)).number
    overdue = opened(desk, FRIDAY - timedelta(hours=1)).number
    fresh = opened(desk, FRIDAY + timedelta(hours=23)).number
    answered = opened(desk, FRIDAY - timedelta(days=9)).number
    desk.make_advice(answered)
    desk.desk.answer(answered)
    lines = desk.desk.cases()
    assert [line.case.number for line in lines] == [overdue, soon, fresh, answered]
    assert [line.clock.state for line in lines] == [
        ClockState.OVERDUE,
        ClockState.SOON,
        ClockState.RUNNING,
        ClockState.ANSWERED,
    ]


def test_what_cannot_be_done_is_refused_and_leaves_no_trace(desk: Desk) -> None:
    """What cannot be done is refused and leaves no trace."""
    number = opened(desk).number
    refused: list[Callable[[], object]] = [
        lambda: desk.desk.stop_clock(number, "  "),
        lambda: desk.desk.resume_clock(number),
        lambda: desk.desk.hand_over(number, desk.actors.actor),
        lambda: desk.desk.hand_over(number, Actor(" ", "NOM", Role.ACQUISITION)),
        lambda: desk.desk.answer(number, FRIDAY + timedelta(minutes=1)),
        lambda: desk.desk.answer(number, FRIDAY - timedelta(minutes=1)),
        lambda: desk.desk.refer(number, "gemeente Coevorden", ""),
        lambda: desk.desk.log_contact(number, Talk(" ")),
        lambda: desk.desk.add_note(number, ""),
        lambda: desk.desk.attach(number, "leeg.txt", b""),
        lambda: desk.desk.change_request(number, replace(REQUEST, title="")),
    ]
    for act in refused:
        with pytest.raises(InputError):
            act()
    assert [event.kind for event in desk.desk.timeline(number)] == [EventKind.RECEIVED]
    assert desk.desk.case(number).row_version == 1


def test_an_answer_stands_and_an_unknown_case_is_named(desk: Desk) -> None:
    """An answer stands and an unknown case is named."""
    number = opened(desk).number
    desk.make_advice(number)
    desk.desk.answer(number, FRIDAY)
    with pytest.raises(InputError, match="already_answered"):
        desk.desk.answer(number)
    with pytest.raises(InputError, match="step_not_allowed"):
        desk.desk.stop_clock(number, "te laat")
    with pytest.raises(NotFoundError):
        desk.desk.case("D-2026-9999")


def test_an_answer_ends_an_open_stop(desk: Desk) -> None:
    """An answer ends an open stop."""
    number = opened(desk).number
    desk.clock.advance(timedelta(hours=1))
    desk.desk.stop_clock(number, "wacht")
    desk.clock.advance(timedelta(hours=5))
    desk.make_advice(number)
    desk.desk.answer(number)
    case = desk.desk.case(number)
    assert case.stops[0].resumed_at_utc == desk.clock.at_utc
    assert desk.desk.clock(case).net == timedelta(hours=1)


def test_a_file_too_large_to_copy_along_is_refused(desk: Desk) -> None:
    """An attachment goes into every copy of the workspace; what is too large is said, and nothing kept."""
    number = opened(desk).number
    with pytest.raises(InputError) as caught:
        desk.desk.attach(number, "film.mp4", bytes(MOST_ATTACHMENT_BYTES + 1))
    assert caught.value.params == {"file_name": "film.mp4", "size_mb": 51, "most_mb": 50}
    assert desk.desk.attachments(number) == ()


def test_what_was_decided_on_old_data_is_refused_and_names_the_owner_of_now(desk: Desk) -> None:
    """Handing over, stopping and resuming say whose case it was on the screen; nothing is overwritten."""
    number = opened(desk).number
    seen = desk.desk.case(number).owner
    third = Actor("P. Postma", "NOM", Role.ACQUISITION)
    desk.desk.hand_over(number, COLLEAGUE, seen)
    acts: list[Callable[[], object]] = [
        lambda: desk.desk.hand_over(number, third, seen),
        lambda: desk.desk.stop_clock(number, "wacht", seen),
        lambda: desk.desk.resume_clock(number, seen),
    ]
    before = len(desk.desk.timeline(number))
    for act in acts:
        with pytest.raises(InputError) as refused:
            act()
        assert refused.value.message_id == "error.case.owner_changed"
        assert refused.value.params["owner"] == COLLEAGUE.name
    assert desk.desk.case(number).owner == COLLEAGUE
    assert len(desk.desk.timeline(number)) == before
    desk.desk.stop_clock(number, "wacht", COLLEAGUE)
    desk.desk.resume_clock(number, COLLEAGUE)
    assert desk.desk.hand_over(number, third, COLLEAGUE)[0].owner == third


def test_a_case_that_is_in_nobodys_name_any_more_is_refused_as_such(desk: Desk) -> None:
    """Another import may leave it without an owner; the refusal then names nobody, and says so."""
    number = opened(desk).number
    seen = desk.desk.case(number).owner
    with desk.workspace.unit_of_work() as work:
        work.cases.save(replace(work.cases.get(number), owner=Actor("", "", Role.SCHAKELPUNT)))
        work.commit()
    with pytest.raises(InputError) as refused:
        desk.desk.hand_over(number, COLLEAGUE, seen)
    assert refused.value.message_id == "error.case.owner_gone"
    told = Language("nl", resources_dir(), strict=True).text(refused.value)
    assert f"Aanvraag {number} staat intussen op niemands naam. Er is niets gewijzigd." in told
    assert desk.desk.case(number).owner.name == ""
