"""Sites, a card, a comparison and an import report, built by hand for the tests of the site panels."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from drentsportal.domain.match.match_result import Candidate, ScoreCard, Verdict
from drentsportal.domain.merge.delivery import AreaTotals, ImportReport, RowIssue, RowOutcome
from drentsportal.domain.message import message
from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.sites.site import ContactPoint, RestructuringClaim, Site
from drentsportal.domain.values import Known, PartialDate, Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.paths import resources_dir
from drentsportal.services.compared_sites import (
    ComparedCell,
    ComparedRow,
    ComparedSite,
    ComparisonTable,
    Likeness,
    RowKind,
)
from drentsportal.services.documents import FactsheetSubject, Surroundings
from drentsportal.ui.fonts import use_inter
from drentsportal.ui.models.site_rows import Availability, SiteRow
from drentsportal.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from drentsportal.domain.values import Attribute

SEGMENTS = {"logistics": "Logistiek", "mixed": "Regulier gemengd"}
NOW_UTC = datetime(2026, 11, 20, 9, 40, tzinfo=UTC)
IBIS = "IBIS 2022"
FRESH = PartialDate(2026, 11, 1)
OLD = PartialDate(2022)
HOSTILE = "<b>Park</b> & zoon"


def themed(app: QApplication, name: str = "light") -> Theme:
    """Give the application the look of the window."""
    made = Theme(resources_dir() / "theme" / "window.qss", name)
    # Styling every widget anew takes a second; what the last test left is as good.
    if app.property("look") != name or not app.styleSheet():
        use_inter(app)
        made.apply(app)
        app.setProperty("look", name)
    return made


def site_row(site_id: str, name: str, **given: object) -> SiteRow:
    """Make a park in Emmen that states everything, but for what is given."""
    values: dict[str, object] = {
        "kind": SiteKind.PARK,
        "municipality_code": "GM0114",
        "segments": ("logistics",),
        "gross_ha": 10.0,
        "available_now_ha": 1.0,
        "available_later_ha": 0.0,
        "category_main_max": 4,
        "source": IBIS,
        "as_of": FRESH,
        "age_days": 19,
        "rin": None,
        "availability": frozenset({Availability.NOW}),
    }
    return SiteRow(id=site_id, name=name, **(values | given))  # type: ignore[arg-type]  # checked by the names


def rows() -> tuple[SiteRow, ...]:
    """Give four sites of which each differs in one way from the others."""
    nothing = frozenset({Availability.NONE})
    unknown = frozenset({Availability.UNKNOWN})
    return (
        site_row("p1", "Bargermeer", gross_ha=600.0, available_now_ha=23.3, rin="454"),
        site_row(
            "p2",
            HOSTILE,
            municipality_code="GM0106",
            available_now_ha=0.0,
            age_days=1700,
            availability=nothing,
        ),
        site_row(
            "p3",
            "De Wieken",
            segments=(),
            gross_ha=None,
            available_now_ha=None,
            category_main_max=None,
            age_days=None,
            availability=unknown,
        ),
        site_row("v1", "Hal", kind=SiteKind.PREMISES, gross_ha=None, segments=("mixed",), age_days=400),
    )


def make_site(site_id: str, kind: SiteKind, **values: object) -> Site:
    """Make a site of which only the given values are known, from IBIS of 1 November 2026."""
    known: dict[str, Attribute[object]] = {
        spec.id: Known(values[spec.id], IBIS, FRESH) if spec.id in values else Unknown()
        for spec in attributes_of(kind)
    }
    return Site(site_id, kind, known, None)


def claims() -> tuple[RestructuringClaim, ...]:
    """Give two lists: both name Emmen, only the second names Hoogeveen."""
    named = {"Lijst A (jaar)": ("GM0114",), "Lijst B (jaar)": ("GM0114", "GM0118")}
    return tuple(
        RestructuringClaim("municipality", code, name, "in uitvoering", "2014", "KEI-jaarprogramma", OLD)
        for name, codes in named.items()
        for code in codes
    )


def subject(site: Site, plots: tuple[Site, ...] = ()) -> FactsheetSubject:
    """Give a site as its card reads it."""
    contact = ContactPoint(
        "c1", "GM0114", "Accountmanager", "Gemeente Emmen", "0591 000", "a@emmen.example", IBIS, FRESH
    )
    around = Surroundings((), (), (contact,), claims(), SEGMENTS, 3)
    return FactsheetSubject(site, plots, None, around, NOW_UTC)


def comparison() -> ComparisonTable:
    """Give two candidates with a row of each likeness."""
    sites = []
    for rank, (site_id, name) in enumerate((("p1", "Bargermeer"), ("p2", HOSTILE)), start=1):
        candidate = Candidate(site_id, SiteKind.PARK, name, "GM0114")
        card = ScoreCard(rank, candidate, 6 * 10**9, 7 * 10**9, 8 * 10**9, (), ())
        sites.append(ComparedSite(candidate, make_site(site_id, SiteKind.PARK, name=name), card))

    def cell(value: object | None, verdict: Verdict | None = None) -> ComparedCell:
        known = Unknown() if value is None else Known(value, IBIS, FRESH)
        return ComparedCell(known, None, verdict)

    yes = True
    compared = (
        ComparedRow(
            RowKind.REQUIREMENT,
            "price",
            (cell(65.0, Verdict.FITS), cell(None, Verdict.CHECK)),
            Likeness.NOT_COMPARABLE,
        ),
        ComparedRow(RowKind.ATTRIBUTE, "gross_ha", (cell(600.0), cell(80.5)), Likeness.DIFFERS),
        ComparedRow(RowKind.ATTRIBUTE, "broadband", (cell(yes), cell(yes)), Likeness.EQUAL),
        ComparedRow(RowKind.ATTRIBUTE, "net_ha", (cell(20.0), cell(None)), Likeness.NOT_COMPARABLE),
    )
    return ComparisonTable(tuple(sites), compared, NOW_UTC, SEGMENTS, "D-2026-0041")


def report(data_version: int | None = None) -> ImportReport:
    """Give a report of 122 rows: 120 taken, one flagged, two refused."""
    issues = (
        RowIssue(7, RowOutcome.FLAGGED, message("ui.sites.none_shown", count=1), "GROSS", "p1", HOSTILE),
        RowIssue(9, RowOutcome.REFUSED, message("ui.sites.empty")),
        RowIssue(12, RowOutcome.REFUSED, message("ui.sites.empty"), "geometry", "", "Europark"),
    )
    totals = AreaTotals(3523.6, 2740.79, None)
    return ImportReport(
        "ibis.gpkg", IBIS, "ibis_national", 122, 120, "park", 0, totals, issues, (), data_version
    )
