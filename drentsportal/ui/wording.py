"""Small wordings that only the window needs: durations, limits and weights as short text."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from drentsportal.domain.criteria import CRITERION_BY_ID, LimitKind
from drentsportal.domain.vocabulary import MUNICIPALITIES

if TYPE_CHECKING:
    from drentsportal.domain.request import Limit
    from drentsportal.language import Language

_MINUTE = timedelta(minutes=1)
_MINUTES_IN_HOUR = 60


def duration(language: Language, time: timedelta) -> str:
    """Return a duration in hours and minutes, rounded down to the minute."""
    hours, minutes = divmod(max(time, timedelta()) // _MINUTE, _MINUTES_IN_HOUR)
    return language.text("ui.duration", hours=hours, minutes=minutes)


def sentence_case(text: str) -> str:
    """Return a word of the catalogue as it stands alone: with a capital."""
    return text[:1].upper() + text[1:]


def limit_text(language: Language, criterion_id: str, limit: Limit) -> str:
    """Return a limit with its sign and unit, as short as a list wants it."""
    criterion = CRITERION_BY_ID[criterion_id]
    if isinstance(limit, tuple):
        return ", ".join(_code_text(language, criterion_id, code) for code in limit)
    if criterion.limit_kind is LimitKind.IS_TRUE:
        return language.text("ui.limit.yes")
    if criterion.unit == "day" and isinstance(limit, int):
        return language.text("ui.limit.day", limit_on=date.fromordinal(limit))
    # People speak of a floor in square metres and of a plot in hectares.
    unit = "floor_m2" if criterion_id == "floor_area" else criterion.unit
    return language.text(f"ui.limit.{unit}.{criterion.limit_kind.value}", limit=limit)


def _code_text(language: Language, criterion_id: str, code: str) -> str:
    if criterion_id == "municipality":
        return MUNICIPALITIES.get(code) or language.value(code, "name:region")
    return language.text(f"{criterion_id}.{code}")
