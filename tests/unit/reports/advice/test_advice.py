"""The advice tells what fits, what is open, and why not the others; nothing internal, no promise."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn

from drentsportal.domain.instruments.advisable import AdvisableInstrument
from drentsportal.domain.instruments.terms import Aspect
from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.advice.cover import cover_of
from drentsportal.reports.typeset.document_theme import SenderBlock
from tests.unit.reports.conftest import pdf_text, squeezed
from tests.unit.reports.subjects import HOSTILE_NAMES, advice, factsheet, instrument, site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document
    from docx.table import Table as DocxTable

    from drentsportal.language import Language
    from drentsportal.reports.writer import ReportWriter
    from tests.unit.reports.conftest import RunTool

TOLD = (
    "D-2026-0041",
    "Advies vestigingslocatie: Composietverwerker",
    "vr 20 nov. 2026, 10.05 uur",
    "ten minste 1,5 ha",
    "3.2 toegestaan",
    "ten minste 1.500 m²",
    "Emmen en Zuid-Drenthe",
    "uiterlijk 1 jun. 2027",
    "ten hoogste € 85,00 per m²",
    "Bargermeer",
    "74,0",
    "interval 69,0\N{EN DASH}79,0",
    "1 eis nog open",
    "Wat nog gevraagd wordt, en aan wie",
    "Accountmanager, Gemeente Emmen",
    "Leeuwerikenveld II",
    "Tweeling-Oost",
    "Over de locaties in dit advies staat geen vraag open.",
    "Hergebruik voor nieuw",
    "bestaand terrein",
    "Met vriendelijke groet",
    "Geen aanbod en geen toezegging",
    "IBIS-werklocaties (IPO) \N{EN DASH} 1 jan. 2022",
)


OPEN_STEP = "vult dit advies aan met de antwoorden op de open vragen"


def _words(document: Document) -> Iterator[str]:
    for paragraph in document.element.body.iter(qn("w:p")):
        yield "".join(each.text or "" for each in paragraph.iter(qn("w:t")))
    for section in document.sections:
        yield from (each.text for each in section.footer.paragraphs)


def test_the_pdf_tells_it_all(writer: ReportWriter, tmp_path: Path) -> None:
    """Request, sites with reasons and open questions, others, re-use, steps, sources."""
    text = pdf_text(writer.advice(advice(), tmp_path / "a.pdf").path)
    assert [each for each in TOLD if squeezed(each) not in squeezed(text)] == []


def test_the_letter_tells_the_same(writer: ReportWriter, tmp_path: Path) -> None:
    """What stands in the PDF stands in the letter."""
    made = writer.letter(advice(), tmp_path / "a.docx")
    text = " ".join(_words(docx.Document(str(made.path))))
    assert [each for each in TOLD if each not in text] == []


def test_the_ladder_and_promises_are_absent(writer: ReportWriter, tmp_path: Path) -> None:
    """The Ladder binds plan makers; nothing is offered, reserved or guaranteed."""
    text = pdf_text(writer.advice(advice(), tmp_path / "a.pdf").path).casefold()
    for word in ("ladder", "trede", "gegarandeerd", "wij reserveren", "uw kavel", "uniek"):
        assert word not in text


def test_without_a_confirmed_instrument_it_says_whom_to_ask(writer: ReportWriter, tmp_path: Path) -> None:
    """One plain sentence instead of a list of old instruments."""
    without = pdf_text(writer.advice(advice(), tmp_path / "a.pdf").path)
    assert "geen regeling door de aanbieder bevestigd" in without
    assert "Accountmanager acquisitie, NOM" in without
    unfit = pdf_text(writer.advice(advice(unfit_count=2), tmp_path / "c.pdf").path)
    assert "past er geen bij deze aanvraag" in unfit
    confirmed = advice(instruments=(AdvisableInstrument(instrument()),), unfit_count=2)
    text = pdf_text(writer.advice(confirmed, tmp_path / "b.pdf").path)
    assert "Ontwikkelkrediet" in text
    assert "vanaf € 100.000" in text
    assert "1 okt. 2026" in text
    assert "2 andere bevestigde regelingen passen niet" in text
    assert "Bij de aanvrager" not in text


def test_what_an_instrument_hangs_on_is_named_with_it(writer: ReportWriter, tmp_path: Path) -> None:
    """What is to be asked of the company, and what of the provider; in PDF and letter."""
    asked = (message("instrument.aspect.amount"),)
    subject = advice(instruments=(AdvisableInstrument(instrument(), asked, (Aspect.SECTOR,)),))
    text = squeezed(pdf_text(writer.advice(subject, tmp_path / "a.pdf").path))
    document = docx.Document(str(writer.letter(subject, tmp_path / "a.docx").path))
    letter = squeezed(" ".join(_words(document)))
    for told in ("vanaf € 100.000", "Bij de aanvrager: bedrag.", "niet in de bron: sector"):
        assert squeezed(told) in text
        assert squeezed(told) in letter


def test_the_letter_says_in_sentences_what_is_sought(dutch: Language) -> None:
    """Kind of request and of housing make one sentence, the words of the applicant another."""
    subject = advice()
    told = " ".join(cover_of(subject, dutch, SenderBlock(), 0, is_short=False).paragraphs)
    assert "Het gaat om een verplaatsing; gezocht wordt een kavel of een pand." in told
    assert "De activiteit staat in de aanvraag als “composietdelen”." in told
    silent = replace(subject, request=replace(subject.request, sector=""))
    told = " ".join(cover_of(silent, dutch, SenderBlock(), 0, is_short=False).paragraphs)
    assert "De activiteit" not in told


def test_an_advice_made_again_tells_when_the_answer_went_out(dutch: Language) -> None:
    """Days later it would otherwise read as if the applicant had waited until today."""
    subject = advice()
    clock = replace(subject.clock, answered_at_utc=subject.clock.received_at_utc + timedelta(hours=4))
    again = replace(subject, clock=replace(clock, made_at_utc=clock.made_at_utc + timedelta(days=3)))
    cover = cover_of(again, dutch, SenderBlock(), 0, is_short=False)
    answered = dutch.value(clock.answered_at_utc, "moment")
    assert ("Beantwoord", answered) in cover.facts
    assert any(f"Wij antwoordden op {answered}. Deze uitgave" in each for each in cover.paragraphs)
    first = cover_of(subject, dutch, SenderBlock(), 0, is_short=False)
    assert "Beantwoord" not in dict(first.facts)
    assert not any("Wij antwoordden" in each for each in first.paragraphs)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_names_are_only_names(writer: ReportWriter, tmp_path: Path, name: str) -> None:
    """In PDF and letter, whatever a name holds."""
    subject = advice((name, "Pollux"))
    text = squeezed(pdf_text(writer.advice(subject, tmp_path / "a.pdf").path))
    assert squeezed(name) in text
    document = docx.Document(str(writer.letter(subject, tmp_path / "a.docx").path))
    assert name.strip() in " ".join(_words(document))


def test_the_letter_can_be_edited_and_read_aloud(writer: ReportWriter, tmp_path: Path) -> None:
    """Real headings, header rows that repeat, Dutch, a picture with words."""
    made = writer.letter(advice(), tmp_path / "a.docx")
    document = docx.Document(str(made.path))
    styles = [each.style.name for each in document.paragraphs if each.style is not None]
    assert styles.count("Heading 1") == 1
    assert styles.count("Heading 2") >= 6
    for table in document.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None  # noqa: SLF001 - no other way
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL"}
    (picture,) = document.inline_shapes
    assert "Bargermeer" in (picture._inline.docPr.get("descr") or "")  # noqa: SLF001 - as above


def test_each_proposed_site_has_its_map(writer: ReportWriter, tmp_path: Path, run_tool: RunTool) -> None:
    """One per site that is drawn, with its number, an alt text, and one legend for all; PDF and letter."""
    subject = advice(("Bargermeer", "Pollux", "Zonder vorm"))
    first, second, third = subject.shortlist
    drawn = tuple(replace(each, sheet=factsheet(each.site.name)) for each in (first, second))
    subject = replace(subject, shortlist=(*drawn, third))
    path = writer.advice(subject, tmp_path / "a.pdf").path
    text = squeezed(pdf_text(path))
    assert run_tool("pdfinfo", "-struct", str(path)).count("Figure") >= 3
    for told in ("De locaties van dichtbij", "1 Bargermeer. Schaal 1:", "2 Pollux. Schaal 1:"):
        assert squeezed(told) in text
    assert squeezed("3 Zonder vorm. Schaal") not in text
    plain = squeezed(pdf_text(writer.advice(replace(subject, shortlist=(first, second, third)), path).path))
    assert text.count(squeezed("grens terrein")) == plain.count(squeezed("grens terrein")) + 1
    assert squeezed("van dichtbij") not in plain
    document = docx.Document(str(writer.letter(subject, tmp_path / "a.docx").path))
    told_aloud = [each._inline.docPr.get("descr") or "" for each in document.inline_shapes]  # noqa: SLF001 - as above
    assert all(told_aloud)
    assert sum("Bargermeer" in each for each in told_aloud[1:3]) == 1
    assert "grens terrein" in told_aloud


def test_the_letter_has_no_link_out_and_no_macro(writer: ReportWriter, tmp_path: Path) -> None:
    """A name that is a formula or link makes none."""
    made = writer.letter(advice(('=HYPERLINK("x")', "Pollux")), tmp_path / "a.docx")
    with zipfile.ZipFile(io.BytesIO(made.path.read_bytes())) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(each) for each in names)
    assert not any("vba" in each.casefold() for each in names)
    assert b'TargetMode="External"' not in everything


def test_equal_input_gives_equal_bytes(writer: ReportWriter, tmp_path: Path) -> None:
    """PDF and letter, twice."""
    pdfs = [writer.advice(advice(), tmp_path / f"{n}.pdf").sha256 for n in (1, 2)]
    letters = [writer.letter(advice(), tmp_path / f"{n}.docx").sha256 for n in (1, 2)]
    assert len(set(pdfs)) == len(set(letters)) == 1


def test_the_pdf_is_sound_and_tagged(writer: ReportWriter, tmp_path: Path, run_tool: RunTool) -> None:
    """Qpdf is content; headings, header cells and the map's words are there."""
    made = writer.advice(advice(), tmp_path / "a.pdf")
    assert "No syntax or stream encoding errors" in run_tool("qpdf", "--check", made.path)
    structure = run_tool("pdfinfo", "-struct", made.path)
    assert structure.count("H1") == 1
    for element in ("H2", "TH", "Figure"):
        assert element in structure


