"""PDF and ZIP hold exactly the parts, with bookmarks, honest claims and the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest
import shapely
from pypdf import PdfReader

from drentsportal.domain.message import message
from drentsportal.domain.package.parts import PackagePart, PartState
from drentsportal.domain.values import Known
from drentsportal.figures.plot_plan import PlanScene, edge_lengths_m, plot_plan
from drentsportal.figures.svg import to_svg
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.package.plot_sheet import plot_sheet
from drentsportal.reports.package.sections import PackageSections
from drentsportal.reports.typeset.contact_code import contact_card, contact_code
from drentsportal.reports.typeset.document_theme import read_theme
from drentsportal.reports.writer import ReportWriter
from drentsportal.services.ports.packages import BuildingRules
from tests.unit.figures.scenery import AS_OF
from tests.unit.reports.conftest import page_texts, pdf_text, squeezed
from tests.unit.reports.package.packages import first, second
from tests.unit.reports.subjects import HOSTILE_NAMES, LIST, SURROUNDINGS, park, plots

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.reports.typeset.blocks import Table
    from drentsportal.services.ports.packages import PackageSubject
    from tests.unit.reports.conftest import RunTool


def made(writer: ReportWriter, subject: PackageSubject, folder: Path) -> tuple[Path, Path]:
    """Write a package."""
    pdf, archive = folder / "pakket.pdf", folder / "pakket.zip"
    writer.package(subject, pdf, archive)
    return pdf, archive


def outline(pdf: Path) -> list[tuple[str, int, int]]:
    """Return title, page (from 1) and depth of every bookmark."""
    reader = PdfReader(pdf)

    def walk(items: Any, depth: int) -> list[tuple[str, int, int]]:  # noqa: ANN401 - lists of lists, and so on
        found = []
        for each in items:
            if isinstance(each, list):
                found += walk(each, depth + 1)
            else:
                number = reader.get_destination_page_number(each)
                assert number is not None
                found.append((str(each.title), number + 1, depth))
        return found

    return walk(reader.outline, 0)


def test_the_first_package_holds_exactly_its_parts(writer: ReportWriter, tmp_path: Path) -> None:
    """Brochure, two factsheets, card with its vCard; no folder for the hand-out that is missing."""
    pdf, archive = made(writer, first(), tmp_path)
    with zipfile.ZipFile(archive) as packed:
        assert packed.namelist() == [
            "0-inhoud.pdf",
            "0-inhoud.txt",
            "1-algemene-brochure/ondernemen-in-drenthe.pdf",
            "3-relevante-factsheets/factsheet-bedrijvenpark-a37.pdf",
            "3-relevante-factsheets/factsheet-bargermeer.pdf",
            "4-visitekaartje/accountmanager.pdf",
            "4-visitekaartje/accountmanager.vcf",
        ]
        assert packed.testzip() is None
        told = packed.read("0-inhoud.txt").decode("utf-8-sig")
    assert "2. Hand-out van de presentatie: niet bijgevoegd\r\n" in told
    assert "1. Algemene brochure: bijgevoegd\r\n   1-algemene-brochure/ondernemen-in-drenthe.pdf" in told
    assert "niet bijgevoegd" in page_texts(pdf)[0]
    assert len(PdfReader(pdf).pages) == 1 + 2 + 2 + 1 + 2


def test_the_second_package_holds_exactly_its_parts(writer: ReportWriter, tmp_path: Path) -> None:
    """Subsidies, rules, a drawing per plot as PDF and DXF, permit documents."""
    pdf, archive = made(writer, second(), tmp_path)
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
    assert [each.partition("/")[0] for each in names[2:]] == [
        "5-subsidiemogelijkheden",
        "6-bouwvoorschriften",
        *["7-cad-tekening-van-de-kavel"] * 4,
        "8-stukken-voor-vergunningen",
    ]
    assert sum(each.endswith(".dxf") for each in names) == 2
    text = pdf_text(pdf)
    assert "Ontwikkelkrediet" in text
    assert "Omgevingswet" in text
    assert "onbekend \N{EN DASH} navragen bij Accountmanager, Gemeente Emmen" in text


def test_bookmarks_lead_to_each_part(writer: ReportWriter, tmp_path: Path) -> None:
    """One per part in the order of the list, below it what it holds; they point where it stands."""
    pdf, _ = made(writer, first(), tmp_path)
    assert outline(pdf) == [
        ("Informatiepakket", 1, 0),
        ("1 Algemene brochure", 7, 0),
        ("3 Relevante factsheets", 2, 0),
        ("Bedrijvenpark A37", 2, 1),
        ("Bargermeer", 4, 1),
        ("4 Visitekaartje", 6, 0),
    ]
    pages = page_texts(pdf)
    assert "Bargermeer" in pages[3]
    assert "vCard" in pages[5]
    assert "Pagina 6 van 8" in pages[5]
    for place in ("Pagina 2", "Pagina 4", "Pagina 6", "Pagina 7"):
        assert place in pages[0]


def test_foreign_pages_take_the_claims_but_not_the_tags(
    writer: ReportWriter, tmp_path: Path, run_tool: RunTool
) -> None:
    """With pages of others in it the file claims no PDF/UA and no PDF/A; without, it does."""
    with_others, _ = made(writer, first(), tmp_path / "a")
    ours, _ = made(writer, first(files=()), tmp_path / "b")
    for pdf, claims in ((with_others, False), (ours, True)):
        root: Any = PdfReader(pdf).trailer["/Root"]
        metadata = root["/Metadata"].get_data()
        assert ((b"pdfuaid:part" in metadata) or (b"pdfaid:part" in metadata)) is claims
        assert b"<x:xmpmeta" in metadata
        assert root["/StructTreeRoot"]["/K"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "nl"
        run_tool("qpdf", "--check", pdf)
    info = run_tool("pdfinfo", "-struct", with_others)
    assert info.count("H1") >= 4


def test_equal_input_gives_equal_bytes(writer: ReportWriter, tmp_path: Path) -> None:
    """A checksum in a case means something; no clock of this machine is in it."""
    for subject in (first(), second()):
        once, twice = made(writer, subject, tmp_path / "a"), made(writer, subject, tmp_path / "b")
        assert [each.read_bytes() for each in once] == [each.read_bytes() for each in twice]
    with zipfile.ZipFile(once[1]) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("language_code", "theme_id"),
    [
        # Each language and each theme once; the other pairs with the heavy tests.
        pytest.param(code, theme, marks=() if codes == themes else pytest.mark.full)
        for codes, code in enumerate(("nl", "en", "de"))
        for themes, theme in enumerate(("neutral", "gemeente", "black_and_white"))
    ],
)
def test_every_language_and_theme_sets_both(tmp_path: Path, language_code: str, theme_id: str) -> None:
    """Own words in each language: no id of a text stands on paper."""
    documents = resources_dir() / "documents"
    theme = read_theme(documents / "themes" / f"{theme_id}.toml")
    styled = ReportWriter(Language(language_code, resources_dir()), documents, theme)
    title = {"nl": "Informatiepakket", "en": "Information package", "de": "Informationspaket"}
    for subject in (first(), second()):
        pdf, _ = made(styled, subject, tmp_path)
        text = pdf_text(pdf)
        assert "doc." not in text
        assert title[language_code].casefold() in text.casefold()


def test_hostile_names_stay_text_and_name_no_file(writer: ReportWriter, tmp_path: Path) -> None:
    """In titles, in names of own files, and in names of plots; every name in the ZIP is plain."""
    for name in HOSTILE_NAMES:
        own = first().files[0]
        subject = first(files=(replace(own, title=name),))
        pdf, archive = made(writer, subject, tmp_path)
        assert squeezed(name) in squeezed(page_texts(pdf)[0])
        with zipfile.ZipFile(archive) as packed:
            assert all(
                set(each) <= set("abcdefghijklmnopqrstuvwxyz0123456789-./") for each in packed.namelist()
            )
            assert not any(".." in each or each.startswith("/") for each in packed.namelist())
    hostile = second(
        drawings=tuple(
            replace(each, park=park(HOSTILE_NAMES[number])) for number, each in enumerate(second().drawings)
        )
    )
    assert squeezed(HOSTILE_NAMES[0]) in squeezed(pdf_text(made(writer, hostile, tmp_path)[0]))


def test_nothing_written_where_one_of_both_fails(writer: ReportWriter, tmp_path: Path) -> None:
    """A ZIP that cannot take its place takes the PDF along."""
    (tmp_path / "pakket.zip").mkdir()
    with pytest.raises(Exception, match="not_written"):
        made(writer, first(), tmp_path)
    assert not (tmp_path / "pakket.pdf").exists()


def test_what_does_not_apply_says_so_without_its_reason(writer: ReportWriter, tmp_path: Path) -> None:
    """The reason is internal."""
    states = dict(first().states) | {PackagePart.HANDOUT: PartState.NOT_APPLICABLE}
    pdf, _ = made(writer, first(states=states), tmp_path)
    assert "niet van toepassing" in page_texts(pdf)[0]


@pytest.mark.parametrize("language_code", ["nl", "en", "de"])
def test_sites_without_a_drawing_are_named_with_whom_to_ask(tmp_path: Path, language_code: str) -> None:
    """On the page and the text of contents: "in the package" alone promises a drawing of each site."""
    language = Language(language_code, resources_dir(), strict=True)
    styled = ReportWriter(language, resources_dir() / "documents")
    missing = (
        message(
            "package.undrawn.contact", name="Pollux", function="Accountmanager", organisation="Gemeente Emmen"
        ),
        message("package.undrawn.municipality", name="De Wieken", municipality="Hoogeveen"),
        message("package.undrawn.unknown", name="Verweg"),
    )
    note = message("package.remark.drawings", drawn=("Bargermeer",), missing=missing)
    pdf, archive = made(styled, second(drawings_note=note), tmp_path)
    said = language.text(note)
    assert squeezed(said) in squeezed(page_texts(pdf)[0])
    with zipfile.ZipFile(archive) as packed:
        told = next(each for each in packed.namelist() if each.startswith("0-") and each.endswith(".txt"))
        assert said in packed.read(told).decode("utf-8-sig")


def test_no_instrument_is_said(writer: ReportWriter, tmp_path: Path) -> None:
    """The part stands, and says that none was confirmed."""
    pdf, _ = made(writer, second(instruments=()), tmp_path)
    assert "twaalf maanden" in page_texts(pdf)[1]


@pytest.mark.parametrize(
    ("unfit_count", "why"), [(0, "is de afgelopen twaalf maanden bevestigd"), (2, "past niet")]
)
def test_the_contents_promise_no_scheme_where_none_is_named(
    writer: ReportWriter, tmp_path: Path, unfit_count: int, why: str
) -> None:
    """Enclosed alone would send a reader to a page without a scheme."""
    pdf, _ = made(writer, second(instruments=(), unfit_count=unfit_count), tmp_path)
    assert squeezed("Er wordt geen regeling genoemd") in squeezed(page_texts(pdf)[0])
    assert squeezed(why) in squeezed(page_texts(pdf)[0])
    full, _ = made(writer, second(), tmp_path)
    assert squeezed("geen regeling genoemd") not in squeezed(page_texts(full)[0])


def test_a_function_is_named_in_the_language_of_the_page(tmp_path: Path) -> None:
    """Only what one list knows stays in its own words."""
    language = Language("en", resources_dir(), strict=True)
    styled = ReportWriter(language, resources_dir() / "documents")
    known, own = (
        message("package.undrawn.function", name=name, function=function)
        for name, function in (("Pollux", "Accountmanager"), ("Verweg", "Terreinwacht"))
    )
    note = message("package.remark.drawings", drawn=("Bargermeer",), missing=(known, own))
    pdf, _ = made(styled, second(drawings_note=note), tmp_path)
    told = squeezed(page_texts(pdf)[0])
    assert squeezed("Pollux (ask: Account Manager)") in told
    assert squeezed("Verweg (ask: Terreinwacht)") in told


def test_the_code_decodes_to_the_card(tmp_path: Path, run_tool: RunTool, writer: ReportWriter) -> None:
    """A telephone reads the function, the organisation and how to reach it."""
    contact = SURROUNDINGS.contact("GM0114")
    assert contact is not None
    _, archive = made(writer, first(), tmp_path)
    with zipfile.ZipFile(archive) as packed:
        card = packed.read("4-visitekaartje/accountmanager.vcf").decode("utf-8")
    assert card == contact_card(contact)
    assert card.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\n")
    with zipfile.ZipFile(archive) as packed:
        (tmp_path / "card.pdf").write_bytes(packed.read("4-visitekaartje/accountmanager.pdf"))
    run_tool("pdftoppm", "-r", "200", "-png", tmp_path / "card.pdf", tmp_path / "card")
    decoded = run_tool("zbarimg", "-q", "--raw", tmp_path / "card-1.png")
    assert decoded.split() == card.split()
    assert "svg" in contact_code(contact)


def test_each_gemeente_has_a_card_of_its_own(writer: ReportWriter, tmp_path: Path) -> None:
    """Sites in two gemeenten: two cards on one page and two vCards, each named with its gemeente."""
    (emmen,) = first().contacts
    other = replace(emmen, id="c9", scope="GM0118", organisation="Gemeente Hoogeveen", telephone="+31 9")
    pdf, archive = made(writer, first(contacts=(emmen, other)), tmp_path)
    with zipfile.ZipFile(archive) as packed:
        names = [each for each in packed.namelist() if each.startswith("4-")]
        cards = {each: packed.read(each).decode("utf-8") for each in names if each.endswith(".vcf")}
    assert names == [
        f"4-visitekaartje/accountmanager-gemeente-{place}.{ending}"
        for place in ("emmen", "hoogeveen")
        for ending in ("pdf", "vcf")
    ]
    assert list(cards.values()) == [contact_card(emmen), contact_card(other)]
    below = [title for title, _, depth in outline(pdf) if depth and title.startswith("Accountmanager")]
    assert below == ["Accountmanager, Gemeente Emmen", "Accountmanager, Gemeente Hoogeveen"]
    pages = page_texts(pdf)
    assert all("Accountmanager, Gemeente" in pages[0] and each in pages[0] for each in ("Emmen", "Hoogeveen"))
    (with_cards,) = [each for each in pages if "onderdeel 4" in each]
    assert "+31 000 000 001" in with_cards.replace("\N{NO-BREAK SPACE}", " ")
    assert "Gemeente Hoogeveen" in with_cards
    places = {title: page for title, page, _ in outline(pdf)}
    assert [places[each] for each in below] == [pages.index(with_cards) + 1] * 2


@pytest.mark.parametrize("count", [4, 9])
def test_many_cards_share_pages_and_none_is_cut(writer: ReportWriter, tmp_path: Path, count: int) -> None:
    """Three or four to a page, and each whole on its page."""
    (emmen,) = first().contacts
    contacts = tuple(
        replace(emmen, id=f"c{place}", organisation=f"Dienst {place}.", telephone=f"+31 99 {place}")
        for place in range(count)
    )
    pages = [squeezed(each) for each in page_texts(made(writer, first(contacts=contacts), tmp_path)[0])]
    on_page = [
        [place for place in range(count) if f"Dienst{place}.+3199{place}" in each] for each in pages[1:]
    ]
    cards = [each for each in on_page if each]
    assert [place for each in cards for place in each] == list(range(count))
    assert len(cards) <= -(-count // 3)


@pytest.mark.parametrize("words", [40, 60, 80, 100])
def test_the_rules_of_a_plot_stay_on_one_page(writer: ReportWriter, tmp_path: Path, words: int) -> None:
    """Cut in two, the first row at the foot of a page reads as all that there is."""
    count, ground = 9, park()
    plan = Known("Voorbeeldplan " * words, LIST, AS_OF)
    wordy = replace(ground, attributes=dict(ground.attributes) | {"plan_name": plan})
    first_plot, *others = plots(count, "Z")
    rules = (BuildingRules(first_plot, wordy), *(BuildingRules(each, ground) for each in others))
    pages = page_texts(made(writer, second(rules=rules, drawings=()), tmp_path)[0])
    heads = [sum(f"Kavel Z{place}, " in each for place in range(1, count + 1)) for each in pages]
    last_rows = [each.count("Bebouwd deel van de kavel") for each in pages]
    assert sum(last_rows) == count
    assert heads == last_rows


def test_a_plot_is_drawn_to_scale_with_the_length_of_each_edge(dutch: Language) -> None:
    """80 by 120 m at 1:1.000 is 80 by 120 mm on paper, and the area is that of the boundary."""
    sheet = plot_sheet(second().drawings[0], dutch)
    assert (sheet.scale, sheet.sheet.paper) == (1_000, "a4")
    assert sheet.figure.svg.count(">80,0<") == 2 * 2
    assert sheet.figure.svg.count(">120,0<") == 2 * 2
    assert "4 zijden" in sheet.figure.alt
    assert any("9.600 m²" in each for each in sheet.facts)
    shape = plots(1)[0].geometry_rd
    assert shape is not None
    assert edge_lengths_m(shape) == pytest.approx((80, 120, 80, 120), abs=1e-9) or edge_lengths_m(
        shape
    ) == pytest.approx((120, 80, 120, 80), abs=1e-9)
    drawn = plot_plan(PlanScene(shape, "A1"), (174, 190), 1_000, str)
    assert "M47.00 155.00L" in to_svg(drawn.picture) or "L47.00 155.00" in to_svg(drawn.picture)


@pytest.mark.parametrize(
    ("language_code", "said", "lines"),
    [
        ("nl", "op A4 afdrukken op ware grootte", ["deze kavel", "andere kavels", "grens terrein"]),
        ("en", "print on A4 at actual size", ["this plot", "other plots", "park boundary"]),
        (
            "de",
            "auf A4 in Originalgröße",
            ["dieses Grundstück", "andere Grundstücke", "Gebietsgrenze"],
        ),
    ],
)
def test_a_drawing_names_its_paper_and_what_its_lines_mean(
    tmp_path: Path, language_code: str, said: str, lines: list[str]
) -> None:
    """On the page itself; the park's boundary runs through the sheet of the first plot."""
    plot = second().drawings[0].plot.geometry_rd
    assert plot is not None
    around = park()
    west, south, east, north = plot.bounds
    shape = shapely.box(west - 5, south - 5, east + 900, north + 900)
    near = replace(second().drawings[0], park=replace(around, geometry_rd=shape))
    language = Language(language_code, resources_dir(), strict=True)
    sheet = plot_sheet(near, language)
    assert said in sheet.facts[0]
    assert [each["text"] for each in sheet.legend] == lines
    assert len({each["svg"] for each in sheet.legend}) == len(lines)
    assert "stroke-dasharray" in sheet.legend[2]["svg"]
    styled = ReportWriter(language, resources_dir() / "documents")
    pages = page_texts(made(styled, second(drawings=(near,)), tmp_path)[0])
    (page,) = [each for each in pages if said in each]
    assert squeezed("".join(lines)) in squeezed(page)


