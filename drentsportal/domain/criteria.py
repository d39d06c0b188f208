"""The criteria that sites are matched on, and the profile that gives each its absolute scale."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping


class LimitKind(StrEnum):
    """How a requirement's limit is compared."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ANY_OF = "any_of"
    IS_TRUE = "is_true"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that sites are matched on.

    ``unit`` is the exact integer unit of limits and values: ``m2``, ``m``, ``category`` (rank in
    ``vocabulary.CATEGORIES``), ``day`` (proleptic ordinal), ``eurocent_m2``, ``dm``, ``code`` (text ids) or
    ``class``. ``step`` is the printed step of a relaxation in that unit.
    """

    id: str
    unit: str
    limit_kind: LimitKind
    step: int = 1
    can_prefer: bool = True


CRITERIA: Final[tuple[Criterion, ...]] = (
    Criterion("plot_area", "m2", LimitKind.AT_LEAST, step=100),
    Criterion("floor_area", "m2", LimitKind.AT_LEAST, step=10),
    Criterion("category", "category", LimitKind.AT_LEAST, can_prefer=False),
    Criterion("segment", "code", LimitKind.ANY_OF),
    Criterion("available_by", "day", LimitKind.AT_MOST),
    Criterion("price", "eurocent_m2", LimitKind.AT_MOST, step=100),
    Criterion("municipality", "code", LimitKind.ANY_OF, can_prefer=False),
    Criterion("present_distance", "m", LimitKind.AT_MOST, step=100),
    Criterion("junction_distance", "m", LimitKind.AT_MOST, step=100),
    Criterion("height", "dm", LimitKind.AT_LEAST, step=5, can_prefer=False),
    Criterion("park_management", "class", LimitKind.IS_TRUE),
    Criterion("reuse", "class", LimitKind.NONE),
)
"""Every criterion, in the order in which forms, breakdowns and documents show them."""

CRITERION_BY_ID: Final[dict[str, Criterion]] = {criterion.id: criterion for criterion in CRITERIA}

SCALE_TOP: Final = 1_000_000
"""Values of preferences are whole numbers from 0 to this (design 3.5)."""

WEIGHT_SUM: Final = 10_000
"""Normalised weights are whole numbers that sum to this (largest remainder, design 3.5)."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The absolute scale of one preference: never relative to the other candidates (design 3.3).

    Numeric criteria: ``worst`` maps to 0 and ``best`` to ``SCALE_TOP``, linear between, in the criterion's
    unit; ``best`` may be the smaller (distances, prices). Criteria of unit ``class`` or ``code``: ``classes``
    maps a class id to its value.
    """

    worst: int = 0
    best: int = 0
    classes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CriteriaProfile:
    """Scales and default weights for a kind of company; versioned, so that an answer can be replayed."""

    id: str
    version: int
    scales: Mapping[str, Scale]
    default_weights: Mapping[str, int]
    permit_margin_dm: int = 0

    def scale(self, criterion_id: str) -> Scale:
        """Return the scale of a criterion.

        Raises ``InputError`` when the profile has none.
        """
        try:
            return self.scales[criterion_id]
        except KeyError as error:
            raise InputError(
                "error.profile.no_scale", field=criterion_id, criterion=criterion_id, profile=self.id
            ) from error