def test_without_questions_no_step_waits_for_answers(writer: ReportWriter, tmp_path: Path) -> None:
    """The step stands where something is asked, and only there."""
    subject = advice()
    assert OPEN_STEP in pdf_text(writer.advice(subject, tmp_path / "a.pdf").path)
    (first, *_) = subject.shortlist
    known = tuple(each for each in first.card.outcomes if each.question is None)
    closed = replace(first, card=replace(first.card, outcomes=known))
    told = pdf_text(writer.advice(advice(shortlist=(closed,)), tmp_path / "b.pdf").path)
    assert "staat geen vraag open" in told
    assert OPEN_STEP not in told
    assert "1. De aanvrager laat weten" in told


@pytest.mark.parametrize(("known", "told"), [(True, "Klantteam, Net"), (False, "noemt geen netbeheerder")])
def test_room_on_the_grid_is_asked_of_its_operator(
    writer: ReportWriter, tmp_path: Path, *, known: bool, told: str
) -> None:
    """Where the contacts name one; otherwise the gemeente is asked and the advice says why."""
    subject = advice()
    (first, *_) = subject.shortlist
    asked = replace(first.card.questions[0], criterion_id="grid_demand")
    outcome = replace(first.card.outcomes[1], criterion_id="grid_demand", question=asked)
    site_asked = replace(first, card=replace(first.card, outcomes=(outcome,)))
    operator = replace(subject.surroundings.contacts[0], scope="netbeheerder", function="Klantteam")
    operator = replace(operator, organisation="Net")
    contacts = (*subject.surroundings.contacts, operator) if known else subject.surroundings.contacts
    surroundings = replace(subject.surroundings, contacts=contacts)
    path = writer.advice(
        replace(subject, shortlist=(site_asked,), surroundings=surroundings), tmp_path / "a.pdf"
    )
    text = squeezed(pdf_text(path.path))
    assert squeezed(told) in text
    # Once among the contacts of the advice, and once more where the gemeente is asked.
    assert text.count(squeezed("Accountmanager, Gemeente Emmen")) == (1 if known else 2)


