"""What counts as sent: an advice or letter made in time, or a file that is named; no message that came."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case import EventKind, RequestChannel, SentDocument
from drentsportal.domain.intake.incoming import IncomingAttachment, IncomingMessage
from drentsportal.domain.intake.place_finders import PlaceFinder
from drentsportal.domain.intake.recognition import Recognition
from drentsportal.domain.intake.sector_finders import SectorFinder
from drentsportal.errors import InputError, NotFoundError
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from drentsportal.services.case_files import NewFile
from drentsportal.services.company_matching import CompanyMatching
from drentsportal.services.mail_intake import MailIntake
from drentsportal.services.request_admission import RequestAdmission
from drentsportal.services.request_files import RequestFiles
from drentsportal.services.sent_file import attach_file
from tests.unit.services.desk_harness import FRIDAY, REQUEST, Desk, sector_admission

if TYPE_CHECKING:
    from pathlib import Path


def opened(desk: Desk) -> str:
    """Open a case and return its number."""
    return desk.intake.open_case(REQUEST, RequestChannel.NOM, FRIDAY)[0].number


def test_nothing_made_is_nothing_sent(desk: Desk) -> None:
    """Neither a factsheet nor the mail that came in answers a case."""
    number = opened(desk)
    desk.desk.attach(number, "vraag.eml", b"van NOM")
    with desk.workspace.unit_of_work() as work:
        work.cases.add_document(number, SentDocument("factsheet.pdf", "factsheet", "f" * 64, FRIDAY))
        work.commit()
    with pytest.raises(InputError, match="nothing_sent"):
        desk.desk.answer(number)
    assert desk.desk.case(number).answered_at_utc is None


def test_the_answer_names_the_newest_advice(desk: Desk) -> None:
    """With its checksum; one that was made later cannot have been sent then."""
    number = opened(desk)
    desk.clock.advance(timedelta(hours=2))
    desk.make_advice(number)
    with pytest.raises(InputError, match="made_after_answer"):
        desk.desk.answer(number, FRIDAY + timedelta(hours=1))
    desk.desk.answer(number)
    details = desk.desk.timeline(number)[-1].details
    assert (details["file_name"], details["sha256"]) == ("advies.pdf", "a" * 64)


def test_a_file_that_is_named_was_sent(desk: Desk, tmp_path: Path) -> None:
    """It is kept with the case; its checksum is that of what was sent."""
    number, path = opened(desk), tmp_path / "brief.docx"
    path.write_bytes(b"brief")
    desk.desk.answer(number, attachment_id=attach_file(desk.desk, number, path))
    details = desk.desk.timeline(number)[-1].details
    assert (details["file_name"], details["sha256"]) == ("brief.docx", hashlib.sha256(b"brief").hexdigest())
    assert [each.name for each in desk.desk.attachments(number)] == ["brief.docx"]


def _mail(desk: Desk) -> MailIntake:
    admission = RequestAdmission(TomlReference(resources_dir()), desk.workspace.catalogue)
    files = RequestFiles(desk.intake, admission, sector_admission())
    recognition, companies = Recognition(PlaceFinder({}), SectorFinder([])), CompanyMatching(desk.workspace)
    return MailIntake(desk.intake, files, lambda: recognition, companies, desk.clock, desk.actors)


def test_what_came_in_was_not_sent(desk: Desk) -> None:
    """Neither the message nor a file within it, kept or named on disk; a file of ours with its name was."""
    intake, plan = _mail(desk), IncomingAttachment("plan.pdf", "application/pdf", b"%PDF plan")
    original = IncomingAttachment("vraag.eml", "message/rfc822", b"van NOM")
    message = IncomingMessage(original, "Wij zoeken een kavel", attachments=(plan,))
    confirmed = {"title": "Hal", "channel": "nom", "received_at": FRIDAY.isoformat()}
    number = intake.open_case(intake.propose(message), confirmed)[0].number
    kept = [each.id for each in desk.desk.attachments(number)]
    assert len(kept) == 2
    assert desk.desk.sendable_files(number) == ()
    ours, _ = desk.desk.attach(number, "plan.pdf", b"%PDF plan of ours")
    assert desk.desk.sendable_files(number) == (ours,)
    for attachment_id in kept:
        with pytest.raises(InputError, match="sent_was_received"):
            desk.desk.answer(number, attachment_id=attachment_id)
    for content in (original.content, plan.content):
        with pytest.raises(InputError, match="sent_was_received"):
            desk.desk.answer(number, file=NewFile("antwoord.eml", content))
    assert desk.desk.case(number).answered_at_utc is None
    desk.desk.answer(number, file=NewFile("plan.pdf", b"%PDF ours"))
    assert desk.desk.case(number).answered_at_utc == FRIDAY


def test_a_file_that_is_not_there_is_said(desk: Desk, tmp_path: Path) -> None:
    """On disk and in the case."""
    number = opened(desk)
    with pytest.raises(InputError, match="file_unreadable"):
        attach_file(desk.desk, number, tmp_path / "weg.pdf")
    with pytest.raises(NotFoundError):
        desk.desk.answer(number, attachment_id="b9")


def test_a_file_with_an_answer_that_is_refused_is_not_kept(desk: Desk) -> None:
    """Neither with a moment that cannot be true nor after an answer; with one that can it is, once."""
    number, file = opened(desk), NewFile("brief.pdf", b"%PDF", "application/pdf")
    before = desk.desk.timeline(number)
    for moment in (FRIDAY + timedelta(days=1), FRIDAY - timedelta(days=1)):
        with pytest.raises(InputError):
            desk.desk.answer(number, moment, file=file)
    with pytest.raises(InputError):
        desk.desk.answer(number, file=NewFile("leeg.pdf", b""))
    assert (desk.desk.attachments(number), desk.desk.timeline(number)) == ((), before)
    desk.desk.answer(number, file=file)
    with pytest.raises(InputError):
        desk.desk.answer(number, file=file)
    assert [(each.id, each.name) for each in desk.desk.attachments(number)] == [("b1", "brief.pdf")]
    told = desk.desk.timeline(number)[len(before) :]
    assert [each.kind for each in told] == [EventKind.ATTACHMENT, EventKind.ANSWERED]
    assert told[-1].details["sha256"] == hashlib.sha256(b"%PDF").hexdigest()
