"""A changed request tried on the columns of a result gives what a whole match gives, or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.asking.request import Building, Housing, LocationRequest, Preference, Requirement
from drentsportal.domain.match.trial import tried
from drentsportal.errors import InputError
from tests.unit.domain.match.test_matching_laws import matched
from tests.unit.domain.matching_strategies import _LIMITS as LIMITS
from tests.unit.domain.matching_strategies import ORIGIN, Sites, requests, sites

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult

EXAMPLES = settings(max_examples=60, deadline=None)

_NOWHERE: Sites = ([], [], [])
_ASKED = LocationRequest(
    "proef",
    origin=ORIGIN,
    requirements=(Requirement("plot_area", 8_000), Requirement("category", 4)),
    preferences=(Preference("park_management", 20), Preference("price", 10)),
)


def _same(one: MatchResult, other: MatchResult) -> bool:
    """Whether two results say the same of every candidate, in the same order."""
    return (
        one.ranking() == other.ranking()
        and one.rejected() == other.rejected()
        and all(one.card(place) == other.card(place) for place in range(one.qualifier_count))
        and all(one.rejection(place) == other.rejection(place) for place in range(one.rejection_count))
    )


@EXAMPLES
@given(sites(), requests(), st.data())
def test_other_weights_give_what_a_whole_match_gives(
    drawn: Sites, request: LocationRequest, data: st.DataObject
) -> None:
    """Weights never need another column."""
    weighed = tuple(replace(each, weight=data.draw(st.integers(0, 100))) for each in request.preferences)
    changed = replace(request, preferences=weighed)
    found = tried(matched(request, drawn), changed)
    assert found is not None
    assert found.request == changed
    assert _same(found, matched(changed, drawn))


@EXAMPLES
@given(sites(), requests(), st.data())
def test_other_limits_give_what_a_whole_match_gives_or_nothing(
    drawn: Sites, request: LocationRequest, data: st.DataObject
) -> None:
    """Any limit may move or go, the kind of housing too.

    Nothing comes of another area to combine, nor of buildings that are to be judged by a price or no more.
    """
    moved = tuple(
        Requirement(each.criterion_id, data.draw(LIMITS[each.criterion_id]))
        for each in request.requirements
        if data.draw(st.integers(0, 4))
    )
    changed = replace(request, requirements=moved, housing=data.draw(st.sampled_from(list(Housing))))
    found = tried(matched(request, drawn), changed)
    has_same_area = request.requirement("plot_area") == changed.requirement("plot_area")
    is_of_buildings = {each.housing is Housing.PREMISES for each in (request, changed)}
    if has_same_area and len(is_of_buildings) == 1:
        assert found is not None
    if found is not None:
        assert _same(found, matched(changed, drawn))


@pytest.mark.parametrize(
    "changed",
    [
        replace(_ASKED, requirements=(*_ASKED.requirements, Requirement("junction_distance", 5_000))),
        replace(_ASKED, requirements=(Requirement("plot_area", 9_000), Requirement("category", 4))),
        replace(_ASKED, preferences=(*_ASKED.preferences, Preference("quay_distance", 5))),
        replace(_ASKED, detour_percent=130),
        replace(_ASKED, origin=replace(ORIGIN, x_rd=ORIGIN.x_rd + 1)),
        replace(_ASKED, building=Building(500, 300)),
        replace(_ASKED, profile_id="logistics"),
    ],
)
def test_what_needs_other_columns_is_left_to_a_whole_match(changed: LocationRequest) -> None:
    """A new distance, another area for combinations, another place, road, scale or building."""
    assert tried(matched(_ASKED, _NOWHERE), changed) is None


def test_a_building_that_was_measured_stays_while_only_weights_move() -> None:
    """What was measured depends on the limits, not on the weights."""
    result = matched(replace(_ASKED, building=Building(500, 300)), _NOWHERE)
    heavier = replace(result.request, preferences=(Preference("park_management", 90),))
    wider = replace(
        result.request, requirements=(Requirement("plot_area", 8_000), Requirement("category", 3))
    )
    assert tried(result, heavier) is not None
    assert tried(result, wider) is None


def test_a_request_that_cannot_be_used_is_refused() -> None:
    """A trial is held to the same rules as a match."""
    result = matched(_ASKED, _NOWHERE)
    with pytest.raises(InputError):
        tried(result, replace(_ASKED, preferences=(Preference("park_management", -1),)))
