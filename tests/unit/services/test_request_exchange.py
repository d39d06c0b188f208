"""Requests as files: exact units, every fault named, and what is written is read back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.asking.request import (
    Building,
    Combining,
    Housing,
    LocationRequest,
    Origin,
    Preference,
    RequestType,
    Requirement,
    StaffPoint,
    Vehicle,
)
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.vocabulary import REGION_NAMES
from drentsportal.errors import InputError
from drentsportal.language import Language
from drentsportal.paths import resources_dir, sample_data_dir
from drentsportal.services.request_content import request_content
from drentsportal.services.request_exchange import read_request, read_request_file
from drentsportal.services.request_values import read_whole

SAMPLES = sorted((sample_data_dir() / "requests").glob("*.json"))


def limits(**requirements: object) -> dict[str, object]:
    """Read requirements and give the limit per criterion."""
    text = json.dumps({"title": "x", "requirements": requirements})
    return {each.criterion_id: each.limit for each in read_request_file(text).request.requirements}


def test_people_s_units_become_exact_ones() -> None:
    """People s units become exact ones."""
    read = limits(
        plot_area_ha=0.4,
        floor_area_m2=1500,
        category="3.2",
        segment=["logistics"],
        available_by="2027-12-31",
        price_eur_m2=69.95,
        municipality=["Emmen", "GM0106", "zuid_drenthe"],
        present_distance_km=8.5,
        junction_distance_km=2,
        height_m=12.5,
        park_management=True,
    )
    assert read == {
        "plot_area": 4_000,
        "floor_area": 1_500,
        "category": 4,
        "segment": ("logistics",),
        "available_by": date(2027, 12, 31).toordinal(),
        "price": 6_995,
        "municipality": ("GM0114", "GM0106", "zuid_drenthe"),
        "present_distance": 8_500,
        "junction_distance": 2_000,
        "height": 125,
        "park_management": True,
    }


def test_what_a_company_needs_goes_by_people_s_units() -> None:
    """Energy, water, people, minutes and yes-or-no wishes arrive in whole exact units."""
    read = limits(
        expansion_area_ha=2.5,
        web_shop=True,
        storage=True,
        external_safety=True,
        rent_eur_m2_year=42.5,
        present_minutes=30,
        junction_minutes=5,
        terminal_distance_km=12.5,
        quay_distance_km=3,
        broadband=True,
        grid_demand_mva=2.5,
        grid_feed_kw=True,
        water_m3_h=1.5,
        nitrogen=True,
        labour_staff=40,
    )
    assert read == {
        "expansion_area": 25_000,
        "web_shop": True,
        "storage": True,
        "external_safety": True,
        "rent": 4_250,
        "present_minutes": 1_800,
        "junction_minutes": 300,
        "terminal_distance": 12_500,
        "quay_distance": 3_000,
        "broadband": True,
        "grid_demand": 2_500,
        "grid_feed": True,
        "water": 1_500,
        "nitrogen": True,
        "labour": 40,
    }


@pytest.mark.parametrize(
    ("typed", "region_id"),
    [
        ("Zuid-Drenthe", "zuid_drenthe"),
        ("regio zuid-drenthe", "zuid_drenthe"),
        ("ZUID_DRENTHE", "zuid_drenthe"),
        ("Regio Groningen-Assen", "groningen_assen"),
        ("groningen-assen", "groningen_assen"),
    ],
)
def test_a_region_goes_by_its_name(typed: str, region_id: str) -> None:
    """A region goes by its Dutch name or its id, in capitals or not."""
    assert limits(municipality=[typed]) == {"municipality": (region_id,)}


def test_the_refusal_of_a_gemeente_lists_names_and_the_names_are_those_of_the_catalogue() -> None:
    """What is listed is what people read elsewhere in the portal."""
    language = Language("nl", resources_dir())
    assert {each: language.text(f"region.{each}") for each in REGION_NAMES} == REGION_NAMES
    with pytest.raises(InputError, match=r"Midden-Drenthe, Regio Groningen-Assen, Zuid-Drenthe"):
        limits(municipality=["Groningen"])


@given(area_m2=st.integers(min_value=1, max_value=10**9))
def test_no_square_metre_gets_lost(area_m2: int) -> None:
    """No square metre gets lost."""
    hectares = f"{area_m2 // 10_000}.{area_m2 % 10_000:04d}"
    content = json.loads(f'{{"title": "x", "requirements": {{"plot_area_ha": {hectares}}}}}', parse_float=str)
    assert read_request(content).requirements[0].limit == area_m2
    assert read_whole(hectares.replace(".", ","), 10_000, "area") == area_m2


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"requirements": {"plot_area": 1}}, "plot_area"),
        ({"requirements": {"plot_area_ha": "veel"}}, "plot_area_ha"),
        ({"requirements": {"plot_area_ha": -1}}, "plot_area_ha"),
        ({"requirements": {"plot_area_ha": True}}, "plot_area_ha"),
        ({"requirements": {"plot_area_ha": 0.00005}}, "plot_area_ha"),
        ({"requirements": {"plot_area_ha": 1, "plot_area_m2": 5}}, "plot_area_m2"),
        ({"requirements": {"category": "3"}}, "category"),
        ({"requirements": {"available_by": "volgend jaar"}}, "available_by"),
        ({"requirements": {"municipality": ["Groningen"]}}, "municipality"),
        ({"requirements": {"segment": []}}, "segment"),
        ({"requirements": {"park_management": "ja"}}, "park_management"),
        ({"requirements": []}, "requirements"),
        ({"preferences": {"reuse": "veel"}}, "reuse"),
        ({"preferences": {"segment": {"weight": 5, "doel": []}}}, "segment"),
        ({"origin": {"label": "x", "x_rd": 1.5, "y_rd": 2}}, "origin"),
        ({"housing": "tent"}, "housing"),
        ({"staff_count": -2}, "staff_count"),
        ({"requirements": {"grid_demand_kw": False}}, "grid_demand_kw"),
        ({"requirements": {"grid_demand_kw": 5, "grid_demand_mva": 1}}, "grid_demand_mva"),
        ({"building": {"width_m": 120}}, "building.depth_m"),
        ({"building": {"width_m": 120, "depth_m": 80, "roof": 3}}, "building"),
        ({"combining": {"same_seller_only": "ja"}}, "combining.same_seller_only"),
        ({"staff_points": {}}, "staff_points"),
        ({"staff_points": [{"label": "x", "x_rd": 1, "y_rd": 2, "count": 1.5}]}, "staff_points"),
        ({"vehicle": "fiets"}, "vehicle"),
        ({"detour_factor": 1.234}, "detour_factor"),
        ({"soft_factors": [1]}, "soft_factors"),
        ({"title": 5}, "title"),
        ({"titel": "x"}, "request"),
    ],
)
def test_a_fault_names_its_key(content: dict[str, Any], field: str) -> None:
    """A fault names its key."""
    with pytest.raises(InputError) as caught:
        read_request_file(json.dumps({"title": "x"} | content))
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("case", "field"),
    [
        ({"received_at": "2026-11-20T10:40:00"}, "received_at"),
        ({"asked_at": "gisteren"}, "asked_at"),
        ({"channel": "fax"}, "channel"),
        ({"bedrijf": "x"}, "case"),
    ],
)
def test_a_fault_in_the_receipt_names_its_key(case: dict[str, str], field: str) -> None:
    """A fault in the receipt names its key."""
    with pytest.raises(InputError) as caught:
        read_request_file(json.dumps({"case": case, "request": {"title": "x"}}))
    assert caught.value.field == field


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{half",
        "[]",
        '"aanvraag"',
        '{"a":' * 100_000,
        '{"staff_count": 1e999999}',
        '{"staff_count": 1e99999999999999999999}',
    ],
)
def test_what_is_no_request_is_refused(text: str) -> None:
    """What is no request is refused."""
    with pytest.raises(InputError):
        read_request_file(text)


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_every_sample_request_survives_writing(path: Any) -> None:  # noqa: ANN401 - a path of either kind
    """Every sample request survives writing."""
    read = read_request_file(path.read_text(encoding="utf-8"))
    written = json.dumps(request_content(read.request))
    assert read_request_file(written).request == read.request


def test_moments_arrive_in_utc() -> None:
    """Moments arrive in utc."""
    case = {"channel": "company", "received_at": "2026-11-20T10:40:00+01:00", "company_name": "Voorbeeld"}
    read = read_request_file(json.dumps({"case": case, "request": {"title": "x"}}))
    assert read.received_at_utc == datetime(2026, 11, 20, 9, 40, tzinfo=UTC)
    assert (read.channel, read.asked_at_utc) == (RequestChannel.COMPANY, None)


requests = st.builds(
    LocationRequest,
    title=st.text(min_size=1, max_size=20),
    request_type=st.sampled_from(RequestType),
    housing=st.sampled_from(Housing),
    staff_count=st.none() | st.integers(0, 5000),
    origin=st.none() | st.builds(Origin, st.just("Emmen"), st.integers(0, 300_000), st.integers(0, 640_000)),
    requirements=st.tuples(
        st.builds(Requirement, st.just("plot_area"), st.integers(1, 10**7)),
        st.builds(Requirement, st.just("price"), st.integers(1, 10**6)),
        st.builds(Requirement, st.just("height"), st.integers(1, 999)),
        st.builds(Requirement, st.just("present_distance"), st.integers(1, 99_999)),
    ),
    sector_code=st.sampled_from(["", "sbi2008:20"]),
    building=st.none()
    | st.builds(Building, st.integers(1, 9_999), st.integers(1, 9_999), st.integers(0, 500)),
    combining=st.builds(Combining, st.integers(0, 99), st.booleans(), st.integers(1, 8)),
    truck_movements_per_day=st.none() | st.integers(0, 999),
    staff_points=st.lists(
        st.builds(
            StaffPoint,
            st.just("7811"),
            st.integers(0, 300_000),
            st.integers(0, 640_000),
            st.integers(1, 99),
        ),
        max_size=2,
    ).map(tuple),
    vehicle=st.sampled_from(Vehicle),
    detour_percent=st.integers(100, 300),
    soft_factors=st.sampled_from([(), ("rust",), ("rust", "scholen in de buurt")]),
    preferences=st.tuples(
        st.builds(Preference, st.just("reuse"), st.integers(0, 100)),
        st.builds(Preference, st.just("segment"), st.integers(0, 100), st.just(("logistics",))),
    ),
)


@given(request=requests)
def test_what_is_written_is_read(request: LocationRequest) -> None:
    """What is written is read."""
    text = json.dumps(request_content(request))
    assert read_request_file(text).request == request