def test_the_footer_says_when_and_from_which_data(writer: ReportWriter, tmp_path: Path) -> None:
    """The day of making is not the day of the data."""
    told = pdf_text(writer.advice(advice(), tmp_path / "a.pdf").path)
    assert "Opgesteld 20 nov. 2026 · gegevensversie 3" in told
    assert "Peildatum" not in told


def test_what_is_told_of_a_region_stands_once(writer: ReportWriter, tmp_path: Path) -> None:
    """Two sites of one region do not tell of that region twice."""
    subject = replace(advice(), told_of_regions=("In Emmen wordt vezel gemaakt.",))
    text = pdf_text(writer.advice(subject, tmp_path / "a.pdf").path)
    assert squeezed(text).count(squeezed("In Emmen wordt vezel gemaakt.")) == 1


def test_public_plots_are_told_with_their_allocation_and_gaps_are_asked(
    writer: ReportWriter, tmp_path: Path
) -> None:
    """A private seller is said too; what a public seller does not say stands among the questions."""
    base = advice()
    values: tuple[dict[str, object], ...] = (
        {"seller": "municipality", "name": "A1"},
        {"seller": "private", "name": "A2"},
        {"name": "A3"},
    )
    offers = tuple(site(SiteKind.PLOT, f"plot-{place}", each) for place, each in enumerate(values))
    told = replace(base, shortlist=(replace(base.shortlist[0], offers=offers), *base.shortlist[1:]))
    path = tmp_path / "a.pdf"
    writer.advice(told, path)
    text = squeezed(pdf_text(path))
    assert squeezed("Verkoper en toewijzing van kavels") in text
    assert squeezed("A1: verkoper gemeente") in text
    assert squeezed("A2: particuliere verkoper") in text
    assert squeezed("A3: verkoper onbekend, navragen") in text
    assert squeezed("A1 toegewezen") in text
    assert squeezed("Wie verkoopt") in text


