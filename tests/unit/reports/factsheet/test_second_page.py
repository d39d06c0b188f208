"""Page 2 tells reach, utilities, management and what is not known; page 1 the same in short."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
import shapely

from drentsportal.domain.sites.site import Landmark
from drentsportal.domain.sites.site_surroundings import GridHere, ParkManagementHere, SiteSurroundings
from drentsportal.domain.sites.surroundings import ParkManagementOrganisation, PostcodeGrid
from drentsportal.domain.values import Known, PartialDate, Unknown, UnknownReason
from drentsportal.domain.vocabulary import GridState, LandmarkKind
from drentsportal.reports.factsheet.facts import fact_tables
from drentsportal.reports.factsheet.reach import nearest, reach_table
from drentsportal.reports.factsheet.unknowns import unknowns_table
from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
from tests.unit.figures.scenery import PARK
from tests.unit.reports.conftest import page_texts, pdf_text
from tests.unit.reports.hard_cases import many_plots
from tests.unit.reports.subjects import LIST, card, factsheet

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.reports.writer import ReportWriter
    from drentsportal.services.documents import FactsheetSubject
    from tests.unit.reports.conftest import RunTool

AS_OF = PartialDate(2026, 3, 1)
EAST = PARK.bounds[2]
SOUTH = PARK.bounds[1]
_FOOT_PT: Final = 794.0
"""Where the text of a page ends, counted from its top."""


def landmark(kind: LandmarkKind, name: str, east_m: float, rank: int = 4, cemt: str = "") -> Landmark:
    """Make a point so many metres east of the park."""
    point = shapely.Point(EAST + east_m, SOUTH)
    return Landmark(name, kind, name, point, "Eigen lijst", AS_OF, rank=rank, cemt_class=cemt)


def around(**changes: object) -> SiteSurroundings:
    """Make surroundings of which only the given parts are known."""
    nothing = SiteSurroundings("p1", (), GridHere("", None, None), {}, (), (), (), None)
    return replace(nothing, **changes)  # type: ignore[arg-type] # a test names the fields


def subject(*landmarks: Landmark, **changes: object) -> FactsheetSubject:
    """Make a park with plots, these landmarks and these surroundings."""
    made = factsheet()
    shared = replace(made.surroundings, landmarks=(*made.surroundings.landmarks, *landmarks))
    return replace(made, surroundings=shared, around=around(**changes))


def test_the_nearest_come_first_and_a_name_once() -> None:
    """Two ramps of one junction are one destination; the nearer counts."""
    ramps = [landmark(LandmarkKind.MOTORWAY_JUNCTION, "A37 Klazienaveen", each) for each in (900, 400)]
    other = landmark(LandmarkKind.MOTORWAY_JUNCTION, "A37 Zwartemeer", 5_000)
    found = nearest(PARK, (*ramps, other), LandmarkKind.MOTORWAY_JUNCTION, 2)
    assert [(each.name, distance_m) for each, distance_m in found] == [
        ("A37 Klazienaveen", 400),
        ("A37 Zwartemeer", 5_000),
    ]


def test_reach_is_told_in_kilometres_with_the_number_of_its_source(
    writer: ReportWriter, tmp_path: Path
) -> None:
    """A quay names its class; what says itself what it is is not told twice; what is absent is unknown."""
    made = subject(
        landmark(LandmarkKind.QUAY, "Kade Oevers", 12_340, cemt="Va"),
        landmark(LandmarkKind.HUB, "Emmtec", 6_800),
        landmark(LandmarkKind.PROTECTED_NATURE, "Bargerveen", 2_160),
    )
    path = writer.factsheet(made, tmp_path / "f.pdf").path
    second = page_texts(path)[1]
    assert "Kade Oevers, scheepsklasse CEMT Va 12,3" in second
    assert "Bargerveen (beschermde natuur) 2,2" in second
    assert "Emmtec 6,8" in second
    assert "railterminal onbekend" in second
    assert "Kade Kade" not in second


def test_a_junction_on_the_site_is_no_distance(writer: ReportWriter, tmp_path: Path) -> None:
    """What lies on the site is said to, not "0,0 km"."""
    made = subject(landmark(LandmarkKind.HUB, "Op het terrein", -50))
    second = page_texts(writer.factsheet(made, tmp_path / "f.pdf").path)[1]
    assert "0, op het terrein" in second


@pytest.mark.parametrize(
    ("demand", "told"), [(GridState.RED, "postcode 7891AB"), (None, "onbekend \N{EN DASH} navragen")]
)
def test_the_grid_is_that_of_the_postcode(
    writer: ReportWriter, tmp_path: Path, demand: GridState | None, told: str
) -> None:
    """What the capacity map says stands with its postcode; what it leaves out is to be asked."""
    grid = PostcodeGrid("7891AB", demand, GridState.YELLOW, "", "Capaciteitskaart", AS_OF)
    made = subject(grid=GridHere("7891AB", grid, None))
    second = page_texts(writer.factsheet(made, tmp_path / "f.pdf").path)[1]
    assert told in second.partition("Elektriciteit, afname")[2].partition("Elektriciteit, teruglevering")[0]
    assert "is indicatief" in second


def test_who_may_manage_the_park_is_not_said_to_manage_it(writer: ReportWriter, tmp_path: Path) -> None:
    """An organisation of the gemeente is told with what is open; its benefits stand one by one."""
    organisation = ParkManagementOrganisation(
        "pmo", "Parkmanagement Emmen", (), ("GM0114",), ("beveiliging", "inkoop"), "", "KEI", AS_OF
    )
    made = subject(management=(ParkManagementHere(organisation, is_certain=False, contact=None),))
    second = page_texts(writer.factsheet(made, tmp_path / "f.pdf").path)[1]
    assert "of het dit terrein beheert: navragen" in second
    assert "\N{EN DASH} beveiliging \N{EN DASH} inkoop" in second


def test_what_is_unknown_is_gathered_by_its_reason(writer: ReportWriter, tmp_path: Path) -> None:
    """Each reason is a row with whom to ask; what is known does not stand there."""
    made = factsheet()
    attributes = dict(made.site.attributes)
    attributes["price_min_eur_m2"] = Unknown(UnknownReason.UNREADABLE)
    attributes["max_height_m"] = Known(15.0, LIST, AS_OF)
    path = writer.factsheet(
        replace(made, site=replace(made.site, attributes=attributes)), tmp_path / "f.pdf"
    ).path
    told = page_texts(path)[1].partition("Nog niet bekend")[2]
    assert "Grondprijs per m² onleesbaar in de bron" in told
    assert "niet opgegeven Accountmanager" in told
    assert "Grootste bouwhoogte" not in told


@pytest.mark.parametrize(("left_ha", "is_asked"), [(None, True), (3.0, True), (0.0, False)])
def test_the_lowest_category_of_a_park_is_asked_where_land_is_left_to_issue(
    dutch: Language, left_ha: float | None, *, is_asked: bool
) -> None:
    """It has a row that says so, and stands with what is not known; without land it does not apply."""
    made = factsheet()
    left = Unknown() if left_ha is None else Known(left_ha, LIST, AS_OF)
    none_now = {"available_now_ha": Known(0.0, LIST, AS_OF), "available_later_ha": left}
    made = replace(made, site=replace(made.site, attributes={**made.site.attributes, **none_now}))
    words = ValueWords(dutch, {}, date(2026, 11, 20))
    label = "Laagste milieucategorie, uit te geven grond"
    rows = [row for table in fact_tables(made, words, SourceNumbers(dutch)) for row in table.rows]
    told = {row[0].lines[0].text: row[1].lines[0] for row in rows}
    unknowns = unknowns_table(made, words, "gemeente Emmen")
    assert unknowns is not None
    assert (label in told) is is_asked
    assert (label in unknowns.rows[0][0].lines[0].text) is is_asked
    if is_asked:
        assert told[label].mark == "unknown"


def test_a_section_of_which_nothing_is_known_stands_with_what_is_not_known(dutch: Language) -> None:
    """Ways, hubs, benefits and the PHP are asked; a park without management has no benefits."""
    made = factsheet()
    bare = replace(made, surroundings=replace(made.surroundings, landmarks=(), claims=()), around=around())
    words = ValueWords(dutch, {}, date(2026, 11, 20))
    unknowns, reach = unknowns_table(bare, words, "E"), reach_table(bare, words, SourceNumbers(dutch))
    assert unknowns is not None
    assert reach is not None
    told = unknowns.rows[0][0].lines[0].text
    ways = "aansluiting snelweg, railterminal, kade, midden van de plaats en beschermde natuur"
    assert f"Afstanden ({ways})" in told
    assert "Hubs en clusters in de omgeving" in told
    assert "Voordelen van parkmanagement" in told
    assert "Herstructurering en verduurzaming (PHP)" in told
    assert {row[1].lines[0].text for row in reach.rows} == {"onbekend \N{EN DASH} navragen"}
    denied = {**bare.site.attributes, "park_management": Known(value=False, source=LIST, as_of=AS_OF)}
    unmanaged = unknowns_table(replace(bare, site=replace(bare.site, attributes=denied)), words, "E")
    assert unmanaged is not None
    assert "Voordelen" not in unmanaged.rows[0][0].lines[0].text


def test_page_one_says_the_same_in_short(writer: ReportWriter, tmp_path: Path) -> None:
    """Reach, management and restructuring stand on page 1 too, unknown as unknown."""
    first = page_texts(writer.factsheet(factsheet(), tmp_path / "f.pdf").path)[0]
    assert "A37 bij Klazienaveen" in first
    assert "Parkmanagement onbekend \N{EN DASH} navragen" in first
    assert "gemeente genoemd; welk terrein is niet bekend" in first


def test_a_site_without_a_place_says_so(writer: ReportWriter, tmp_path: Path) -> None:
    """Without an outline nothing is measured, and reach is to be asked."""
    made = factsheet(plot_count=0)
    path = writer.factsheet(replace(made, site=replace(made.site, geometry_rd=None)), tmp_path / "f.pdf").path
    assert "Bereikbaarheid onbekend \N{EN DASH} navragen" in page_texts(path)[0]
    assert "Hemelsbreed (km)" not in pdf_text(path)


def test_sources_are_listed_on_the_page_that_first_needs_them(writer: ReportWriter, tmp_path: Path) -> None:
    """Page 1 alone holds every source that it names; page 2 adds its own."""
    made = subject(landmark(LandmarkKind.HUB, "Emmtec", 6_800))
    first, second = page_texts(writer.factsheet(made, tmp_path / "f.pdf").path)
    assert "Eigen lijst" not in first
    assert "Eigen lijst" in second.partition("Bronnen bij deze bladzijde")[2]


def test_a_sheet_for_a_request_tells_how_the_site_answers_it(writer: ReportWriter, tmp_path: Path) -> None:
    """What fits, what is to be asked and what is wished stand on page 2, each by name; no score does."""
    made = replace(factsheet(), case_number="D-2026-0041", answer=card(1, "A37", 40, 50, 60))
    second = page_texts(writer.factsheet(made, tmp_path / "f.pdf").path)[1]
    assert "Eisen van aanvraag D-2026-0041" in second
    assert "voldoet: " in second
    assert "navragen: " in second
    assert "Wensen van aanvraag D-2026-0041" in second
    assert "Score" not in second


def test_a_sheet_for_no_request_answers_none(writer: ReportWriter, tmp_path: Path) -> None:
    """Without a request nothing is said of requirements."""
    assert "Eisen van" not in pdf_text(writer.factsheet(factsheet(), tmp_path / "f.pdf").path)


def test_a_page_that_closes_up_is_filled_to_its_foot(
    writer: ReportWriter, tmp_path: Path, run_tool: RunTool
) -> None:
    """Rows come only as close as they must, so that no white is left while they lie on one another."""
    drawn = run_tool("pdftotext", "-bbox", writer.factsheet(many_plots(), tmp_path / "f.pdf").path, "-")
    pages = drawn.split("<page ")[1:]
    lowest = max(y for y in map(float, re.findall(r'yMax="([\d.]+)"', pages[1])) if y < _FOOT_PT)
    assert len(pages) == 2
    assert lowest > 0.97 * _FOOT_PT
