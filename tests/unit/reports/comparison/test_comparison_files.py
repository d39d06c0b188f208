"""One comparison in three forms: the same words and figures, names as text, and what stands out in words."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import openpyxl
import pytest

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.row_marks import BestMark, RowScale
from drentsportal.domain.values import Known, PartialDate, Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.comparison.content import worded_comparison
from drentsportal.reports.comparison.pages import comparison_foot, comparison_model, page_sizes
from drentsportal.reports.comparison.rows import RowWords, contribution_words, score_words
from drentsportal.reports.comparison.sheet_numbers import figure_rows
from drentsportal.reports.sheets.workbook import PaperWords, Workbook
from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
from drentsportal.reports.writer import ReportWriter
from drentsportal.services.compared_sites import ComparedCell, Likeness, RowKind
from drentsportal.services.documents import SAMPLE_SOURCE
from drentsportal.services.ports.documents import ComparisonForm
from tests.fakes import MOMENT_UTC
from tests.shown_cells import ends_of_page, shown
from tests.unit.reports.conftest import pdf_text, squeezed
from tests.unit.reports.subjects import HOSTILE_NAMES
from tests.unit.services.document_fakes import NUMBER, Desk

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.sites.site import Site
    from drentsportal.reports.comparison.worded import WordedComparison
    from drentsportal.services.compared_sites import ComparisonTable
    from tests.unit.reports.conftest import RunTool

ALL = ("nearer", "near", "same", "far", "hall")
LONG = (
    "Bedrijvenpark Zuidwolderhogeweg en Omstreken te Zuidwolderhogeweg, "
    "Fochteloërveensterwijkerend en Bovenboer"
)


@pytest.fixture(scope="module")
def table() -> ComparisonTable:
    """Compare three of a case, with their scores."""
    desk = Desk()
    desk.add_case("near", "nearer")
    return desk.comparing.make(("nearer", "near", "far"), NUMBER)


@pytest.fixture(scope="module")
def widest() -> ComparisonTable:
    """Compare five, one of them a hall."""
    desk = Desk()
    desk.add_case("near", "nearer")
    return desk.comparing.make(ALL, NUMBER)


def _renamed(site: Site, name: str) -> Site:
    return replace(site, attributes={**site.attributes, "name": Known(name, "Opgave", PartialDate(2026))})


def _named(table: ComparisonTable, names: tuple[str, ...]) -> ComparisonTable:
    sites = [
        replace(site, candidate=replace(site.candidate, name=name), site=_renamed(site.site, name))
        for site, name in zip(table.sites, names, strict=False)
    ]
    return replace(table, sites=(*sites, *table.sites[len(sites) :]))


def _worded(table: ComparisonTable, language: Language) -> WordedComparison:
    return worded_comparison(table, language.unbroken(), page_sizes(len(table.sites)))


def _said(worded: WordedComparison) -> list[str]:
    told = [worded.title, worded.context, worded.sentence, worded.map_note, *worded.notes]
    for group in worded.groups:
        told += [group.title, group.unknown]
        for row in group.rows:
            told += [row.label, row.note]
            told += [
                each for cell in row.cells for each in (cell.words.text, *(tag.text for tag in cell.tags))
            ]
    return [each for each in told if each]


class _Page(HTMLParser):
    """What a browser makes of a page: its tags, the words of its rows, and all its text."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.words: list[str] = []
        self._hidden = 0
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden += tag in {"style", "svg"}
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"style", "svg"}

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        self.words.append(data)
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def _web(writer: ReportWriter, table: ComparisonTable, folder: Path) -> str:
    return writer.comparison(table, folder / "v.html", ComparisonForm.HTML).path.read_text(encoding="utf-8")


