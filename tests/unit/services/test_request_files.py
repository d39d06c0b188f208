"""Requests from a file and from a form become the same case; every fault is found before it is stored."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport, SiteBatch
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from drentsportal.services.request_admission import RequestAdmission
from drentsportal.services.request_files import RequestFiles
from tests.fakes import OFFICER
from tests.unit.services.desk_harness import FRIDAY, sector_admission

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.services.desk_harness import Desk

ENTRY: dict[str, Any] = {
    "case": {
        "channel": "company",
        "received_at": "2026-11-20T10:40:00+01:00",
        "company_name": "Voorbeeld BV",
    },
    "request": {"title": "Webwinkel", "requirements": {"plot_area_ha": 0.4}, "preferences": {"reuse": 5}},
}


def _wish(weight: int, *target: str) -> dict[str, object]:
    return {"weight": weight, "target": list(target)}


def _files(desk: Desk) -> RequestFiles:
    admission = RequestAdmission(TomlReference(resources_dir()), desk.workspace.catalogue)
    return RequestFiles(desk.intake, admission, sector_admission())


def test_a_form_and_a_file_open_the_same_case(desk: Desk) -> None:
    """A form and a file open the same case."""
    files = _files(desk)
    from_form = files.open_case(ENTRY)
    from_file = files.open_file(files.read(json.dumps(ENTRY)))
    assert (from_form.number, from_file.number) == ("D-2026-0001", "D-2026-0002")
    assert from_form.request == from_file.request == desk.desk.case("D-2026-0001").request
    assert files.read_request(files.write_request(from_form.request)) == from_form.request


@pytest.mark.parametrize(
    ("spoil", "field"),
    [
        (lambda entry: entry["request"].update(title=" "), "title"),
        (lambda entry: entry["case"].pop("received_at"), "received_at"),
        (lambda entry: entry["request"].update(preferences={"height": 3}), "height"),
        (lambda entry: entry["request"].update(requirements={"present_distance_km": 8}), "origin"),
        (lambda entry: entry["request"].update(title="Voor Voorbeeld BV"), "title"),
        (lambda entry: entry["request"].update(requirements={"segment": "bakkerij"}), "segment"),
        (lambda entry: entry["request"].update(preferences={"segment": _wish(1, "x")}), "segment"),
        (lambda entry: entry["request"].update(profile_id="../../x"), "profile_id"),
        (lambda entry: entry["request"].update(requirements={"plot_area_ha": 1e308}), "plot_area"),
        (lambda entry: entry["request"].update(requirements={"plot_area_ha": 10_001}), "plot_area"),
        (lambda entry: entry["request"].update(requirements={"floor_area_m2": 10_000_001}), "floor_area"),
        (lambda entry: entry["request"].update(requirements={"price_eur_m2": 100_001}), "price"),
        (
            lambda entry: entry["request"].update(requirements={"junction_distance_km": 501}),
            "junction_distance",
        ),
        (lambda entry: entry["request"].update(requirements={"height_m": "500,1"}), "height"),
        (lambda entry: entry["request"].update(requirements={"available_by": "9999-01-01"}), "available_by"),
        (lambda entry: entry["request"].update(staff_count=1_000_001), "staff_count"),
        (lambda entry: entry["request"].update(preferences={"reuse": 101}), "reuse"),
        (lambda entry: entry["request"].update(preferences={"reuse": 0, "price": 0}), "reuse"),
        (lambda entry: entry["request"].update(origin={"label": "x", "x_rd": 10**30, "y_rd": 1}), "origin"),
        (lambda entry: entry["case"].update(received_at="0001-01-01T00:00:00+14:00"), "received_at"),
        (lambda entry: entry["case"].update(received_at="9999-12-31T23:59:59-14:00"), "received_at"),
    ],
    ids=[
        "no title",
        "no receipt",
        "height as wish",
        "distance from nowhere",
        "company in title",
        "segment that is none",
        "wish for a segment that is none",
        "profile that is none",
        "area without end",
        "area of a province",
        "floor of a city",
        "price of gold",
        "junction abroad",
        "tower",
        "date without end",
        "staff of a country",
        "weight over the top",
        "no weight at all",
        "origin on the moon",
        "receipt before the calendar",
        "receipt after the calendar",
    ],
)
def test_a_fault_is_found_before_anything_is_stored(
    desk: Desk, spoil: Callable[[dict[str, Any]], object], field: str
) -> None:
    """A fault is found before anything is stored."""
    entry = copy.deepcopy(ENTRY)
    spoil(entry)
    with pytest.raises(InputError) as caught:
        _files(desk).open_case(entry)
    assert caught.value.field == field
    assert desk.desk.cases() == ()


def test_the_largest_that_can_be_meant_is_accepted(desk: Desk) -> None:
    """The bounds themselves are still inside."""
    requirements = {"plot_area_ha": 10_000, "price_eur_m2": 100_000, "height_m": 500}
    entry = {"title": "x", "requirements": requirements, "preferences": {"reuse": 100, "price": 0}}
    assert _files(desk).read_request(entry).preferences[0].weight == 100


def test_a_segment_that_only_the_sites_have_is_accepted(desk: Desk) -> None:
    """A delivery may bring segments of its own."""
    batch = SiteBatch(SiteKind.PARK, ["park-z"], [PartialDate(2026)], {"segments": ["bakkerij"]}, [None])
    delivery = Delivery("other", "other.gpkg", "1" * 64, "test", (batch,))
    report = ImportReport("other.gpkg", "other", "test", 1, 1, "park", 0, AreaTotals(None, None, None))
    entry = {"title": "x", "requirements": {"segment": ["bakkerij"]}}
    with pytest.raises(InputError, match=r"segment_unknown.*logistics \(Logistiek\)"):
        _files(desk).read_request(entry)
    with desk.workspace.unit_of_work() as work:
        work.sites.add_delivery(delivery, report, OFFICER, FRIDAY)
        work.commit()
    assert _files(desk).read_request(entry).requirements[0].limit == ("bakkerij",)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ({"requirements": {"floor_area_m2": "-5"}}, "floor_area_m2"),
        ({"requirements": {"segment": []}}, "segment"),
        ({"requirements": {"park_management": "ja"}}, "park_management"),
        ({"housing": "tent"}, "housing"),
        ({"requirements": {"segment": "bakkerij"}}, "segment"),
        ({"bedrijf": "x"}, "bedrijf"),
    ],
)
def test_the_words_for_a_file_name_the_key(desk: Desk, content: dict[str, object], key: str) -> None:
    """A file has no field to stand beside, so the sentence itself says where it is."""
    with pytest.raises(InputError) as caught:
        _files(desk).read(json.dumps({"title": "x"} | content))
    assert f"“{key}”" in Language("nl", resources_dir()).text(caught.value)
