"""The ranking as a workbook: what it shows, that text stays text, and that it holds our own figures."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from drentsportal.domain.asking.request import LocationRequest, Preference, Requirement
from drentsportal.domain.match.matching import match
from drentsportal.errors import ReportError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.sheets import ranking_rows, ranking_workbook
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE as PROFILE
from tests.unit.domain.site_tables import site_table
from tests.unit.reports.subjects import HOSTILE_NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.reports.writer import ReportWriter


def _result(*names: str, weight: int = 3, profile: CriteriaProfile = PROFILE) -> MatchResult:
    parks = [
        {
            "id": f"p{number}",
            "name": name,
            "available_now_ha": float(number % 4),
            "municipality_code": "GM0114",
        }
        for number, name in enumerate(names)
    ]
    request = LocationRequest(
        title="Proef",
        requirements=(Requirement("plot_area", 10_000),),
        preferences=(Preference("plot_area", weight), Preference("reuse", 4)),
    )
    return match(request, site_table(parks=parks), (), profile)


def test_the_ranking_holds_our_figures_for_programs_that_do_not_recalculate(
    writer: ReportWriter, tmp_path: Path
) -> None:
    """Every formula carries the value that the portal computed."""
    result = _result("Noord", "Zuid", "Oost", "West")
    made = writer.ranking(result, "D-2026-0041", tmp_path / "r.xlsx", {})
    book = openpyxl.load_workbook(made.path, data_only=True)
    assert book.sheetnames == ["Rangschikking", "Afgevallen", "Berekening", "Toelichting"]
    sheet = book["Rangschikking"]
    assert sheet["A1"].value == "Rangschikking aanvraag D-2026-0041"
    cards = [result.card(position) for position in range(result.qualifier_count)]
    rows = [[cell.value for cell in row[:7]] for row in sheet.iter_rows(min_row=6, max_row=5 + len(cards))]
    assert [row[1] for row in rows] == [card.candidate.name for card in cards]
    assert [row[4] for row in rows] == pytest.approx([card.low / 10**8 for card in cards])
    assert [row[5] for row in rows] == pytest.approx([card.high / 10**8 for card in cards])
    assert [row[6] for row in rows] == [len(card.questions) for card in cards]
    weights = [[cell.value for cell in row[9:14]] for row in sheet.iter_rows(min_row=6, max_row=7)]
    assert [row[4] for row in weights] == list(result.weights) == [4_286, 5_714]
    excluded = [[cell.value for cell in row] for row in book["Afgevallen"].iter_rows(min_row=2)]
    assert [row[0] for row in excluded] == ["Noord"]
    assert all(excluded[0])


def test_hostile_names_stay_text(writer: ReportWriter, tmp_path: Path) -> None:
    """No name becomes a formula; the only formulas are ours, and they hold no text of data."""
    made = writer.ranking(_result(*HOSTILE_NAMES), None, tmp_path / "r.xlsx", {})
    book = openpyxl.load_workbook(made.path)
    formulas = [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas
    own = ("=INDEX(", "=IF(", "=SUMPRODUCT(", "=COUNTIFS(", "='Rangschikking'!")
    assert {each for each in formulas if not each.startswith(own)} == set()
    assert not any(name in formula for name in HOSTILE_NAMES for formula in formulas)


def test_nothing_fits_and_nothing_is_wished(writer: ReportWriter, tmp_path: Path) -> None:
    """A match without qualifiers or wishes gives a workbook that says so."""
    request = LocationRequest(title="Proef", requirements=(Requirement("plot_area", 10_000),))
    parks = [{"id": "p1", "name": "Noord", "available_now_ha": 0.2}]
    none = match(request, site_table(parks=parks), (), PROFILE)
    made = writer.ranking(none, None, tmp_path / "r.xlsx", {})
    sheet = openpyxl.load_workbook(made.path)["Rangschikking"]
    assert sheet["A6"].value == "Geen enkele locatie voldoet aan alle eisen. Zie Afgevallen."


def test_more_than_a_sheet_can_order_is_refused(
    writer: ReportWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written when there are too many qualifiers."""
    monkeypatch.setattr(ranking_workbook, "MOST_CANDIDATES", 1)
    with pytest.raises(ReportError) as caught:
        writer.ranking(_result("Zuid", "Oost", "West", "Noord"), None, tmp_path / "r.xlsx", {})
    assert caught.value.message_id == "error.document.ranking_too_long"
    assert not list(tmp_path.iterdir())


