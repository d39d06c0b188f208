"""Cases: everything that belongs to one comes back, and nobody saves over somebody else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.asking.request import (
    Housing,
    LocationRequest,
    Origin,
    Preference,
    RequestType,
    Requirement,
)
from drentsportal.domain.cases.case import (
    Attachment,
    CaseEvent,
    CaseStatus,
    ClockStop,
    ContactMoment,
    EventKind,
    SentDocument,
    ShortlistEntry,
)
from drentsportal.errors import ConflictError, NotFoundError, StorageError
from tests.storage_contract.deliveries import ANNA, BERT, NOON_UTC, minutes_after_noon, new_case

if TYPE_CHECKING:
    from drentsportal.domain.cases.case import Case
    from drentsportal.services.ports.workspace import Workspace

NUMBER = "D-2026-0001"


def stored(workspace: Workspace, case: Case) -> Case:
    """Store a new case and return it as it comes back."""
    with workspace.unit_of_work() as unit:
        unit.cases.add(case)
        unit.commit()
    with workspace.unit_of_work() as unit:
        return unit.cases.get(case.number)


def test_a_full_case_comes_back_as_it_went_in(workspace: Workspace) -> None:
    """A full case comes back as it went in."""
    request = LocationRequest(
        title="Composietverwerker",
        request_type=RequestType.MOVE,
        housing=Housing.PLOT,
        summary="Zoekt 1,5 ha, liefst 'snel'",
        sector="20.16",
        staff_count=40,
        origin=Origin("Emmen", 257000, 534000),
        requirements=(
            Requirement("plot_area", 15000),
            Requirement("category", "3.2"),
            Requirement("municipality", ("GM0114", "GM0106")),
            Requirement("park_management", limit=True),
        ),
        preferences=(Preference("segment", 30, ("chemistry",)), Preference("price", 10)),
    )
    case = replace(
        new_case(),
        request=request,
        status=CaseStatus.STOPPED,
        asked_at_utc=minutes_after_noon(-30),
        answered_at_utc=minutes_after_noon(90),
        requester="J. Pietersen",
        stops=(ClockStop(NOON_UTC, "wacht", minutes_after_noon(9)), ClockStop(NOON_UTC, "weer")),
        shortlist=(ShortlistEntry("p1", BERT, NOON_UTC, "past"),),
    )
    back = stored(workspace, case)
    assert back == case
    assert isinstance(back.request.requirements[3].limit, bool)


def test_numbers_go_up_per_year(workspace: Workspace) -> None:
    """Numbers go up per year."""
    with workspace.unit_of_work() as unit:
        assert unit.cases.next_number(2026) == "D-2026-0001"
        unit.cases.add(new_case("D-2026-0041"))
        unit.cases.add(new_case("D-2025-0099"))
        assert unit.cases.next_number(2026) == "D-2026-0042"
        assert unit.cases.next_number(2025) == "D-2025-0100"


def test_a_number_is_given_once(workspace: Workspace) -> None:
    """A number is given once."""
    stored(workspace, new_case())
    with pytest.raises(ConflictError), workspace.unit_of_work() as unit:
        unit.cases.add(new_case(title="another"))


def test_cases_are_listed_by_number(workspace: Workspace) -> None:
    """Cases are listed by number."""
    stored(workspace, new_case("D-2026-0002", "tweede"))
    stored(workspace, new_case("D-2026-0001", "eerste"))
    with workspace.unit_of_work() as unit:
        assert [case.request.title for case in unit.cases.all()] == ["eerste", "tweede"]


def test_saving_raises_the_row_version_and_the_second_of_two_savers_is_told(
    workspace: Workspace,
) -> None:
    """Saving raises the row version and the second of two savers is told."""
    mine = theirs = stored(workspace, new_case())
    with workspace.unit_of_work() as unit:
        saved = unit.cases.save(replace(theirs, status=CaseStatus.IN_PROGRESS))
        unit.commit()
    assert saved.row_version == theirs.row_version + 1
    with pytest.raises(ConflictError), workspace.unit_of_work() as unit:
        unit.cases.save(replace(mine, status=CaseStatus.CLOSED))
    with workspace.unit_of_work() as unit:
        assert unit.cases.get(NUMBER) == saved


def test_everything_in_a_case_comes_back_in_order(workspace: Workspace) -> None:
    """Everything in a case comes back in order."""
    stored(workspace, new_case())
    events = [
        CaseEvent(minutes_after_noon(minute), EventKind.NOTE, ANNA, {"text": f"notitie {minute}"})
        for minute in (2, 1, 3)
    ]
    contact = ContactMoment(NOON_UTC, ANNA, "EZ", "Voorbeeld BV", "J. Pietersen", "telefoon", "prijs", "ja")
    document = SentDocument("advies.pdf", "advice", "ab" * 32, NOON_UTC)
    file = Attachment("a1", "vraag.msg", "application/octet-stream", 4, NOON_UTC)
    with workspace.unit_of_work() as unit:
        for event in events:
            unit.cases.add_event(NUMBER, event)
        unit.cases.add_contact(NUMBER, contact)
        unit.cases.add_document(NUMBER, document)
        unit.cases.add_attachment(NUMBER, file, b"\x00\xff\x01\x02")
        assert unit.cases.latest_match(NUMBER) is None
        unit.cases.save_match(NUMBER, '{"a":1}', minutes_after_noon(5))
        unit.cases.save_match(NUMBER, '{"a":2}', minutes_after_noon(4))
        unit.commit()
    with workspace.unit_of_work() as unit:
        assert unit.cases.events(NUMBER) == (events[1], events[0], events[2])
        assert unit.cases.contacts(NUMBER) == (contact,)
        assert unit.cases.documents(NUMBER) == (document,)
        assert unit.cases.attachments(NUMBER) == (file,)
        assert unit.cases.attachment_content(NUMBER, "a1") == b"\x00\xff\x01\x02"
        assert unit.cases.latest_match(NUMBER) == '{"a":2}'


def test_an_attachment_id_is_given_once_per_case(workspace: Workspace) -> None:
    """An attachment id is given once per case."""
    stored(workspace, new_case())
    stored(workspace, new_case("D-2026-0002"))
    file = Attachment("a1", "vraag.msg", "text/plain", 1, NOON_UTC)
    with workspace.unit_of_work() as unit:
        unit.cases.add_attachment(NUMBER, file, b"1")
        unit.cases.add_attachment("D-2026-0002", file, b"2")
        with pytest.raises(ConflictError):
            unit.cases.add_attachment(NUMBER, file, b"3")
        assert unit.cases.attachment_content("D-2026-0002", "a1") == b"2"


def test_an_attachment_is_taken_away_with_its_content(workspace: Workspace) -> None:
    """The others stay, that of another case with the same id too; what is gone cannot be taken away again."""
    stored(workspace, new_case())
    stored(workspace, new_case("D-2026-0002"))
    first = Attachment("b1", "brochure.pdf", "application/pdf", 1, NOON_UTC)
    second = Attachment("b2", "hand-out.pdf", "application/pdf", 1, NOON_UTC)
    with workspace.unit_of_work() as unit:
        unit.cases.add_attachment(NUMBER, first, b"1")
        unit.cases.add_attachment(NUMBER, second, b"2")
        unit.cases.add_attachment("D-2026-0002", first, b"3")
        unit.commit()
    with workspace.unit_of_work() as unit:
        unit.cases.remove_attachment(NUMBER, "b1")
        unit.commit()
    with workspace.unit_of_work() as unit:
        assert unit.cases.attachments(NUMBER) == (second,)
        assert unit.cases.attachments("D-2026-0002") == (first,)
        for attempt in (unit.cases.remove_attachment, unit.cases.attachment_content):
            with pytest.raises(NotFoundError):
                attempt(NUMBER, "b1")


def test_what_is_not_there_is_not_found(workspace: Workspace) -> None:
    """What is not there is not found."""
    with workspace.unit_of_work() as unit:
        cases = unit.cases
        with pytest.raises(NotFoundError):
            cases.get(NUMBER)
        with pytest.raises(NotFoundError):
            cases.save(new_case())
        for read in (cases.events, cases.contacts, cases.attachments, cases.documents, cases.latest_match):
            with pytest.raises(NotFoundError):
                read(NUMBER)
        with pytest.raises(NotFoundError):
            cases.add_event(NUMBER, CaseEvent(NOON_UTC, EventKind.NOTE, ANNA))
        cases.add(new_case())
        with pytest.raises(NotFoundError):
            cases.attachment_content(NUMBER, "a9")


def test_a_case_and_its_event_are_stored_together_or_not_at_all(workspace: Workspace) -> None:
    """A case and its event are stored together or not at all."""

    def fail_halfway() -> None:
        with workspace.unit_of_work() as unit:
            unit.cases.add(new_case())
            unit.cases.add_event(NUMBER, CaseEvent(NOON_UTC, EventKind.RECEIVED, ANNA))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    with workspace.unit_of_work() as unit:
        assert unit.cases.all() == ()


def test_work_after_a_commit_needs_a_commit_of_its_own(workspace: Workspace) -> None:
    """Work after a commit needs a commit of its own."""
    with workspace.unit_of_work() as unit:
        unit.cases.add(new_case())
        unit.commit()
        unit.cases.add(new_case("D-2026-0002"))
    with workspace.unit_of_work() as unit:
        assert [case.number for case in unit.cases.all()] == [NUMBER]


def test_reading_shows_what_was_committed_and_within_a_unit_of_work_what_is_written(
    workspace: Workspace,
) -> None:
    """Reading shows what was committed, and within a unit of work what is written."""
    with workspace.unit_of_work() as work:
        work.cases.add(new_case())
        with workspace.reading() as unit:
            assert unit.cases.get(NUMBER) == new_case()
        work.commit()
        work.cases.add(new_case("D-2026-0002"))
    with workspace.reading() as unit:
        assert unit.cases.all() == (new_case(),)
        assert (unit.cases.events(NUMBER), unit.cases.contacts(NUMBER)) == ((), ())
        assert (unit.cases.attachments(NUMBER), unit.cases.documents(NUMBER)) == ((), ())
        assert unit.cases.latest_match(NUMBER) is None
        assert unit.sites.steps() == ()
        with pytest.raises(NotFoundError):
            unit.cases.get("D-2026-0002")


def test_what_would_be_written_while_reading_is_not_kept(workspace: Workspace) -> None:
    """What would be written while reading is not kept, and reading works on after an error."""
    with workspace.reading() as unit:
        assert hasattr(unit.cases, "add")
        unit.cases.add(new_case())
    with pytest.raises(NotFoundError), workspace.reading() as unit:
        unit.cases.get(NUMBER)
    with workspace.reading() as unit:
        assert unit.cases.all() == ()


def test_a_passphrase_protects_and_gives_another_recovery_key_each_time(workspace: Workspace) -> None:
    """A passphrase protects, gives another recovery key each time, and leaves the cases readable here."""
    with workspace.unit_of_work() as work:
        work.cases.add(new_case())
        work.commit()
    with pytest.raises(StorageError):
        workspace.set_passphrase("")
    first = workspace.set_passphrase("een lange zin over veen")
    assert workspace.is_protected
    second = workspace.set_passphrase("een andere zin")
    assert first.recovery_key
    assert first.recovery_key != second.recovery_key
    assert (first.remains, second.remains) == (None, None)
    with workspace.reading() as unit:
        assert unit.cases.get(NUMBER) == new_case()


def test_one_unit_of_work_at_a_time(workspace: Workspace) -> None:
    """One unit of work at a time."""
    with workspace.unit_of_work() as unit:
        unit.cases.add(new_case())
        second = workspace.unit_of_work()
        with pytest.raises(StorageError):
            second.__enter__()
        unit.commit()
    with workspace.unit_of_work() as unit:
        assert len(unit.cases.all()) == 1