def test_every_word_stands_in_every_form(
    writer: ReportWriter, dutch: Language, widest: ComparisonTable, tmp_path: Path
) -> None:
    """What is told is told once: pages and web page hold it all, the workbook every value."""
    # The writer of the tests breaks lines anywhere; so the words are compared without white space.
    said = {squeezed(each) for each in _said(_worded(widest, dutch))}
    pages = squeezed(pdf_text(writer.comparison(widest, tmp_path / "v.pdf", ComparisonForm.PDF).path))
    web = squeezed("".join(_Page(_web(writer, widest, tmp_path)).words))
    assert [each for each in said if each not in pages] == []
    assert [each for each in said if each not in web] == []
    book = openpyxl.load_workbook(writer.comparison(widest, tmp_path / "v.xlsx").path)
    cells = {squeezed(shown(each)).lstrip("≠") for sheet in book for row in sheet.iter_rows() for each in row}
    values = [
        squeezed(cell.words.text)
        for group in _worded(widest, dutch).groups
        if group.id in {"requirement", "preference", "attribute"}
        for row in group.rows
        for cell in row.cells
    ]
    assert [each for each in values if each not in cells and "nietinderangschikking" not in each] == []


def test_figures_on_the_web_page_are_those_of_the_table(
    writer: ReportWriter, dutch: Language, table: ComparisonTable, tmp_path: Path
) -> None:
    """Parsed back row by row: each known attribute of each site, and each score."""
    rows = {row[0]: row[1:] for row in _Page(_web(writer, table, tmp_path)).rows}
    words = ValueWords(dutch, table.segments, table.made_at_utc.date())
    counted = 0
    for row in table.rows:
        if row.kind is not RowKind.ATTRIBUTE:
            continue
        label = dutch.text(f"attribute.{row.id}")
        web_row = next((cells for title, cells in rows.items() if title.startswith(label)), None)
        if web_row is None:
            assert not any(isinstance(each.value, Known) for each in row.cells)
            continue
        for cell, told in zip(row.cells, web_row, strict=True):
            if isinstance(cell.value, Known):
                counted += 1
                assert squeezed(told).startswith(squeezed(words.plain(row.id, cell.value.value)))
            else:
                assert squeezed(told).startswith(("◌onbekend", "\N{EN DASH}"))
    assert counted >= 6
    scores = next(cells for title, cells in rows.items() if title.startswith("Score"))
    for site, told in zip(table.sites, scores, strict=True):
        told_score = (
            dutch.text("doc.compare.excluded") if site.card is None else score_words(site.card, dutch)
        )
        assert squeezed(told).startswith(squeezed(told_score))


def test_the_breakdown_adds_up_to_the_score(
    writer: ReportWriter, table: ComparisonTable, tmp_path: Path
) -> None:
    """In the workbook as figures: point, least and most of the wishes make those of the score."""
    book = openpyxl.load_workbook(writer.comparison(table, tmp_path / "v.xlsx").path)
    rows = list(book["Opbouw score"].iter_rows(min_row=2, values_only=True))[:-1]
    wish_count = len(rows) // 3
    assert len(rows) == 3 * wish_count > 3
    for start in range(0, len(rows), wish_count):
        block = rows[start : start + wish_count]
        for column in range(1, len(block[0])):
            figures = [row[column] for row in block]
            if all(isinstance(each, int | float) for each in figures):
                assert sum(figures[:-1]) == pytest.approx(figures[-1])  # type: ignore[arg-type] # figures, just looked


def test_every_figure_of_the_workbook_is_a_number_that_reads_as_in_the_pages(
    writer: ReportWriter, dutch: Language, table: ComparisonTable, tmp_path: Path
) -> None:
    """Values, scores, points of wishes, and what stands behind the sentences; a unit is in its format."""
    book = openpyxl.load_workbook(writer.comparison(table, tmp_path / "v.xlsx").path)
    lines = {(line[0].value, line[1].value): line[3:] for line in book["Vergelijking"].iter_rows(min_row=2)}
    words = ValueWords(dutch, table.segments, table.made_at_utc.date())
    counted = 0
    for row in table.rows:
        if row.kind is not RowKind.ATTRIBUTE:
            continue
        cells = lines["gegeven", dutch.text(f"attribute.{row.id}")]
        for told, cell in zip(row.cells, cells, strict=False):
            value = told.value.value if isinstance(told.value, Known) else None
            if isinstance(value, int | float) and not isinstance(value, bool):
                counted += 1
                assert cell.value == value
                assert squeezed(shown(cell)).lstrip("≠") == squeezed(words.words(row.id, told.value).text)
    assert counted >= 4
    for site, cell in zip(table.sites, lines["uitkomst", "Score"], strict=False):
        if site.card is not None:
            assert isinstance(cell.value, int | float)
            assert shown(cell) == dutch.value(site.card.point, "points")


