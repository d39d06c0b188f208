"""What park, status and match say of a site stands in every form of a comparison, in three languages."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import openpyxl
import pytest

from drentsportal.domain.merge.delivery import SiteBatch
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.figures.symbology import Theme
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.advice.side_by_side import comparison_section
from drentsportal.reports.comparison.content import worded_comparison
from drentsportal.reports.comparison.pages import page_sizes
from drentsportal.reports.typeset.value_words import SourceNumbers
from drentsportal.reports.writer import ReportWriter
from drentsportal.services.ports.documents import ComparisonForm
from tests.fakes import MOMENT_UTC, OFFICER
from tests.shown_cells import shown
from tests.unit.reports.conftest import pdf_text, squeezed
from tests.unit.services.document_fakes import NUMBER, YEAR, Desk, delivery, report

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.reports.comparison.worded import WordedCell, WordedRow
    from drentsportal.services.compared_sites import ComparisonTable

LANGUAGES = ("nl", "en", "de")


@pytest.fixture(scope="module")
def desk() -> Desk:
    """Keep a park with a price, and two of its plots, of which one has a price of its own."""
    made = Desk()
    park = {"price_min_eur_m2": [60.0], "price_max_eur_m2": [75.0], "available_now_ha": [34.7]}
    plot: dict[str, list[object]] = {"name": ["A2"], "municipality_code": ["GM0114"], "park_id": ["near"]}
    plot |= {"status": ["sold"], "price_eur_m2": [65.5]}
    batches = (
        SiteBatch(SiteKind.PARK, ["near"], [YEAR], park, [None]),
        SiteBatch(SiteKind.PLOT, ["plot-2"], [YEAR], plot, [None]),
    )
    told = replace(delivery(), source="Prijslijst", batches=batches)
    with made.workspace.unit_of_work() as work:
        work.sites.add_delivery(told, report(), OFFICER, MOMENT_UTC)
        work.commit()
    made.add_case("near", "nearer")
    return made


class _Words(HTMLParser):
    def __init__(self, content: str) -> None:
        super().__init__()
        self.told: list[str] = []
        self.feed(content)

    def handle_data(self, data: str) -> None:
        self.told.append(data)


def _language(code: str) -> Language:
    return Language(code, resources_dir(), strict=True)


def _row(table: ComparisonTable, language: Language, group_id: str, key: str) -> WordedRow:
    worded = worded_comparison(table, language.unbroken(), page_sizes(len(table.sites)))
    rows = next(each for each in worded.groups if each.id == group_id).rows
    return next(each for each in rows if each.label == language.text(key))


def _cell(row: WordedRow, table: ComparisonTable, site_id: str) -> WordedCell:
    return row.cells[[each.candidate.id for each in table.sites].index(site_id)]


def _forms(table: ComparisonTable, language: Language, folder: Path) -> tuple[str, str, str]:
    """Return all text of the pages, the web page and the workbook, without white space."""
    writer = ReportWriter(language.unbroken(), resources_dir() / "documents")
    paths = {each: folder / f"v.{each.value}" for each in ComparisonForm}
    for form, path in paths.items():
        writer.comparison(table, path, form)
    book = openpyxl.load_workbook(paths[ComparisonForm.XLSX])
    cells = [str(shown(each)) for sheet in book for row in sheet.iter_rows() for each in row]
    web = _Words(paths[ComparisonForm.HTML].read_text(encoding="utf-8")).told
    made = (pdf_text(paths[ComparisonForm.PDF]), "".join(web), "\n".join(cells))
    return tuple(squeezed(each) for each in made)  # type: ignore[return-value] # three


def _advised(table: ComparisonTable, language: Language) -> list[str]:
    """Return the lines of the comparison in an advice."""
    made = comparison_section(table, language, SourceNumbers(language), MOMENT_UTC.date(), Theme.PRINT)
    rows = () if made.table is None else made.table.rows
    return [line.text for cells in rows for cell in cells for line in cell.lines]


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_the_park_says_of_a_plot_is_said_to_be_of_the_park(
    desk: Desk, code: str, tmp_path: Path
) -> None:
    """The price of the park beside that of a plot: with its source, and never as unknown."""
    language = _language(code)
    table = desk.comparing.make(["plot-1", "plot-2"])
    row = _row(table, language, "attribute", "attribute.price_eur_m2")
    handed, own = (_cell(row, table, each) for each in ("plot-1", "plot-2"))
    note = language.text("doc.value.of_park")
    assert (handed.note, own.note) == (note, "")
    assert "60" in handed.words.text
    assert "75" in handed.words.text
    assert not handed.words.mark
    assert handed.source
    assert handed.strip
    day = _row(table, language, "attribute", "attribute.available_from")
    assert _cell(day, table, "plot-1").note == language.text("doc.value.by_status")
    pages, web, book = _forms(table, language, tmp_path)
    for said in (handed.words.text, note, language.text("doc.value.by_status")):
        assert squeezed(said) in pages
        assert squeezed(said) in web
    assert squeezed(language.text("doc.compare.with_note", told=handed.words.text, note=note)) in book
    assert "Prijslijst" in book
    assert note in _advised(table, language)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_total_that_its_plots_contradict_says_so_with_its_sources(
    desk: Desk, code: str, tmp_path: Path
) -> None:
    """Not by a mark alone: in words in every form, and in the comparison of the advice."""
    language = _language(code)
    table = desk.comparing.make(["near", "nearer"], NUMBER)
    row = _row(table, language, "attribute", "attribute.available_now_ha")
    (tag,) = _cell(row, table, "near").tags
    assert tag.mark == "conflicting"
    told = language.text("doc.plot_total.sum", area_m2=16_000)
    assert squeezed(told) in squeezed(tag.text)
    assert squeezed(language.text("doc.source.reference", number=1, as_of=YEAR)) in squeezed(tag.text)
    assert not _cell(row, table, "nearer").tags
    pages, web, book = _forms(table, language, tmp_path)
    assert squeezed(tag.text) in pages
    assert squeezed(tag.text) in web
    assert squeezed(told) in book
    assert squeezed(language.text("doc.mark.conflicting")) in pages
    assert any(squeezed(told) in squeezed(each) for each in _advised(table, language))


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_excluded_site_is_called_that_where_scores_stand(desk: Desk, code: str, tmp_path: Path) -> None:
    """It has no points because it is out; nothing about it is unknown. A plot was not judged at all."""
    language = _language(code)
    table = desk.comparing.make(["near", "nearer", "far", "plot-1"], NUMBER)
    excluded, unjudged = language.text("doc.compare.excluded"), language.text("doc.compare.not_ranked")
    reason = language.text("doc.compare.likeness.not_ranked")
    rows = (
        _row(table, language, "outcome", "doc.compare.score"),
        _row(table, language, "breakdown", "criterion.present_distance"),
    )
    for row in rows:
        assert _cell(row, table, "far").words.text == excluded
        assert _cell(row, table, "plot-1").words.text == unjudged
        assert (row.likeness, row.sign) == (reason, "not_comparable")
    for form in _forms(table, language, tmp_path):
        assert squeezed(excluded) in form
        assert squeezed(unjudged) in form
        assert squeezed(reason) in form or squeezed(reason.removeprefix("? ")) in form
    both = desk.comparing.make(["near", "nearer"], NUMBER)
    assert reason not in {
        _row(both, language, "outcome", "doc.compare.score").likeness,
        _row(both, language, "breakdown", "criterion.present_distance").likeness,
    }