def test_a_line_that_is_not_on_the_sheet_has_no_words(dutch: Language) -> None:
    """A plot alone, its park far around it."""
    drawing = second().drawings[0]
    plot = drawing.plot.geometry_rd
    assert plot is not None
    far = replace(park(), geometry_rd=plot.buffer(5_000))
    sheet = plot_sheet(replace(drawing, park=far, neighbours=()), dutch)
    assert [each["text"] for each in sheet.legend] == ["deze kavel"]


def test_the_rules_of_a_plot_come_from_its_park_where_it_has_none(dutch: Language) -> None:
    """And say so; what nobody knows is unknown with whom to ask."""
    tables = PackageSections(second(), dutch).rules()["tables"]
    assert isinstance(tables, list)
    rows = {row[0].lines[0].text: row for row in tables[0].rows}
    assert rows["Planfase"][1].lines[1].text == "opgave van het terrein"
    assert rows["Bebouwd deel van de kavel"][1].lines[0].mark == "unknown"
    assert all(row[2].lines[0].text for row in tables[0].rows)


def test_a_plot_goes_by_the_categories_of_the_land_that_its_park_issues(dutch: Language) -> None:
    """And by whether storage is allowed there; both are told as what the park says."""
    plot = plots(1)[0]
    said: dict[str, object] = {
        "issue_category_min": "3.1",
        "issue_category_max": "4.2",
        "storage_allowed": False,
    }
    bare = {name: each for name, each in plot.attributes.items() if not name.startswith("category")}
    stated = {name: Known(each, LIST, AS_OF) for name, each in said.items()}
    rules = BuildingRules(
        replace(plot, attributes=bare), replace(park(), attributes={**park().attributes, **stated})
    )
    (table,) = cast("list[Table]", PackageSections(second(rules=(rules,)), dutch).rules()["tables"])
    rows = {row[0].lines[0].text: [each.text for each in row[1].lines] for row in table.rows}
    assert rows["Laagste milieucategorie, uit te geven grond"] == ["3.1", "opgave van het terrein"]
    assert rows["Hoogste milieucategorie, uit te geven grond"] == ["4.2", "opgave van het terrein"]
    assert rows["Opslag toegestaan"] == ["nee", "opgave van het terrein"]


