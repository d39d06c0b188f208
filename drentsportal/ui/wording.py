"""Small wordings that only the window needs: durations, limits and weights as short text."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from drentsportal.domain.cases.working_time import WORKING_DAY
from drentsportal.domain.match.criteria import CRITERION_BY_ID, LimitKind
from drentsportal.domain.match.distance import STRAIGHT
from drentsportal.domain.match.distance_words import NO_DETOUR, way_told
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.language.limit_words import amount_words, building_words, combining_words

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import Limit, LocationRequest, Requirement
    from drentsportal.domain.cases.deadline import ClockReading
    from drentsportal.language import Language

_MINUTE = timedelta(minutes=1)
_MINUTES_IN_HOUR = 60
IN_DAYS_FROM: Final = timedelta(days=2)
"""From here on a time is told in days and hours."""

COMBINING: Final = "combining"
"""The line that says which plots may be offered together."""


def duration(language: Language, time: timedelta) -> str:
    """Return a duration in hours and minutes, rounded down to the minute; below one in seconds."""
    if timedelta() < time < _MINUTE:
        return language.text("ui.duration_seconds", seconds=max(int(time.total_seconds()), 1))
    hours, minutes = divmod(max(time, timedelta()) // _MINUTE, _MINUTES_IN_HOUR)
    return language.text("ui.duration", hours=hours, minutes=minutes)


def days_duration(language: Language, time: timedelta) -> str:
    """Return a duration as ``duration`` does, from two days on in days and hours, rounded down."""
    return _in_days(language, time, timedelta(days=1), "ui.duration_days")


def working_duration(language: Language, time: timedelta) -> str:
    """Return working time as ``duration`` does, from 48 hours on in working days and hours, rounded down."""
    return _in_days(language, time, WORKING_DAY, "ui.duration_working_days")


def _in_days(language: Language, time: timedelta, day: timedelta, text_id: str) -> str:
    if time < IN_DAYS_FROM:
        return duration(language, time)
    days, rest = divmod(time, day)
    return language.text(text_id, days=days, hours=rest // timedelta(hours=1))


def clock_duration(language: Language, time: timedelta, clock: ClockReading) -> str:
    """Return a time of a clock as its rule counts: of elapsed hours 24 are a day, of working hours eight."""
    return days_duration(language, time) if clock.is_elapsed else working_duration(language, time)


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
            _asked_text(language, request, each),
        )
        for each in request.requirements
    ]
    if request.building is not None:
        lines.append(
            RequirementLine(
                "building",
                language.text("criterion.building"),
                building_words(language, "ui", request.building),
            )
        )
    order = {criterion_id: number for number, criterion_id in enumerate(CRITERION_BY_ID)}
    lines.sort(key=lambda each: order[each.criterion_id])
    if request.combines_plots:
        name = language.text("ui.limit.combining")
        lines.append(RequirementLine(COMBINING, name, combining_words(language, "ui", request.combining)))
    return tuple(lines)


def _asked_text(language: Language, request: LocationRequest, asked: Requirement) -> str:
    limit = limit_text(language, asked.criterion_id, asked.limit)
    return with_way(language, request, asked.criterion_id, limit)


def with_way(language: Language, request: LocationRequest, criterion_id: str, limit: str) -> str:
    """Add the detour factor to the text of a limit where a straight distance counts with one."""
    if criterion_id not in STRAIGHT or request.detour_percent == NO_DETOUR:
        return limit
    return language.text("ui.limit.detour", limit=limit, way=way_told(request.detour_percent))


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
    return amount_words(language, "ui", criterion, limit)


def _code_text(language: Language, criterion_id: str, code: str) -> str:
    if criterion_id == "municipality":
        return MUNICIPALITIES.get(code) or language.value(code, "name:region")
    return language.text(f"{criterion_id}.{code}")


def plain_limit(language: Language, criterion_id: str, limit: Limit) -> str:
    """Return a limit with its unit, without the sign or word that says which way it counts."""
    if CRITERION_BY_ID[criterion_id].unit == "day" and isinstance(limit, int) and not isinstance(limit, bool):
        return language.value(limit, "day")
    return limit_text(language, criterion_id, limit).lstrip("≥≤ \u2009\u202f\u00a0")
