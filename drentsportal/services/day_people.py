"""Whom one meets on a fact-finding day, and what one asks there: functions and values, never persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.firmness.whom_to_ask import GRID_SCOPE
from drentsportal.domain.message import message
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID
from drentsportal.domain.sites.site_surroundings import management_of, park_of
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.day_subject import DayFunction, DayRole
from drentsportal.services.stated_park import stated_municipality

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.sites.surroundings import ParkManagementOrganisation
    from drentsportal.services.documents import FactsheetSubject, Surroundings

_ASKED: Final = {
    SiteKind.PARK: (
        "available_now_ha",
        "price_min_eur_m2",
        "category_main_max",
        "max_height_m",
        "plan_name",
        "scarcity_grid",
        "park_management",
        "broadband",
    ),
    SiteKind.PLOT: ("status", "price_eur_m2", "category_max", "max_height_m", "plan_name", "seller"),
    SiteKind.PREMISES: ("floor_area_m2", "rent_eur_m2_year", "available_from", "category_max", "ownership"),
}
"""What an ondernemer wants to know of a site: asked on the spot where it is unknown or old; own choice."""


def met_at(
    sheet: FactsheetSubject, organisations: Iterable[ParkManagementOrganisation]
) -> tuple[DayFunction, ...]:
    """Return the functions of a stop: of its gemeente, and of the management of its park."""
    around = sheet.surroundings
    code = municipality_of(sheet)
    gemeente = DayFunction(
        DayRole.MUNICIPALITY, around.municipality_name(code), around.contact(code) if code else None
    )
    park = park_of(sheet.site, sheet.park)
    if park is None:
        return (gemeente,)
    return (gemeente, *_managers(park, around, organisations))


def municipality_of(sheet: FactsheetSubject) -> str:
    """Return the CBS code of the gemeente of a site, that of its park where the site does not tell."""
    return stated_municipality(sheet.site, sheet.park) or ""


def _managers(
    park: Site, around: Surroundings, organisations: Iterable[ParkManagementOrganisation]
) -> tuple[DayFunction, ...]:
    contact = around.contact(f"park:{park.id}")
    if contact is not None:
        return (DayFunction(DayRole.PARK_MANAGER, contact.organisation, contact),)
    here = [each for each in management_of(park, organisations, around.contacts) if each.is_certain]
    if here:
        return tuple(DayFunction(DayRole.PARK_MANAGER, each.organisation.name, each.contact) for each in here)
    named = park.value("park_management_organisation")
    name = named if isinstance(named, str) else ""
    absent = park.value("park_management") is False and not name
    known = around.contact(f"pmo:{name}") if name else None
    return (DayFunction(DayRole.PARK_MANAGER, name, known, is_absent=absent),)


def partners(around: Surroundings, codes: Sequence[str]) -> tuple[DayFunction, ...]:
    """Return who else can be called: the province, the NOM, and the grid operators of the gemeenten."""
    found = [
        DayFunction(DayRole.PROVINCE, "", around.contact("province")),
        DayFunction(DayRole.NOM, "", around.contact("nom")),
    ]
    operators = {
        None if contact is None else contact.id: contact
        for contact in (around.contact(f"{GRID_SCOPE}:{code}", GRID_SCOPE) for code in codes)
    }
    return (*found, *(DayFunction(DayRole.GRID, "", contact) for contact in operators.values()))


def unknown_at(site: Site, today: date) -> tuple[Message, ...]:
    """Return what to ask at a site of which no question of a case is known: what is unknown or old."""
    asked = tuple(
        message("day.asked.attribute", attribute=message(f"attribute.{each}"))
        for each in _ASKED[site.kind]
        if not isinstance(site.attribute(each), Known)
    )
    old = tuple(
        message("day.asked.old", attribute=message(f"attribute.{each}"))
        for each in _ASKED[site.kind]
        if _is_old(site, each, today)
    )
    return (*asked, *old)


def _is_old(site: Site, attribute_id: str, today: date) -> bool:
    known, longest = site.attribute(attribute_id), ATTRIBUTE_BY_ID[attribute_id].max_age_days
    return isinstance(known, Known) and longest is not None and known.as_of.age_days(today) > longest
