"""The assessment of a request itself (afwegingskader): answers by people, a weighted total, and why.

The policy wants a frame by which new initiatives are weighed as objectively as possible and in the interest
of Drenthe (004:232-238), and a new one for acquisition (004:395); it prints neither criteria nor weights. A
frame is data with a version; each version of an assessment keeps the whole frame that it was made with.
Whole numbers as in matching: weights sum to ``WEIGHT_SUM``, a value lies between 0 and ``SCALE_TOP``, the
products add up to the total exactly. An answer that is not known gives an interval.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.match.criteria import SCALE_TOP
from drentsportal.domain.match.printed_parts import HUNDREDTH, printed_parts
from drentsportal.domain.match.weights import normalised_weights
from drentsportal.domain.source_names import without_line_references
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_REASON: Final = 2_000
"""The most signs of a reason; a page for the bestuur stays readable."""

_FEWEST_LEVELS: Final = 2


@dataclass(frozen=True, slots=True)
class FrameCriterion:
    """One question of the frame with what each level means, worst first, and where it comes from.

    ``is_own_choice`` says that no policy document asks it in these words.
    """

    id: str
    question: str
    weight: int
    levels: tuple[str, ...]
    reference: str
    is_own_choice: bool

    @property
    def source(self) -> str:
        """The reference for a reader outside: documents, without lines of our transcripts."""
        return without_line_references(self.reference)


@dataclass(frozen=True, slots=True)
class AssessmentFrame:
    """The questions by which a request is weighed; versioned."""

    id: str
    version: int
    title: str
    reference: str
    criteria: tuple[FrameCriterion, ...]

    @property
    def source(self) -> str:
        """The reference for a reader outside: documents, without lines of our transcripts."""
        return without_line_references(self.reference)

    def criterion(self, criterion_id: str) -> FrameCriterion:
        """Return one question; raises ``InputError`` when the frame does not have it."""
        for each in self.criteria:
            if each.id == criterion_id:
                return each
        accepted = ", ".join(each.id for each in self.criteria)
        raise InputError(
            "error.assessment.criterion_unknown", field="answers", criterion=criterion_id, accepted=accepted
        )


@dataclass(frozen=True, slots=True)
class AssessmentAnswer:
    """What a person answered: a level from 0, or ``None`` for not known, and why."""

    criterion_id: str
    level: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One version of what was answered, with the frame that was asked by."""

    frame: AssessmentFrame
    answers: tuple[AssessmentAnswer, ...]
    conclusion: str = ""

    def answer(self, criterion_id: str) -> AssessmentAnswer:
        """Return the answer to one question, not known where none was given."""
        for each in self.answers:
            if each.criterion_id == criterion_id:
                return each
        return AssessmentAnswer(criterion_id, None)


@dataclass(frozen=True, slots=True)
class AssessmentContribution:
    """What one answer adds: weight (of 10,000) times value (0..1,000,000), as interval with a point."""

    criterion: FrameCriterion
    answer: AssessmentAnswer
    weight: int
    low: int
    point: int
    high: int


@dataclass(frozen=True, slots=True)
class AssessmentOutcome:
    """The total, at most 10**10 (100 points), and the contributions that add up to it."""

    low: int
    point: int
    high: int
    contributions: tuple[AssessmentContribution, ...]

    @property
    def open_count(self) -> int:
        """Number of questions that are not answered."""
        return sum(each.answer.level is None for each in self.contributions)


def assess(assessment: Assessment) -> AssessmentOutcome:
    """Work out the total of an assessment; raises ``InputError`` when it cannot be used."""
    check_frame(assessment.frame)
    check_answers(assessment.frame, assessment.answers)
    weights = normalised_weights([each.weight for each in assessment.frame.criteria])
    contributions = tuple(
        _contribution(criterion, assessment.answer(criterion.id), weight)
        for criterion, weight in zip(assessment.frame.criteria, weights, strict=True)
    )
    return AssessmentOutcome(
        low=sum(each.low for each in contributions),
        point=sum(each.point for each in contributions),
        high=sum(each.high for each in contributions),
        contributions=contributions,
    )


def printed_shares(outcome: AssessmentOutcome) -> tuple[AssessmentContribution, ...]:
    """Return the contributions in hundredths of a point that add up to the totals as these are printed.

    What an open question can add is a whole number of hundredths by itself, so only answers are rounded.
    """
    answered = [each.low if each.answer.level is not None else 0 for each in outcome.contributions]
    return tuple(
        each if each.answer.level is None else replace(each, low=share, point=share, high=share)
        for each, share in zip(outcome.contributions, printed_parts(answered, HUNDREDTH), strict=True)
    )


