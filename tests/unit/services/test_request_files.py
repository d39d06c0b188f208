"""Requests from a file and from a form become the same case; every fault is found before it is stored."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from drentsportal.errors import InputError
from drentsportal.services.request_files import RequestFiles

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


def test_a_form_and_a_file_open_the_same_case(desk: Desk) -> None:
    """A form and a file open the same case."""
    files = RequestFiles(desk.intake)
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
    ],
    ids=["no title", "no receipt", "height as wish", "distance from nowhere", "company in title"],
)
def test_a_fault_is_found_before_anything_is_stored(
    desk: Desk, spoil: Callable[[dict[str, Any]], object], field: str
) -> None:
    """A fault is found before anything is stored."""
    entry = copy.deepcopy(ENTRY)
    spoil(entry)
    with pytest.raises(InputError) as caught:
        RequestFiles(desk.intake).open_case(entry)
    assert caught.value.field == field
    assert desk.desk.cases() == ()
