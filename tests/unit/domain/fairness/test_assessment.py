"""The assessment: contributions add up, silence never pays, and an answer without a reason is none."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.fairness.assessment import (
    Assessment,
    AssessmentAnswer,
    AssessmentFrame,
    FrameCriterion,
    answers_from_data,
    assess,
    assessment_from_data,
    assessment_to_data,
)
from drentsportal.domain.match.criteria import SCALE_TOP, WEIGHT_SUM
from drentsportal.errors import InputError
from drentsportal.paths import resources_dir
from drentsportal.reference.assessment_frame import read_frame

TOP = WEIGHT_SUM * SCALE_TOP
LEVELS = ("slecht", "matig", "goed")


def criterion(criterion_id: str, weight: int, levels: tuple[str, ...] = LEVELS) -> FrameCriterion:
    """Make one question."""
    return FrameCriterion(criterion_id, f"Vraag {criterion_id}?", weight, levels, "bron", is_own_choice=True)


FRAME = AssessmentFrame("test", 1, "Kader", "bron", (criterion("a", 3), criterion("b", 1)))


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Draw a frame of one to six questions, with some of them answered."""
    weights = draw(st.lists(st.integers(0, 50), min_size=1, max_size=6).filter(any))
    depths = [draw(st.integers(2, 7)) for _ in weights]
    criteria = tuple(
        criterion(f"c{place}", weight, tuple(map(str, range(depth))))
        for place, (weight, depth) in enumerate(zip(weights, depths, strict=True))
    )
    answers = tuple(
        AssessmentAnswer(each.id, draw(st.none() | st.integers(0, len(each.levels) - 1)), "omdat")
        for each in criteria
        if draw(st.booleans())
    )
    return Assessment(AssessmentFrame("f", 1, "t", "s", criteria), answers)


@given(assessments())
def test_contributions_add_up_to_the_total(assessment: Assessment) -> None:
    """Exactly, in all three; and the interval holds its point."""
    outcome = assess(assessment)
    for part in ("low", "point", "high"):
        assert getattr(outcome, part) == sum(getattr(each, part) for each in outcome.contributions)
    assert 0 <= outcome.low <= outcome.point <= outcome.high <= TOP
    assert sum(each.weight for each in outcome.contributions) == WEIGHT_SUM
    assert (outcome.low == outcome.high) == all(
        each.answer.level is not None or not each.weight for each in outcome.contributions
    )


@given(assessments(), st.data())
def test_answering_never_lowers_the_low_nor_raises_the_high(
    assessment: Assessment, data: st.DataObject
) -> None:
    """Whatever the answer turns out to be, it lies within what was said before."""
    before = assess(assessment)
    open_ids = [each.criterion.id for each in before.contributions if each.answer.level is None]
    if not open_ids:
        return
    chosen = data.draw(st.sampled_from(open_ids))
    level = data.draw(st.integers(0, len(assessment.frame.criterion(chosen).levels) - 1))
    rest = tuple(each for each in assessment.answers if each.criterion_id != chosen)
    after = assess(replace(assessment, answers=(*rest, AssessmentAnswer(chosen, level, "nu bekend"))))
    assert before.low <= after.low
    assert after.high <= before.high


@given(assessments(), st.integers(2, 9))
def test_weights_count_in_proportion(assessment: Assessment, factor: int) -> None:
    """Multiplying all of them changes nothing."""
    frame = assessment.frame
    scaled = replace(
        frame, criteria=tuple(replace(each, weight=each.weight * factor) for each in frame.criteria)
    )
    first, second = assess(assessment), assess(replace(assessment, frame=scaled))
    assert (first.low, first.point, first.high) == (second.low, second.point, second.high)


@given(assessments())
def test_what_is_written_is_read(assessment: Assessment) -> None:
    """Through JSON text, with the frame that was used."""
    text = json.dumps(assessment_to_data(assessment))
    assert assessment_from_data(json.loads(text)) == assessment


def test_a_total_by_hand() -> None:
    """Three quarters of the weight on the best level, one quarter in the middle: 87.5 points."""
    answers = (AssessmentAnswer("a", 2, "x"), AssessmentAnswer("b", 1, "y"))
    outcome = assess(Assessment(FRAME, answers))
    assert outcome.low == outcome.high == 8_750_000_000
    half_known = assess(Assessment(FRAME, answers[:1]))
    assert (half_known.low, half_known.high, half_known.open_count) == (7_500_000_000, TOP, 1)


@pytest.mark.parametrize(
    ("answers", "message_id"),
    [
        ((AssessmentAnswer("a", 2),), "error.assessment.reason_missing"),
        ((AssessmentAnswer("a", 3, "x"),), "error.assessment.level"),
        ((AssessmentAnswer("a", -1, "x"),), "error.assessment.level"),
        ((AssessmentAnswer("z", 1, "x"),), "error.assessment.criterion_unknown"),
        ((AssessmentAnswer("a", None), AssessmentAnswer("a", 1, "x")), "error.assessment.answered_twice"),
        ((AssessmentAnswer("a", 1, "x" * 2_001),), "error.assessment.reason_too_long"),
    ],
)
def test_an_answer_that_cannot_stand_is_refused(
    answers: tuple[AssessmentAnswer, ...], message_id: str
) -> None:
    """With the question that it is about; not known needs no reason."""
    with pytest.raises(InputError) as caught:
        assess(Assessment(FRAME, answers))
    assert caught.value.message_id == message_id
    assert caught.value.field == "answers"


@pytest.mark.parametrize(
    "criteria",
    [
        (),
        (criterion("a", 1), criterion("a", 1)),
        (criterion("a", 0),),
        (criterion("a", -1), criterion("b", 3)),
        (criterion("a", 1, ("een",)),),
    ],
)
def test_a_frame_that_cannot_weigh_is_refused(criteria: tuple[FrameCriterion, ...]) -> None:
    """No question, one twice, no weight, a negative one, or no choice."""
    with pytest.raises(InputError) as caught:
        assess(Assessment(replace(FRAME, criteria=criteria), ()))
    assert caught.value.message_id == "error.assessment.frame"


def test_a_level_must_be_a_whole_number() -> None:
    """Neither text nor yes is a level; a missing one is not known."""
    assert answers_from_data([{"criterion": "a"}]) == (AssessmentAnswer("a", None),)
    for level in ("2", 1.5, True):
        with pytest.raises(TypeError):
            answers_from_data([{"criterion": "a", "level": level}])


def test_the_frame_that_ships_can_weigh_and_names_its_sources() -> None:
    """Every question has a source; what no document asks is labelled our own choice."""
    frame = read_frame(resources_dir())
    assert assess(Assessment(frame, ())).high == TOP
    assert sum(each.weight for each in frame.criteria) == 100
    for each in frame.criteria:
        assert len(each.levels) == 5
        assert (each.source == "Eigen keuze") == each.is_own_choice
