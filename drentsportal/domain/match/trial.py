"""Trying a changed request on the columns that a result has, so that a ranking follows the hand.

Weights and limits only decide what is done with columns; where a change asks for columns that are not there
(another distance, other combinations, another building) the whole match must be made anew.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.asking.request import Housing, LocationRequest, RequestType
from drentsportal.domain.asking.request_check import check_request
from drentsportal.domain.match.asked_offers import judges_buildings_by_price
from drentsportal.domain.match.combined_offers import wanted_area_m2
from drentsportal.domain.match.matching import MatchResult, wanted_criteria
from drentsportal.domain.match.requirements import HOUSING, SUPPLY, judged_limits

if TYPE_CHECKING:
    from drentsportal.domain.match.criteria import CriteriaProfile

_WITHOUT_COLUMN: Final = frozenset({HOUSING.id, SUPPLY.id})
"""What is judged on columns that every match has."""


def tried(result: MatchResult, request: LocationRequest) -> MatchResult | None:
    """Return the outcome of a changed request on the data of a result; the same as a whole match gives.

    ``None`` where the columns of the result do not suffice: then only a whole match can tell. Raises
    ``InputError`` when the request cannot be used.
    """
    if not _has_columns_for(result, request):
        return None
    check_request(request)
    inputs = result.inputs
    return MatchResult(replace(inputs, request=request), result.sources)


def _has_columns_for(result: MatchResult, request: LocationRequest) -> bool:
    """Whether all columns are there, made for the same places, areas and building."""
    before = result.request
    if _ground_of(before) != _ground_of(request) or wanted_area_m2(before) != wanted_area_m2(request):
        return False
    # Where a building is measured, only what nothing else excludes was measured.
    if request.building is not None and judged_limits(before) != judged_limits(request):
        return False
    wanted = _columns(request, result.profile)
    if "price" in wanted and judges_buildings_by_price(before) != judges_buildings_by_price(request):
        return False
    return wanted <= _columns(before, result.profile)


def _columns(request: LocationRequest, profile: CriteriaProfile) -> frozenset[str]:
    return wanted_criteria(request, profile) - _WITHOUT_COLUMN


def _ground_of(request: LocationRequest) -> LocationRequest:
    """Return only that of a request on which the columns rest: places, roads, sector, building, joining."""
    return replace(
        request,
        title="",
        request_type=RequestType.NEW,
        housing=Housing.EITHER,
        summary="",
        sector="",
        staff_count=None,
        requirements=(),
        preferences=(),
        truck_movements_per_day=None,
        soft_factors=(),
    )
