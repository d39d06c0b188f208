"""Sector codes of a request file: as in the form, a code of the list, a question, or a refusal that helps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.domain.asking.request import LocationRequest
from drentsportal.errors import InputError, QuestionError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from drentsportal.reference.sectors import TomlSectors
from drentsportal.services.request_admission import RequestAdmission
from drentsportal.services.request_faults import all_faults
from drentsportal.services.request_files import RequestFiles
from tests.unit.services.desk_harness import sector_admission

if TYPE_CHECKING:
    from tests.unit.services.desk_harness import Desk

CODES = TomlSectors(resources_dir() / "sectors").codes()


@pytest.fixture
def files(desk: Desk) -> RequestFiles:
    """Give the door for request files."""
    admission = RequestAdmission(TomlReference(resources_dir()), desk.workspace.catalogue)
    return RequestFiles(desk.intake, admission, sector_admission())


def entry(**request: str) -> dict[str, Any]:
    """Make a request file."""
    case = {"channel": "nom", "received_at": "2026-11-20T10:40:00+01:00"}
    return {"case": case, "request": {"title": "Verwerker", **request}}


def refusal(files: RequestFiles, **request: str) -> InputError:
    """Read a file and the same as a form; both are refused alike."""
    with pytest.raises(InputError) as by_file:
        files.read(json.dumps(entry(**request)))
    with pytest.raises(InputError) as by_form:
        files.check(entry(**request))
    assert by_file.value.params == by_form.value.params
    assert type(by_file.value) is type(by_form.value)
    return by_file.value


def test_every_code_of_the_list_is_admitted_as_the_list_writes_it() -> None:
    """With and without its dot, in capitals or not."""
    admission = sector_admission()
    for code in CODES:
        for written in (code.key, code.key.upper(), code.key.replace(".", "")):
            assert admission.admitted(LocationRequest("x", sector_code=written)).sector_code == code.key
    empty = LocationRequest("x", sector="aardappelen")
    assert admission.admitted(empty) is empty


@pytest.mark.parametrize("text", ["sbi2008:99.99", "sbi2025:2", "99.99", "xyz", "sbi2007:20.16", "sbi2025:"])
def test_a_code_of_no_list_is_refused(files: RequestFiles, text: str) -> None:
    """By its key and as it was typed, with what to do; nothing is stored."""
    error = refusal(files, sector_code=text)
    assert error.field == "sector_code"
    said = Language("nl", resources_dir(), strict=True).text(error)
    assert "sector_code" in said
    assert f"“{text}”" in said
    assert "laat “sector_code” leeg" in said


def test_a_code_near_one_of_the_list_names_it_and_is_not_taken_for_it(files: RequestFiles) -> None:
    """52.99 lies under 52, which is listed; the person chooses."""
    listed = {each.key for each in CODES}
    assert "sbi2025:52" in listed
    assert "sbi2025:52.99" not in listed
    error = refusal(files, sector_code="sbi2025:52.99")
    assert not isinstance(error, QuestionError)
    assert "sbi2025:52" in Language("nl", resources_dir(), strict=True).text(error)


@pytest.mark.parametrize("text", ["20.16", "SBI 2016"])
def test_a_code_without_its_edition_is_asked(files: RequestFiles, text: str) -> None:
    """Both editions have it, or only one of them does: it is a question all the same."""
    error = refusal(files, sector_code=text)
    assert isinstance(error, QuestionError)
    assert error.choices
    assert {each.partition(":")[2] for each in error.choices} == {"20.16"}


def test_words_are_no_code(files: RequestFiles) -> None:
    """They are asked about, with where words belong."""
    error = refusal(files, sector_code="chemie")
    assert isinstance(error, QuestionError)
    assert all(":" in each for each in error.choices)


def test_a_group_must_exist_and_follow_from_the_code(files: RequestFiles) -> None:
    """The form offers no other either."""
    read = files.check(entry(sector_code="sbi2025:52.10", sector_group="logistics"))
    assert (read.request.sector_code, read.request.sector_group) == ("sbi2025:52.10", "logistics")
    assert files.check(entry(sector_group="logistics")).request.sector_group == "logistics"
    assert refusal(files, sector_group="logistiek").field == "sector_group"
    error = refusal(files, sector_code="sbi2025:52.10", sector_group="food")
    assert error.field == "sector_group"
    assert error.params["accepted"] == "logistics"


def test_a_wrong_code_hides_no_other_fault(files: RequestFiles) -> None:
    """All faults of a form come at once."""
    wrong = entry(sector_code="sbi2008:99.99", sector_group="x", profile_id="geen")
    found = all_faults(wrong, files.check)
    assert {each.field for each in found} == {"sector_code", "sector_group", "profile_id"}
