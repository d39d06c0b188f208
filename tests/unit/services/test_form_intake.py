"""A form that came in as a file opens a case with that file, and only with what was confirmed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case import EventKind, RequestChannel
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.relations.company import Company
from drentsportal.errors import DataSourceError, InputError, NotFoundError
from drentsportal.geodata.request_form_file import RequestFormReading
from drentsportal.language import Language
from drentsportal.paths import resources_dir, sample_data_dir
from drentsportal.reference import TomlReference
from drentsportal.reports.sheets.request_form_sheet import RequestFormFile
from drentsportal.services.company_matching import CompanyMatching
from drentsportal.services.contact_intake import confirmed_contact
from drentsportal.services.form_intake import FormIntake
from drentsportal.services.form_proposal import form_fields
from drentsportal.services.request_admission import RequestAdmission
from drentsportal.services.request_files import RequestFiles
from drentsportal.services.request_forms import RequestForms
from drentsportal.services.request_keys import KEY_BY_NAME
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


def _form(folder: Path, case: str = "", channel: str = '"channel": "nom"') -> Path:
    path = folder / "aanvraag.json"
    case = ", ".join(each for each in (channel, case) if each)
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


def test_what_a_form_asks_can_be_confirmed_otherwise(intake: FormIntake) -> None:
    """A requirement stands in the place of that of the form; an empty answer takes what the form says."""
    form = intake.read(SAMPLE)
    answers = {**CONFIRMED, "title": "Anders", "plot_area_ha": "3,5", "category": "", "staff_count": "12"}
    case, _ = intake.open_case(form, answers)
    before = {each.criterion_id: each.limit for each in form.read.request.requirements}
    after = {each.criterion_id: each.limit for each in case.request.requirements}
    assert before["plot_area"] == 30_000
    assert after == {**before, "plot_area": 35_000}
    assert (case.request.title, case.request.staff_count) == ("Anders", 12)
    assert case.request.preferences == form.read.request.preferences
    case, _ = intake.open_case(form, {**CONFIRMED, "building": "80x60", "height_m": "8"}, is_another=True)
    assert case.request.building is not None
    assert (case.request.building.width_dm, case.request.building.depth_dm) == (800, 600)


@pytest.mark.parametrize(
    ("key", "text", "why"),
    [
        ("plot_area", "7", "error.intake.key_unknown"),
        ("price", "3", "error.intake.key_unknown"),
        ("floor_area_m2", "", "error.intake.nothing_proposed"),
        ("building", "groot", "error.intake.building"),
    ],
)
def test_what_cannot_be_confirmed_is_told(
    desk: Desk, intake: FormIntake, key: str, text: str, why: str
) -> None:
    """With the keys that can be; nothing is stored."""
    with pytest.raises(InputError) as told:
        intake.open_case(intake.read(SAMPLE), {**CONFIRMED, key: text})
    assert (told.value.field, told.value.message_id) == (key, why)
    if why.endswith("key_unknown"):
        accepted = str(told.value.params["accepted"]).split(", ")
        assert {"plot_area_ha", "title", "email", "staff_count", "company"} <= set(accepted)
    with desk.workspace.reading() as unit:
        assert unit.cases.all() == ()


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


def test_a_channel_that_the_form_does_not_state_must_be_given(
    desk: Desk, intake: FormIntake, tmp_path: Path
) -> None:
    """It is proposed to nobody, and accepting what is not there is refused."""
    form = intake.read(_form(tmp_path, channel=""))
    assert "channel" not in {each.key for each in form_fields(form)}
    with pytest.raises(InputError) as told:
        intake.open_case(form, {**CONFIRMED, "channel": ""})
    assert told.value.message_id == "error.request.channel_missing"
    with desk.workspace.reading() as unit:
        assert unit.cases.all() == ()


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


def test_the_contact_goes_to_the_company_or_stays_with_the_case(
    desk: Desk, intake: FormIntake, tmp_path: Path
) -> None:
    """Only what was confirmed; a company of another number is refused."""
    with desk.workspace.unit_of_work() as work:
        work.relations.add_company(Company("B-0001", "Wadtechniek"))
        work.relations.add_company(Company("B-0002", "Anders", kvk_number="12345678"))
        work.commit()
    said = '"contact_name": "Jan", "phone": "0592-123456", "kvk_number": "0506 3322"'
    form = intake.read(_form(tmp_path, said))
    contact = dict.fromkeys(("contact_name", "phone", "kvk_number"), "")
    with pytest.raises(InputError) as told:
        intake.open_case(form, {**CONFIRMED, **contact, "company": "B-0002"})
    assert told.value.message_id == "error.intake.kvk_differs"
    intake.open_case(form, {**CONFIRMED, **contact, "company": "B-0001"})
    with desk.workspace.reading() as unit:
        company = unit.relations.company("B-0001")
    assert (company.kvk_number, company.persons[0].phone) == ("05063322", "+31592123456")
    case, _ = intake.open_case(form, {**CONFIRMED, "phone": ""}, is_another=True)
    with desk.workspace.reading() as unit:
        (paper,) = unit.cases.papers(case.number, PaperKind.INTAKE)
    assert confirmed_contact(json.loads(paper.content)) == {"phone": "0592-123456"}


@pytest.mark.parametrize(
    ("said", "key"),
    [('"kvk_number": "5063322"', "kvk_number"), ('"phone": "bel"', "phone"), ('"email": "jan"', "email")],
)
def test_a_contact_that_cannot_be_one_is_refused(
    intake: FormIntake, tmp_path: Path, said: str, key: str
) -> None:
    """With the key at fault."""
    with pytest.raises(InputError) as told:
        intake.read(_form(tmp_path, said))
    assert told.value.field == key


def test_what_a_form_says_is_told_field_by_field(intake: FormIntake) -> None:
    """In people's units, as a request file has it; what it leaves open is absent."""
    form = intake.read(SAMPLE)
    told = {each.key: each.value for each in form_fields(form)}
    assert told["title"] == form.read.request.title
    assert "staff_points" not in told
    assert all(told.values())
    limits = {each.criterion_id for each in form.read.request.requirements}
    assert len(limits) <= sum(each in KEY_BY_NAME for each in told)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_file_in_another_encoding_says_how_to_save_it(
    intake: FormIntake, tmp_path: Path, encoding: str
) -> None:
    """It is there and not in use: only its signs are others."""
    path = tmp_path / "aanvraag.json"
    path.write_bytes('{"request": {"title": "Zoëkt"}}'.encode(encoding))
    with pytest.raises(DataSourceError, match=r"form\.encoding") as refused:
        intake.read(path)
    assert "UTF-8" in Language("nl", resources_dir(), strict=True).text(refused.value)


def test_a_doubled_key_is_refused_by_its_name(intake: FormIntake, tmp_path: Path) -> None:
    """Whichever of the two were taken, the other would be lost in silence."""
    path = tmp_path / "aanvraag.json"
    asked = '{"plot_area_ha": 6, "plot_area_ha": 60}'
    path.write_text('{"request": {"title": "Hal", "requirements": ' + asked + "}}", encoding="utf-8")
    with pytest.raises(InputError, match="key_twice") as refused:
        intake.read(path)
    assert refused.value.params["key"] == "plot_area_ha"
