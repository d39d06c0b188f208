"""Subjects of which everything is told: every attribute and choice, instruments, firmness, a real match."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from drentsportal.domain.asking.request import LocationRequest, Preference, Requirement
from drentsportal.domain.instruments.advisable import AdvisableInstrument
from drentsportal.domain.instruments.terms import Aspect
from drentsportal.domain.match.matching import match
from drentsportal.domain.message import message
from drentsportal.domain.sites.attributes import ValueType, attributes_of
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.compared_sites import (
    ComparedCell,
    ComparedRow,
    ComparedSite,
    ComparisonTable,
    Likeness,
    RowKind,
)
from drentsportal.services.documents import FactsheetSubject
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table
from tests.unit.reports.subjects import (
    IBIS,
    LIST,
    MADE_UTC,
    SURROUNDINGS,
    advice,
    candidate,
    card,
    instrument,
    park,
    site,
)

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.sites.attributes import AttributeSpec
    from drentsportal.services.documents import AdviceSubject

OLD = PartialDate(2015, 6)
LONG_NAME = (
    "Bedrijvenpark Zuidwolderhogeweg en Omstreken te Zuidwolderhogeweg, "
    "Fochteloërveensterwijkerend en Kolderveense Bovenboer"
)


def _value(spec: AttributeSpec, choice: int) -> object:
    """Return a value of an attribute; ``choice`` picks one of a closed list, or yes and no in turn."""
    if spec.choices:
        return spec.choices[choice % len(spec.choices)]
    if spec.id == "location_type":
        return ("B", "C1", "other")[choice % 3]
    return {
        ValueType.BOOLEAN: bool(choice % 2),
        ValueType.INTEGER: 1975,
        ValueType.REAL: 12.5,
        ValueType.DATE: "2027-03-01",
        ValueType.CATEGORY: "4.1",
        ValueType.TEXT_SET: "heavy_industry;logistics;own_segment",
    }.get(spec.type, f"{spec.id} {choice}")


def whole_sheet(kind: SiteKind, choice: int) -> FactsheetSubject:
    """Make a site of which everything is known, in part old and contradicted, on a park of its own."""
    known = {spec.id: Known(_value(spec, choice), LIST, OLD) for spec in attributes_of(kind)}
    known |= {"name": Known(LONG_NAME, IBIS, OLD), "municipality_code": Known("GM0114", LIST, OLD)}
    others = {"segments": (Known("logistics", IBIS, PartialDate(2022)),)}
    shape = shapely.box(260_100, 526_600, 260_300, 526_800)
    made = replace(site(kind, f"s{choice}", {}, **known), conflicts=others, geometry_rd=shape)
    return FactsheetSubject(made, (), park(), SURROUNDINGS, MADE_UTC, "D-2026-0041")


def empty_sheet() -> FactsheetSubject:
    """Make a park of which its name is known and nothing else."""
    return FactsheetSubject(site(SiteKind.PARK, "p0", {"name": "Leeg"}), (), None, SURROUNDINGS, MADE_UTC)


def whole_advice(*names: str) -> AdviceSubject:
    """Make an advice with an instrument, trials and a tipping weight, and what a match excludes."""
    aspect = message("instrument.aspect.size")
    asked = message("advice.instrument.asked", aspect=aspect, stated=(message("instrument.size.sme"),))
    found = AdvisableInstrument(instrument(), (asked,), (Aspect.SECTOR, Aspect.PLACE))
    subject = advice(names)
    tipping = message("firmness.tipping", criterion="price", weight=20, then=30, name=names[0])
    first = replace(subject.shortlist[0], trials=message("firmness.trials.some", count=86), tipping=tipping)
    outcome = ranked()
    return replace(
        subject,
        shortlist=(first, *subject.shortlist[1:]),
        instruments=(found,),
        unfit_count=2,
        rule=outcome.rule,
        rejections=tuple(outcome.rejection(each) for each in range(outcome.rejection_count)),
    )


def compared(*names: str) -> ComparisonTable:
    """Put parks side by side: every attribute, a requirement and a preference."""
    sites = tuple(
        ComparedSite(candidate(f"p{place}", name), park(name), card(place, name, 60, 70, 80))
        for place, name in enumerate(names, start=1)
    )
    rows = [
        ComparedRow(
            RowKind.ATTRIBUTE,
            spec.id,
            tuple(ComparedCell(Known(_value(spec, place), LIST, OLD)) for place, _ in enumerate(names)),
            tuple(Likeness)[order % len(Likeness)],
        )
        for order, spec in enumerate(attributes_of(SiteKind.PARK))
    ]
    cards = [each.card for each in sites if each.card is not None]
    for place, required in enumerate(cards[0].outcomes):
        cells = [each.outcomes[place] for each in cards]
        told = tuple(ComparedCell(each.value, each.statement, each.verdict, deviates=True) for each in cells)
        rows.append(ComparedRow(RowKind.REQUIREMENT, required.criterion_id, told, Likeness.DIFFERS))
    wishes = [each.contributions[0] for each in cards]
    told = tuple(ComparedCell(each.value, each.statement) for each in wishes)
    rows.append(ComparedRow(RowKind.PREFERENCE, wishes[0].criterion_id, told, Likeness.EQUAL))
    segments = {"own_segment": "Eigen"}
    rule = message("match.rejection_rule")
    return ComparisonTable(sites, tuple(rows), MADE_UTC, segments, "D-2026-0041", rule)


def ranked() -> MatchResult:
    """Match parks and plots: some qualify, of some something is open, some fail on several requirements."""
    parks = [
        {
            "id": f"p{place}",
            "name": f"Park {place}",
            "municipality_code": "GM0114" if place % 3 else "GM0106",
            "available_now_ha": float(place % 4),
            "category_main_max": 2 + place % 4,
            "segments": ("logistics", "heavy_industry")[place % 2],
            "reuse_class": ("reuse", "existing", "new")[place % 3],
        }
        for place in range(12)
    ]
    plots = [
        {"id": f"k{place}", "park_id": "p1", "name": f"K{place}", "status": "available", "area_m2": 12_000.0}
        for place in range(2)
    ]
    request = LocationRequest(
        title="Composiet",
        requirements=(
            Requirement("plot_area", 15_000),
            Requirement("category", 4),
            Requirement("municipality", ("GM0114",)),
            Requirement("segment", ("logistics",)),
            Requirement("height", 120),
            Requirement("price", 8_500),
        ),
        preferences=(Preference("plot_area", 3), Preference("reuse", 4), Preference("segment", 2)),
    )
    return match(request, site_table(parks=parks, plots=plots), (), PLAIN_PROFILE)
