"""What a fact-finding day is made of: the sites, the way between them, whom one meets, and what is asked.

Nothing internal has a place here: no company name, no title of a case, no note. Whom one meets are functions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.day_route.best_order import best_order
from drentsportal.domain.day_route.day_plan import DayStop, DayTerms, Pause, plan_day
from drentsportal.domain.message import message
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.asking.request import Origin
    from drentsportal.domain.day_route.day_plan import DayPlan
    from drentsportal.domain.day_route.legs import LegTable
    from drentsportal.domain.instruments.advisable import AdvisableInstrument
    from drentsportal.domain.message import Message
    from drentsportal.domain.roads.road_network import NetworkFacts
    from drentsportal.domain.sites.site import ContactPoint, Site
    from drentsportal.services.documents import FactsheetSubject, Surroundings
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument

STARTS_AT: Final = time(9)
ENDS_BY: Final = time(17)
VISIT_MINUTES: Final = 45
PAUSE: Final = Pause(time(12, 30), 45)
"""What a day is where nobody said otherwise; own choices."""


class DayRole(StrEnum):
    """What a function is to the day."""

    MUNICIPALITY = "municipality"
    PARK_MANAGER = "park_manager"
    GRID = "grid"
    NOM = "nom"
    PROVINCE = "province"


def clock_words(at: time) -> Message:
    """Return a time of day as each language writes it."""
    return message("day.clock", hour=f"{at.hour:02d}", minute=f"{at.minute:02d}")


@dataclass(frozen=True, slots=True)
class DayFunction:
    """A function that one meets or can call; ``contact`` is ``None`` where nobody is known.

    ``name`` is the gemeente or organisation where that is known; ``is_absent`` where the park has no park
    management, so that nobody is missing.
    """

    role: DayRole
    name: str
    contact: ContactPoint | None
    is_absent: bool = False


@dataclass(frozen=True, slots=True)
class DayVisit:
    """A stop as it is told: its site, whom to invite, and all that is asked (messages), the weightiest first.

    ``is_of_case`` where a case asks it; else it is what is unknown or old of what one mostly wants to know.
    """

    sheet: FactsheetSubject
    people: tuple[DayFunction, ...]
    asked: tuple[Message, ...]
    is_of_case: bool = False

    @property
    def site(self) -> Site:
        """The site that is visited."""
        return self.sheet.site


@dataclass(frozen=True, slots=True)
class DayWish:
    """How a day is to go. ``visits`` are minutes by site id where a visit differs from the others."""

    on: date
    starts_at: time = STARTS_AT
    ends_by: time = ENDS_BY
    visit_minutes: int = VISIT_MINUTES
    visits: Mapping[str, int] = field(default_factory=dict)
    pause: Pause | None = PAUSE

    @property
    def terms(self) -> DayTerms:
        """The bounds of the day."""
        return DayTerms(self.on, self.starts_at, self.ends_by, self.pause)


@dataclass(frozen=True, eq=False)
class DayGround:
    """The chosen sites and the way between them, read once; order and times follow without reading anew.

    ``sites`` are those of which the place is known; ``unplaced`` cannot be routed. ``roads`` is the network
    behind the times, ``None`` where all of them are estimates. The table of ways has the start first, then
    ``sites``, then the end. ``shapes`` are where ``sites`` lie (EPSG:28992): a plot
    without a drawing lies in its park.
    """

    start: Origin
    end: Origin
    sites: tuple[Site, ...]
    unplaced: tuple[Site, ...]
    legs: LegTable
    roads: NetworkFacts | None
    data_version: int
    shapes: tuple[BaseGeometry | None, ...] = ()

    def best(self, first: str = "", last: str = "") -> tuple[str, ...]:
        """Return the site ids in the order of the least travel, with a fixed first and last where given.

        Raises ``InputError`` for too many sites, and for a first or last that is not among them.
        """
        places = [self._place(each) if each else None for each in (first, last)]
        return tuple(self.sites[place - 1].id for place in best_order(self.legs, *places))

    def plan(self, order: Sequence[str], wish: DayWish) -> DayPlan:
        """Give the times of a day in an order of site ids; errors as ``plan_day``."""
        stops = [DayStop(self._place(each), wish.visits.get(each, wish.visit_minutes)) for each in order]
        return plan_day(wish.terms, stops, self.legs)

    def shape_of(self, site_id: str) -> BaseGeometry | None:
        """Return where a site of this day lies (EPSG:28992)."""
        place = self._place(site_id)
        return self.shapes[place - 1] if self.shapes else self.sites[place - 1].geometry_rd

    def site_at(self, place: int) -> Site | None:
        """Return the site at a place of the table, ``None`` for the start and the end."""
        return self.sites[place - 1] if 0 < place <= len(self.sites) else None

    def name_at(self, place: int) -> str:
        """Return the name of a place of the table."""
        site = self.site_at(place)
        if site is not None:
            return site.name
        return self.end.label if place else self.start.label

    def _place(self, site_id: str) -> int:
        for place, site in enumerate(self.sites, start=1):
            if site.id == site_id:
                return place
        raise InputError("error.day.not_chosen", field="site", site=site_id)


@dataclass(frozen=True, slots=True)
class DaySubject:
    """One day as its papers tell it; ``visits`` stand in the order of ``plan.visits``.

    ``left_over`` no longer fit in the day. ``partners`` are functions that belong to no stop.
    """

    ground: DayGround
    plan: DayPlan
    visits: tuple[DayVisit, ...]
    left_over: tuple[Site, ...]
    partners: tuple[DayFunction, ...]
    instruments: tuple[AdvisableInstrument, ...]
    surroundings: Surroundings
    made_at_utc: datetime
    case_number: str | None = None


@dataclass(frozen=True, slots=True)
class DayTarget:
    """Where the papers of a day go, in which style (``None``: that of the settings), and for which case."""

    folder: Path
    case_number: str | None = None
    style: DocumentStyle | None = None


@dataclass(frozen=True, slots=True)
class MadeDay:
    """The papers of a day, and what a person must know of it before sending them (messages)."""

    documents: tuple[MadeDocument, ...]
    subject: DaySubject
    notices: tuple[Message, ...]