def test_the_bytes_depend_on_the_match_alone(writer: ReportWriter, tmp_path: Path) -> None:
    """No moment of making stands in the file: one match gives one checksum, whenever it is handed out."""
    made = [
        writer.ranking(_result("Noord", "Zuid"), "D-2026-0041", tmp_path / f"{number}.xlsx", {})
        for number in range(2)
    ]
    assert made[0].sha256 == made[1].sha256
    with zipfile.ZipFile(made[0].path) as book:
        core = book.read("docProps/core.xml").decode()
        assert {each.date_time[0] for each in book.infolist()} == {1980}
    assert set(re.findall(r">(\d{4})-\d\d-\d\dT", core)) == {"1980"}


def test_a_long_title_wraps_over_the_columns_of_the_ranking(writer: ReportWriter, tmp_path: Path) -> None:
    """A row is as high as its lines; the profile is called as people call it."""
    result = _result("Noord", "Zuid", profile=replace(PROFILE, id="logistics"))
    number = "D-2026-0041 " + "voorbeeld van een lange titel " * 4
    made = writer.ranking(result, number, tmp_path / "r.xlsx", {})
    book = openpyxl.load_workbook(made.path, data_only=True)
    sheet = book["Rangschikking"]
    assert number in sheet["A1"].value
    assert sheet["A1"].alignment.wrap_text
    assert "A1:G1" in [str(each) for each in sheet.merged_cells.ranges]
    assert sheet.row_dimensions[1].height >= 2 * 19
    assert sheet.row_dimensions[3].height >= 2 * 15
    told = " ".join(str(row[0].value) for row in book["Toelichting"].iter_rows())
    assert "profiel Logistiek, versie 1," in told
    assert "“In elk geval” of “dat is genoeg” bij een wijziging" in told


def test_plots_are_called_by_name_and_id() -> None:
    """Where a plot has no name, its id stands alone."""
    dutch = Language("nl", resources_dir(), strict=True)
    assert ranking_rows.plot_text("vb-002-A2", "A2", dutch) == "A2 (vb-002-A2)"
    assert ranking_rows.plot_text("vb-002-A2", "vb-002-A2", dutch) == "vb-002-A2"
    assert ranking_rows.plot_text("vb-002-A2", "", dutch) == "vb-002-A2"


def test_a_single_plot_is_called_by_its_name_too(writer: ReportWriter, tmp_path: Path) -> None:
    """On the sheet with the order and in the calculation, with the id by which it is found back."""
    plots = [
        {"id": f"k{number}", "park_id": "p1", "name": name, "status": "available", "area_m2": 20_000.0}
        for number, name in enumerate(("Kavel 7", None))
    ]
    request = LocationRequest(title="Proef", requirements=(Requirement("plot_area", 10_000),))
    result = match(request, site_table(parks=[{"id": "p1", "name": "Noord"}], plots=plots), (), PROFILE)
    made = writer.ranking(result, None, tmp_path / "r.xlsx", {"k0": "Kavel 7"})
    book = openpyxl.load_workbook(made.path, data_only=True)
    calculation = [row[0].value for row in book["Berekening"].iter_rows(min_row=4)]
    assert sorted(map(str, calculation)) == ["kavel Kavel 7 (k0)", "kavel k1"]
    assert book["Rangschikking"]["D6"].value in calculation
