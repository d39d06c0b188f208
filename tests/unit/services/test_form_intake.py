"""A form that came in as a file opens a case with that file, and only with what was confirmed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case import EventKind, RequestChannel
from drentsportal.domain.relations.company import Company
from drentsportal.errors import DataSourceError, InputError, NotFoundError
from drentsportal.geodata.request_form_file import RequestFormReading
from drentsportal.language import Language
from drentsportal.paths import resources_dir, sample_data_dir
from drentsportal.reference import TomlReference
from drentsportal.reports.sheets.request_form_sheet import RequestFormFile
from drentsportal.services.company_matching import CompanyMatching
from drentsportal.services.form_intake import FormIntake
from drentsportal.services.request_admission import RequestAdmission
from drentsportal.services.request_files import RequestFiles
from drentsportal.services.request_forms import RequestForms
from tests.unit.services.desk_harness import sector_admission

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.services.desk_harness import Desk

SAMPLE = sample_data_dir() / "requests" / "1-chemie.json"
RECEIVED = "2026-11-20T08:40:00+00:00"
CONFIRMED = {"title": "", "channel": "", "received_at": RECEIVED}


@pytest.fixture
def intake(desk: Desk) -> FormIntake:
    """Wire the intake of forms over both stores."""
    language, reference = Language("nl", resources_dir(), strict=True), TomlReference(resources_dir())
    files = RequestFiles(
        desk.intake, RequestAdmission(reference, desk.workspace.catalogue), sector_admission()
    )
    reader, writer = RequestFormReading(language), RequestFormFile(language)
    forms = RequestForms(writer, reader, files, reference, desk.clock)
    return FormIntake(desk.intake, forms, CompanyMatching(desk.workspace), desk.clock, desk.actors)


def _form(folder: Path, case: str = "") -> Path:
    path = folder / "aanvraag.json"
    path.write_text('{"case": {%s}, "request": {"title": "Hal"}}' % case, encoding="utf-8")  # noqa: UP031 - braces
    return path


def test_the_file_is_kept_with_the_case(desk: Desk, intake: FormIntake) -> None:
    """Byte for byte, with its event, in the same unit of work."""
    form = intake.read(SAMPLE)
    case, changes = intake.open_case(form, CONFIRMED)
    assert changes.cases == {case.number}
    assert case.request == form.read.request
    assert case.received_at_utc == datetime(2026, 11, 20, 8, 40, tzinfo=UTC)
    with desk.workspace.reading() as unit:
        kept = unit.cases.attachments(case.number)
        assert [each.name for each in kept] == ["1-chemie.json"]
        assert unit.cases.attachment_content(case.number, kept[0].id) == SAMPLE.read_bytes()
        kinds = [each.kind for each in unit.cases.events(case.number)]
    assert kinds == [EventKind.RECEIVED, EventKind.ATTACHMENT]


def test_what_is_not_confirmed_is_not_taken(intake: FormIntake, tmp_path: Path) -> None:
    """A name and a moment that the form states stay out unless somebody ticks them; a typed one stands."""
    said = '"company_name": "Wadtechniek", "asked_at": "2026-11-19T08:00:00+01:00", "requester": "NOM"'
    form = intake.read(_form(tmp_path, said))
    case, _ = intake.open_case(form, CONFIRMED)
    assert (case.company_name, case.asked_at_utc, case.requester) == ("", None, "")
    answers = {
        **CONFIRMED,
        "company_name": "",
        "asked_at": "",
        "requester": "Assen",
        "channel": "municipality",
    }
    case, _ = intake.open_case(form, answers, is_another=True)
    assert case.company_name == "Wadtechniek"
    assert case.asked_at_utc == datetime(2026, 11, 19, 7, tzinfo=UTC)
    assert (case.requester, case.channel) == ("Assen", RequestChannel.MUNICIPALITY)


@pytest.mark.parametrize("key", ["title", "channel", "received_at"])
def test_nothing_opens_without_what_a_case_needs(desk: Desk, intake: FormIntake, key: str) -> None:
    """Now is never the moment of receipt in silence."""
    form = intake.read(SAMPLE)
    with pytest.raises(InputError) as told:
        intake.open_case(form, {name: answer for name, answer in CONFIRMED.items() if name != key})
    assert told.value.field == key
    with desk.workspace.reading() as unit:
        assert unit.cases.all() == ()


def test_a_receipt_that_the_form_does_not_state_must_be_given(intake: FormIntake, tmp_path: Path) -> None:
    """Accepting what is not there is refused."""
    with pytest.raises(InputError) as told:
        intake.open_case(intake.read(_form(tmp_path)), {**CONFIRMED, "received_at": ""})
    assert told.value.message_id == "error.request.received_missing"


def test_a_known_company_is_offered_and_linked_by_its_key(
    desk: Desk, intake: FormIntake, tmp_path: Path
) -> None:
    """Offered by its name; an unknown key is refused and nothing is kept."""
    with desk.workspace.unit_of_work() as work:
        work.relations.add_company(Company("B-0001", "Wadtechniek"))
        work.commit()
    form = intake.read(_form(tmp_path, '"company_name": "Wadtechniek B.V."'))
    assert [each.company.key for each in form.companies] == ["B-0001"]
    with pytest.raises(NotFoundError):
        intake.open_case(form, {**CONFIRMED, "company": "B-0009"})
    with desk.workspace.reading() as unit:
        assert unit.cases.all() == ()
    case, _ = intake.open_case(form, {**CONFIRMED, "company": "B-0001"})
    assert case.company_key == "B-0001"


def test_a_file_that_cannot_be_opened_is_told(intake: FormIntake, tmp_path: Path) -> None:
    """Absent, or bytes that are no text."""
    with pytest.raises(DataSourceError):
        intake.read(tmp_path / "weg.json")
    (tmp_path / "geen.json").write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(DataSourceError):
        intake.read(tmp_path / "geen.json")