def test_figures_behind_sentences_and_points_of_wishes_are_numbers(
    writer: ReportWriter, dutch: Language, table: ComparisonTable, tmp_path: Path
) -> None:
    """On sheets of their own; what is still to be asked says so beside its figure."""
    book = openpyxl.load_workbook(writer.comparison(table, tmp_path / "v.xlsx").path)
    points = [cell for line in book["Opbouw score"].iter_rows(min_row=2) for cell in line[2:]]
    numbers = [each for each in points if isinstance(each.value, int | float)]
    assert numbers
    assert all(re.fullmatch(r"\d+,\d", shown(each)) for each in numbers)
    figures = [cell for line in book["Getallen"].iter_rows(min_row=2) for cell in line[2:]]
    assert any(isinstance(each.value, int | float) for each in figures)
    words = RowWords(dutch, ValueWords(dutch, {}, table.made_at_utc.date()), SourceNumbers(dutch), 0.0)
    row = next(each for each in table.rows if each.id == "plot_area")
    asked = replace(row.cells[0], verdict=Verdict.CHECK, span=(0.0, 87_000.0))
    sure = replace(asked, verdict=Verdict.FITS)
    lines = figure_rows(replace(row, cells=(asked, sure), scale=RowScale(0.0, 100_000.0)), "Kavel", words)
    assert [[str(each).replace("\N{NO-BREAK SPACE}", " ") for each in line] for line in lines] == [
        ["Kavel: laagste", "0 ha, navragen", "0 ha"],
        ["Kavel: hoogste", "8,7 ha, navragen", "8,7 ha"],
    ]


@pytest.mark.parametrize("code", ["nl", "en", "de"])
def test_every_number_of_the_workbook_fits_its_column(
    widest: ComparisonTable, tmp_path: Path, code: str
) -> None:
    """A number does not wrap: in a column that is too narrow it reads ``###``."""
    writer = ReportWriter(
        Language(code, resources_dir(), strict=True).unbroken(), resources_dir() / "documents"
    )
    book = openpyxl.load_workbook(writer.comparison(widest, tmp_path / "v.xlsx").path)
    narrow = [
        (sheet.title, cell.coordinate, shown(cell))
        for sheet in book
        for dimension in sheet.column_dimensions.values()
        for column in sheet.iter_cols(min_col=dimension.min, max_col=dimension.max)
        for cell in column
        if isinstance(cell.value, int | float) and len(str(shown(cell))) + 2 > dimension.width
    ]
    assert not narrow


def test_a_printed_sheet_is_one_page_wide_with_its_header_on_every_page(
    writer: ReportWriter, widest: ComparisonTable, tmp_path: Path
) -> None:
    """Every sheet, of as many sites as there can be."""
    for sheet in openpyxl.load_workbook(writer.comparison(widest, tmp_path / "v.xlsx").path):
        assert sheet.page_setup.orientation == "landscape"
        fitted = sheet.sheet_properties.pageSetUpPr
        assert fitted is not None
        assert fitted.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"


def test_the_workbook_has_no_score_where_no_site_has_one(
    writer: ReportWriter, table: ComparisonTable, tmp_path: Path
) -> None:
    """A case without a match has sites side by side, and no row for what was never counted."""
    bare = replace(table, sites=tuple(replace(each, card=None) for each in table.sites), score_best=())
    assert bare.case_number is not None
    book = openpyxl.load_workbook(writer.comparison(bare, tmp_path / "v.xlsx").path)
    assert "Score" not in [line[1] for line in book["Vergelijking"].iter_rows(values_only=True)]
    assert "Opbouw score" not in book.sheetnames


