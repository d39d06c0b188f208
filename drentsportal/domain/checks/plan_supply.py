"""What parks can still issue, hard and soft supply apart; without a stated plan phase it is neither."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.vocabulary import PlanPhase

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.sites.site_table import SiteRows


class SupplyClass(StrEnum):
    """Whether the plan under a supply is certain (irrevocable, adopted), still to come, or not known."""

    HARD = "hard"
    SOFT = "soft"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PlanSupply:
    """Supply of some parks in ha; ``None`` where no park states it, and a sum of those that do otherwise.

    ``silent_count``: parks among ``park_count`` that state neither area.
    """

    park_count: int
    available_now_ha: float | None
    available_later_ha: float | None
    silent_count: int


def supply_class(phase: object) -> SupplyClass:
    """Return the class of a plan phase as kept (``PlanPhase`` or its text); ``None`` is unknown."""
    if phase is None:
        return SupplyClass.UNKNOWN
    return SupplyClass.HARD if PlanPhase(str(phase)).is_hard else SupplyClass.SOFT


def supply_by_class(parks: SiteRows, keep: NDArray[np.bool_]) -> dict[SupplyClass, PlanSupply]:
    """Add up the supply of the kept parks by class; every class is there, also an empty one."""
    phases = parks.columns["plan_phase"]
    by_code = [supply_class(text) for text in phases.categories]
    classes = np.full(len(parks), SupplyClass.UNKNOWN.value, dtype="U8")
    for code, found in enumerate(by_code):
        classes[phases.known & (phases.values == code)] = found.value
    return {each: _supply(parks, keep & (classes == each.value)) for each in SupplyClass}


def _supply(parks: SiteRows, keep: NDArray[np.bool_]) -> PlanSupply:
    now, later = parks.columns["available_now_ha"], parks.columns["available_later_ha"]
    return PlanSupply(
        int(np.count_nonzero(keep)),
        _sum(parks, "available_now_ha", keep),
        _sum(parks, "available_later_ha", keep),
        int(np.count_nonzero(keep & ~now.known & ~later.known)),
    )


def _sum(parks: SiteRows, attribute_id: str, keep: NDArray[np.bool_]) -> float | None:
    column = parks.columns[attribute_id]
    stated = keep & column.known
    return round(float(column.values[stated].sum()), 6) if stated.any() else None
