"""The criteria that sites are matched on, and the profile that gives each its absolute scale."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping


class LimitKind(StrEnum):
    """How a requirement's limit is compared.

    ``NEED``: how much the company needs of a scarce factor, or ``True`` where the amount is not known; sites
    say good, limited or none (``vocabulary.Scarcity``), so the amount is told and asked, never computed with.
    """

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ANY_OF = "any_of"
    IS_TRUE = "is_true"
    NEED = "need"
    NONE = "none"


UNIT_SUFFIX: Final = {
    "m2": "m2",
    "m": "m",
    "dm": "dm",
    "day": "day",
    "eurocent_m2": "eurocent",
    "category": "category",
    "s": "s",
    "kw": "kw",
    "l_h": "l_h",
    "staff": "staff",
}
"""Ending of parameter names per unit of a criterion."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that sites are matched on.

    ``unit`` is the exact integer unit of limits and values: ``m2``, ``m``, ``dm``, ``s``, ``kw``, ``l_h``
    (litres an hour), ``staff``, ``category`` (rank in ``vocabulary.CATEGORIES``), ``day`` (ordinal),
    ``eurocent_m2``, ``code`` (text ids) or ``class``. ``step`` is the printed step of a relaxation in that
    unit.
    """

    id: str
    unit: str
    limit_kind: LimitKind
    step: int = 1
    can_prefer: bool = True


CRITERIA: Final[tuple[Criterion, ...]] = (
    Criterion("plot_area", "m2", LimitKind.AT_LEAST, step=100),
    Criterion("expansion_area", "m2", LimitKind.AT_LEAST, step=100),
    Criterion("floor_area", "m2", LimitKind.AT_LEAST, step=10),
    Criterion("building", "dm", LimitKind.AT_LEAST, step=5, can_prefer=False),
    Criterion("category", "category", LimitKind.AT_LEAST, can_prefer=False),
    Criterion("segment", "code", LimitKind.ANY_OF),
    Criterion("regional_profile", "class", LimitKind.NONE),
    Criterion("web_shop", "class", LimitKind.IS_TRUE, can_prefer=False),
    Criterion("storage", "class", LimitKind.IS_TRUE),
    Criterion("external_safety", "class", LimitKind.IS_TRUE, can_prefer=False),
    Criterion("available_by", "day", LimitKind.AT_MOST),
    Criterion("price", "eurocent_m2", LimitKind.AT_MOST, step=100),
    Criterion("rent", "eurocent_m2", LimitKind.AT_MOST, step=100),
    Criterion("municipality", "code", LimitKind.ANY_OF, can_prefer=False),
    Criterion("present_distance", "m", LimitKind.AT_MOST, step=100),
    Criterion("present_minutes", "s", LimitKind.AT_MOST, step=60),
    Criterion("staff_minutes", "s", LimitKind.AT_MOST, step=60),
    Criterion("junction_distance", "m", LimitKind.AT_MOST, step=100),
    Criterion("junction_minutes", "s", LimitKind.AT_MOST, step=60),
    Criterion("terminal_distance", "m", LimitKind.AT_MOST, step=100),
    Criterion("terminal_minutes", "s", LimitKind.AT_MOST, step=60),
    Criterion("quay_distance", "m", LimitKind.AT_MOST, step=100),
    Criterion("height", "dm", LimitKind.AT_LEAST, step=5, can_prefer=False),
    Criterion("broadband", "class", LimitKind.IS_TRUE),
    Criterion("grid_demand", "kw", LimitKind.NEED),
    Criterion("grid_feed", "kw", LimitKind.NEED),
    Criterion("water", "l_h", LimitKind.NEED),
    Criterion("nitrogen", "class", LimitKind.NEED),
    Criterion("labour", "staff", LimitKind.NEED),
    Criterion("park_management", "class", LimitKind.IS_TRUE),
    Criterion("reuse", "class", LimitKind.NONE),
)
"""Every criterion, in the order in which forms, breakdowns and documents show them."""

CRITERION_BY_ID: Final[dict[str, Criterion]] = {criterion.id: criterion for criterion in CRITERIA}

SCALE_TOP: Final = 1_000_000
"""Values of preferences are whole numbers from 0 to this (design 3.5)."""

WEIGHT_SUM: Final = 10_000
"""Normalised weights are whole numbers that sum to this (largest remainder, design 3.5)."""


class ScaleShape(StrEnum):
    """How a number becomes a worth.

    ``LINEAR``: ``worst`` to 0, ``best`` to ``SCALE_TOP``, linear between. ``PIECEWISE``: linear between
    ``points``. ``IDEAL``: full worth between the two inner of four ``points``, down to 0 at the outer ones.
    ``DECAY``: full worth up to ``best``, then half of it with every ``halving`` further, linear between the
    halvings so that whole numbers stay exact. All are flat beyond their ends.
    """

    LINEAR = "linear"
    PIECEWISE = "piecewise"
    IDEAL = "ideal"
    DECAY = "decay"


@dataclass(frozen=True, slots=True)
class Scale:
    """The absolute scale of one preference: never relative to the other candidates (design 3.3).

    Numeric criteria: values in the criterion's unit by ``shape``; ``best`` may be the smaller (distances,
    prices). ``points`` are pairs of value and worth, values ascending. Criteria of unit ``class`` or ``code``
    and those of ``LimitKind.NEED``: ``classes`` maps a class id to its worth.
    """

    worst: int = 0
    best: int = 0
    classes: Mapping[str, int] = field(default_factory=dict)
    shape: ScaleShape = ScaleShape.LINEAR
    points: tuple[tuple[int, int], ...] = ()
    halving: int = 0


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