def test_the_best_of_what_is_known_is_called_so_in_every_form(
    writer: ReportWriter, widest: ComparisonTable, tmp_path: Path
) -> None:
    """Where another site is unknown nobody is the most favourable of all."""
    row = next(each for each in widest.rows if each.kind is RowKind.PREFERENCE)
    best, *others = row.cells
    told = (
        replace(best, best=BestMark.BEST),
        ComparedCell(Unknown()),
        *(replace(each, best=None) for each in others[1:]),
    )
    one = replace(widest, rows=(replace(row, cells=told),), score_best=())
    texts = {
        "pdf": pdf_text(writer.comparison(one, tmp_path / "v.pdf", ComparisonForm.PDF).path),
        "html": "".join(_Page(_web(writer, one, tmp_path)).words),
        "xlsx": " ".join(
            shown(cell)
            for line in openpyxl.load_workbook(writer.comparison(one, tmp_path / "v.xlsx").path)[
                "Vergelijking"
            ]
            for cell in line
        ),
    }
    for form, text in texts.items():
        assert squeezed("gunstigst van de bekende") in squeezed(text), form


def test_the_breakdown_adds_up_to_the_score_as_it_is_read(table: ComparisonTable, dutch: Language) -> None:
    """The digits that are printed for the wishes give those of the score beside them."""
    cards = [each.card for each in table.sites if each.card is not None]
    assert cards
    for card in cards:
        told = [contribution_words(each, card, dutch).split(" van ") for each in card.contributions]
        parts = [int(each[0].replace(",", "")) for each in told]
        assert sum(parts) == int(dutch.value(card.point, "points").replace(",", ""))


def test_the_workbook_names_the_best_and_who_deviates(
    writer: ReportWriter, table: ComparisonTable, tmp_path: Path
) -> None:
    """Beside the values, in words."""
    sheet = openpyxl.load_workbook(writer.comparison(table, tmp_path / "v.xlsx").path).worksheets[0]
    head, *rows = list(sheet.iter_rows(values_only=True))
    assert head[-2:] == ("Gunstigst", "Wijkt af")
    distance = next(
        row for row in rows if row[:2] == ("eis", "Afstand huidige vestiging") or "huidige" in str(row[1])
    )
    row = next(each for each in table.rows if each.id == "present_distance")
    best = next(place for place, cell in enumerate(row.cells) if cell.best is BestMark.BEST)
    assert distance[-2] == table.sites[best].candidate.name


def test_the_web_page_stands_alone_and_is_a_real_table(
    writer: ReportWriter, table: ComparisonTable, tmp_path: Path
) -> None:
    """No script, no link, nothing from elsewhere; headers with their scope, drawings with words or hidden."""
    content = _web(writer, table, tmp_path)
    page = _Page(content)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "link", "img", "iframe", "a", "object", "form", "base"}
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|url\((?!#map)", content)
    assert dict(page.tags)["html"] == {"lang": "nl"}
    scopes = [attributes.get("scope") for tag, attributes in page.tags if tag == "th"]
    tables = sum(tag == "table" for tag, _ in page.tags)
    assert set(scopes) == {"row", "col"}
    assert scopes.count("col") == tables * (1 + len(table.sites))
    assert scopes.count("row") == len(page.rows) - tables
    drawings = [attributes for tag, attributes in page.tags if tag == "svg"]
    named = [each for each in drawings if each.get("role") == "img" and each.get("aria-label")]
    hidden = [each for each in drawings if each.get("aria-hidden") == "true"]
    assert len(named) == len(table.sites)
    assert len(named) + len(hidden) == len(drawings)
    ids = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))
    assert next(tag for tag, _ in page.tags if tag in {"h1", "h2"}) == "h1"


@pytest.mark.parametrize("name", [*HOSTILE_NAMES, LONG])
def test_names_stay_text(writer: ReportWriter, table: ComparisonTable, tmp_path: Path, name: str) -> None:
    """Markup in a name is read, not obeyed, on the page, on paper and in the drawings."""
    hostile = _named(table, (name,))
    content = _web(writer, hostile, tmp_path)
    page = _Page(content)
    plain = _Page(_web(writer, table, tmp_path))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    assert squeezed(name) in squeezed("".join(page.words))
    for drawing in re.findall(r"<svg.*?</svg>", content, re.DOTALL):
        ET.fromstring(drawing)  # noqa: S314 - we wrote it
    made = writer.comparison(hostile, tmp_path / "v.pdf", ComparisonForm.PDF)
    assert squeezed(name)[:40] in squeezed(pdf_text(made.path))


