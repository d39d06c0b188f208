"""Two forms of an advice from one content: two pages in which reasons give way, or a letter with it all."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import docx
import pytest
from docx.oxml.ns import qn

from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.row_marks import BestMark
from drentsportal.domain.message import message
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.advice.content import advice_page
from drentsportal.reports.advice.detail import LOWEST_MAP_MM, SHORT_PAGES, details_of
from drentsportal.reports.advice.fitted import fitted_advice
from drentsportal.reports.typeset.document_theme import read_theme
from drentsportal.reports.typeset.typesetter import Typesetter, page_count
from drentsportal.reports.writer import ReportWriter
from drentsportal.services.ports.documents import AdviceForm
from tests.unit.reports.conftest import page_texts, pdf_text, squeezed
from tests.unit.reports.subjects import HOSTILE_NAMES, advice
from tests.unit.reports.whole_subjects import LONG_NAME, compared, whole_advice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.text.paragraph import Paragraph

    from drentsportal.services.documents import AdviceSubject

NAMES: Final = ("Bargermeer", "Pollux", "Leeuwerikenveld")
FORMS: Final = tuple(AdviceForm)
SIGNS: Final = re.compile("[◌◇◷⧉✓✕▲△≠]")
FRAME: Final = re.compile(r"Pagina \d+ van \d+|Page \d+ of \d+|Seite \d+ von \d+")


@pytest.fixture(scope="module", params=("nl", "en", "de"))
def spoken(request: pytest.FixtureRequest) -> ReportWriter:
    """Write in every language."""
    language = Language(request.param, resources_dir(), strict=True)
    return ReportWriter(language.unbroken(), resources_dir() / "documents")


def _full(*names: str) -> AdviceSubject:
    return replace(whole_advice(*names), comparison=compared(*names))


def _short(subject: AdviceSubject) -> AdviceSubject:
    return replace(subject, form=AdviceForm.SHORT)


def _many(subject: AdviceSubject, count: int) -> AdviceSubject:
    """Give every site many reasons and one open requirement, as requests of companies have."""
    sites = []
    for each in subject.shortlist:
        known, asked = each.card.outcomes
        told = tuple(
            replace(known, criterion_id=f"{known.criterion_id}", statement=message("doc.advice.reuse_intro"))
            for _ in range(count)
        )
        sites.append(replace(each, card=replace(each.card, outcomes=(*told, asked))))
    return replace(subject, shortlist=tuple(sites))


def _undrawn(subject: AdviceSubject) -> AdviceSubject:
    """Take the map away: its names are text in a PDF and points in a letter."""
    sites = tuple(
        replace(each, site=replace(each.site, geometry_rd=None), sheet=None) for each in subject.shortlist
    )
    return replace(subject, shortlist=sites, request=replace(subject.request, origin=None))


def _letter_words(path: Path) -> list[str]:
    """Return every word of a letter but its page numbers, without the signs that the PDF draws."""
    document = docx.Document(str(path))
    told = []
    for paragraph in document.element.body.iter(qn("w:p")):
        runs = paragraph.iter(qn("w:t"), qn("w:br"))
        parts = [" " if each.tag == qn("w:br") else each.text or "" for each in runs]
        told.append("".join(parts))
    told += [each.text.partition("\t")[0] for each in document.sections[0].footer.paragraphs]
    return SIGNS.sub(" ", " ".join(told)).split()


@pytest.mark.parametrize("form", FORMS)
def test_the_letter_says_exactly_what_the_pdf_says(
    spoken: ReportWriter, tmp_path: Path, form: AdviceForm
) -> None:
    """No word in one that the other lacks, but for the line over each page and the page numbers."""
    subject = replace(_undrawn(_full(*NAMES)), form=form)
    pdf = "".join(FRAME.sub("", text) for text in page_texts(spoken.advice(subject, tmp_path / "a.pdf").path))
    letter = _letter_words(spoken.letter(subject, tmp_path / "a.docx").path)
    in_letter = set(re.findall(r"\w+", " ".join(letter)))
    printed = squeezed(pdf)
    lost = [word for word in in_letter if word not in printed]
    assert lost == []
    told = squeezed("".join(letter))
    extra = [word for word in set(re.findall(r"\w+", pdf)) if word not in told]
    frame = squeezed(page_texts(tmp_path / "a.pdf")[0])[:120].casefold()
    assert sorted(each for each in extra if each.casefold() not in frame) == []


def test_three_sites_stay_two_pages_whatever_speaks_for_them(spoken: ReportWriter, tmp_path: Path) -> None:
    """Reasons give way and it is said; scores and open questions stay."""
    subject = _short(_many(_full(*NAMES), 8))
    path = spoken.advice(subject, tmp_path / "a.pdf").path
    assert len(page_texts(path)) == 2
    text = squeezed(pdf_text(path))
    for site in subject.shortlist:
        assert squeezed(site.site.name) in text
    say = spoken._language.text  # noqa: SLF001 - the words in the language of this writer
    assert text.count(squeezed(say("doc.advice.more_in_full"))) == 3
    for site in subject.shortlist:
        assert squeezed(spoken._language.value(site.card.point, "points")) in text  # noqa: SLF001 - as above
        for question in site.card.questions:
            assert squeezed(say(question.text)) in text


def test_a_short_advice_keeps_all_reasons_where_they_fit(writer: ReportWriter, tmp_path: Path) -> None:
    """Nothing gives way without need."""
    path = writer.advice(_short(advice(NAMES)), tmp_path / "a.pdf").path
    assert len(page_texts(path)) <= 2
    assert squeezed("Meer redenen") not in squeezed(pdf_text(path))


def test_rows_of_a_short_advice_stand_only_as_close_as_they_must(dutch: Language) -> None:
    """What its two pages leave goes to its rows."""
    folder = resources_dir() / "documents"
    theme = read_theme(folder / "themes" / "neutral.toml")
    subject = _short(_many(_full(*NAMES), 6))
    made = fitted_advice(subject, dutch, theme, Typesetter(folder, theme), lambda _: "")
    assert made.page.is_close
    assert made.page.air[1] > 0
    assert page_count(made.pdf) == SHORT_PAGES


def test_reasons_of_a_full_advice_stand_one_to_a_line_what_fits_before_what_is_asked(dutch: Language) -> None:
    """Each begins with what it answers, so that it can be found; nothing is run on."""
    theme = read_theme(resources_dir() / "documents" / "themes" / "neutral.toml")
    subject = _full(*NAMES)
    [detail] = details_of(AdviceForm.FULL)
    for row, site in zip(
        advice_page(subject, dutch, theme, detail).shortlist.rows, subject.shortlist, strict=True
    ):
        told = [each for each in row[1].lines if each.label]
        asked = {each.criterion_id for each in site.card.outcomes}
        wishes = [each for each in site.card.contributions if each.criterion_id not in asked]
        assert len(told) == len(asked) + len(wishes)
        assert all(each.text.startswith(f"{each.label}: ") for each in told)
        marks = [bool(each.mark) for each in told]
        assert marks == sorted(marks)
        assert "Past bij" not in " ".join(each.text for each in row[1].lines if not each.label)


def test_every_step_of_the_short_form_tells_less() -> None:
    """So that the first that fits is the one that tells most."""
    steps = details_of(AdviceForm.SHORT)
    for before, after in pairwise(steps):
        counts = (before.reason_count, after.reason_count)
        assert counts[0] is None or (counts[1] is not None and counts[1] <= counts[0])
        assert after.map_mm <= before.map_mm
        assert (after.rejection_count or 0) <= (before.rejection_count or 0)
    assert not details_of(AdviceForm.FULL)[0].is_short


def test_a_short_advice_says_that_its_map_was_left_out(spoken: ReportWriter) -> None:
    """A map is drawn high enough to be read, or it is named as missing; never one without a drawn site."""
    subject, language = _short(_full(*NAMES)), spoken._language  # noqa: SLF001 - of this writer
    theme = read_theme(resources_dir() / "documents" / "themes" / "neutral.toml")
    said = language.text("doc.advice.map_left_out")
    for detail in details_of(AdviceForm.SHORT):
        page = advice_page(subject, language, theme, detail)
        assert (page.map is None) == (said in page.shortlist.note)
        assert page.map is None or detail.map_mm >= LOWEST_MAP_MM
    last = details_of(AdviceForm.SHORT)[-1]
    assert said not in advice_page(_undrawn(subject), language, theme, last).shortlist.note


@pytest.mark.parametrize("channel", RequestChannel)
def test_the_letter_goes_to_whoever_asked(
    writer: ReportWriter, tmp_path: Path, channel: RequestChannel
) -> None:
    """What was asked, what lies there, until when and who answers stand on a page of their own."""
    subject = replace(_full(*NAMES), channel=channel)
    first, second, *_ = page_texts(writer.advice(subject, tmp_path / "a.pdf").path)
    cover = squeezed(first)
    for told in (
        "Geachte heer, mevrouw,",
        "verplaatsing",
        "Bargermeer, Pollux en Leeuwerikenveld",
        "uiterlijk 27 nov. 2026",
        "vr 20 nov. 2026",
        "Schakelpunt vestiging, +31 000 000 002",
        "Met vriendelijke groet",
        "geen aanbod en geen toezegging",
    ):
        assert squeezed(told) in cover
    assert squeezed("De aanvraag, zoals wij die begrijpen") in squeezed(second)
    assert ("namensde" in cover) is (channel is not RequestChannel.COMPANY)


def test_one_site_has_no_comparison_and_no_questions_no_step(writer: ReportWriter, tmp_path: Path) -> None:
    """No wishes, nothing open, one site: no empty table, and still whole pages."""
    alone = advice(("Bargermeer",))
    (site,) = alone.shortlist
    fits = tuple(each for each in site.card.outcomes if each.verdict is Verdict.FITS)
    bare = replace(site, card=replace(site.card, outcomes=fits, contributions=()))
    for form in FORMS:
        subject = replace(alone, shortlist=(bare,), form=form)
        text = squeezed(pdf_text(writer.advice(subject, tmp_path / "a.pdf").path))
        assert squeezed("naast elkaar") not in text
        assert squeezed("staat geen vraag open") in text
        assert squeezed("vult dit advies aan") not in text
        assert len(writer.letter(subject, tmp_path / "a.docx").sha256) == 64


def test_a_score_without_spread_is_not_told_beside_an_open_question(
    writer: ReportWriter, tmp_path: Path
) -> None:
    """It would read as certain."""
    subject = advice(("Bargermeer",), others=())
    (site,) = subject.shortlist
    sure = replace(site.card, low=site.card.point, high=site.card.point)
    text = pdf_text(
        writer.advice(replace(subject, shortlist=(replace(site, card=sure),)), tmp_path / "a.pdf").path
    )
    assert "geen spreiding" not in text
    assert "1 eis nog open" in text


def test_contacts_have_a_telephone_or_say_that_it_is_unknown(writer: ReportWriter, tmp_path: Path) -> None:
    """The desk, and the gemeente of the sites with their numbers, with where the contacts come from."""
    subject = advice(NAMES)
    known, *rest = subject.surroundings.contacts
    gone = replace(subject.surroundings, contacts=(replace(known, telephone=""), *rest))
    whole = squeezed(pdf_text(writer.advice(subject, tmp_path / "a.pdf").path))
    for told in ("+31 000 000 001", "emmen@bedrijvenportal.example", "1, 2, 3", "Contactgegevens: bron"):
        assert squeezed(told) in whole
    without = squeezed(pdf_text(writer.advice(replace(subject, surroundings=gone), tmp_path / "b.pdf").path))
    assert squeezed("+31 000 000 001") not in without
    assert squeezed("Gemeente Emmen onbekend") in without


def test_the_sites_stand_side_by_side_in_the_full_form_only(writer: ReportWriter, tmp_path: Path) -> None:
    """With the words of the comparison, and a number of the source in each cell."""
    subject = _full(*NAMES)
    full = squeezed(pdf_text(writer.advice(subject, tmp_path / "a.pdf").path))
    for told in ("De locaties naast elkaar", "1 Bargermeer", "3 Leeuwerikenveld", "voldoet:"):
        assert squeezed(told) in full
    short = squeezed(pdf_text(writer.advice(_short(subject), tmp_path / "b.pdf").path))
    assert squeezed("naast elkaar") not in short


def test_the_letter_marks_answers_and_differences_with_a_sign_too(
    writer: ReportWriter, tmp_path: Path
) -> None:
    """As the web page and the PDF of a comparison do: bold alone is not seen by everybody."""
    subject = _full(*NAMES)
    assert subject.comparison is not None
    (row,) = [each for each in subject.comparison.rows if each.cells[0].verdict is Verdict.FITS]
    others = [each for each in subject.comparison.rows if each is not row]
    one, two, three = row.cells
    odd = replace(three, statement=message("doc.advice.reuse_intro"), best=None)
    marked = replace(row, cells=(replace(one, best=BestMark.BEST), replace(two, best=BestMark.TIED), odd))
    comparison = replace(subject.comparison, rows=(marked, *others))
    path = writer.letter(replace(subject, comparison=comparison), tmp_path / "a.docx").path
    lines = {each.text for each in _cell_paragraphs(path)}
    assert {"▲ gunstigst", "△ gedeeld gunstigst", "≠ wijkt af", "≠ verschilt"} <= lines
    assert any(each.startswith("✓ voldoet: ") for each in lines)


@pytest.mark.parametrize(
    ("mail", "shown"),
    [
        ("a@b.example", "a@b.example"),
        (
            "accountmanager.noordoostpolder@bedrijvenportal.example",
            "accountmanager.noordoostpolder@\nbedrijvenportal.example",
        ),
    ],
)
def test_a_long_address_in_the_letter_breaks_behind_its_at(
    writer: ReportWriter, tmp_path: Path, mail: str, shown: str
) -> None:
    """Anywhere else it could not be read as one."""
    subject = _full(*NAMES)
    known, *rest = subject.surroundings.contacts
    around = replace(subject.surroundings, contacts=(replace(known, mail=mail), *rest))
    path = writer.letter(replace(subject, surroundings=around), tmp_path / "a.docx").path
    assert [each.text for each in _cell_paragraphs(path) if "@" in each.text and mail[:5] in each.text] == [
        shown
    ]


def _cell_paragraphs(path: Path) -> Iterator[Paragraph]:
    for table in docx.Document(str(path)).tables:
        for place in table._cells:  # noqa: SLF001 - far quicker than by row
            yield from place.paragraphs


@pytest.mark.parametrize("name", [*HOSTILE_NAMES, LONG_NAME])
@pytest.mark.parametrize("form", FORMS)
def test_five_sites_with_long_and_hostile_names_stay_whole(
    writer: ReportWriter, tmp_path: Path, name: str, form: AdviceForm
) -> None:
    """In both forms; a page grows by text and clips none."""
    names = (name, *(f"{name} {place}" for place in range(2, 6)))
    subject = replace(_full(*names), form=form)
    text = squeezed(pdf_text(writer.advice(subject, tmp_path / "a.pdf").path))
    assert text.count(squeezed(name)) >= 5
    letter = squeezed("".join(_letter_words(writer.letter(subject, tmp_path / "a.docx").path)))
    assert squeezed(name) in letter


def _asked(subject: AdviceSubject, count: int) -> AdviceSubject:
    """Give every site so many open requirements, of which each wraps."""
    sites = []
    for each in subject.shortlist:
        known, asked = each.card.outcomes
        told = tuple(replace(asked, statement=message("doc.advice.reuse_intro")) for _ in range(count))
        sites.append(replace(each, card=replace(each.card, outcomes=(known, *told))))
    return replace(subject, shortlist=tuple(sites))


def _two_instruments(subject: AdviceSubject) -> AdviceSubject:
    """Tell two instruments of a long provider, of which much is to be asked."""
    (found,) = subject.instruments
    told = replace(
        found,
        instrument=replace(
            found.instrument, provider="MKB Fonds Drenthe (Drents Ontwikkelfonds), uitvoering NOM"
        ),
        asked=found.asked * 3,
    )
    return replace(subject, instruments=(told, told))


def test_three_sites_with_two_instruments_stay_two_pages(spoken: ReportWriter, tmp_path: Path) -> None:
    """Rows close up, and the instruments are told in full lines; nothing of them is left out."""
    subject = _short(_two_instruments(_asked(_full(*NAMES), 6)))
    path = spoken.advice(subject, tmp_path / "a.pdf").path
    assert len(page_texts(path)) == 2
    text, language = squeezed(pdf_text(path)), spoken._language  # noqa: SLF001 - the words of this writer
    for each in subject.instruments:
        assert squeezed(each.instrument.provider) in text
        confirmed = language.text("doc.advice.confirmed_on", confirmed_on=each.instrument.confirmed_on)
        assert text.count(squeezed(confirmed)) == 2
