"""What page 1 says of its own figures: a total that the plots contradict is told with both sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.values import Known, PartialDate
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.factsheet.key_figures import KeyFigures
from drentsportal.reports.typeset.value_words import Mark, SourceNumbers, ValueWords
from drentsportal.reports.writer import ReportWriter
from tests.unit.reports.conftest import page_texts, pdf_text, squeezed
from tests.unit.reports.hard_cases import many_plots
from tests.unit.reports.subjects import MADE_UTC, SURROUNDINGS, factsheet, plots

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.documents import FactsheetSubject

STATED = Known(20.5, "Opgave gemeente", PartialDate(2026, 11, 10))


def _stating(subject: FactsheetSubject, stated: Known[object]) -> FactsheetSubject:
    attributes = {**subject.site.attributes, "available_now_ha": stated}
    return replace(subject, site=replace(subject.site, attributes=attributes, conflicts={}))


@pytest.mark.parametrize("code", ["nl", "en", "de"])
def test_a_total_that_the_plots_contradict_gets_a_notice(code: str, tmp_path: Path) -> None:
    """In words on page 1, with both sources; and none where the figures agree."""
    language = Language(code, resources_dir(), strict=True)
    writer = ReportWriter(language.unbroken(), resources_dir() / "documents")
    name = language.text("attribute.available_now_ha")
    lead = squeezed(language.text("doc.notice.plots.lead", attribute=name))
    agreeing = factsheet()
    assert lead not in squeezed(pdf_text(writer.factsheet(agreeing, tmp_path / "a.pdf").path))
    counted = plots(6)[0].attribute("area_m2")
    assert isinstance(counted, Known)
    pages = page_texts(writer.factsheet(_stating(agreeing, STATED), tmp_path / "b.pdf").path)
    said = squeezed(pages[0]).partition(lead)[2]
    assert len(pages) == 2
    sources = (language.text("doc.source.reference", number=2, as_of=counted.as_of),)
    assert said.startswith(
        squeezed(
            language.text(
                "doc.notice.plots",
                stated=language.text(
                    "doc.notice.value",
                    value=language.value(20.5, "hectare"),
                    source="Opgave gemeente",
                    reference=language.text("doc.source.reference", number=1, as_of=STATED.as_of),
                ),
                status=language.text("choice.status.available"),
                told=language.text("doc.plot_total.sum", area_m2=25_555),
                sources=sources,
            )
        )
    )


def test_the_figure_at_the_head_bears_the_mark_of_a_total_that_differs() -> None:
    """As where two sources state it differently."""
    language = Language("nl", resources_dir(), strict=True)
    words = ValueWords(language, SURROUNDINGS.segments, MADE_UTC.date())

    def mark(subject: FactsheetSubject) -> str:
        return KeyFigures(words, SourceNumbers(language), "").all(subject)[0].mark

    agreeing = factsheet()
    total = agreeing.site.attribute("available_now_ha")
    assert isinstance(total, Known)
    assert mark(_stating(agreeing, total)) == ""
    assert mark(_stating(agreeing, STATED)) == Mark.CONFLICTING


def test_notices_take_room_from_the_plots_of_page_1_and_nothing_is_lost(tmp_path: Path) -> None:
    """A park of 40 plots with both kinds of notice still takes two pages, and names what is not sold."""
    language = Language("nl", resources_dir(), strict=True)
    writer = ReportWriter(language, resources_dir() / "documents")
    subject = many_plots()
    pages = page_texts(writer.factsheet(subject, tmp_path / "a.pdf").path)
    assert len(pages) == 2
    assert pages[0].count(language.text("attribute.available_now_ha")) >= 3
    told = " ".join(pages)
    offered = [each.name for each in subject.plots if each.value("status") != "sold"]
    assert [each for each in offered if each not in told] == []