@pytest.mark.parametrize(
    ("code", "title"), [("nl", "Kavel A1, "), ("en", "Plot A1, "), ("de", "Grundstück A1, ")]
)
def test_a_plot_and_premises_stand_with_their_park_in_every_form(
    tmp_path: Path, code: str, title: str
) -> None:
    """Plots of two parks often have one name, so that a bare one names neither."""
    language = Language(code, resources_dir(), strict=True)
    table = Desk().comparing.make(("plot-1", "near"))
    plot, park = table.sites
    other = replace(plot, park=_renamed(park.site, "Verderop"))
    hall = replace(plot, site=_renamed(replace(plot.site, kind=SiteKind.PREMISES), "Hal 2"))
    three = replace(
        table,
        sites=(plot, other, hall),
        rows=tuple(replace(row, cells=(row.cells[0],) * 3) for row in table.rows),
    )
    titles = {f"{title}Bargermeer", f"{title}Verderop", "Hal 2, Bargermeer"}
    assert {each.name for each in _worded(three, language).sites} == titles
    written = ReportWriter(language.unbroken(), resources_dir() / "documents")
    pages = squeezed(pdf_text(written.comparison(three, tmp_path / "v.pdf", ComparisonForm.PDF).path))
    assert all(squeezed(each) in pages for each in titles)
    rows = _Page(_web(written, three, tmp_path)).rows
    assert [squeezed(each)[1:] for each in rows[0][1:]] == [
        squeezed(each.name) for each in _worded(three, language).sites
    ]
    for sheet in openpyxl.load_workbook(written.comparison(three, tmp_path / "v.xlsx").path):
        shown_names = {squeezed(shown(each)) for each in next(sheet.iter_rows())}
        assert {squeezed(each) for each in titles} <= shown_names


@pytest.mark.parametrize("code", ["nl", "en", "de"])
def test_five_long_names_in_three_languages(widest: ComparisonTable, tmp_path: Path, code: str) -> None:
    """Nothing is missing from a catalogue, and all names stand whole on the pages."""
    language = Language(code, resources_dir(), strict=True)
    writer = ReportWriter(language.unbroken(), resources_dir() / "documents")
    names = tuple(f"{LONG} {number}" for number in range(5))
    long = _named(widest, names)
    pages = squeezed(pdf_text(writer.comparison(long, tmp_path / "v.pdf", ComparisonForm.PDF).path))
    assert all(squeezed(each) in pages for each in names)
    for form in (ComparisonForm.HTML, ComparisonForm.XLSX):
        writer.comparison(long, tmp_path / f"v.{form.value}", form)
    assert f'<html lang="{code}">' in (tmp_path / "v.html").read_text(encoding="utf-8")


def test_an_open_question_stands_beside_the_score(dutch: Language, table: ComparisonTable) -> None:
    """No spread is only said where nothing is open."""
    card = next(each.card for each in table.sites if each.card is not None)
    is_open = any(each.verdict is Verdict.CHECK for each in card.outcomes)
    firm = replace(card, low=card.point, high=card.point, outcomes=())
    assert "geen spreiding" in score_words(firm, dutch)
    still = replace(firm, outcomes=tuple(replace(each, verdict=Verdict.CHECK) for each in card.outcomes))
    assert "geen spreiding" not in score_words(still, dutch)
    scored = replace(table, sites=(replace(table.sites[0], card=still), *table.sites[1:]))
    row = _worded(scored, dutch).groups[0].rows[0]
    assert any("nog open" in tag.text for tag in row.cells[0].tags)
    assert is_open or card.outcomes


def test_unknown_and_what_does_not_apply_are_told_apart(dutch: Language, widest: ComparisonTable) -> None:
    """A hall has no gross area: a dash; a park whose height nobody knows: the word."""
    groups = {group.id: group for group in _worded(widest, dutch).groups}
    hall = next(place for place, each in enumerate(widest.sites) if each.candidate.id == "hall")
    net = next(row for row in groups["attribute"].rows if row.label == dutch.text("attribute.net_ha"))
    assert net.cells[hall].words.text == "\N{EN DASH}"
    assert dutch.text("attribute.max_height_m") in groups["attribute"].unknown
    assert {cell.best for row in widest.rows if row.kind is RowKind.ATTRIBUTE for cell in row.cells} == {None}


