"""The smallest change of a request that lets an excluded candidate in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.asking.request import Housing, LocationRequest, Requirement
from drentsportal.domain.match.criteria import CRITERION_BY_ID, LimitKind
from drentsportal.domain.match.match_result import Relaxation, Verdict
from drentsportal.domain.match.measured_site import is_unmeasured
from drentsportal.domain.match.relative_change import NO_LIMIT, is_numeric, needed_numbers
from drentsportal.domain.match.requirements import as_number
from drentsportal.domain.match.statements import relaxation_statement
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.asking.request import Building, Limit
    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.domain.match.offers import OfferTable
    from drentsportal.domain.match.requirements import Judgement


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


def _relaxation(offers: OfferTable, row: int, judgement: Judgement, profile: CriteriaProfile) -> Relaxation:
    criterion, needed = judgement.criterion, _needed(offers, row, judgement, profile)
    is_at_most = False
    if criterion.id == "building" and needed is not None:
        column = offers.intervals["building"]
        is_at_most = bool(is_unmeasured(column, judgement)[row] and column.low[row] < as_number(needed))
    statement = relaxation_statement(criterion, judgement.limit, needed)
    if is_at_most:
        statement = message("relax.building.at_most", **dict(statement.params))
    return Relaxation(criterion.id, judgement.limit, needed, statement, is_at_most)


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