def check_frame(frame: AssessmentFrame) -> None:
    """Refuse a frame without questions, with one twice, without levels or with weights that say nothing."""
    ids = [each.id for each in frame.criteria]
    weights = [each.weight for each in frame.criteria]
    shallow = any(len(each.levels) < _FEWEST_LEVELS for each in frame.criteria)
    if not ids or len(set(ids)) < len(ids) or shallow or min(weights) < 0 or not sum(weights):
        raise InputError("error.assessment.frame", field="frame", frame=frame.id, version=frame.version)


def check_answers(frame: AssessmentFrame, answers: Sequence[AssessmentAnswer]) -> None:
    """Refuse an answer to no question or to one twice, a level that is none, and one without a reason."""
    seen: set[str] = set()
    for each in answers:
        criterion = frame.criterion(each.criterion_id)
        if each.criterion_id in seen:
            raise _wrong("answered_twice", criterion)
        seen.add(each.criterion_id)
        if each.level is not None and not 0 <= each.level < len(criterion.levels):
            raise _wrong("level", criterion, highest=len(criterion.levels) - 1)
        if each.level is not None and not each.reason.strip():
            raise _wrong("reason_missing", criterion)
        if len(each.reason) > LONGEST_REASON:
            raise _wrong("reason_too_long", criterion, most=LONGEST_REASON)


def _wrong(what: str, criterion: FrameCriterion, **params: object) -> InputError:
    return InputError(f"error.assessment.{what}", field="answers", question=criterion.question, **params)


def assessment_to_data(assessment: Assessment) -> dict[str, object]:
    """Write an assessment with its frame as whole numbers, texts and lists."""
    frame = assessment.frame
    return {
        "frame": {
            "id": frame.id,
            "version": frame.version,
            "title": frame.title,
            "source": frame.source,
            "reference": frame.reference,
            "criteria": [
                {
                    "id": each.id,
                    "question": each.question,
                    "weight": each.weight,
                    "levels": list(each.levels),
                    "source": each.source,
                    "reference": each.reference,
                    "own_choice": each.is_own_choice,
                }
                for each in frame.criteria
            ],
        },
        "answers": [
            {"criterion": each.criterion_id, "level": each.level, "reason": each.reason}
            for each in assessment.answers
        ],
        "conclusion": assessment.conclusion,
    }


def assessment_from_data(data: Mapping[str, Any]) -> Assessment:
    """Read what ``assessment_to_data`` wrote; raises ``KeyError``, ``TypeError`` or ``InputError``."""
    assessment = Assessment(
        frame_from_data(data["frame"]), answers_from_data(data["answers"]), str(data.get("conclusion", ""))
    )
    check_answers(assessment.frame, assessment.answers)
    return assessment


def frame_from_data(data: Mapping[str, Any]) -> AssessmentFrame:
    """Read a frame; raises ``KeyError`` or ``TypeError`` for none, ``InputError`` as ``check_frame``."""
    frame = AssessmentFrame(
        id=str(data["id"]),
        version=_whole(data["version"]),
        title=str(data["title"]),
        reference=str(data.get("reference", data["source"])),
        criteria=tuple(
            FrameCriterion(
                id=str(each["id"]),
                question=str(each["question"]),
                weight=_whole(each["weight"]),
                levels=tuple(str(level) for level in each["levels"]),
                reference=str(each.get("reference", each["source"])),
                is_own_choice=bool(each["own_choice"]),
            )
            for each in data["criteria"]
        ),
    )
    check_frame(frame)
    return frame


def answers_from_data(data: Sequence[Mapping[str, Any]]) -> tuple[AssessmentAnswer, ...]:
    """Read answers; a missing level is not known. Raises ``KeyError`` or ``TypeError`` for what is none."""
    return tuple(
        AssessmentAnswer(
            criterion_id=str(each["criterion"]),
            level=None if each.get("level") is None else _whole(each["level"]),
            reason=str(each.get("reason", "")).strip(),
        )
        for each in data
    )


def _contribution(criterion: FrameCriterion, answer: AssessmentAnswer, weight: int) -> AssessmentContribution:
    if answer.level is None:
        low, high = 0, SCALE_TOP
    else:
        low = high = answer.level * SCALE_TOP // (len(criterion.levels) - 1)
    point = low + (high - low) // 2
    return AssessmentContribution(criterion, answer, weight, weight * low, weight * point, weight * high)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(type(value).__name__)
    return value
