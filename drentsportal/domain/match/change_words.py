"""The message ids and parameters with which one change of a request is told: of one site, or of the whole.

No sentence stands here: each function picks an id of the families ``relax.``, ``what_if.`` and ``move.``.
What several changes of one site say together, and what must still be asked, ``rejection_words`` adds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.match.criteria import UNIT_SUFFIX
from drentsportal.domain.match.distance import STRAIGHT
from drentsportal.domain.match.distance_words import NO_DETOUR
from drentsportal.domain.match.requirements import as_number
from drentsportal.domain.message import Message, message

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import Limit
    from drentsportal.domain.match.criteria import Criterion


def relaxation_statement(
    criterion: Criterion, asked: Limit, needed: Limit | None, detour_percent: int = NO_DETOUR
) -> Message:
    """Tell the change that lets a candidate in, or that none does; a straight distance with its factor."""
    if needed is None:
        return message(f"relax.{criterion.id}.none")
    if needed is False or criterion.id == "housing":
        return message(f"relax.{criterion.id}")
    if isinstance(needed, tuple):
        return message(f"relax.{criterion.id}", added=needed[-1])
    suffix = UNIT_SUFFIX[criterion.unit]
    change = abs(as_number(needed) - as_number(asked))
    below_plan = criterion.id == "category" and as_number(needed) > as_number(asked)
    factor = _factor(criterion, detour_percent)
    variant = ".minimum" if below_plan else ".detour" if factor else ""
    figures = {f"asked_{suffix}": asked, f"needed_{suffix}": needed, f"change_{suffix}": change}
    return message(f"relax.{criterion.id}{variant}", **figures, **factor)


def _factor(criterion: Criterion, detour_percent: int) -> dict[str, int]:
    """Return the factor that a straight distance counts with; empty where none does."""
    is_stretched = criterion.id in STRAIGHT and detour_percent != NO_DETOUR
    return {"factor_percent": detour_percent} if is_stretched else {}


def proposal_statement(
    criterion: Criterion,
    asked: Limit,
    needed: Limit | None,
    counts: tuple[int, int],
    detour_percent: int = NO_DETOUR,
) -> Message:
    """Tell what one change of the request as a whole brings: how many come in, and how many drop out."""
    if needed is None:
        return message(f"what_if.{criterion.id}.none")
    gained, lost = counts
    change = dict(relaxation_statement(criterion, asked, needed, detour_percent).params)
    if "factor_percent" in change:
        return message(f"what_if.{criterion.id}.detour", gained=gained, **change)
    if lost:
        return message(f"what_if.{criterion.id}.both_ways", gained=gained, lost=lost, **change)
    return message(f"what_if.{criterion.id}", gained=gained, **change)


def move_statement(
    criterion: Criterion, asked: Limit, needed: Limit, detour_percent: int = NO_DETOUR
) -> Message:
    """Tell one of several changes that are made together; a straight distance with its factor."""
    if criterion.id == "housing":
        return message("move.housing")
    if needed is False:
        return message("move.dropped", criterion=criterion.id)
    if isinstance(needed, tuple):
        return message(f"move.{criterion.id}", added=needed[-1])
    suffix, factor = UNIT_SUFFIX[criterion.unit], _factor(criterion, detour_percent)
    figures = {f"asked_{suffix}": asked, f"needed_{suffix}": needed}
    # People speak of a floor in square metres and of land in hectares.
    unit = "floor_m2" if criterion.id == "floor_area" else suffix
    variant = f"move.{unit}.detour" if factor else f"move.{unit}"
    return message(variant, criterion=criterion.id, **figures, **factor)
