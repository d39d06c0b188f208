"""The smallest change of a request that lets an excluded candidate in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.asking.request import Housing, LocationRequest, Requirement
from drentsportal.domain.match.building_area import area_that_excludes_m2
from drentsportal.domain.match.change_words import relaxation_statement
from drentsportal.domain.match.criteria import CRITERION_BY_ID, LimitKind
from drentsportal.domain.match.distance import STRAIGHT
from drentsportal.domain.match.distance_words import NO_DETOUR
from drentsportal.domain.match.match_result import Relaxation, Verdict
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.match.relative_change import NO_LIMIT, is_numeric, needed_numbers, on_step
from drentsportal.domain.match.requirements import HOUSING, as_number
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drentsportal.domain.asking.request import Building, Limit
    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.domain.match.match_result import Rejection, RequirementOutcome
    from drentsportal.domain.match.offers import OfferTable
    from drentsportal.domain.match.requirements import Judgement
    from drentsportal.domain.message import Message

_BY_GROUND: Final = frozenset({"plot_area", "building"})
"""Requirements of which a change decides which plots are taken together, or what is measured."""

_BY_AREA: Final = "fails_by_area_"
"""Words that tell an area which is known, and no width that somebody should have measured."""


def relaxations_of(
    offers: OfferTable, row: int, judgements: Sequence[Judgement], profile: CriteriaProfile
) -> tuple[Relaxation, ...]:
    """Return one change per failing requirement of an offer; where there are several, all are needed.

    Numbers move to the printed step: at ``needed`` the offer passes, one step nearer to what was asked it
    does not. Categories move to the level that the plan admits, sets take one id more, the kind of housing
    becomes either; what must hold, or is needed of a scarce factor, is given up. ``needed`` is ``None`` where
    nothing can.
    """
    failing = (each for each in judgements if each.verdicts[row] == Verdict.FAILS)
    return tuple(_relaxation(offers, row, judgement, profile) for judgement in failing)


def with_limit(request: LocationRequest, criterion_id: str, limit: Limit) -> LocationRequest:
    """Replace one limit of a request, the kind of housing, or the width of the building.

    A building keeps its proportions, its depth rounded down. A need that is given up is left out, and comes
    back at the end of the requirements when it is asked again.
    """
    if criterion_id == "housing":
        return replace(request, housing=Housing(str(limit)))
    if criterion_id == "building" and request.building is not None:
        return replace(request, building=resized(request.building, as_number(limit)))
    changed = [
        Requirement(criterion_id, limit) if each.criterion_id == criterion_id else each
        for each in request.requirements
    ]
    if CRITERION_BY_ID[criterion_id].limit_kind is LimitKind.NEED:
        changed = [each for each in changed if each.criterion_id != criterion_id]
        changed += [Requirement(criterion_id, limit)] if limit is not False else []
    return replace(request, requirements=tuple(changed))


def resized(building: Building, width_dm: int) -> Building:
    """Return a building of another width at the same proportions, at least 1 dm deep."""
    return replace(
        building, width_dm=width_dm, depth_dm=max(1, building.depth_dm * width_dm // building.width_dm)
    )


def relaxed(request: LocationRequest, needed: Iterable[tuple[str, Limit]]) -> LocationRequest:
    """Replace several limits of a request."""
    for criterion_id, limit in needed:
        request = with_limit(request, criterion_id, limit)
    return request


def with_needed(relaxation: Relaxation, needed: Limit) -> Relaxation:
    """Return the change of the same requirement to another limit."""
    criterion = HOUSING if relaxation.criterion_id == HOUSING.id else CRITERION_BY_ID[relaxation.criterion_id]
    statement = relaxation_statement(criterion, relaxation.asked, needed, relaxation.detour_percent)
    return replace(relaxation, needed=needed, statement=statement)


def at_least(relaxation: Relaxation) -> Relaxation:
    """Say of a change that it is enough, and that less of it may be too; others than area and width stay."""
    if relaxation.criterion_id not in _BY_GROUND or relaxation.needed is None:
        return relaxation
    statement = message(f"relax.{relaxation.criterion_id}.at_least", **dict(relaxation.statement.params))
    return replace(relaxation, statement=statement, is_at_least=True)


def listed_relaxations(
    offers: OfferTable,
    row: int,
    judgements: Sequence[Judgement],
    request: LocationRequest,
    profile: CriteriaProfile,
) -> tuple[Relaxation, ...]:
    """Return the changes as a list of many tells them, in which nothing is measured or looked for anew.

    The width of a building is then an upper bound, and the area of a plot a lower one where other plots of
    the site together are larger (``smallest_change`` finds the figure, one site at a time).
    """
    told = []
    for relaxation in relaxations_of(offers, row, judgements, profile):
        listed = relaxation
        if relaxation.needed is None:
            pass
        elif relaxation.criterion_id == "building" and offers.kinds[row] == OfferKind.PREMISES:
            # The floor area is known, so that this is the figure and no bound.
            pass
        elif relaxation.criterion_id == "building" and request.building is not None:
            listed = _bounded(offers, row, relaxation, request)
        elif relaxation.criterion_id == "plot_area" and _may_reach_more(offers, row, relaxation):
            listed = at_least(relaxation)
        told.append(listed)
    return tuple(told)


def as_listed(rejection: Rejection) -> Rejection:
    """Say of a building that was not measured how wide it can be at most, not how wide it is."""
    bounds = [each for each in rejection.relaxations if each.is_at_most]
    if not bounds:
        return rejection
    has_figure = bounds[0].statement.id == "relax.building.at_most"
    return replace(
        rejection,
        outcomes=tuple(
            replace(each, statement=_as_bound(each, bounds[0], has_figure=has_figure))
            if each.criterion_id == "building"
            and each.verdict is Verdict.FAILS
            and _BY_AREA not in each.statement.id
            else each
            for each in rejection.outcomes
        ),
    )


def _as_bound(outcome: RequirementOutcome, bound: Relaxation, *, has_figure: bool) -> Message:
    limit_dm = as_number(outcome.limit)
    if not has_figure:
        return message("requirement.building.fails_not_measured", limit_dm=limit_dm)
    high_dm = as_number(bound.needed if bound.needed is not None else 0)
    return message("requirement.building.fails_at_most", limit_dm=limit_dm, high_dm=high_dm)


def _bounded(offers: OfferTable, row: int, relaxation: Relaxation, request: LocationRequest) -> Relaxation:
    """Tell the width of a building as a bound; without a figure where plots are combined for the building."""
    building, needed = request.building, relaxation.needed
    if building is None or needed is None:
        return relaxation
    is_for_building = request.requirement("plot_area") is None and request.combining.most_plots > 1
    if is_for_building and _plots(offers, row) > 1:
        return replace(relaxation, statement=message("relax.building.not_measured"), is_at_most=True)
    if area_that_excludes_m2(offers, row, building) is not None:
        # Of an area the widest is known to the step, and an outline can only make it less.
        statement = message("relax.building.at_most", **dict(relaxation.statement.params))
        return replace(relaxation, statement=statement, is_at_most=True)
    # The depth is rounded down to a decimetre, which lets in somewhat more width than its proportion.
    step = CRITERION_BY_ID["building"].step
    rounding_dm = -(-building.width_dm // building.depth_dm)
    most = min(as_number(needed) + step - 1 + rounding_dm, building.width_dm - 1) // step * step
    bounded = with_needed(relaxation, max(as_number(needed), most))
    statement = message("relax.building.at_most", **dict(bounded.statement.params))
    return replace(bounded, statement=statement, is_at_most=True)


def _may_reach_more(offers: OfferTable, row: int, relaxation: Relaxation) -> bool:
    """Whether other plots of the site make more than the area told, or might."""
    first, last = np.searchsorted(offers.candidate_rows, offers.candidate_rows[row] + np.arange(2)).tolist()
    most = int(offers.intervals["plot_area"].high[first:last].max())
    return int(on_step(np.array([most]), CRITERION_BY_ID["plot_area"])[0]) > as_number(relaxation.needed or 0)


def _plots(offers: OfferTable, row: int) -> int:
    """Count the available plots of the site that an offer is of."""
    first, last = np.searchsorted(offers.candidate_rows, offers.candidate_rows[row] + np.arange(2)).tolist()
    return int(np.count_nonzero(offers.kinds[first:last] == OfferKind.PLOT))


def _relaxation(offers: OfferTable, row: int, judgement: Judgement, profile: CriteriaProfile) -> Relaxation:
    criterion, needed = judgement.criterion, _needed(offers, row, judgement, profile)
    detour_percent = offers.travel.detour_percent if criterion.id in STRAIGHT else NO_DETOUR
    statement = relaxation_statement(criterion, judgement.limit, needed, detour_percent)
    return Relaxation(criterion.id, judgement.limit, needed, statement, detour_percent=detour_percent)


def _needed(offers: OfferTable, row: int, judgement: Judgement, profile: CriteriaProfile) -> Limit | None:
    if is_numeric(judgement):
        needed = int(needed_numbers(offers, judgement, np.array([row]), profile)[0])
        return None if needed == NO_LIMIT else needed
    if judgement.criterion.id == "housing":
        return Housing.EITHER.value
    if judgement.criterion.limit_kind in {LimitKind.IS_TRUE, LimitKind.NEED}:
        return False
    if judgement.criterion.id in offers.sets and isinstance(judgement.limit, tuple):
        _, possible = offers.sets[judgement.criterion.id].text_sets(row)
        return (*judgement.limit, possible[0]) if possible else None
    return None