@pytest.mark.parametrize("code", ["nl", "en", "de"])
def test_a_value_that_is_not_scored_and_the_reason_of_a_row_are_told_alike_in_every_form(
    widest: ComparisonTable, tmp_path: Path, code: str
) -> None:
    """The wish of an excluded site has its value and why it counts for nothing; a row has one reason."""
    language = Language(code, resources_dir(), strict=True)
    written = ReportWriter(language.unbroken(), resources_dir() / "documents")
    said = language.text("doc.compare.not_scored")
    worded = _worded(widest, language)
    excluded = [place for place, each in enumerate(widest.sites) if each.card is None]
    wish = next(group for group in worded.groups if group.id == "preference").rows[0]
    told = [wish.cells[place].words.text for place in excluded]
    assert any(each.endswith(f"({said})") for each in told)
    pages = squeezed(pdf_text(written.comparison(widest, tmp_path / "v.pdf", ComparisonForm.PDF).path))
    web = squeezed("".join(_Page(_web(written, widest, tmp_path)).words))
    book = openpyxl.load_workbook(written.comparison(widest, tmp_path / "v.xlsx").path)
    lines = [[str(shown(each)) for each in line] for line in book.worksheets[0].iter_rows()]
    assert all(squeezed(said) in form for form in (pages, web))
    assert any(set(told) <= set(line) for line in lines)
    reasons = {
        row.label: row.likeness for group in worded.groups if group.id == "attribute" for row in group.rows
    }
    assert language.text("doc.compare.likeness.does_not_apply") in reasons.values()
    listed = {line[1]: line[2] for line in lines if len(line) > 2}
    assert {label: listed[label] for label in reasons} == reasons


def test_all_maps_show_the_same_at_one_scale(dutch: Language, table: ComparisonTable) -> None:
    """Each has its own words; the present location is told."""
    sites = _worded(table, dutch).sites
    sizes = {re.search(r'viewBox="([^"]+)"', each.map.svg).group(1) for each in sites if each.map}  # type: ignore[union-attr] # we wrote it
    assert len(sizes) == 1
    alts = [each.map.alt for each in sites if each.map]
    assert len(set(alts)) == len(sites)
    assert all("Emmen" in each for each in alts)


def test_a_site_without_location_says_so(
    writer: ReportWriter, table: ComparisonTable, tmp_path: Path
) -> None:
    """The others keep their maps."""
    first = table.sites[0]
    nowhere = replace(
        table, sites=(replace(first, site=replace(first.site, geometry_rd=None)), *table.sites[1:])
    )
    assert "ligging onbekend" in _web(writer, nowhere, tmp_path)
    assert "ligging onbekend" in pdf_text(
        writer.comparison(nowhere, tmp_path / "v.pdf", ComparisonForm.PDF).path
    )


def test_equal_input_gives_equal_bytes(writer: ReportWriter, table: ComparisonTable, tmp_path: Path) -> None:
    """In every form."""
    for form in ComparisonForm:
        made = [writer.comparison(table, tmp_path / f"{n}.{form.value}", form).sha256 for n in (1, 2)]
        assert len(set(made)) == 1


def test_the_pages_are_landscape_and_lie_in_reading_order(
    writer: ReportWriter, dutch: Language, table: ComparisonTable, tmp_path: Path
) -> None:
    """Title, groups and sources come in their order; without a case there are no groups of one."""
    text = pdf_text(writer.comparison(table, tmp_path / "v.pdf", ComparisonForm.PDF).path)
    titles = [each.title for each in _worded(table, dutch).groups]
    places = [text.index(each) for each in (*titles, dutch.text("doc.sources.title"))]
    assert places == sorted(places)
    bare = Desk().comparing.make(("near", "nearer"))
    assert [each.id for each in _worded(bare, dutch).groups] == ["attribute"]
    assert comparison_model(bare, dutch)["tag"] == ""
    assert all(row.likeness in Likeness for row in bare.rows)


@pytest.mark.full
def test_libreoffice_opens_the_workbook(
    writer: ReportWriter, table: ComparisonTable, tmp_path: Path, run_tool: RunTool
) -> None:
    """And reads the values in it."""
    made = writer.comparison(table, tmp_path / "v.xlsx")
    run_tool("soffice", "--headless", "--convert-to", "csv", "--outdir", tmp_path, made.path)
    read = (tmp_path / "v.csv").read_text(encoding="utf-8", errors="replace")
    assert all(each.candidate.name in read for each in table.sites)
    assert "Gunstigst" in read


