"""What is known around a site as statements with source and date, for card and command line alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import Message, message
from drentsportal.domain.sites.site_surroundings import NEAREST_KINDS
from drentsportal.domain.source_names import without_line_references
from drentsportal.domain.vocabulary import LandmarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.sites.site_surroundings import (
        ClaimHere,
        GridHere,
        NearLandmark,
        ParkManagementHere,
        SiteSurroundings,
        ZoneOnSite,
    )
    from drentsportal.domain.sites.surroundings import GridSide, PlanZone
    from drentsportal.domain.values import PartialDate

_WHOLE: Final = 0.999
_ANSWERS: Final = {True: "yes", False: "no", None: "unknown"}


class AroundTopic(StrEnum):
    """The parts in which it is shown, in order."""

    SUPPLY = "supply"
    PLAN = "plan"
    GRID = "grid"
    NEAR = "near"
    MANAGEMENT = "management"
    REGION = "region"
    PHP = "php"


@dataclass(frozen=True, slots=True)
class AroundFact:
    """One statement; without ``as_of`` it says what is not known, or what follows from other statements."""

    topic: AroundTopic
    text: Message
    source: str = ""
    as_of: PartialDate | None = None
    is_unknown: bool = False
    link: str = ""


def around_facts(around: SiteSurroundings) -> tuple[AroundFact, ...]:
    """Tell everything that is known around a site, and of each topic at least that nothing is known.

    A workspace may hold sources that name lines of our transcripts, from sample data of before; they go.
    """
    facts = (
        *_supply(around),
        *_plan(around),
        *_grid(around.grid),
        *_near(around),
        *_management(around),
        *_regions(around),
        *_php(around),
    )
    return tuple(replace(each, source=without_line_references(each.source)) for each in facts)


def _unknown(topic: AroundTopic, text: Message | None = None) -> AroundFact:
    return AroundFact(topic, text or message(f"around.{topic.value}.unknown"), is_unknown=True)


def _supply(around: SiteSurroundings) -> Iterator[AroundFact]:
    if around.supply is None:
        return
    found, supply = around.supply
    text = message(
        f"around.supply.{found.value}",
        now_ha=supply.available_now_ha,
        later_ha=supply.available_later_ha,
    )
    yield AroundFact(AroundTopic.SUPPLY, text)


def _plan(around: SiteSurroundings) -> Iterator[AroundFact]:
    if not around.zones:
        yield _unknown(AroundTopic.PLAN)
    for each in around.zones:
        zone = each.zone
        yield AroundFact(AroundTopic.PLAN, _zone_text(each), zone.source, zone.as_of, link=zone.link)
    share = around.zoned_share
    if share is not None and share < _WHOLE:
        yield _unknown(AroundTopic.PLAN, message("around.plan.partial", share=1 - share))


def _zone_text(here: ZoneOnSite) -> Message:
    zone = here.zone
    name = " \u2013 ".join(part for part in (zone.plan_name, zone.zone_name) if part)
    rules = tuple(_rules(zone))
    if here.share is None:
        return message("around.plan.zone_at", name=name, rules=rules)
    return message("around.plan.zone", name=name, share=here.share, rules=rules)


def _rules(zone: PlanZone) -> Iterator[Message]:
    if zone.category_max is None:
        yield message("around.rule.category_unknown")
    elif zone.category_min is None:
        yield message("around.rule.category_to", most=zone.category_max)
    else:
        yield message("around.rule.category", least=zone.category_min, most=zone.category_max)
    if zone.max_height_m is None:
        yield message("around.rule.height_unknown")
    else:
        yield message("around.rule.height", height_m=zone.max_height_m)
    yield message(f"around.rule.web_shop_{_ANSWERS[zone.web_shop_allowed]}")
    yield message(f"around.rule.storage_{_ANSWERS[zone.storage_allowed]}")
    if zone.uses:
        yield message("around.rule.uses", uses=zone.uses)
    if zone.plan_phase is not None:
        yield message("around.rule.phase", phase=zone.plan_phase)


def _grid(grid: GridHere) -> Iterator[AroundFact]:
    found = grid.at_postcode
    if found is None:
        text = message("around.grid.absent", postcode=grid.postcode) if grid.postcode else None
        yield _unknown(AroundTopic.GRID, text)
        return
    for side, state in (("demand", found.demand), ("generation", found.generation)):
        known = ("state" if state is not None else "state_unknown") + ("_of_park" if grid.of_park else "")
        text = message(f"around.grid.{side}.{known}", state=state, postcode=found.postcode)
        yield AroundFact(AroundTopic.GRID, text, found.source, found.as_of, is_unknown=state is None)
    area = grid.area
    if area is None:
        return
    for side, said in (("demand", area.demand), ("generation", area.generation)):
        if _says_something(said):
            parts = tuple(_area_parts(said))
            text = message(f"around.grid.{side}.area", name=area.name, year=str(area.year), parts=parts)
            yield AroundFact(AroundTopic.GRID, text, area.source, area.as_of)


def _area_parts(side: GridSide) -> Iterator[Message]:
    """Tell queue, capacity left and year of relief, each also when it is unknown."""
    if side.capacity_in_queue_mw is None and side.requests_in_queue is None:
        yield message("around.grid.queue_unknown")
    else:
        yield message(
            "around.grid.queue", queue_mw=side.capacity_in_queue_mw, requests=side.requests_in_queue
        )
    if side.available_capacity_mw is not None:
        yield message("around.grid.available", available_mw=side.available_capacity_mw)
    if side.alleviation_year is None:
        yield message("around.grid.until_unknown")
    else:
        yield message("around.grid.until", until=str(side.alleviation_year))


def _says_something(side: GridSide) -> bool:
    return any(
        each is not None
        for each in (
            side.requests_in_queue,
            side.capacity_in_queue_mw,
            side.available_capacity_mw,
            side.alleviation_year,
        )
    )


def _near(around: SiteSurroundings) -> Iterator[AroundFact]:
    if around.measured_from_park:
        yield AroundFact(AroundTopic.NEAR, message("around.near.from_park"))
    for kind in NEAREST_KINDS:
        found = around.nearest.get(kind)
        if found is None:
            yield _unknown(AroundTopic.NEAR, message("around.near.unknown", kind=kind))
        else:
            landmark = found.landmark
            yield AroundFact(AroundTopic.NEAR, _near_text(found), landmark.source, landmark.as_of)


def _near_text(found: NearLandmark) -> Message:
    landmark = found.landmark
    said = {"kind": landmark.kind, "name": landmark.name or landmark.label, "distance_m": found.distance_m}
    if found.distance_m == 0:
        return message("around.near.inside", kind=said["kind"], name=said["name"])
    if landmark.kind is LandmarkKind.QUAY:
        if landmark.cemt_class:
            return message("around.near.quay", cemt=landmark.cemt_class, **said)
        return message("around.near.quay_unknown", **said)
    return message("around.near.known", **said)


def _management(around: SiteSurroundings) -> Iterator[AroundFact]:
    if not around.management:
        yield _unknown(AroundTopic.MANAGEMENT)
    for each in around.management:
        said = each.organisation
        text = _management_text(each)
        yield AroundFact(
            AroundTopic.MANAGEMENT, text, said.source, said.as_of, not each.is_certain, said.website
        )
        if each.contact is not None:
            contact = each.contact
            reach = ", ".join(part for part in (contact.telephone, contact.mail) if part)
            text = message("around.management.contact", function=contact.function, reach=reach or None)
            yield AroundFact(AroundTopic.MANAGEMENT, text, contact.source, contact.as_of)


def _management_text(here: ParkManagementHere) -> Message:
    said = here.organisation
    if not here.is_certain:
        return message("around.management.possible", name=said.name)
    if not said.benefits:
        return message("around.management.plain", name=said.name)
    return message("around.management.known", name=said.name, benefits=said.benefits)


def _regions(around: SiteSurroundings) -> Iterator[AroundFact]:
    if not around.regions:
        yield _unknown(AroundTopic.REGION)
    for each in around.regions:
        yield AroundFact(
            AroundTopic.REGION, message("around.region", name=each.name), each.source, each.as_of
        )


def _php(around: SiteSurroundings) -> Iterator[AroundFact]:
    if not around.claims:
        yield _unknown(AroundTopic.PHP)
    for each in around.claims:
        yield AroundFact(AroundTopic.PHP, _claim_text(each), each.claim.source, each.claim.as_of)


def _claim_text(here: ClaimHere) -> Message:
    claim, where = here.claim, "park" if here.names_this_park else "municipality"
    list_name = without_line_references(claim.list_name)
    return message(f"around.php.{where}", list_name=list_name, status=claim.status or None)
