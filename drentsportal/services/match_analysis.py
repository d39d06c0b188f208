"""How firm a match is, and which questions matter: everything that is told of a result beside the ranking."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from drentsportal.domain.firmness.draws import DRAW_COUNT, WEIGHT_SPREAD_PERCENT, draws
from drentsportal.domain.firmness.question_value import question_values
from drentsportal.domain.firmness.second_opinion import second_opinion
from drentsportal.domain.firmness.stability import dethroning_changes, rank_intervals
from drentsportal.domain.firmness.whom_to_ask import sent_to
from drentsportal.domain.match.replay import outcome_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drentsportal.domain.firmness.draws import DrawResult
    from drentsportal.domain.firmness.question_value import QuestionList
    from drentsportal.domain.firmness.second_opinion import SecondOpinion
    from drentsportal.domain.firmness.stability import Dethroning, RankInterval
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.services.ports.desk import Progress

_SEED_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of how firm a ranking is; each part as its own module has it."""

    dethroning: tuple[Dethroning, ...]
    draws: DrawResult
    rank_intervals: tuple[RankInterval, ...]
    questions: QuestionList
    opinion: SecondOpinion = field(compare=False)
    """Holds arrays, which do not compare; it follows from the same worths as the rest."""


class MatchAnalysis:
    """Analyses matches; stores nothing, since the same match always gives the same analysis.

    Only whom to ask follows from the contacts as they are now.
    """

    def __init__(self, contacts: Callable[[], Iterable[ContactPoint]] = tuple) -> None:
        """Keep what tells who can be asked."""
        self._contacts = contacts

    def of(self, result: MatchResult, progress: Progress) -> Analysis:
        """Analyse a match. Raises ``CancelledError`` when the person stopped it."""

        def step(done: int, total: int) -> None:
            progress.step(done, total, "progress.draws")

        step(0, DRAW_COUNT)
        drawn = draws(result, seed_of(result), DRAW_COUNT, WEIGHT_SPREAD_PERCENT, step)
        dethroning = dethroning_changes(result)
        progress.step(DRAW_COUNT, DRAW_COUNT, "progress.question_values")
        asked = self.questions(result)
        return Analysis(dethroning, drawn, rank_intervals(result), asked, second_opinion(result))

    def questions(self, result: MatchResult) -> QuestionList:
        """Value the questions of a match, each with whom to ask as the contacts name them now."""
        return sent_to(question_values(result), self._contacts())


def seed_of(result: MatchResult) -> int:
    """Derive the seed of the draws from the digest of the outcome that is kept with every match."""
    return int(outcome_digest(result)[:_SEED_DIGITS], 16)
