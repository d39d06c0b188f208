"""The stops of a day in words: number, name, from when till when, and the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.day_route.day_plan import DayPartKind
from drentsportal.domain.day_route.legs import LegBasis
from drentsportal.services.day_subject import clock_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from drentsportal.domain.day_route.day_plan import DayPlan
    from drentsportal.language import Language
    from drentsportal.services.day_subject import DayGround


def clock_text(language: Language, at_utc: datetime) -> str:
    """Return a moment as a time of day in the Netherlands."""
    return language.text(clock_words(at_utc.astimezone(DUTCH_TIME).time()))


def day_rows(
    language: Language,
    ground: DayGround,
    order: Sequence[str],
    plan: DayPlan | None,
    fixed: Mapping[str, str] | None = None,
) -> list[tuple[str, str]]:
    """Return a stop as its id and its words; one that does not fit in the day says so.

    ``fixed`` says by site id which stop is to be ``first`` or ``last``.
    """
    times = {} if plan is None else _times(language, ground, plan)
    names = {each.id: each.name for each in ground.sites}
    late = language.text("ui.day.does_not_fit") if plan is not None else ""
    found = []
    for number, site_id in enumerate(order, start=1):
        end = (fixed or {}).get(site_id, "")
        told = times.get(site_id, late) + (language.text(f"ui.day.fixed.{end}") if end else "")
        found.append((site_id, language.text("ui.day.row", number=number, name=names[site_id], told=told)))
    return found


def _times(language: Language, ground: DayGround, plan: DayPlan) -> dict[str, str]:
    told: dict[str, str] = {}
    way = ""
    for part in plan.parts:
        if part.leg is not None:
            minutes = (part.ends_at_utc - part.begins_at_utc).seconds // 60
            key = "ui.day.way" if part.leg.basis is LegBasis.ROADS else "ui.day.way_estimated"
            way = language.text(key, minutes=minutes)
        site = ground.site_at(part.place)
        if part.kind is DayPartKind.VISIT and site is not None:
            begins, ends = (clock_text(language, each) for each in (part.begins_at_utc, part.ends_at_utc))
            told[site.id] = language.text("ui.day.times", begins=begins, ends=ends, way=way)
            way = ""
    return told
