"""What stands out in a row of a comparison: the most favourable, and one scale for all of it.

Own rules (design 6, "compare"): a figure is only called most favourable where the request or its criterion
says what is better, and only where that is sure, so that a range counts with its less favourable end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.criteria import CRITERION_BY_ID, LimitKind
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.message import Message
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drentsportal.domain.match.match_result import Contribution, RequirementOutcome
    from drentsportal.domain.values import Attribute

Span = tuple[float, float]
"""The least and the most of something; equal for one figure."""

_FEWEST: Final = 2
_STEPS: Final = (1, 2, 2.5, 4, 5, 6, 8, 10)
_PAIR: Final = 2
_SECONDS: Final = 60
_CONTRADICTED: Final = ".contradicted"
"""Ending of the ids of statements about values that two sources state differently."""

_FIGURES: Final = frozenset({"m2", "m", "s", "eurocent_m2", "category", "day"})
"""Units of criteria whose value is one figure, or the least and the most of it."""

_LOWEST_CATEGORY: Final = 1.0
"""Rank of the lowest environmental category, where its strip begins."""

_SCALED: Final = _FIGURES - {"day"}
"""A day has no zero from which a strip could begin; its date says it all."""

_SIZE: Final = "m2"
"""Unit of what is asked at least but never as much as possible: more land than is needed is only dearer."""


class BestMark(StrEnum):
    """That a cell is the most favourable of its row, alone or with others."""

    BEST = "best"
    TIED = "tied"


@dataclass(frozen=True, slots=True)
class RowScale:
    """One scale for all cells of a row, in the unit of its values; ``limit`` is what was asked."""

    low: float
    high: float
    limit: float | None = None


def best_of(worths: Sequence[Span | None]) -> tuple[BestMark | None, ...]:
    """Mark the most favourable; more is better, ``None`` is what is unknown and is never counted.

    A cell is marked where none of the others can be better: its least is no less than the most of each.
    Several are tied. Fewer than two known have nothing to be better than.
    """
    known = [each for each in worths if each is not None]
    if len(known) < _FEWEST:
        return (None,) * len(worths)
    # Whoever has the most counts against all but himself.
    highest = sorted((most for _, most in known), reverse=True)
    sure = [
        worth is not None and worth[0] >= (highest[1] if worth[1] == highest[0] else highest[0])
        for worth in worths
    ]
    mark = BestMark.BEST if sum(sure) == 1 else BestMark.TIED
    return tuple(mark if each else None for each in sure)


def requirement_worth(outcome: RequirementOutcome | None) -> Span | None:
    """Return how far a site is on the good side of a requirement; ``None`` where nothing says so.

    Only what surely fits counts: an answer that is still open is never the most favourable one. A size is
    enough or not, so that none of those that are is better than the others.
    """
    if outcome is None or outcome.verdict is not Verdict.FITS:
        return None
    criterion = CRITERION_BY_ID[outcome.criterion_id]
    if criterion.unit == _SIZE:
        return None
    kind = criterion.limit_kind
    span = figure_span(outcome.criterion_id, outcome.value)
    if span is None or kind not in {LimitKind.AT_LEAST, LimitKind.AT_MOST}:
        return None
    return span if kind is LimitKind.AT_LEAST else (-span[1], -span[0])


def preference_worth(part: Contribution | None) -> Span | None:
    """Return what a wish adds by the scale of the request; ``None`` for unknown or without weight.

    Nor does it count where the sources contradict each other: what holds is still to be asked.
    """
    if part is None or not part.weight or not isinstance(part.value, Known):
        return None
    return None if is_contradicted(part.statement) else (float(part.low), float(part.high))


def is_contradicted(statement: Message | None) -> bool:
    """Whether a statement says that its sources contradict each other, also within a longer one."""
    if statement is None:
        return False
    if statement.id.endswith(_CONTRADICTED):
        return True
    return any(isinstance(each, Message) and is_contradicted(each) for _, each in statement.params)


def figure_span(criterion_id: str, value: Attribute[object]) -> Span | None:
    """Return the figure of a criterion in its exact unit; ``None`` for words, dimensions and unknown.

    Of a range of environmental categories the highest counts, which is what a company may be.
    """
    unit = CRITERION_BY_ID[criterion_id].unit
    if not isinstance(value, Known) or unit not in _FIGURES:
        return None
    stated = value.value
    if isinstance(stated, tuple):
        if len(stated) != _PAIR or not _is_figure(stated[1]):
            return None
        low, high = (stated[1] if unit == "category" else stated[0]), stated[1]
        return (float(low), float(high)) if _is_figure(low) else None
    return (float(stated), float(stated)) if _is_figure(stated) else None  # type: ignore[arg-type] # a figure


def requirement_span(outcome: RequirementOutcome | None) -> Span | None:
    """Return what is drawn of an answer: what is sure as a point, what is possible as a range.

    What is still to be asked is never a point that meets what was asked: it would read as an answer.
    """
    if outcome is None:
        return None
    span = possible_span(outcome.criterion_id, outcome.value, is_at_most=outcome.is_at_most)
    if span is None or outcome.verdict is not Verdict.CHECK or span[0] < span[1]:
        return span
    if not _meets(outcome.criterion_id, span[0], outcome.limit):
        return span
    least = _least(outcome.criterion_id)
    at_least = CRITERION_BY_ID[outcome.criterion_id].limit_kind is LimitKind.AT_LEAST
    return (least, span[1]) if at_least and least < span[1] else None


def possible_span(criterion_id: str, value: Attribute[object], *, is_at_most: bool) -> Span | None:
    """Return the figure of a criterion; from the least there can be where it is only the most possible."""
    span = figure_span(criterion_id, value)
    return (_least(criterion_id), span[1]) if span is not None and is_at_most else span


def _least(criterion_id: str) -> float:
    return _LOWEST_CATEGORY if CRITERION_BY_ID[criterion_id].unit == "category" else 0.0


def _meets(criterion_id: str, figure: float, limit: object) -> bool:
    if not _is_figure(limit):
        return True
    asked = float(limit)  # type: ignore[arg-type] # a figure
    at_most = CRITERION_BY_ID[criterion_id].limit_kind is LimitKind.AT_MOST
    return figure <= asked if at_most else figure >= asked


def criterion_scale(criterion_id: str, spans: Iterable[Span | None], limit: object = None) -> RowScale | None:
    """Return the scale of a row about a criterion; ``None`` where a strip would say nothing."""
    unit = CRITERION_BY_ID[criterion_id].unit
    if unit not in _SCALED:
        return None
    asked = float(limit) if _is_figure(limit) else None  # type: ignore[arg-type] # a figure
    if unit == "category":
        return RowScale(_LOWEST_CATEGORY, float(len(CATEGORIES)), asked) if any(spans) else None
    return row_scale(spans, asked, _SECONDS if unit == "s" else 1)


def row_scale(spans: Iterable[Span | None], limit: float | None = None, per_unit: int = 1) -> RowScale | None:
    """Return a scale from 0 to a round figure that holds every span and what was asked; no negative figures.

    ``per_unit`` says how many of the values make one of the unit in which the end is to be round.
    """
    ends = [each[1] for each in spans if each is not None]
    if not ends:
        return None
    most = max([*ends, *([] if limit is None else [limit])])
    return RowScale(0.0, round_above(most / per_unit) * per_unit, limit) if most > 0 else None


def round_above(value: float) -> float:
    """Return the least round figure that is not below a positive one."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (*_STEPS, 10 * _STEPS[-1]) if step * power >= value)


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
