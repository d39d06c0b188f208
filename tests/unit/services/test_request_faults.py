"""All faults of a request at once: none is hidden by another, none follows only from another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.asking.request_check import check_ranges, check_request
from drentsportal.errors import InputError
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from drentsportal.services.request_admission import RequestAdmission
from drentsportal.services.request_exchange import read_entry
from drentsportal.services.request_faults import all_faults
from drentsportal.services.request_files import RequestFiles
from tests.unit.services.desk_harness import sector_admission

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.unit.services.desk_harness import Desk


def _check(entry: Mapping[str, Any]) -> None:
    read = read_entry(entry)
    check_request(read.request)
    check_ranges(read.request)


def _fields(entry: Mapping[str, Any], *known: InputError) -> list[str | None]:
    return [each.field for each in all_faults(entry, _check, known)]


_FAULTS: dict[str, tuple[str, object, str]] = {
    "plot": ("requirements.plot_area_ha", "20000", "plot_area"),
    "price": ("requirements.price_eur_m2", "duur", "price_eur_m2"),
    "height": ("requirements.height_m", "8,55", "height_m"),
    "day": ("requirements.available_by", "1999-01-01", "available_by"),
    "width": ("building.width_m", "90000", "building.width_m"),
    "depth": ("building.depth_m", "diep", "building.depth_m"),
    "gap": ("combining.gap_m", "9000", "combining.gap_m"),
    "detour": ("detour_factor", "9", "detour_factor"),
    "staff": ("staff_count", "1000001", "staff_count"),
    "trucks": ("truck_movements_per_day", "100001", "truck_movements_per_day"),
}


@given(st.sets(st.sampled_from(sorted(_FAULTS))))
def test_every_fault_is_found_whatever_the_others_are(names: set[str]) -> None:
    """Any set of faults in one request is found, each once, and nothing else; the request stays as it was."""
    entry: dict[str, Any] = {
        "title": "Fabriek",
        "requirements": {},
        "building": {"width_m": "10", "depth_m": "10"},
        "combining": {},
    }
    for name in names:
        path, value, _ = _FAULTS[name]
        outer, _, inner = path.partition(".")
        if inner:
            entry[outer][inner] = value
        else:
            entry[outer] = value
    before = repr(entry)
    assert sorted(map(str, _fields(entry))) == sorted(_FAULTS[name][2] for name in names)
    assert repr(entry) == before


@pytest.mark.parametrize(
    ("field", "criterion_id"), [("origin", "present_distance_km"), ("staff_points", "staff_minutes")]
)
def test_what_only_follows_from_a_fault_is_not_told(field: str, criterion_id: str) -> None:
    """A place that cannot be read is one fault; that a distance then has no place is not another."""
    entry = {"title": "Fabriek", "requirements": {criterion_id: "20"}}
    assert _fields(entry) == [field]
    name = "staff_points.2.place" if field == "staff_points" else field
    assert _fields(entry, InputError("error.form.count_unreadable", field=name)) == [name]


def test_a_fault_without_a_place_ends_the_search() -> None:
    """What cannot be left out is told once, not for ever."""
    assert _fields({"title": "Fabriek", "colour": "rood", "staff_count": "veel"}) == ["request"]


def test_faults_of_the_intake_are_among_them(desk: Desk) -> None:
    """A name in the title and a receipt in the future keep the form open, before anything is stored."""
    admission = RequestAdmission(TomlReference(resources_dir()), desk.workspace.catalogue)
    files = RequestFiles(desk.intake, admission, sector_admission())
    entry = {
        "case": {"received_at": "2031-01-01T10:00:00+01:00", "company_name": "Voorbeeld BV"},
        "request": {"title": "Voor Voorbeeld BV", "requirements": {"segment": ["bakkerij"]}},
    }
    found = [each.message_id for each in all_faults(entry, files.check)]
    assert found == [
        "error.request.segment_unknown",
        "error.intake.title_names_company",
        "error.intake.received_in_future",
    ]
