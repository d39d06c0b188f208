"""The message ids and parameters with which outcomes, questions and contributions are told.

No sentence stands here: each function picks an id of the families ``requirement.``, ``question.`` and
``preference.`` and gives it values in exact units, for the catalogue to word. What would let an excluded
candidate in is worded by ``rejection_words``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.match.building_area import ground_needed_m2
from drentsportal.domain.match.criteria import UNIT_SUFFIX, LimitKind
from drentsportal.domain.match.distance import DRIVE_TIMES, STRAIGHT
from drentsportal.domain.match.distance_words import reading_told, way_told
from drentsportal.domain.match.match_result import CheckKind, Verdict
from drentsportal.domain.match.offer_columns import Basis
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.match.requirements import TOTALS, as_number
from drentsportal.domain.message import Message, MessageParam, message
from drentsportal.domain.vocabulary import CATEGORIES, main_category

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import Building, Limit, Preference
    from drentsportal.domain.match.criteria import Criterion
    from drentsportal.domain.match.readings import Reading


def requirement_statement(
    criterion: Criterion, limit: Limit, verdict: Verdict, kind: CheckKind | None, read: Reading
) -> Message:
    """Tell the outcome of one requirement; of a limit on gemeenten the regions are resolved."""
    if verdict is Verdict.CHECK and kind is not None:
        variant = f"check_{_check_variant(criterion, kind, read)}"
        variant += _when(read) if kind is CheckKind.TOTAL_ONLY else ""
    elif verdict is Verdict.FAILS and read.offered_m2 is not None:
        variant = f"fails_by_area_{_OFFERED[read.offer_kind]}"
    elif verdict is Verdict.FAILS:
        variant = _fails_variant(criterion, limit, read)
    elif read.building is not None:
        variant = "fits_with_strip" if read.building.setback_dm else "fits_by_size"
    else:
        variant = _fits_variant(criterion, limit, read)
    params = _params(criterion, limit, read)
    if criterion.id in STRAIGHT:
        params["counted"] = reading_told(read, verdict, in_metres=variant.endswith("_narrowly"))
    said = message(f"requirement.{read.told_as}.{variant}", **params)
    return said if limit is False else _with_map(said, "requirement", read)


def question(criterion: Criterion, limit: Limit, kind: CheckKind, read: Reading, name: str) -> Message:
    """Word what must be asked, about the site called ``name``."""
    variant = _check_variant(criterion, kind, read)
    asked = message(f"question.{read.told_as}.{variant}", name=name, **_params(criterion, limit, read))
    return _with_map(asked, "question", read)


def _with_map(said: Message, family: str, read: Reading) -> Message:
    """Add what the capacity map of the grid says of the place: indicative, it never decides."""
    grid = read.grid
    state = None
    if grid is not None:
        state = grid.demand if read.criterion_id == "grid_demand" else grid.generation
    if grid is None or state is None:
        return said
    return message(
        f"{family}.grid_map",
        said=said,
        state=state,
        postcode=grid.postcode,
        source=grid.source,
        as_of=grid.as_of,
    )


def preference_statement(criterion: Criterion, preference: Preference, read: Reading) -> Message:
    """Tell what a preference looked at."""
    params = _value_params(criterion, read)
    if read.sure_ids is not None and read.basis is not Basis.UNKNOWN:
        if criterion.id == "regional_profile":
            return _accent(read)
        if read.is_contradicted:
            return _with_map(message(f"preference.{criterion.id}.contradicted"), "requirement", read)
        params["ids"] = read.possible_ids or read.sure_ids
        if preference.target:
            params["wanted"] = preference.target
        return message(f"preference.{criterion.id}.known", **params)
    variant = _preference_variant(criterion, read)
    return message(f"preference.{read.told_as}.{variant}", **({} if variant in _PLAIN else params))


def _preference_variant(criterion: Criterion, read: Reading) -> str:
    if read.basis in {Basis.UNKNOWN, Basis.NOT_COMPUTED, Basis.STATUS, Basis.NOT_APPLICABLE}:
        return read.basis.name.lower()
    if read.basis in {Basis.TOTAL, Basis.TOTAL_LATER} and criterion.id == "plot_area":
        return f"total{_when(read)}"
    if read.low != read.high:
        return "range"
    if criterion.limit_kind is LimitKind.IS_TRUE:
        return "yes" if read.low else "no"
    return "known"


_PLAIN: Final = frozenset({"unknown", "not_computed", "status", "not_applicable", "yes", "no"})
"""Variants that tell no figure."""


def _accent(read: Reading) -> Message:
    """Tell the regional class and the rules that fired."""
    is_accent = "accent" in (read.sure_ids or ())
    variant = ("accent" if is_accent else "none") + ("_by_rule" if read.rules else "")
    return message(f"preference.regional_profile.{variant}", rules=read.rules)


def _fails_variant(criterion: Criterion, limit: Limit, read: Reading) -> str:
    narrowly = "_narrowly" if _misses_narrowly(criterion, limit, read) else ""
    if read.basis in TOTALS:
        return f"fails_total{_when(read)}{narrowly}"
    if read.basis is Basis.MAIN_CATEGORY:
        return "fails_main"
    if criterion.id == "category" and (read.high is None or as_number(limit) <= read.high):
        return "fails_minimum"
    if criterion.id == "plot_area" and read.basis in {Basis.COMBINED, Basis.ADJOINING}:
        return f"fails_combination{narrowly}"
    if read.told_as == "plot_area" and read.is_apart and read.offer_kind is OfferKind.PLOT:
        return f"fails_apart{narrowly}"
    return f"fails{narrowly}"


_OFFERED: Final = {
    OfferKind.TOTAL: "total",
    OfferKind.TOTAL_LATER: "total_later",
    OfferKind.PLOT: "plot",
    OfferKind.PLANNED_PLOT: "plot",
    OfferKind.COMBINATION: "plots",
}
"""What an area is told of, that a building does not fit on."""


def _misses_narrowly(criterion: Criterion, limit: Limit, read: Reading) -> bool:
    """Whether value and limit may read the same in km, ha or minutes, so that both are told more finely."""
    if criterion.unit not in {"m", "m2", "s"} or criterion.id == "floor_area":
        return False
    bound = read.low if criterion.limit_kind is LimitKind.AT_MOST else read.high
    return bound is not None and abs(bound - as_number(limit)) < criterion.step


def _fits_variant(criterion: Criterion, limit: Limit, read: Reading) -> str:
    if limit is False:
        return "fits_not_required"
    if read.basis is Basis.STATUS:
        return "fits_at_once"
    adjoins = criterion.id == "plot_area" and read.basis is Basis.ADJOINING
    if adjoins or (criterion.id == "expansion_area" and read.plots):
        return "fits_adjoining"
    if criterion.id == "supply" and read.basis in {Basis.TOTAL, Basis.TOTAL_LATER}:
        return f"fits_total{_when(read)}"
    return "fits"


def _when(read: Reading) -> str:
    """Tell of a total whether it is of what can be had later, or of now and later in all."""
    if read.basis is not Basis.TOTAL_LATER or read.column_id != "plot_area":
        return ""
    return "_later" if read.is_later_only else "_in_all"


def _check_variant(criterion: Criterion, kind: CheckKind, read: Reading) -> str:
    if kind is CheckKind.COMBINATION and criterion.id == "plot_area" and read.of_one_seller:
        return "combination_of_one_seller"
    if kind is not CheckKind.UNKNOWN:
        return kind.value
    if criterion.id == "category" and read.high is not None and read.basis is not Basis.MAIN_CATEGORY:
        return "minimum"
    is_bounded = criterion.unit in {"day", "eurocent_m2"} or read.told_as == "existing_building"
    if is_bounded and read.basis is not Basis.UNKNOWN:
        return "between"
    return kind.value


def _params(criterion: Criterion, limit: Limit, read: Reading) -> dict[str, MessageParam]:
    params = _value_params(criterion, read)
    if criterion.id in {"housing", "supply"}:
        params["wanted"] = limit
    elif criterion.limit_kind is LimitKind.NEED:
        params["need"] = _need(criterion, limit)
    elif isinstance(limit, tuple):
        params["wanted"] = limit
        params["ids"] = read.possible_ids
    elif not isinstance(limit, bool):
        if criterion.id == "building":
            params["building"] = _building_told(as_number(limit), read.building)
            if read.building is not None and read.offered_m2 is not None:
                params["offered_m2"] = read.offered_m2
                params["needs"] = _ground_told(read.building)
        params[f"limit_{UNIT_SUFFIX[criterion.unit]}"] = limit
    return params


def _building_told(width_dm: int, building: Building | None) -> Message:
    """Tell a building by its sides and the strip around it; by its width where no more is asked."""
    if building is None:
        return message("building.width", width_dm=width_dm)
    variant = "building.sides_with_strip" if building.setback_dm else "building.sides"
    return message(variant, width_dm=width_dm, depth_dm=building.depth_dm, strip_dm=building.setback_dm)


def _ground_told(building: Building) -> Message:
    """Tell the ground that a building takes, with the strip around it where one is asked."""
    variant = "building.ground_with_strip" if building.setback_dm else "building.ground"
    return message(variant, needed_m2=ground_needed_m2(building))


def _need(criterion: Criterion, limit: Limit) -> Message:
    """Tell how much is needed, or that nobody said how much."""
    if isinstance(limit, bool):
        return message("need.unstated")
    suffix = UNIT_SUFFIX[criterion.unit]
    return message(f"need.{suffix}", **{f"amount_{suffix}": limit})


def _value_params(criterion: Criterion, read: Reading) -> dict[str, MessageParam]:
    suffix = UNIT_SUFFIX.get(criterion.unit)
    if suffix is None or criterion.limit_kind is LimitKind.NEED:
        return {}
    params: dict[str, MessageParam] = {f"low_{suffix}": read.low, f"high_{suffix}": read.high}
    if read.plots:
        params["plots"] = read.plots
    if read.building is not None:
        params["depth_dm"], params["strip_dm"] = read.building.depth_dm, read.building.setback_dm
    if criterion.id in STRAIGHT:
        params["way"], params["counted"] = way_told(read.travel.detour_percent), reading_told(read)
    if criterion.id in DRIVE_TIMES:
        vehicle = Vehicle.CAR if criterion.id == "staff_minutes" else read.travel.vehicle
        params["way"] = message("way.road", vehicle=vehicle)
    if criterion.id == "category":
        params["minimum_category"] = read.minimum
        params["main"] = None if read.high is None else _main_number(read.high)
    return params


def _main_number(rank: int) -> int:
    return main_category(CATEGORIES[rank - 1])
