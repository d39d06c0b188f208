"""Subjects for document tests, built by hand: a park with plots, an advice, names that attack."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import shapely

from drentsportal.domain.asking.request import LocationRequest, Origin, Preference, RequestType, Requirement
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.instruments.instrument import Instrument
from drentsportal.domain.match.match_result import (
    Candidate,
    CheckKind,
    Contribution,
    Question,
    Rejection,
    Relaxation,
    RequirementOutcome,
    ScoreCard,
    Verdict,
)
from drentsportal.domain.message import message
from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.sites.site import ContactPoint, RestructuringClaim, Site
from drentsportal.domain.values import Attribute, Known, PartialDate, Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.documents import (
    AdviceClock,
    AdviceSite,
    AdviceSubject,
    FactsheetSubject,
    Surroundings,
)
from tests.unit.figures.scenery import AS_OF, LANDMARKS, MUNICIPALITIES, PARK

MADE_UTC = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
LIST = "Gemeente Emmen, kavelstaat"
IBIS = "IBIS-werklocaties (IPO)"
IBIS_DATE = PartialDate(2022, 1, 1)
POINT = 100_000_000

HOSTILE_NAMES = (
    "<script>alert(1)</script>",
    '=HYPERLINK("x")',
    "@SUM(1)",
    "#panic()",
    "*x* _y_ $z$ `q` \\u{41}",
    ("Lange naam " * 27).strip(),
    "Zonderspatie" * 25,
)

SURROUNDINGS = Surroundings(
    MUNICIPALITIES,
    LANDMARKS,
    (
        ContactPoint("c1", "GM0114", "Accountmanager", "Gemeente Emmen", "+31 000 000 001",
                     "emmen@bedrijvenportal.example", LIST, AS_OF),
        ContactPoint("c2", "province", "Schakelpunt vestiging", "Provincie Drenthe", "+31 000 000 002",
                     "schakelpunt@bedrijvenportal.example", LIST, AS_OF),
        ContactPoint("c3", "nom", "Accountmanager acquisitie", "NOM", "", "nom@bedrijvenportal.example",
                     LIST, AS_OF),
    ),
    (
        RestructuringClaim("municipality", "GM0114", "Lijst A", "gestart", "2013-2014", "KEI 2014",
                           PartialDate(2014)),
    ),
    {"logistics": "Logistiek"},
    3,
)  # fmt: skip


def site(kind: SiteKind, site_id: str, values: dict[str, object], **known: Attribute[object]) -> Site:
    """Make a site; ``values`` are of the gemeente's list, ``known`` gives whole attributes."""
    attributes: dict[str, Attribute[object]] = {spec.id: Unknown() for spec in attributes_of(kind)}
    attributes |= {name: Known(value, LIST, AS_OF) for name, value in values.items()}
    return Site(site_id, kind, attributes | known, PARK)


def park(name: str = "Bedrijvenpark A37") -> Site:
    """Make a park with conflicting, stale and unknown values."""
    made = site(
        SiteKind.PARK,
        "p1",
        {
            "name": name,
            "municipality_code": "GM0114",
            "segments": "logistics",
            "available_now_ha": 16.0,
            "plan_phase": "irrevocable",
            "category_main_max": 4,
            "reuse_class": "existing",
        },
        net_ha=Known(49.6, IBIS, IBIS_DATE),
        gross_ha=Known(88.0, IBIS, IBIS_DATE),
    )
    return replace(made, conflicts={"available_now_ha": (Known(34.7, IBIS, IBIS_DATE),)})


