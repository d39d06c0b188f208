"""Days for document tests, built by hand: parks in a row, a hall, names that attack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

import shapely

from drentsportal.domain.asking.request import Origin
from drentsportal.domain.day_route.day_plan import DayStop, plan_day
from drentsportal.domain.day_route.legs import leg_table
from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.day_people import met_at, partners
from drentsportal.services.day_subject import DayGround, DaySubject, DayVisit, DayWish
from drentsportal.services.documents import FactsheetSubject
from tests.unit.reports.subjects import MADE_UTC, SURROUNDINGS, park, plots, site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.roads.road_network import NetworkFacts

DAY = date(2026, 12, 3)
START = Origin("Emmen", 257_000, 533_000)
END = Origin("Assen", 234_000, 557_000)
ASKED = (message("day.asked.attribute", attribute=message("attribute.max_height_m")),)


def sheets(names: Sequence[str]) -> tuple[FactsheetSubject, ...]:
    """Make a park of each name, three kilometres apart; the first has plots, the last no values at all."""
    made = []
    for place, name in enumerate(names):
        shape = shapely.box(255_000 + 3_000 * place, 526_000, 255_600 + 3_000 * place, 526_400)
        own = replace(park(name), id=f"p{place}", geometry_rd=shape)
        made.append(FactsheetSubject(own, plots(6) if not place else (), None, SURROUNDINGS, MADE_UTC))
    bare = site(SiteKind.PARK, "kaal", {"name": names[-1]})
    last = replace(bare, geometry_rd=made[-1].site.geometry_rd)
    return (*made[:-1], replace(made[-1], site=last))


def day(
    *names: str,
    ends_by: time = time(17),
    end: Origin = START,
    roads: NetworkFacts | None = None,
    case_number: str | None = None,
) -> DaySubject:
    """Make a day along parks of these names, in their order; half an hour at each."""
    found = sheets(names)
    points = [each.site.geometry_rd.representative_point() for each in found if each.site.geometry_rd]
    places = [(257_000.0, 533_000.0), *((each.x, each.y) for each in points), (end.x_rd, end.y_rd)]
    road_s = None if roads is None else [[900] * len(places) for _ in places]
    legs = leg_table(places, road_s)
    ground = DayGround(START, end, tuple(each.site for each in found), (), legs, roads, 3)
    wish = DayWish(DAY, ends_by=ends_by, visit_minutes=30)
    plan = plan_day(wish.terms, [DayStop(row, 30) for row in range(1, len(names) + 1)], legs)
    visits = tuple(
        DayVisit(found[each.place - 1], met_at(found[each.place - 1], ()), ASKED) for each in plan.visits
    )
    return DaySubject(
        ground=ground,
        plan=plan,
        visits=visits,
        left_over=tuple(ground.sites[place - 1] for place in plan.left_over),
        partners=partners(SURROUNDINGS, ("GM0114",)),
        instruments=(),
        surroundings=SURROUNDINGS,
        made_at_utc=MADE_UTC,
        case_number=case_number,
    )
