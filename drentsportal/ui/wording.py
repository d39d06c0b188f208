"""Small wordings that only the window needs: durations, limits and weights as short text."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from drentsportal.domain.match.criteria import CRITERION_BY_ID, LimitKind
from drentsportal.domain.vocabulary import MUNICIPALITIES

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import Building, Combining, Limit, LocationRequest
    from drentsportal.language import Language

_MINUTE = timedelta(minutes=1)
_MINUTES_IN_HOUR = 60
_UNIT_OF: Final = {"floor_area": "floor_m2", "rent": "eurocent_m2_year"}
"""People speak of a floor in square metres and of a plot in hectares, and of rent by the year."""

COMBINING: Final = "combining"
"""The line that says which plots may be offered together."""


def duration(language: Language, time: timedelta) -> str:
    """Return a duration in hours and minutes, rounded down to the minute."""
    hours, minutes = divmod(max(time, timedelta()) // _MINUTE, _MINUTES_IN_HOUR)
    return language.text("ui.duration", hours=hours, minutes=minutes)


def sentence_case(text: str) -> str:
    """Return a word of the catalogue as it stands alone: with a capital."""
    return text[:1].upper() + text[1:]


class RequirementLine(NamedTuple):
    """One line of the list of requirements; ``criterion_id`` is ``combining`` for how plots are combined.

    That one says how areas are judged and is no criterion of its own: no count belongs to it.
    """

    criterion_id: str
    name: str
    limit: str


def requirement_lines(language: Language, request: LocationRequest) -> tuple[RequirementLine, ...]:
    """Return everything that is asked as requirement, building and combined plots included, in words."""
    lines = [
        RequirementLine(
            each.criterion_id,
            language.text(f"criterion.{each.criterion_id}"),
            limit_text(language, each.criterion_id, each.limit),
        )
        for each in request.requirements
    ]
    if request.building is not None:
        lines.append(
            RequirementLine(
                "building", language.text("criterion.building"), building_text(language, request.building)
            )
        )
    order = {criterion_id: number for number, criterion_id in enumerate(CRITERION_BY_ID)}
    lines.sort(key=lambda each: order[each.criterion_id])
    if request.combines_plots:
        name = language.text("ui.limit.combining")
        lines.append(RequirementLine(COMBINING, name, combining_text(language, request.combining)))
    return tuple(lines)


def building_text(language: Language, building: Building) -> str:
    """Return the sides of a building, and the strip to keep free where one is asked."""
    text_id = "ui.limit.building.strip" if building.setback_dm else "ui.limit.building"
    return language.text(
        text_id,
        width_dm=building.width_dm,
        depth_dm=building.depth_dm,
        setback_dm=building.setback_dm,
    )


def combining_text(language: Language, combining: Combining) -> str:
    """Return which adjoining plots may be offered together."""
    if combining.most_plots == 1:
        return language.text("ui.limit.combining.none")
    parts = [language.text("ui.limit.combining.plots", count=combining.most_plots)]
    if combining.gap_dm:
        parts.append(language.text("ui.limit.combining.gap", gap_dm=combining.gap_dm))
    if combining.same_seller_only:
        parts.append(language.text("ui.limit.combining.seller"))
    return ", ".join(parts)


def limit_text(language: Language, criterion_id: str, limit: Limit) -> str:
    """Return a limit with its sign and unit, as short as a list wants it; of a building its width."""
    criterion = CRITERION_BY_ID[criterion_id]
    if isinstance(limit, tuple):
        return ", ".join(_code_text(language, criterion_id, code) for code in limit)
    if criterion.limit_kind is LimitKind.NEED and limit is True:
        # Whether there is nitrogen room is all that can be asked; of the others the amount is not known.
        return language.text("ui.limit.needed" if criterion.unit == "class" else "ui.limit.need_unknown")
    if isinstance(limit, bool):
        return language.text("ui.limit.yes" if limit else "ui.limit.no")
    if criterion.unit == "day" and isinstance(limit, int):
        return language.text("ui.limit.day", limit_on=date.fromordinal(limit))
    unit = _UNIT_OF.get(criterion_id, criterion.unit)
    return language.text(f"ui.limit.{unit}.{criterion.limit_kind.value}", limit=limit)


def _code_text(language: Language, criterion_id: str, code: str) -> str:
    if criterion_id == "municipality":
        return MUNICIPALITIES.get(code) or language.value(code, "name:region")
    return language.text(f"{criterion_id}.{code}")


def plain_limit(language: Language, criterion_id: str, limit: Limit) -> str:
    """Return a limit with its unit, without the sign that says which way it counts."""
    return limit_text(language, criterion_id, limit).lstrip("≥≤ \u2009\u202f\u00a0")
