"""What the map shows of a match: class, question mark, rank and first reason per site."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from drentsportal.figures.symbology import score_class_id
from drentsportal.mapview.messages import ResultShown
from drentsportal.mapview.styles import OTHER_REASON

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.domain.match.match_result import Rejection, ScoreCard
    from drentsportal.domain.message import Message

    Words = Callable[[Message], str]

SEVERAL_REASONS: Final = "several"

_REASON_OF_CRITERION: Final = {
    "present_distance": "distance",
    "junction_distance": "distance",
    "plot_area": "area",
    "floor_area": "area",
    "category": "category",
}


class MapMode(StrEnum):
    """What the colours of the sites say."""

    NONE = "none"
    SCORE = "score"
    REASONS = "reasons"


@dataclass(frozen=True, slots=True)
class MapCandidate:
    """A ranked site. ``low`` .. ``high`` as in ``ScoreCard``; the texts are in the user's language."""

    site_id: str
    rank: int
    low: int
    point: int
    high: int
    has_check: bool
    score_text: str
    span_text: str
    reason_text: str = ""
    offer_ids: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Give the candidate as the page reads it; the class goes by ``low``, as the order does."""
        return {
            "id": self.site_id,
            "rank": self.rank,
            "cls": score_class_id(self.low),
            "check": self.has_check,
            "score": self.score_text,
            "span": self.span_text,
            "reason": self.reason_text,
        }


@dataclass(frozen=True, slots=True)
class MapRejection:
    """An excluded site; ``criterion_id`` is the only requirement that fails, ``None`` where several do."""

    site_id: str
    criterion_id: str | None
    reason_text: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Give the rejection as the page reads it."""
        why = SEVERAL_REASONS
        if self.criterion_id is not None:
            why = reason_of(self.criterion_id)
        return {"id": self.site_id, "why": why, "reason": self.reason_text}


@dataclass(frozen=True, slots=True)
class MapResult:
    """A match as the map shows it; empty means that nothing was matched."""

    candidates: tuple[MapCandidate, ...] = ()
    rejections: tuple[MapRejection, ...] = ()

    def message(self, mode: MapMode) -> ResultShown:
        """Make the message that restyles every site in place."""
        if not self.candidates and not self.rejections:
            return ResultShown(MapMode.NONE.value)
        return ResultShown(
            mode.value,
            [each.as_dict() for each in self.candidates],
            [each.as_dict() for each in self.rejections],
            [plot for each in self.candidates for plot in each.offer_ids],
        )


def reason_of(criterion_id: str) -> str:
    """Return the class of reason that a requirement belongs to."""
    return _REASON_OF_CRITERION.get(criterion_id, OTHER_REASON)


def map_result(
    cards: Sequence[ScoreCard],
    rejections: Sequence[Rejection],
    words: Words,
    points: Callable[[int], str],
) -> MapResult:
    """Make the map's view of a match.

    ``words`` puts a message in the user's language, ``points`` writes a score (10**10 is 100 points).
    """
    return MapResult(
        tuple(_candidate(card, words, points) for card in cards),
        tuple(_rejection(each, words) for each in rejections),
    )


def _candidate(card: ScoreCard, words: Words, points: Callable[[int], str]) -> MapCandidate:
    questions = card.questions
    heaviest = max(card.contributions, key=lambda each: each.point, default=None)
    first = questions[0].text if questions else (heaviest.statement if heaviest else None)
    return MapCandidate(
        card.candidate.id,
        card.rank,
        card.low,
        card.point,
        card.high,
        bool(questions),
        points(card.point),
        f"{points(card.low)}\u2009\u2013\u2009{points(card.high)}",
        words(first) if first else "",
        card.candidate.offer_ids,
    )


def _rejection(rejection: Rejection, words: Words) -> MapRejection:
    failing = rejection.failing
    only = failing[0].criterion_id if len(failing) == 1 else None
    return MapRejection(rejection.candidate.id, only, words(failing[0].statement) if failing else "")
