"""The quarter report as pages and as a workbook: the figures that were counted, unknown as such, no names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from drentsportal.domain.cases.case import CaseStatus, RequestChannel
from drentsportal.domain.cases.case_digest import CaseDigest, ReferralDigest
from drentsportal.domain.cases.outcome import LostReason, OutcomeKind
from drentsportal.domain.desk_figures.quarter import Quarter
from drentsportal.domain.desk_figures.quarter_figures import answers_by_quarter, quarter_figures
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.quarter_sections import quarter_sections, segment_name
from drentsportal.reports.quarter_writer import DeskReportWriter
from drentsportal.services.exposure import ExposureLine, ExposureReport
from drentsportal.services.quarter_report import QuarterSubject
from tests.unit.reports.written_files import words_of

if TYPE_CHECKING:
    from pathlib import Path

QUARTER = Quarter(2026, 3)
MADE_UTC = datetime(2026, 10, 1, 8, tzinfo=UTC)
RECEIVED_UTC = datetime(2026, 7, 10, 8, tzinfo=UTC)
PLACED = CaseDigest(
    "D-2026-0001",
    CaseStatus.ANSWERED,
    RequestChannel.NOM,
    RECEIVED_UTC,
    None,
    datetime(2026, 7, 11, 4, tzinfo=UTC),
    72_000,
    72_000,
    is_within_term=True,
    segments=("logistics",),
    referrals=(ReferralDigest(RECEIVED_UTC, "municipality", "GM0114", None, "GM0106"),),
    outcome=OutcomeKind.PLACED,
    decided_on="2026-08-20",
    municipality_code="GM0114",
    jobs=60,
)
LOST = replace(
    PLACED,
    number="D-2026-0002",
    referrals=(),
    outcome=OutcomeKind.LOST,
    municipality_code="",
    jobs=None,
    wanted_area_m2=70_000,
    lost_reason=LostReason.NEIGHBOURS,
)


def subject(*digests: CaseDigest, is_running: bool = False) -> QuarterSubject:
    """Count digests, with one gemeente in view."""
    line = ExposureLine("GM0114", 12, 4, 2, 1, 3, 0, None)
    return QuarterSubject(
        figures=quarter_figures(digests, QUARTER),
        previous=quarter_figures(digests, QUARTER.previous),
        history=answers_by_quarter(digests, QUARTER.back(8)),
        exposure=ExposureReport(QUARTER.start_utc, QUARTER.end_utc, 1, 0, (), 1, (line,)),
        made_at_utc=MADE_UTC,
        is_running=is_running,
    )


@pytest.fixture(scope="module")
def language() -> Language:
    """Open the texts, strict."""
    return Language("nl", resources_dir(), strict=True)


@pytest.fixture(scope="module")
def writer(language: Language) -> DeskReportWriter:
    """Open the writer."""
    return DeskReportWriter(language, resources_dir() / "documents")


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_what_was_counted_stands_in_the_file(writer: DeskReportWriter, tmp_path: Path, suffix: str) -> None:
    """Title, placements, referrals, reasons and definitions; no number of a case."""
    write = writer.quarter if suffix == ".pdf" else writer.quarter_sheet
    words = " ".join(words_of(write(subject(PLACED, LOST), tmp_path / f"q{suffix}").path).split())
    for told in ("Derde kwartaal 2026", "omwonenden", "Emmen", "onbekend", "24 klokuren", "5 ha en meer"):
        assert told in words, told
    assert "D-2026-" not in words


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_equal_figures_make_equal_files(writer: DeskReportWriter, tmp_path: Path, suffix: str) -> None:
    """Byte for byte; an empty quarter can be written as well."""
    write = writer.quarter if suffix == ".pdf" else writer.quarter_sheet
    first, second = (write(subject(PLACED, LOST), tmp_path / f"{each}{suffix}") for each in "ab")
    assert first.sha256 == second.sha256
    empty = words_of(write(subject(is_running=True), tmp_path / f"leeg{suffix}").path)
    assert "tussenstand" in empty


def test_unknown_has_words_and_no_number(language: Language) -> None:
    """The sum of an investment that nobody told is unknown, and never zero."""
    sections = {each.key: each for each in quarter_sections(subject(PLACED, LOST), language)}
    line, total = sections["placements"].rows
    assert (line[2].number, total[2].number) == (60, 60)
    assert (line[3].text, line[3].number, total[3].number) == ("onbekend", None, None)
    # Whether it is bovenregionaal depends on what nobody told: a total of nought would say that it is not.
    assert (total[4].text, total[4].number) == ("onbekend", None)
    near = replace(PLACED, jobs=10, comes_from_outside=False, distance_km=3)
    known = {each.key: each for each in quarter_sections(subject(near), language)}["placements"].rows[-1]
    assert (known[4].text, known[4].number) == ("0", 0)
    assert [row[0].text for row in sections["lost"].rows] == ["omwonenden", "Totaal"]
    assert "exposure" in sections
    assert [row[0].text for row in sections["referrals"].rows] == ["Assen", "Totaal"]


def test_a_note_tells_what_is_unknown_and_counts_no_nought(language: Language) -> None:
    """Of one placement the investment is not known, of another nothing is missing."""

    def note(key: str, *digests: CaseDigest) -> str:
        return {each.key: each.note for each in quarter_sections(subject(*digests), language)}[key]

    assert note("placements", PLACED) == (
        "Onbekend en niet in de som: de investering van 1 plaatsing. "
        "Van 1 plaatsing is niet bekend of die bovenregionaal is."
    )
    whole = replace(PLACED, investment_eur=2_000_000, comes_from_outside=False, distance_km=3)
    assert note("placements", whole) == (
        "Van elke plaatsing zijn arbeidsplaatsen en investering bekend, en of zij bovenregionaal is."
    )
    nothing = replace(whole, jobs=None, investment_eur=None)
    assert note("placements", whole, nothing).startswith(
        "Onbekend en niet in de som: de arbeidsplaatsen van 1 plaatsing en de investering van 1 plaatsing."
    )
    assert note("lost", LOST) == ""
    assert note("lost", LOST, replace(LOST, outcome=OutcomeKind.WITHDRAWN)) == "Daarnaast ingetrokken: 1."
    assert "onbekend" not in note("unmet", LOST)
    unmeasured = replace(LOST, wanted_area_m2=None)
    assert "Het oppervlak is onbekend bij 1 aanvraag." in note("unmet", LOST, unmeasured)


HALL = replace(LOST, number="D-2026-0003", wanted_area_m2=None, wanted_floor_m2=3_000)


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_who_asked_premises_stands_with_its_floor(
    writer: DeskReportWriter, language: Language, tmp_path: Path, suffix: str
) -> None:
    """Beside ground and never as an area that is unknown; the floor is not added to hectares."""
    write = writer.quarter if suffix == ".pdf" else writer.quarter_sheet
    words = " ".join(words_of(write(subject(LOST, HALL), tmp_path / f"q{suffix}").path).split())
    assert "pand 2.500 tot 5.000 m²" in words
    assert "samen 7 ha grond en 3.000 m² vloer" in words
    assert "oppervlak onbekend" not in words
    (section,) = [each for each in quarter_sections(subject(LOST, HALL), language) if each.key == "unmet"]
    assert [[cell.text for cell in row[2:4]] for row in section.rows] == [["7 ha", ""], ["", "3.000 m²"]]
    assert (
        "samen 3.000 m² vloer"
        in {each.key: each.note for each in quarter_sections(subject(HALL), language)}["unmet"]
    )


def test_figures_of_the_workbook_carry_their_unit(writer: DeskReportWriter, tmp_path: Path) -> None:
    """A share as a percentage, a time as hours to the second, areas and euros with their sign."""
    late = replace(PLACED, number="D-2026-0004", gross_s=86_401, net_s=86_401, is_within_term=False)
    made = writer.quarter_sheet(
        subject(replace(late, investment_eur=2_000_000), LOST, HALL), tmp_path / "q.xlsx"
    )
    book = load_workbook(made.path)
    cells = {cell.number_format: cell for sheet in book for row in sheet.rows for cell in row if cell.value}
    assert {"#,##0", "0.0%", "[h]:mm:ss", '#,##0.00" ha"', '#,##0" m²"', '"€" #,##0'} <= cells.keys()
    answers = {row[0].value: row[1] for row in book["Antwoorden"].rows}
    assert (answers["Deel binnen 24 uur"].value, answers["Deel binnen 24 uur"].number_format) == (
        2 / 3,
        "0.0%",
    )
    assert not [
        cell.coordinate
        for sheet in book
        for row in sheet.rows
        for cell in row
        if isinstance(cell.value, int | float) and cell.number_format == "General"
    ]


def test_a_second_over_the_term_never_reads_as_the_term(language: Language) -> None:
    """24:00:01 is later than 24 hours, in words too."""
    told = {}
    for seconds in (86_400, 86_401, 86_460):
        digest = replace(PLACED, gross_s=seconds, net_s=seconds)
        sections = {each.key: each for each in quarter_sections(subject(digest), language)}
        cells = {row[0].text: row[1] for row in sections["answers"].rows}
        told[seconds] = cells["Mediaan netto"].text
        assert cells["Mediaan netto"].number == seconds
    assert told == {86_400: "24 uur 0 min", 86_401: "iets meer dan 24 uur 0 min", 86_460: "24 uur 1 min"}


def test_sections_without_rows_are_left_out(language: Language) -> None:
    """Requests and answers stand there always, and say that there were none."""
    keys = [each.key for each in quarter_sections(replace(subject(), exposure=None), language)]
    assert keys == ["requests", "answers"]


def test_a_segment_that_is_in_no_list_stands_as_it_was_kept(language: Language) -> None:
    """An older list may have had it."""
    assert segment_name("logistics", language) == "logistiek"
    assert segment_name("glastuinbouw", language) == "glastuinbouw"
    assert segment_name("", language) == "geen segment gevraagd"


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_working_hours_are_named_where_the_clock_counts_them(
    writer: DeskReportWriter, tmp_path: Path, suffix: str
) -> None:
    """Nowhere does it then say that these are clock hours."""
    write = writer.quarter if suffix == ".pdf" else writer.quarter_sheet
    told = replace(subject(PLACED, LOST), in_working_hours=True)
    words = " ".join(words_of(write(told, tmp_path / f"q{suffix}").path).split())
    assert "24 werkuren" in words
    assert "De klok is ingesteld op werkuren" in words
    assert "klokuren" not in words


@pytest.mark.parametrize("count", [21, 22, 23, 24])
def test_no_title_stands_alone_with_a_row_at_the_foot_of_a_page(
    writer: DeskReportWriter, tmp_path: Path, count: int
) -> None:
    """However many referrals stand before it: the table of placements is on one page, its total included."""
    referred = [
        replace(
            PLACED,
            number=f"D-2026-01{place:02}",
            outcome=None,
            referrals=(ReferralDigest(RECEIVED_UTC, "partner", f"Partner {place}", None, ""),),
        )
        for place in range(count)
    ]
    path = writer.quarter(subject(PLACED, LOST, HALL, *referred), tmp_path / "q.pdf").path
    pages = [" ".join((page.extract_text() or "").split()) for page in PdfReader(path).pages]
    (page,) = [each for each in pages if "Plaatsingen Segment" in each]
    assert "1 bedrijf" in page
