"""The programme on paper: every time and telephone, one tagged document, nothing cut or taken as markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, cast

import pytest
from pypdf import PdfReader

from drentsportal.bootstrap.document_styles import DocumentStyles
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.roads.road_network import NetworkFacts
from drentsportal.domain.values import PartialDate
from drentsportal.reports.fact_finding.content import programme_model, route_figure
from drentsportal.reports.typeset.value_words import SourceNumbers
from drentsportal.services.ports.documents import DocumentStyle
from tests.unit.reports.conftest import RunTool, page_texts, pdf_text, squeezed
from tests.unit.reports.fact_finding.day_subjects import END, day
from tests.unit.reports.subjects import HOSTILE_NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.reports.typeset.blocks import Table
    from drentsportal.reports.writer import ReportWriter

FACTS = NetworkFacts("wegen.osm.pbf", "00", PartialDate(2026, 11), True, 1, 2, 2, (0, 0, 1, 1))  # noqa: FBT003 - the date is stated


def test_every_time_of_the_plan_stands_on_paper(writer: ReportWriter, tmp_path: Path) -> None:
    """Read back from the PDF: departure, each visit from and till, pause and return."""
    subject = day("Alfa", "Beta", "Gamma", "Delta", "Epsilon", end=END)
    text = pdf_text(writer.day_programme(subject, tmp_path / "d.pdf").path)
    for part in subject.plan.parts:
        if part.leg is None:
            begins, ends = (each.astimezone(DUTCH_TIME) for each in (part.begins_at_utc, part.ends_at_utc))
            assert f"{begins:%H.%M}\N{EN DASH}{ends:%H.%M}" in text
    assert "09.00 Vertrek vanaf Emmen" in text
    assert f"{subject.plan.ends_at_utc.astimezone(DUTCH_TIME):%H.%M} Terug in Assen" in text
    assert "Dagprogramma donderdag 3 dec. 2026" in text
    assert "maal 1,3, met de auto met 60 km per uur" in text


def test_people_are_told_with_telephone_and_who_is_missing_is_said(
    writer: ReportWriter, tmp_path: Path
) -> None:
    """Functions only; a park without known management and a gemeente that is not known are said so."""
    text = pdf_text(writer.day_programme(day("Alfa", "Kaal"), tmp_path / "d.pdf").path)
    assert "+31 000 000 001" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Parkmanagement: niemand bekend" in text
    assert "Netbeheerder: geen functie bekend" in text
    assert "Grootste bouwhoogte: nog onbekend" in text


def test_how_to_reach_people_stands_once(dutch: Language) -> None:
    """The programme names whom one meets; the contacts behind it tell how to reach each."""
    model = programme_model(day("Alfa", "Beta"), dutch)
    programme, contacts = (
        " ".join(line.text for row in cast("Table", model[name]).rows for each in row for line in each.lines)
        for name in ("programme", "contacts")
    )
    assert "Accountmanager" in programme
    assert "+31" not in programme
    assert contacts.count("+31\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}001") == 1


def test_the_factsheets_are_pages_of_the_same_tagged_document(
    writer: ReportWriter, tmp_path: Path, run_tool: RunTool
) -> None:
    """One numbering, a bookmark of each, table headers with their tags, as the tools see it."""
    path = writer.day_programme(day("Alfa", "Beta"), tmp_path / "d.pdf").path
    pages = page_texts(path)
    assert pages[0].endswith(f"Pagina 1 van {len(pages)}")
    assert "Factsheet bedrijventerrein" in pages[-1]
    titles = [each.title for each in PdfReader(path).outline if not isinstance(each, list)]
    assert titles == ["Dagprogramma donderdag 3 dec. 2026", "Alfa", "Beta"]
    run_tool("qpdf", "--check", path)
    structure = run_tool("pdfinfo", "-struct", path)
    assert structure.count("TH ") >= 12
    metadata = PdfReader(path).xmp_metadata
    assert metadata is not None
    assert b"pdfuaid" in metadata.stream.get_data()


def test_what_does_not_fit_is_a_notice(writer: ReportWriter, tmp_path: Path) -> None:
    """By name and with the end of the day; it is no stop, and has no factsheet."""
    subject = day("Alfa", "Beta", "Gamma", ends_by=time(10))
    text = pdf_text(writer.day_programme(subject, tmp_path / "d.pdf").path)
    assert [each.name for each in subject.left_over] == ["Beta", "Gamma"]
    assert "Past niet voor 10.00 uur: Beta en Gamma." in text


def test_a_date_that_has_passed_is_told_on_paper(writer: ReportWriter, tmp_path: Path) -> None:
    """As the screen and the command tell it, by the day on which the paper is made; else nothing is."""
    subject = day("Alfa", "Beta")
    later = replace(subject, made_at_utc=datetime(2026, 12, 4, 9, tzinfo=UTC))
    told = "Let op de datum. 3 dec. 2026 was al voorbij toen dit programma werd opgesteld."
    text = pdf_text(writer.day_programme(later, tmp_path / "d.pdf").path)
    assert told in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Let op de datum" not in pdf_text(writer.day_programme(subject, tmp_path / "e.pdf").path)


def test_times_by_road_name_their_network(dutch: Language) -> None:
    """The file and its date; nothing of an assumption that was not made."""
    model = programme_model(day("Alfa", "Beta", roads=FACTS), dutch)
    travel = model["travel"]
    assert isinstance(travel, dict)
    assert "wegen.osm.pbf (november 2026)" in travel["text"]
    assert "60 km" not in travel["text"]


def test_the_map_tells_its_order_in_words(dutch: Language) -> None:
    """The alternative text names the start, the stops with their numbers, and the end."""
    figure = route_figure(day("Alfa", "Beta", end=END), dutch, SourceNumbers(dutch))
    assert figure is not None
    assert figure.alt == "Kaart met de volgorde van de dag: van Emmen langs 1 Alfa en 2 Beta naar Assen."
    assert "niet de weg die wordt gereden" in figure.caption


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_is_never_markup_and_never_cut(writer: ReportWriter, tmp_path: Path, name: str) -> None:
    """It stands in full in table, permits and factsheet."""
    text = pdf_text(writer.day_programme(day(name, "Beta"), tmp_path / "d.pdf").path)
    assert squeezed(text).count(squeezed(name)) >= 3


def test_equal_days_give_equal_bytes(writer: ReportWriter, tmp_path: Path) -> None:
    """Programme and calendar, made twice."""
    subject = day("Alfa", "Beta")
    for make in (writer.day_programme, writer.day_calendar):
        assert make(subject, tmp_path / "a").sha256 == make(subject, tmp_path / "b").sha256


@pytest.mark.parametrize(("code", "theme"), [("en", "gemeente"), ("de", "black_and_white")])
def test_in_other_languages_and_themes_nothing_of_ours_is_dutch(
    tmp_path: Path, code: str, theme: str
) -> None:
    """Every text of the day has its own words; the factsheets are as those are."""
    writer = DocumentStyles(tmp_path / "none").writer(DocumentStyle(code, theme))
    subject = replace(day("Alfa", "Beta", ends_by=time(10, 30)), case_number="D-2026-0041")
    text = page_texts(writer.day_programme(subject, tmp_path / "d.pdf").path)[0]
    for dutch_word in ("Vertrek", "Terug", "Vergunningen", "Tijd ", "Daar te vragen", "hemelsbreed", "Pauze"):
        assert dutch_word not in text
    assert "D-2026-0041" in text
