"""A factsheet tells every value with its source, is complete on page 1, and never clips."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.typeset.contact_code import contact_card
from drentsportal.services.documents import SAMPLE_SOURCE, FactsheetSubject
from tests.unit.figures.scenery import PARK
from tests.unit.reports.conftest import page_texts, pdf_text, squeezed
from tests.unit.reports.subjects import (
    HOSTILE_NAMES,
    IBIS,
    IBIS_DATE,
    MADE_UTC,
    SURROUNDINGS,
    factsheet,
    park,
    plots,
    site,
)

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.reports.writer import ReportWriter
    from tests.unit.reports.conftest import RunTool


def test_values_stand_with_source_and_date(writer: ReportWriter, tmp_path: Path) -> None:
    """The value in use, the other with its date, the unknown one with whom to ask."""
    made = writer.factsheet(factsheet(), tmp_path / "a.pdf")
    text = pdf_text(made.path)
    for expected in (
        "2,56 ha",
        "bron 1 · 1 nov. 2026",
        "Bronnen verschillen: Terstond uitgeefbaar",
        "34,7 ha volgens IBIS-werklocaties (IPO)",
        "verouderd",
        "navragen bij Accountmanager, Gemeente Emmen",
        "Geen aanbod en geen toezegging",
        "IBIS-werklocaties (IPO) \N{EN DASH} 1 jan. 2022",
        "A1",
        "10.000",
        "Pagina 1 van 2",
    ):
        assert expected in text


def test_unknown_is_never_a_number_or_no(writer: ReportWriter, tmp_path: Path) -> None:
    """A site of which nothing is known says onbekend six times and shows no zero."""
    empty = FactsheetSubject(
        site(SiteKind.PARK, "p1", {"name": "Leeg terrein"}), (), None, SURROUNDINGS, MADE_UTC
    )
    text = page_texts(writer.factsheet(empty, tmp_path / "a.pdf").path)[0]
    head = text[: text.index("Terrein en plan")]
    assert head.count("onbekend") >= 6
    assert "0 ha" not in text
    assert " nee " not in text


@pytest.mark.parametrize("plot_count", [0, 1, 6, 12, 60])
def test_page_one_is_complete_alone(writer: ReportWriter, tmp_path: Path, plot_count: int) -> None:
    """Contact and sources stand on page 1, whatever the number of plots; none is lost."""
    made = writer.factsheet(factsheet(plot_count=plot_count), tmp_path / "a.pdf")
    pages = page_texts(made.path)
    assert "Contact" in pages[0]
    assert "Bronnen en peildata" in pages[0]
    listed = [each for each in plots(plot_count) if each.value("status") != "sold"]
    table = " ".join(pages)
    assert all(f"{each.value('area_m2'):,}".replace(",", ".") in table for each in listed)


@pytest.mark.parametrize("plot_count", [0, 12])
@pytest.mark.parametrize("conflict_count", [0, 1, 3])
@pytest.mark.parametrize("source_count", [1, 6])
def test_the_map_gives_way_to_what_stands_on_page_one(
    writer: ReportWriter,
    tmp_path: Path,
    run_tool: RunTool,
    plot_count: int,
    conflict_count: int,
    source_count: int,
) -> None:
    """The map becomes lower, then sources close up; contact and sources stay, and nothing is clipped."""
    claim = SURROUNDINGS.claims[0]
    claims = tuple(
        replace(claim, level="park", subject_id="p1", source=f"Bron van lijst {number}")
        for number in range(source_count)
    )
    subject = replace(factsheet(plot_count=plot_count), surroundings=replace(SURROUNDINGS, claims=claims))
    other = Known(34.7, IBIS, IBIS_DATE)
    conflicts = dict.fromkeys(("available_now_ha", "net_ha", "gross_ha")[:conflict_count], (other,))
    subject = replace(subject, site=replace(subject.site, conflicts=conflicts))
    path = writer.factsheet(subject, tmp_path / "a.pdf").path
    pages = page_texts(path)
    assert len(pages) == 2
    assert "Contact" in pages[0]
    assert f"Bron van lijst {source_count - 1}" in pages[0].partition("Bronnen en peildata")[2]
    boxes = run_tool("pdftotext", "-bbox", path, "-")
    lows = [float(each) for each in re.findall(r'yMax="([\d.]+)"', boxes)]
    bottom = 842 - 17 * 72 / 25.4
    footer = [each for each in lows if each > bottom]
    assert min(footer) > bottom + 12, "only the footer stands in the bottom margin"


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_only_a_name(writer: ReportWriter, tmp_path: Path, name: str) -> None:
    """Script, formula, typst markup and very long names appear as that text."""
    subject = factsheet(name)
    hostile = replace(
        subject.plots[0],
        attributes={**subject.plots[0].attributes, "name": Known(name, name, PartialDate(2026))},
    )
    subject = replace(subject, plots=(hostile, *subject.plots[1:]))
    text = squeezed(pdf_text(writer.factsheet(subject, tmp_path / "a.pdf").path))
    assert text.count(squeezed(name)) >= 2


def test_each_kind_has_its_sheet(writer: ReportWriter, tmp_path: Path) -> None:
    """A plot is told with its park, premises with their floor."""
    plot = plots(1)[0]
    of_plot = FactsheetSubject(plot, plots(6), park(), SURROUNDINGS, MADE_UTC)
    assert "Kavel A1, Bedrijvenpark A37" in pdf_text(writer.factsheet(of_plot, tmp_path / "p.pdf").path)
    hall = site(
        SiteKind.PREMISES, "h1", {"name": "Hal 1", "floor_area_m2": 6_600, "premises_kind": "industrial"}
    )
    of_hall = FactsheetSubject(hall, (), None, SURROUNDINGS, MADE_UTC)
    text = pdf_text(writer.factsheet(of_hall, tmp_path / "h.pdf").path)
    assert "6.600 m²" in text
    assert "bedrijfsruimte" in text


def test_without_geometry_or_surroundings_the_sheet_still_comes(writer: ReportWriter, tmp_path: Path) -> None:
    """A site of a table only, in a workspace without gemeenten and contacts."""
    bare = replace(SURROUNDINGS, municipalities=(), landmarks=(), contacts=(), claims=())
    subject = FactsheetSubject(replace(park(), geometry_rd=None), (), None, bare, MADE_UTC)
    text = pdf_text(writer.factsheet(subject, tmp_path / "a.pdf").path)
    assert "Bedrijvenpark A37" in text


def test_only_sample_data_are_tagged(writer: ReportWriter, tmp_path: Path) -> None:
    """The tag stands where a source is the sample, and nowhere else."""
    real = writer.factsheet(factsheet(), tmp_path / "a.pdf")
    invented = replace(
        factsheet(),
        site=site(SiteKind.PARK, "p1", {}, available_now_ha=Known(1.0, SAMPLE_SOURCE, PartialDate(2026))),
    )
    sample = writer.factsheet(invented, tmp_path / "b.pdf")
    assert "VOORBEELD" not in pdf_text(real.path)
    assert "VOORBEELD" in pdf_text(sample.path)


def test_equal_input_gives_equal_bytes(writer: ReportWriter, tmp_path: Path) -> None:
    """No clock and no chance gets into a file."""
    first = writer.factsheet(factsheet(), tmp_path / "a.pdf")
    second = writer.factsheet(factsheet(), tmp_path / "b.pdf")
    assert first.path.read_bytes() == second.path.read_bytes()
    assert first.sha256 == second.sha256


def test_the_file_is_sound(writer: ReportWriter, tmp_path: Path, run_tool: RunTool) -> None:
    """Qpdf finds nothing wrong."""
    made = writer.factsheet(factsheet(plot_count=40), tmp_path / "a.pdf")
    assert "No syntax or stream encoding errors" in run_tool("qpdf", "--check", made.path)


def test_the_code_on_page_one_decodes_to_the_card(
    writer: ReportWriter, tmp_path: Path, run_tool: RunTool
) -> None:
    """A telephone reads the function to ask, as printed; also of a function with a comma in its name."""
    asked = replace(SURROUNDINGS.contacts[0], scope="GM0114", function="Accountmanager, oost")
    subject = factsheet()
    subject = replace(subject, surroundings=replace(subject.surroundings, contacts=(asked,)))
    made = writer.factsheet(subject, tmp_path / "a.pdf")
    run_tool("pdftoppm", "-r", "200", "-l", "1", "-singlefile", "-png", made.path, tmp_path / "page")
    decoded = run_tool("zbarimg", "-q", "--raw", tmp_path / "page.png")
    assert decoded.split() == contact_card(asked).split()


def test_all_fonts_are_embedded(writer: ReportWriter, tmp_path: Path, run_tool: RunTool) -> None:
    """Only Source Sans Pro, of one kind of files, embedded and with its characters."""
    made = writer.factsheet(factsheet(), tmp_path / "a.pdf")
    rows = run_tool("pdffonts", made.path).splitlines()[2:]
    assert rows
    for row in rows:
        assert "SourceSansPro" in row
        assert "TrueType" in row
        assert row.split()[-5:-2] == ["yes", "yes", "yes"]


def test_the_structure_can_be_read_aloud(writer: ReportWriter, tmp_path: Path, run_tool: RunTool) -> None:
    """Title, headings, header cells and figures with their words."""
    made = writer.factsheet(factsheet(), tmp_path / "a.pdf")
    structure = run_tool("pdfinfo", "-struct", made.path)
    for element in ("H1", "H2", "Table", "TH", "Figure"):
        assert element in structure
    assert structure.count("H1") == 1
    raw = run_tool("qpdf", "--qdf", "--object-streams=disable", made.path, "-")
    assert "/Alt (Kaart van Drenthe met de ligging van Bedrijvenpark A37" in raw
    assert "/Lang (nl" in raw


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_word_leaves_the_page(writer: ReportWriter, tmp_path: Path, run_tool: RunTool, name: str) -> None:
    """Even a name of 300 letters without a space stays between the margins of 18 mm."""
    made = writer.factsheet(factsheet(name), tmp_path / "a.pdf")
    boxes = run_tool("pdftotext", "-bbox", made.path, "-")
    lefts = [float(each) for each in re.findall(r'<word xMin="([0-9.]+)"', boxes)]
    rights = [float(each) for each in re.findall(r'xMax="([0-9.]+)"', boxes)]
    assert min(lefts) >= 18 * 72 / 25.4 - 1
    assert max(rights) <= (210 - 18) * 72 / 25.4 + 1


def test_other_surroundings_draw_another_ground(writer: ReportWriter, tmp_path: Path) -> None:
    """The ground of the locator is kept for a batch, and never for another one."""
    first = writer.factsheet(factsheet(), tmp_path / "a.pdf")
    moved = replace(SURROUNDINGS, municipalities=SURROUNDINGS.municipalities[:1])
    other = writer.factsheet(replace(factsheet(), surroundings=moved), tmp_path / "b.pdf")
    again = writer.factsheet(factsheet(), tmp_path / "c.pdf")
    assert first.sha256 == again.sha256 != other.sha256


def test_premises_stand_in_their_park(writer: ReportWriter, tmp_path: Path) -> None:
    """The legend names the boundary around, and a distance says where it starts."""
    hall = replace(site(SiteKind.PREMISES, "h1", {"name": "Hal 1"}), geometry_rd=PARK.centroid.buffer(30))
    subject = FactsheetSubject(hall, plots(3), park(), SURROUNDINGS, MADE_UTC)
    told = pdf_text(writer.factsheet(subject, tmp_path / "h.pdf").path)
    assert "perceel van het pand grens terrein" in told
    assert "beschikbaar in optie gereserveerd" in told
    assert "hemelsbreed, vanaf de rand van het perceel" in told


@pytest.mark.parametrize(
    ("mail", "told"),
    [
        ("accountmanager.hoogeveen@bedrijvenportal.example",) * 2,
        (
            "accountmanager.bedrijven.hoogeveen@bedrijvenportal.example",
            "accountmanager.bedrijven.hoogeveen@ bedrijvenportal.example",
        ),
    ],
)
def test_an_address_breaks_behind_its_sign_only(
    writer: ReportWriter, tmp_path: Path, mail: str, told: str
) -> None:
    """Smaller first, then at the @."""
    people = tuple(replace(each, mail=mail) for each in SURROUNDINGS.contacts)
    subject = replace(factsheet(), surroundings=replace(SURROUNDINGS, contacts=people))
    assert told in pdf_text(writer.factsheet(subject, tmp_path / "a.pdf").path)


def test_seller_and_allocation_of_a_plot_stand_in_its_facts(writer: ReportWriter, tmp_path: Path) -> None:
    """What a public or unknown seller does not say is unknown; by a private one it does not apply."""
    told = {}
    for name, values in (
        ("nobody", {}),
        ("public", {"seller": "municipality"}),
        ("own", {"seller": "private"}),
    ):
        plot = site(SiteKind.PLOT, name, {"name": "Kavel A1", **values})
        subject = FactsheetSubject(plot, (), None, SURROUNDINGS, MADE_UTC)
        told[name] = squeezed(pdf_text(writer.factsheet(subject, tmp_path / f"{name}.pdf").path))
    unknown = squeezed("onbekend \N{EN DASH} navragen")
    assert squeezed("Verkoper") + unknown in told["nobody"]
    assert squeezed("Wijze van uitgifte") + unknown in told["public"]
    assert squeezed("Wijze van uitgifte") not in told["own"]


def test_a_park_names_the_sellers_of_its_plots(writer: ReportWriter, tmp_path: Path) -> None:
    """Plots of which the same is known share a row; an unknown seller is said."""
    offered = tuple(
        site(SiteKind.PLOT, f"plot-{name}", {"name": name, "status": "available", "seller": seller})
        for name, seller in (("A1", "private"), ("A2", "private"))
    )
    unknown = site(SiteKind.PLOT, "plot-A3", {"name": "A3", "status": "available"})
    subject = replace(factsheet(), plots=(*offered, unknown))
    text = squeezed(pdf_text(writer.factsheet(subject, tmp_path / "a.pdf").path))
    assert squeezed("A1, A2 particulier") in text
    assert squeezed("A3 onbekend") in text


def test_plots_that_go_on_are_told_by_heading(writer: ReportWriter, tmp_path: Path) -> None:
    """A sheet stands in a package or bidbook as well, where its second page has another number."""
    first, *others = page_texts(writer.factsheet(factsheet(plot_count=20), tmp_path / "a.pdf").path)
    heading = "\N{LEFT SINGLE QUOTATION MARK}Kavels, vervolg\N{RIGHT SINGLE QUOTATION MARK}"
    told = squeezed(f"Nog 7 kavels staan onder {heading}.")
    assert told in squeezed(first)
    assert squeezed("Kavels, vervolg") in squeezed("".join(others))
    assert squeezed("".join(others)).index(squeezed("Kavels, vervolg")) < 120
    assert squeezed("pagina 2.") not in squeezed(first)


def test_page_one_tells_of_the_free_plots_that_go_on(writer: ReportWriter, tmp_path: Path) -> None:
    """How many and how large, so that it is complete alone."""
    free = tuple(
        site(
            SiteKind.PLOT,
            f"plot-{number}",
            {"name": f"Kavel {number:02}", "status": "available", "area_m2": 1_000 * number},
        )
        for number in range(1, 21)
    )
    subject = replace(factsheet(), plots=free)
    first, *_ = page_texts(writer.factsheet(subject, tmp_path / "a.pdf").path)
    assert re.search(r"Daarbij:\d+vrijekavelsvan[\d,]+hatot2ha\.", squeezed(first))


@pytest.mark.parametrize(
    ("scopes", "said"),
    [
        ((), "Er is geen contact bekend. Vragen en onbekende gegevens: navragen bij gemeente Emmen."),
        (("province",), "Bij de gemeente is geen contact bekend."),
    ],
)
def test_a_contact_that_nobody_recorded_is_said(
    writer: ReportWriter, tmp_path: Path, scopes: tuple[str, ...], said: str
) -> None:
    """With whom to ask instead: the desk where that is known, else the gemeente."""
    subject = factsheet()
    known = tuple(each for each in SURROUNDINGS.contacts if each.scope in scopes)
    subject = replace(subject, surroundings=replace(SURROUNDINGS, contacts=known))
    assert squeezed(said) in squeezed(pdf_text(writer.factsheet(subject, tmp_path / "a.pdf").path))
