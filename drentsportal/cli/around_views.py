"""What is known around a site, as a table and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.services.around_facts import around_facts

if TYPE_CHECKING:
    from drentsportal.cli.session import Session
    from drentsportal.domain.sites.site_surroundings import SiteSurroundings, ZoneOnSite
    from drentsportal.domain.sites.surroundings import GridSide
    from drentsportal.domain.values import PartialDate


def print_around(around: SiteSurroundings, session: Session) -> None:
    """Print every statement with its source and date."""
    session.print("cli.sites.around")
    rows = [
        (
            session.say(f"around.topic.{fact.topic.value}"),
            session.say(fact.text),
            fact.source,
            "" if fact.as_of is None else session.language.value(fact.as_of),
        )
        for fact in around_facts(around)
    ]
    names = ("topic", "statement", "source", "as_of")
    session.terminal.table([session.say(f"cli.sites.column.{name}") for name in names], rows)


def around_content(around: SiteSurroundings) -> dict[str, object]:
    """Write what is known around a site as data; lengths in m, shares from 0 to 1, capacities in MW."""
    return {
        "plan_zones": [_zone(each) for each in around.zones],
        "zoned_share": around.zoned_share,
        "grid": _grid(around),
        "nearest": {
            kind.value: {
                "id": each.landmark.id,
                "name": each.landmark.name,
                "distance_m": each.distance_m,
                "cemt_class": each.landmark.cemt_class or None,
                **_said(each.landmark.source, each.landmark.as_of),
            }
            for kind, each in around.nearest.items()
        },
        "measured_from_park": around.measured_from_park,
        "park_management": [
            {
                "id": each.organisation.id,
                "name": each.organisation.name,
                "is_certain": each.is_certain,
                "benefits": list(each.organisation.benefits),
                **_said(each.organisation.source, each.organisation.as_of),
            }
            for each in around.management
        ],
        "regions": [
            {"id": each.id, "name": each.name, **_said(each.source, each.as_of)} for each in around.regions
        ],
        "php": [
            {
                "list": each.claim.list_name,
                "status": each.claim.status or None,
                "names_this_park": each.names_this_park,
                **_said(each.claim.source, each.claim.as_of),
            }
            for each in around.claims
        ],
        "supply": None if around.supply is None else around.supply[0].value,
    }


def _zone(here: ZoneOnSite) -> dict[str, object]:
    zone = here.zone
    return {
        "id": zone.id,
        "plan_name": zone.plan_name,
        "zone_name": zone.zone_name,
        "share": None if here.share is None else round(here.share, 4),
        "category_min": zone.category_min,
        "category_max": zone.category_max,
        "max_height_m": zone.max_height_m,
        "uses": zone.uses or None,
        "web_shop_allowed": zone.web_shop_allowed,
        "storage_allowed": zone.storage_allowed,
        "plan_phase": zone.plan_phase.value if zone.plan_phase else None,
        **_said(zone.source, zone.as_of),
    }


def _grid(around: SiteSurroundings) -> dict[str, object]:
    found, area = around.grid.at_postcode, around.grid.area
    return {
        "indicative": True,
        "postcode": around.grid.postcode or None,
        "demand": found.demand.value if found and found.demand else None,
        "generation": found.generation.value if found and found.generation else None,
        **({} if found is None else _said(found.source, found.as_of)),
        "area": None
        if area is None
        else {
            "id": area.id,
            "year": area.year,
            "demand": _side(area.demand),
            "generation": _side(area.generation),
            **_said(area.source, area.as_of),
        },
    }


def _side(side: GridSide) -> dict[str, object]:
    return {
        "state": side.state.value if side.state else None,
        "requests_in_queue": side.requests_in_queue,
        "capacity_in_queue_mw": side.capacity_in_queue_mw,
        "available_capacity_mw": side.available_capacity_mw,
        "alleviation_year": side.alleviation_year,
    }


def _said(source: str, as_of: PartialDate) -> dict[str, object]:
    return {"source": source, "as_of": as_of.iso}
