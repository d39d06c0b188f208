"""The export of an assessment: answers with reasons, an open question as such, the same bytes each time."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.asking.request import LocationRequest, Requirement
from drentsportal.domain.asking.request_marks import large_area, supra_regional
from drentsportal.domain.fairness.assessment import Assessment, AssessmentAnswer, assess
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reference.assessment_frame import read_frame
from drentsportal.reports.assessment.content import assessment_model
from drentsportal.reports.typeset.blocks import Table
from drentsportal.services.assessing import AssessmentSubject, AssessmentVersion
from tests.unit.reports.conftest import page_texts, pdf_text, squeezed
from tests.unit.reports.subjects import HOSTILE_NAMES, MADE_UTC

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.reports.writer import ReportWriter
    from tests.unit.reports.conftest import RunTool

FRAME = read_frame(resources_dir())


def subject(reason: str = "Veel banen.", conclusion: str = "", title: str = "Zuivel") -> AssessmentSubject:
    """Make an assessment with one question answered."""
    request = LocationRequest(title, staff_count=80, requirements=(Requirement("plot_area", 60_000),))
    assessment = Assessment(FRAME, (AssessmentAnswer("jobs", 3, reason),), conclusion)
    actor = Actor("Anna de Vries", "Provincie Drenthe", Role.SCHAKELPUNT)
    kept = AssessmentVersion(2, MADE_UTC, actor, assessment, assess(assessment))
    return AssessmentSubject(
        "D-2026-0041", request, kept, large_area(request, 50_000), supra_regional(request, ()), MADE_UTC
    )


def test_the_pdf_tells_answers_reasons_and_what_is_open(writer: ReportWriter, tmp_path: Path) -> None:
    """One page; the total as an interval, the marks, and whose choice the questions are."""
    path = tmp_path / "a.pdf"
    made = writer.assessment(subject(conclusion="Doorgaan."), path)
    assert made.kind == "afweging"
    text = squeezed(pdf_text(path))
    for told in (
        "Afweging: Zuivel",
        "D-2026-0041",
        "Anna de Vries, Provincie Drenthe",
        "tussen 15,00 en 95,00 van 100 punten; 8 vragen zijn nog niet beantwoord",
        "3 van 4: Duidelijk meer arbeidsplaatsen",
        "Veel banen.",
        "niet bekend",
        "Doorgaan.",
        "meer dan de 5 ha",
        "80 arbeidsplaatsen",
        "eigen keuze",
    ):
        assert squeezed(told) in text, told
    assert "004:" not in text
    assert len(page_texts(path)) == 1


@pytest.mark.parametrize("levels", [(4, 3, 1, 0, None, 1, 2, 4, 1), (1,) * 9, (3, 1, 2, 3, 1, 3, 1, 2, 3)])
def test_what_is_printed_adds_up(levels: tuple[int | None, ...]) -> None:
    """Points and weights as a member of the bestuur would add them by hand give the last row."""
    answers = tuple(
        AssessmentAnswer(each.id, level, "Om deze reden.")
        for each, level in zip(FRAME.criteria, levels, strict=True)
    )
    kept = replace(subject().version, outcome=assess(Assessment(FRAME, answers)))
    dutch = Language("nl", resources_dir(), strict=True)
    table = assessment_model(replace(subject(), version=kept), dutch)["answers"]
    assert isinstance(table, Table)
    rows = [[each.lines[0].text for each in row] for row in table.rows]
    ends = [row[3].split(" tot ") for row in rows]
    for end in (0, -1):
        *parts, total = (int(each[end].replace(",", "")) for each in ends)
        assert sum(parts) == total
    *weights, whole = (Fraction(row[1].removesuffix(" %").replace(",", ".")) for row in rows)
    assert sum(weights) == whole == Fraction(100)


def test_without_a_conclusion_it_says_so(writer: ReportWriter, tmp_path: Path) -> None:
    """An empty place would look like an oversight."""
    writer.assessment(subject(), tmp_path / "a.pdf")
    assert squeezed("Er is geen conclusie opgeschreven") in squeezed(pdf_text(tmp_path / "a.pdf"))


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_texts_are_only_texts(writer: ReportWriter, tmp_path: Path, name: str) -> None:
    """Markup and formulas in title, reason and conclusion are shown as they were written."""
    path = tmp_path / "a.pdf"
    writer.assessment(subject(name, name, name), path)
    assert squeezed(pdf_text(path)).count(squeezed(name)) >= 3


def test_equal_input_gives_equal_bytes(writer: ReportWriter, tmp_path: Path) -> None:
    """The checksum in the case can be compared."""
    first = writer.assessment(subject(), tmp_path / "a.pdf")
    second = writer.assessment(subject(), tmp_path / "b.pdf")
    assert first.sha256 == second.sha256


def test_the_pdf_is_sound_and_tagged(writer: ReportWriter, tmp_path: Path, run_tool: RunTool) -> None:
    """For a screen reader as well."""
    writer.assessment(subject(), tmp_path / "a.pdf")
    assert "Tagged:" in run_tool("pdfinfo", tmp_path / "a.pdf")
