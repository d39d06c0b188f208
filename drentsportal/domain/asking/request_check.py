"""What a request must satisfy before it can be matched; every fault names its field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.criteria import CRITERION_BY_ID, Criterion, LimitKind
from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import CATEGORIES
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.asking.request import Limit, LocationRequest, Origin, StaffPoint


MOST_BY_CRITERION: Final[dict[str, tuple[int, int, str]]] = {
    "plot_area": (10_000, 10_000, "ha"),
    "floor_area": (10_000_000, 1, "m²"),
    "price": (100_000, 100, "€/m²"),
    "present_distance": (500, 1000, "km"),
    "junction_distance": (500, 1000, "km"),
    "height": (500, 10, "m"),
    "expansion_area": (10_000, 10_000, "ha"),
    "rent": (100_000, 100, "€/m²"),
    "present_minutes": (1_440, 60, "min"),
    "staff_minutes": (1_440, 60, "min"),
    "junction_minutes": (1_440, 60, "min"),
    "terminal_minutes": (1_440, 60, "min"),
    "terminal_distance": (500, 1000, "km"),
    "quay_distance": (500, 1000, "km"),
    "grid_demand": (1_000_000, 1, "kW"),
    "grid_feed": (1_000_000, 1, "kW"),
    "water": (100_000, 1000, "m³/u"),
    "labour": (1_000_000, 1, "fte"),
}
"""The most that a requirement can mean, in people's unit, with the factor to the exact unit. Own choice:
far beyond any company in the province, so that only slips of the pen are refused."""

MOST_STAFF: Final = 1_000_000
MOST_TRUCKS: Final = 100_000
MOST_SIDE_DM: Final = 50_000
MOST_GAP_DM: Final = 5_000
MOST_PLOTS: Final = 8
MOST_DETOUR_PERCENT: Final = 300
"""The most that a field can mean; own choice, only slips of the pen are refused."""

MOST_WEIGHT: Final = 100
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
"""Moments and dates of a request lie in these years, the last one included."""

_NUMBER_UNITS: Final = frozenset(
    {"m2", "m", "dm", "s", "kw", "l_h", "staff", "category", "day", "eurocent_m2"}
)

_NETHERLANDS_RD: Final = (-10_000, 300_000, 310_000, 640_000)
"""Where a present location can be, in EPSG:28992; generous."""


def check_ranges(request: LocationRequest) -> None:
    """Refuse sizes that no company can mean, for a request that passed ``check_request``.

    Raises ``InputError`` naming the field, with the most that is accepted, also when every weight is 0: all
    sites would then score 0, which reads as a judgement of the sites.
    """
    for requirement in request.requirements:
        _check_size(requirement.criterion_id, requirement.limit)
    for preference in request.preferences:
        if preference.weight > MOST_WEIGHT:
            raise InputError(
                "error.request.weight_too_large", field=preference.criterion_id, most=MOST_WEIGHT
            )
    if request.preferences and not any(each.weight for each in request.preferences):
        raise InputError("error.request.weights_all_zero", field=request.preferences[0].criterion_id)
    if request.staff_count is not None and request.staff_count > MOST_STAFF:
        raise InputError("error.request.staff_too_large", field="staff_count", most=MOST_STAFF)
    if request.origin is not None:
        _check_place(request.origin, "origin")
    for place in request.staff_points:
        _check_place(place, "staff_points")
    _check_numbers(request)


def check_growth(request: LocationRequest) -> None:
    """Refuse a request as it is written down of which now and reserve together are less than now.

    A what-if may move one below the other: then no growth is asked, which can be judged. Raises
    ``InputError`` naming ``expansion_area``.
    """
    now, together = request.requirement("plot_area"), request.requirement("expansion_area")
    if now is None or together is None:
        return
    plot_m2, together_m2 = now.limit, together.limit
    if isinstance(plot_m2, int) and isinstance(together_m2, int) and together_m2 < plot_m2:
        raise InputError(
            "error.request.growth_below_plot",
            field="expansion_area",
            plot_m2=plot_m2,
            together_m2=together_m2,
        )


def _check_place(place: Origin | StaffPoint, field: str) -> None:
    west, south, east, north = _NETHERLANDS_RD
    if not (west <= place.x_rd <= east and south <= place.y_rd <= north):
        raise InputError("error.request.origin_outside", field=field)


def _check_numbers(request: LocationRequest) -> None:
    """Refuse sides, gaps, counts and factors that no company can mean."""
    bounds: list[tuple[str, int | None, int, int]] = [
        ("detour_factor", request.detour_percent, 100, MOST_DETOUR_PERCENT),
        ("truck_movements_per_day", request.truck_movements_per_day, 0, MOST_TRUCKS),
        ("combining.gap_m", request.combining.gap_dm, 0, MOST_GAP_DM),
        ("combining.most_plots", request.combining.most_plots, 1, MOST_PLOTS),
        *(("staff_points", each.count, 1, MOST_STAFF) for each in request.staff_points),
    ]
    building = request.building
    if building is not None:
        bounds += [
            ("building.width_m", building.width_dm, 1, MOST_SIDE_DM),
            ("building.depth_m", building.depth_dm, 1, MOST_SIDE_DM),
            ("building.setback_m", building.setback_dm, 0, MOST_GAP_DM),
        ]
    for field, value, least, most in bounds:
        if value is not None and not least <= value <= most:
            accepted = message(f"request.bounds.{_unit(field)}", least=least, most=most)
            raise InputError("error.request.out_of_bounds", field=field, key=field, accepted=accepted)


def _unit(field: str) -> str:
    """Return in what the bounds of a field are counted: decimetres, per cents of a factor, or pieces."""
    return "factor" if field == "detour_factor" else "dm" if field.endswith("_m") else "int"


def _check_size(criterion_id: str, limit: Limit) -> None:
    if criterion_id == "available_by" and isinstance(limit, int):
        first, last = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()
        if not first <= limit <= last:
            raise InputError(
                "error.request.year_outside", field=criterion_id, first=str(FIRST_YEAR), last=str(LAST_YEAR)
            )
    if criterion_id in MOST_BY_CRITERION and isinstance(limit, int):
        most, factor, unit = MOST_BY_CRITERION[criterion_id]
        if limit > most * factor:
            raise InputError("error.request.size_too_large", field=criterion_id, most=most, unit=unit)


def check_request(request: LocationRequest) -> None:
    """Refuse what cannot be judged.

    Raises ``InputError`` for an unknown or repeated criterion, a limit of the wrong kind, a negative weight,
    a preference on what can only be required, a distance from the present location without one, a time from
    the staff's homes without these, and a requirement on ``building``, which follows from the building.
    """
    required = [each.criterion_id for each in request.requirements]
    preferred = [each.criterion_id for each in request.preferences]
    _check_ids(required)
    _check_ids(preferred)
    for requirement in request.requirements:
        _check_limit(CRITERION_BY_ID[requirement.criterion_id], requirement.limit)
    for preference in request.preferences:
        if preference.weight < 0:
            raise InputError("error.request.weight_negative", field=preference.criterion_id)
        if not CRITERION_BY_ID[preference.criterion_id].can_prefer:
            raise InputError(
                "error.request.not_a_preference",
                field=preference.criterion_id,
                criterion=preference.criterion_id,
            )
    asked = {*required, *preferred}
    if request.origin is None and asked & {"present_distance", "present_minutes"}:
        raise InputError("error.request.origin_missing", field="origin")
    if not request.staff_points and "staff_minutes" in asked:
        raise InputError("error.request.staff_points_missing", field="staff_points")
    if "building" in required:
        raise InputError("error.request.building_apart", field="building")


def _check_ids(criterion_ids: Sequence[str]) -> None:
    for criterion_id in criterion_ids:
        if criterion_id not in CRITERION_BY_ID:
            raise InputError(
                "error.request.criterion_unknown",
                field=criterion_id,
                criterion=criterion_id,
                accepted=", ".join(CRITERION_BY_ID),
            )
        if criterion_ids.count(criterion_id) > 1:
            raise InputError("error.request.criterion_twice", field=criterion_id, criterion=criterion_id)


def _check_limit(criterion: Criterion, limit: Limit) -> None:
    if not _is_usable(criterion, limit):
        raise InputError("error.request.limit_unusable", field=criterion.id, criterion=criterion.id)


def _is_usable(criterion: Criterion, limit: Limit) -> bool:
    if isinstance(limit, bool):
        return criterion.limit_kind is LimitKind.IS_TRUE or (criterion.limit_kind is LimitKind.NEED and limit)
    if criterion.limit_kind is LimitKind.ANY_OF:
        return isinstance(limit, tuple) and bool(limit) and all(isinstance(each, str) for each in limit)
    if criterion.unit not in _NUMBER_UNITS or not isinstance(limit, int):
        return False
    if criterion.unit == "category":
        return 1 <= limit <= len(CATEGORIES)
    return limit > 0 or (limit == 0 and criterion.limit_kind is LimitKind.AT_MOST)
