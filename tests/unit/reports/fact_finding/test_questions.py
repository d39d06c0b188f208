"""What is asked on a day: every question stands on paper, and nothing unknown is passed over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drentsportal.domain.message import message
from drentsportal.reports.fact_finding.questions import further_questions, stop_questions
from drentsportal.reports.factsheet.unknowns import unknowns_here
from tests.unit.reports.conftest import pdf_text
from tests.unit.reports.fact_finding.day_subjects import ASKED, day

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.reports.writer import ReportWriter

SEVEN = tuple(message("day.clock", hour="Vraag", minute=str(each)) for each in range(1, 8))


def test_every_question_of_a_case_stands_in_the_programme_or_behind_it(
    writer: ReportWriter, tmp_path: Path
) -> None:
    """Five at the stop, the other two in the list that the stop names; a stop without more is not in it."""
    plain = day("Alfa", "Beta")
    visits = tuple(
        replace(each, asked=SEVEN[:count], is_of_case=True)
        for each, count in zip(plain.visits, (7, 5), strict=True)
    )
    text = pdf_text(writer.day_programme(replace(plain, visits=visits), tmp_path / "d.pdf").path)
    assert "en nog 2 vragen: zie" in text
    assert [text.count(f"Vraag.{each}") for each in range(1, 8)] == [2, 2, 2, 2, 2, 1, 1]
    further = text.index("Verdere vragen per locatie", text.index("Wie er te bellen is"))
    assert text.index("Vraag.6") > further


def test_without_a_case_all_that_the_factsheet_lacks_is_asked(dutch: Language) -> None:
    """Each once, under the name that the factsheet has for it; with a case only the case asks."""
    subject = day("Alfa", "Kaal")
    for visit in subject.visits:
        lacking = [each for each in unknowns_here(visit.sheet, dutch) if each.attribute_id != "max_height_m"]
        assert lacking
        told = [each.text for each in stop_questions(visit, dutch)]
        assert told[0] == dutch.text(ASKED[0])
        assert told[1:] == list(dict.fromkeys(f"{each.label}: nog onbekend" for each in lacking))
        of_case = stop_questions(replace(visit, is_of_case=True), dutch)
        assert [each.text for each in of_case] == [dutch.text(ASKED[0])]


def test_nothing_open_is_said_only_where_the_factsheet_lacks_nothing(dutch: Language) -> None:
    """A stop of which the portal asks nothing still asks what its factsheet does not know."""
    subject = day("Alfa", "Kaal")
    quiet = [replace(each, asked=()) for each in subject.visits]
    assert all(stop_questions(each, dutch) for each in quiet)
    table = further_questions(replace(subject, visits=tuple(quiet)), dutch)
    assert table is not None
    assert "Nog onbekend: " in table.rows[-1][1].lines[0].text