def plots(count: int, prefix: str = "A") -> tuple[Site, ...]:
    """Make plots of every status in turn, in a row."""
    statuses = ("available", "option", "reserved", "planned", "sold")
    made = []
    for place in range(count):
        values: dict[str, object] = {
            "name": f"{prefix}{place + 1}",
            "park_id": "p1",
            "municipality_code": "GM0114",
            "status": statuses[place % len(statuses)],
            "area_m2": 10_000 + 1_111 * place,
            "category_max": "4.2",
        }
        west = 260_020 + 90 * (place % 12)
        south = 526_550 + 150 * (place // 12)
        shape = shapely.box(west, south, west + 80, south + 120)
        made.append(replace(site(SiteKind.PLOT, f"p1-{place + 1}", values), geometry_rd=shape))
    return tuple(made)


def factsheet(name: str = "Bedrijvenpark A37", plot_count: int = 6) -> FactsheetSubject:
    """Make the subject of a park's factsheet, whose total is that of its free plots."""
    made, offered = park(name), plots(plot_count)
    free = [each.value("area_m2") for each in offered if each.value("status") == "available"]
    total_ha = sum(each for each in free if isinstance(each, int)) / 10_000
    told = {"available_now_ha": Known(total_ha, LIST, AS_OF)} if free else {}
    agreed = replace(made, attributes={**made.attributes, **told})
    return FactsheetSubject(agreed, offered, None, SURROUNDINGS, MADE_UTC)


def candidate(site_id: str, name: str) -> Candidate:
    """Make a candidate in Emmen."""
    return Candidate(site_id, SiteKind.PARK, name, "GM0114")


def card(rank: int, name: str, low: int, point: int, high: int) -> ScoreCard:
    """Make a ranked candidate with one requirement that fits and one that is open."""
    area = RequirementOutcome(
        "plot_area",
        15_000,
        Verdict.FITS,
        message("doc.map.boundary.park"),
        Known(24_000, LIST, AS_OF),
    )
    question = Question("height", CheckKind.UNKNOWN, message("doc.sheet.name"), "GM0114")
    height = RequirementOutcome("height", 120, Verdict.CHECK, message("doc.value.ask"), Unknown(), question)
    wish = Contribution(
        "price", 10_000, low * POINT, point * POINT, high * POINT, message("word.yes"),
        Known(6_500, IBIS, IBIS_DATE),
    )  # fmt: skip
    made = candidate(f"p{rank}", name)
    return ScoreCard(rank, made, low * POINT, point * POINT, high * POINT, (area, height), (wish,))


def rejection(name: str) -> Rejection:
    """Make an excluded candidate with one failing requirement and its smallest change."""
    failing = RequirementOutcome(
        "plot_area", 15_000, Verdict.FAILS, message("word.no"), Known(9_000, LIST, AS_OF)
    )
    change = Relaxation("plot_area", 15_000, 9_000, message("doc.advice.no_questions"))
    return Rejection(candidate("p9", name), (failing,), (change,))


def advice(names: tuple[str, ...] = ("Bargermeer", "Pollux"), **changes: object) -> AdviceSubject:
    """Make the subject of an advice on the named parks."""
    received = MADE_UTC - timedelta(hours=22, minutes=25)
    chosen = tuple(
        AdviceSite(replace(park(name), id=f"p{rank}"), card(rank, name, 70 - rank, 75 - rank, 80 - rank), ())
        for rank, name in enumerate(names, start=1)
    )
    subject = AdviceSubject(
        number="D-2026-0041",
        channel=RequestChannel.NOM,
        clock=AdviceClock(received, None, received + timedelta(hours=24), MADE_UTC, MADE_UTC - received),
        request=LocationRequest(
            "Composietverwerker",
            RequestType.MOVE,
            sector="composietdelen",
            staff_count=65,
            origin=Origin("Nieuw-Amsterdam", 256_000, 526_000),
            requirements=(
                Requirement("plot_area", 15_000),
                Requirement("floor_area", 1_500),
                Requirement("category", 4),
                Requirement("municipality", ("GM0114", "zuid_drenthe")),
                Requirement("available_by", date(2027, 6, 1).toordinal()),
                Requirement("price", 8_500),
                Requirement("park_management", limit=True),
            ),
            preferences=(Preference("price", 1),),
        ),
        shortlist=chosen,
        others=(card(len(names) + 1, "Leeuwerikenveld II", 40, 45, 50),),
        rejections=(rejection("Tweeling-Oost"),),
        rejection_count=7,
        rule=message("doc.advice.score_note"),
        instruments=(),
        surroundings=SURROUNDINGS,
        attachments=names,
    )
    return replace(subject, **changes)  # type: ignore[arg-type] # each test gives the right type


def instrument(name: str = "Ontwikkelkrediet") -> Instrument:
    """Make a confirmed instrument."""
    return Instrument(
        "ok", name, "MKB Fonds Drenthe", "mkb", 100_000, None, "", PartialDate(2014), None,
        "vanaf 2014", "MKB-Actieprogramma 2014-2015", PartialDate(2014), date(2026, 10, 1),
    )  # fmt: skip