def test_how_firm_the_order_is_stands_with_the_sites(writer: ReportWriter, tmp_path: Path) -> None:
    """A line per site, the tipping point with number one, and under the table what a trial is."""
    plain = advice()
    chosen = (
        replace(
            plain.shortlist[0],
            trials=message("firmness.trials.some", count=94),
            tipping=message("firmness.tipping", criterion="reuse", weight=10, then=34, name="Pollux"),
        ),
        replace(plain.shortlist[1], trials=message("firmness.trials.under", count=1)),
    )
    made = writer.letter(replace(plain, shortlist=chosen), tmp_path / "brief.docx")
    words = squeezed(" ".join(_words(docx.Document(str(made.path)))))
    for told in (
        "bij de eerste drie in 94 van de 100 proeven",
        "bij de eerste drie in minder dan 1 van de 100 proeven",
        "34 in plaats van 10, dan staat Pollux bovenaan",
        "gewichten tot 25 % anders",
    ):
        assert squeezed(told) in words
    without = writer.letter(plain, tmp_path / "zonder.docx")
    assert squeezed("proeven") not in squeezed(" ".join(_words(docx.Document(str(without.path)))))


def _drawn_tables(writer: ReportWriter, folder: Path) -> list[DocxTable]:
    """Return the tables of a letter that hold pictures: the maps of sites, and their legend."""
    subject = advice()
    sheets = tuple(replace(each, sheet=factsheet(each.site.name)) for each in subject.shortlist)
    made = writer.letter(replace(subject, shortlist=sheets), folder / "a.docx")
    return [
        table
        for table in docx.Document(str(made.path)).tables
        if any(True for _ in table._tbl.iter(qn("w:drawing")))  # noqa: SLF001 - python-docx shows no pictures
    ]


def test_maps_of_sites_stand_two_beside_each_other(writer: ReportWriter, tmp_path: Path) -> None:
    """Each with its caption in its own cell; below each other they take a page more."""
    maps, _ = _drawn_tables(writer, tmp_path)
    assert len(maps.columns) == 2
    drawn = [cell for row in maps.rows for cell in row.cells if list(cell._tc.iter(qn("w:drawing")))]  # noqa: SLF001 - as above
    assert len(drawn) == len(advice().shortlist)
    assert all("Schaal 1:" in cell.text for cell in drawn)


def test_a_swatch_of_the_letter_stands_in_one_cell_with_its_words(
    writer: ReportWriter, tmp_path: Path
) -> None:
    """So that no line ends between them, whichever font is there."""
    _, legend = _drawn_tables(writer, tmp_path)
    told = [cell for row in legend.rows for cell in row.cells if cell.text]
    words = {cell.text.strip() for cell in told}
    assert {"beschikbaar", "grens terrein"} <= words
    for cell in told:
        assert len(cell.paragraphs) == 1
        drawings = list(cell.paragraphs[0]._p.iter(qn("w:drawing")))  # noqa: SLF001 - as above
        assert len(drawings) == 1


def test_no_header_of_the_letter_is_narrower_than_its_longest_word(
    writer: ReportWriter, tmp_path: Path
) -> None:
    """Also in a font a fifth wider than the one that was meant: about 2.1 mm a letter, and the margins."""
    document = docx.Document(str(writer.letter(advice(), tmp_path / "a.docx").path))
    headers = [(cell.text, cell.width.mm) for table in document.tables for cell in table.rows[0].cells]
    narrow = [
        (text, width_mm)
        for text, width_mm in headers
        if max(map(len, text.split()), default=0) * 2.1 + 3.7 > width_mm
    ]
    assert narrow == []