@pytest.mark.parametrize("known", [("category_max",), ("category_min",), ()])
def test_an_end_of_the_categories_that_nobody_states_is_unknown_with_whom_to_ask(
    dutch: Language, known: tuple[str, ...]
) -> None:
    """Both ends have a row at every plot, whichever of them is known."""
    ends = {"category_min": "Laagste milieucategorie", "category_max": "Hoogste milieucategorie"}
    plot, ground = plots(1)[0], park()
    of_park = {name: each for name, each in ground.attributes.items() if "category" not in name}
    bare = {name: each for name, each in plot.attributes.items() if not name.startswith("category")}
    stated = {name: Known("3.2", LIST, AS_OF) for name in known}
    rules = BuildingRules(replace(plot, attributes=bare | stated), replace(ground, attributes=of_park))
    (table,) = cast("list[Table]", PackageSections(second(rules=(rules,)), dutch).rules()["tables"])
    rows = {row[0].lines[0].text: row[1].lines[0] for row in table.rows}
    for attribute_id, label in ends.items():
        if attribute_id in known:
            assert rows[label].text == "3.2"
        else:
            assert rows[label].mark == "unknown"
            assert rows[label].text == "onbekend \N{EN DASH} navragen bij Accountmanager, Gemeente Emmen"


def test_a_file_of_an_archive_can_be_read_alone(writer: ReportWriter, tmp_path: Path) -> None:
    """Each PDF of ours is tagged and claims what the typesetter vouches for."""
    _, archive = made(writer, second(), tmp_path)
    with zipfile.ZipFile(archive) as packed:
        for name in packed.namelist():
            if name.endswith(".pdf"):
                root: Any = PdfReader(io.BytesIO(packed.read(name))).trailer["/Root"]
                assert b"pdfuaid" in root["/Metadata"].get_data(), name