@pytest.mark.full
def test_libreoffice_keeps_every_number_and_its_format(
    writer: ReportWriter, table: ComparisonTable, tmp_path: Path, run_tool: RunTool
) -> None:
    """Saved again by another program each cell shows what it showed, and its number is the same."""
    made = writer.comparison(table, tmp_path / "v.xlsx").path
    again = tmp_path / "weer"
    run_tool("soffice", "--headless", "--convert-to", "xlsx", "--outdir", again, made)
    before, after = openpyxl.load_workbook(made), openpyxl.load_workbook(again / "v.xlsx")
    assert before.sheetnames == after.sheetnames
    for sheet in before:
        for line in sheet.iter_rows():
            for cell in line:
                other = after[sheet.title][cell.coordinate]
                assert (cell.value or "") == (other.value or ""), cell.coordinate
                if isinstance(cell.value, int | float):
                    assert shown(cell) == shown(other).replace("\\", ""), cell.coordinate


@pytest.mark.parametrize("is_invented", [True, False])
def test_every_sheet_says_of_what_day_data_and_case_it_is_and_that_samples_are_samples(
    writer: ReportWriter, dutch: Language, table: ComparisonTable, tmp_path: Path, *, is_invented: bool
) -> None:
    """At the head and foot of what is printed, and below the rows of what is read on a screen."""
    source = f"{SAMPLE_SOURCE} & meer" if is_invented else "Opgave"
    row = next(each for each in table.rows if each.kind is RowKind.ATTRIBUTE)
    known = Known("A&B", source, PartialDate(2026))
    cells = tuple(replace(each, value=known, going=None) for each in row.cells)
    made = writer.comparison(replace(table, rows=(replace(row, cells=cells),)), tmp_path / "v.xlsx")
    book = openpyxl.load_workbook(made.path)
    foot = comparison_foot(table, dutch.unbroken())
    assert "D-2026" in foot
    assert "gegevensversie" in foot
    tag = dutch.text("doc.tag.sample") if is_invented else ""
    heads = {ends_of_page(each.oddHeader) for each in book}
    assert {right for _, right in heads} == {tag}
    assert all(squeezed("Vergelijking van 3 locaties") in squeezed(left) for left, _ in heads)
    assert {squeezed(ends_of_page(each.oddFooter)[0]) for each in book} == {squeezed(foot)}
    *_, last = (str(line[0]) for line in book.worksheets[0].iter_rows(values_only=True))
    assert squeezed(last) == squeezed(f"{tag} · {foot}" if tag else foot)


def test_nothing_is_printed_through_the_first_row(
    writer: ReportWriter, table: ComparisonTable, tmp_path: Path
) -> None:
    """A rule under the header would lie on the tops of the first line, which begins at it."""
    for sheet in openpyxl.load_workbook(writer.comparison(table, tmp_path / "v.xlsx").path):
        head, first = list(sheet.iter_rows(max_row=2))
        assert not any(each.border.bottom.style for each in head)
        assert not any(each.border.top.style for each in first)
        assert {each.fill.fill_type for each in head} == {"solid"}


def test_a_foot_is_no_code_and_no_longer_than_a_sheet_can_hold(tmp_path: Path) -> None:
    """An ampersand begins a code there; more than 255 signs would be dropped altogether."""
    book = Workbook("Toets", MOMENT_UTC, PaperWords("A & B " * 60, "VOORBEELD", "Kopie &D van & " * 30))
    book.add_sheet("Blad", ["Kop"], [["waarde"]])
    (tmp_path / "t.xlsx").write_bytes(book.content())
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    told = re.findall(
        r"<odd(?:Header|Footer)>(.*?)</odd",
        zipfile.ZipFile(tmp_path / "t.xlsx").read("xl/worksheets/sheet1.xml").decode(),
    )
    assert len(told) == 2
    assert all(len(html.unescape(each)) <= 255 for each in told)
    assert "&&D" in html.unescape(told[1])
    assert ends_of_page(sheet.oddHeader)[1] == "VOORBEELD"
