"""The GRIP area of a workspace: a source and a date with it, versions, and cases that follow it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from drentsportal.domain.asking.request_marks import RequestMark
from drentsportal.domain.cases.papers import ReferenceKind
from drentsportal.errors import InputError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from tests.fakes import OFFICER
from tests.unit.services.document_fakes import NUMBER
from tests.unit.services.test_assessing import LARGE, AssessingDesk

DAY = date(2026, 1, 15)
DUTCH = Language("nl", resources_dir())


@pytest.fixture
def desk() -> AssessingDesk:
    """Open a case of 15 ha, with the usual area of 5 ha."""
    made = AssessingDesk()
    made.add_case("near", request=LARGE)
    return made


def test_without_a_setting_the_usual_area_counts_and_says_so(desk: AssessingDesk) -> None:
    """An own choice is told as one."""
    area = desk.areas.current()
    assert (area.area_m2, area.version, area.as_of) == (50_000, 0, None)
    told = DUTCH.text(desk.assessing.standing(NUMBER).area.statement)
    assert "eigen keuze" in told


def test_a_kept_area_decides_for_every_case_with_its_source(desk: AssessingDesk) -> None:
    """What had to be weighed need not any more, and the reader sees by which paper."""
    assert desk.assessing.standing(NUMBER).is_required
    kept = desk.areas.keep(200_000, " Besluit GS 2026-12 ", DAY)
    assert (kept.version, kept.actor, kept.source) == (1, OFFICER, "Besluit GS 2026-12")
    standing = desk.assessing.standing(NUMBER)
    assert (standing.area.mark, standing.is_required) == (RequestMark.NO, False)
    told = DUTCH.text(standing.area.statement)
    assert "20 ha" in told
    assert "Besluit GS 2026-12, 15 jan. 2026" in told


def test_earlier_areas_stay(desk: AssessingDesk) -> None:
    """Version by version, oldest first."""
    first = desk.areas.keep(200_000, "Besluit", DAY)
    second = desk.areas.keep(75_000, "Besluit 2", DAY)
    assert desk.areas.history() == (first, second)
    assert desk.areas.current() == second


@pytest.mark.parametrize(
    ("area_m2", "source", "as_of", "field"),
    [
        (0, "Besluit", DAY, "area"),
        (10**9, "Besluit", DAY, "area"),
        (50_000, "  ", DAY, "source"),
        (50_000, "x" * 301, DAY, "source"),
        (50_000, "Besluit", date(2999, 1, 1), "as_of"),
    ],
)
def test_what_cannot_be_is_refused(
    desk: AssessingDesk, area_m2: int, source: str, as_of: date, field: str
) -> None:
    """With the field; nothing is kept."""
    with pytest.raises(InputError) as caught:
        desk.areas.keep(area_m2, source, as_of)
    assert caught.value.field == field
    assert desk.areas.history() == ()


def test_the_same_again_is_no_new_version(desk: AssessingDesk) -> None:
    """A second press of a button writes nothing."""
    desk.areas.keep(60_000, "Besluit", DAY)
    with pytest.raises(InputError):
        desk.areas.keep(60_000, "Besluit", DAY)
    assert len(desk.areas.history()) == 1


def test_a_damaged_area_is_told(desk: AssessingDesk) -> None:
    """Nothing is put in its place in silence."""
    desk.areas.keep(60_000, "Besluit", DAY)
    (paper,) = desk.workspace.reference_papers
    assert paper.kind is ReferenceKind.GRIP_AREA
    desk.workspace.reference_papers = (replace(paper, content="{}"),)
    with pytest.raises(InputError) as caught:
        desk.areas.current()
    assert caught.value.message_id == "error.grip.damaged"