def test_each_site_names_its_own_gemeente_to_ask(dutch: Language) -> None:
    """Rules of a plot send to the gemeente of that plot; what holds for all sites names each gemeente."""
    ours, other = plots(2)
    code = Known("GM0109", LIST, AS_OF)
    elsewhere = replace(other, attributes=dict(other.attributes) | {"municipality_code": code})
    ground = replace(park(), attributes=dict(park().attributes) | {"municipality_code": code})
    rules = (BuildingRules(ours, park()), BuildingRules(elsewhere, ground))
    sections = PackageSections(second(rules=rules, municipality_codes=("GM0114", "GM0109")), dutch)
    emmen, coevorden = (
        {line.text for row in each.rows for line in row[1].lines if "navragen bij" in line.text}
        for each in cast("list[Table]", sections.rules()["tables"])
    )
    assert emmen == {"onbekend \N{EN DASH} navragen bij Accountmanager, Gemeente Emmen"}
    assert coevorden == {"onbekend \N{EN DASH} navragen bij gemeente Coevorden"}
    [permits] = cast("list[str]", sections.permits()["paragraphs"])
    assert "Accountmanager, Gemeente Emmen; gemeente Coevorden" in permits
    assert sections.whose == "Gemeente Emmen, gemeente Coevorden"


@pytest.mark.parametrize("variant", ["web_shop_allowed", "zone_shops.yes", "zone_shops.no"])
def test_what_is_recorded_of_web_shops_says_nothing_of_storage(dutch: Language, variant: str) -> None:
    """Whether storage is allowed has a row of its own."""
    told = dutch.text(f"doc.package.rules.{variant}").lower()
    assert "webwinkel" in told
    assert "opslag" not in told
