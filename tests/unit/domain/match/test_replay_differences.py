"""What differs between a kept match and one made now is named, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from shapely import Point

from drentsportal.domain.asking.request import LocationRequest, Origin, Preference, Requirement
from drentsportal.domain.match.match_facts import MatchFacts
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.offer_building import build_offers
from drentsportal.domain.match.provenance import RecordedSources
from drentsportal.domain.match.replay import differences, to_replay
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.test_matching_laws import matched
from tests.unit.domain.matching_strategies import requests, sites
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    from tests.unit.domain.matching_strategies import Sites

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
TIME, PROFILE = "Reistijd tot huidige vestiging", "Criteriaprofiel plain, versie 1"
PARKS: list[dict[str, Any]] = [
    {
        "id": name,
        "name": name.title(),
        "municipality_code": "GM0114",
        "available_now_ha": 2.0,
        "price_max_eur_m2": 50.0,
        "geometry": Point(250_000, 530_000),
    }
    for name in ("noord", "zuid")
]
REQUEST = LocationRequest(
    "test",
    origin=Origin("Emmen", 250_000, 531_000),
    requirements=(
        Requirement("plot_area", 15_000),
        Requirement("municipality", ("groningen_assen", "GM0114")),
        Requirement("present_minutes", 900),
    ),
    preferences=(Preference("price", 10),),
)


def made(
    parks: list[dict[str, Any]] | None = None,
    request: LocationRequest = REQUEST,
    seconds: int = 600,
    version: int = 1,
    **changed: Any,  # noqa: ANN401 - any field of the profile or the facts
) -> MatchResult:
    """Match with something else than usual."""
    table = site_table(PARKS if parks is None else parks, version=version)
    ground = build_offers(table)
    times = {"present_minutes": np.full(len(ground.offers), seconds, np.int64)}
    facts = MatchFacts(changed.pop("members", None), times)
    profile = replace(PLAIN_PROFILE, **changed)
    return match(request, ground, (), profile, RecordedSources(table.sources), facts)


def told(current: MatchResult) -> list[str]:
    """Word what differs from the match as it was."""
    return [DUTCH.text(each) for each in differences(to_replay(made()), current)]


def test_nothing_differs_from_itself() -> None:
    """The same inputs in another run."""
    assert told(made()) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"version": 2}, ["De gegevensversie was 1 en is nu 2"]),
        (
            {"seconds": 700},
            [f"{TIME} anders (wegennet, voertuig of ligging): Noord en Zuid"],
        ),
        (
            {"permit_margin_dm": 5},
            [f"{PROFILE}, is gewijzigd zonder nieuw versienummer"],
        ),
        (
            {"members": {"groningen_assen": ("GM0106",)}},
            ["De gemeenten van regio Regio Groningen-Assen zijn veranderd"],
        ),
        ({"parks": PARKS[:1]}, ["Niet meer in de gegevens: Zuid"]),
        ({"parks": [*PARKS, {**PARKS[0], "id": "x", "name": "X"}]}, ["Nieuw in de gegevens: X"]),
        ({"parks": [PARKS[0], {**PARKS[1], "price_max_eur_m2": 60.0}]}, ["Prijs veranderd: Zuid"]),
        (
            {"request": replace(REQUEST, title="anders", requirements=REQUEST.requirements[:2])},
            [f"Eis veranderd: {TIME}", "De aanvraag is veranderd (omschrijving)"],
        ),
    ],
)
def test_each_input_that_differs_is_named(changed: dict[str, Any], said: list[str]) -> None:
    """One at a time, with the sites."""
    assert told(made(**changed)) == said


def test_another_version_of_the_profile_is_named() -> None:
    """By its version, whatever it changed."""
    current = made()
    other = replace(current.inputs, profile=replace(PLAIN_PROFILE, version=2))
    (said,) = told(MatchResult(other, current.sources))
    assert said == "Criteriaprofiel was plain, versie 1, en is nu plain, versie 2"


def test_more_sites_than_can_be_read_are_counted() -> None:
    """Five by name, the rest by number."""
    many = [{**PARKS[0], "id": f"p{number}", "name": f"P{number}"} for number in range(7)]
    (said,) = told(made([*PARKS, *many]))
    assert said == "Nieuw in de gegevens: P0, P1, P2, P3 en P4 en nog 2"


@settings(max_examples=40, deadline=None)
@given(sites(), requests(), requests())
def test_without_differences_the_outcome_is_the_same(
    drawn: Sites, request: LocationRequest, other: LocationRequest
) -> None:
    """And a match never differs from its own replay."""
    kept, current = matched(request, drawn), matched(other, drawn)
    assert differences(to_replay(kept), kept) == ()
    if not differences(to_replay(kept), current):
        assert kept.ranking() == current.ranking()
