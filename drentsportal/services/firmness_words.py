"""How firm a ranking is, in words for people who count no statistics; window and advice say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.firmness.draws import DrawResult
    from drentsportal.domain.firmness.stability import Dethroning, RankInterval, Tipping
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.message import Message

_ALL: Final = 100


def has_order(result: MatchResult) -> bool:
    """Whether scores make the order: without a weight only the name does, and nothing can be tried."""
    return any(each.weight for each in result.preferences)


def top_count(drawn: DrawResult, candidate_id: str) -> int:
    """Return in how many draws a candidate was in the top three; one that is not listed never was."""
    return next((each.top_count for each in drawn.shares if each.candidate_id == candidate_id), 0)


def share_message(count: int, total: int) -> Message:
    """Word a share in whole per cents; 0 and 100 only where it is none and all."""
    hundredth, kind = _hundredth(count, total)
    return message(f"firmness.share.{kind}", percent=hundredth)


def trials_message(count: int, total: int) -> Message:
    """Word in how many of a hundred draws a candidate was in the top three."""
    hundredth, kind = _hundredth(count, total)
    return message(f"firmness.trials.{kind}", count=hundredth)


def span_message(interval: RankInterval) -> Message:
    """Word the ranks that are possible, whatever is answered about wishes."""
    kind = "one" if interval.best == interval.worst else "some"
    return message(f"firmness.span.{kind}", best=interval.best, worst=interval.worst)


def nearest_tipping(changes: Sequence[Dethroning]) -> tuple[Dethroning, Tipping] | None:
    """Return the smallest change of one weight that puts another on top; ``None`` where none does."""
    found = [(each, tipping) for each in changes for tipping in (each.down, each.up) if tipping is not None]
    return min(found, key=lambda each: abs(each[1].weight - each[0].weight), default=None)


def tipping_message(result: MatchResult, change: Dethroning, tipping: Tipping) -> Message:
    """Word a change of one weight that puts another on top."""
    return message(
        "firmness.tipping",
        criterion=change.criterion_id,
        weight=change.weight,
        then=tipping.weight,
        name=result.candidate(tipping.candidate_id).name,
    )


def firmest_message(result: MatchResult, changes: Sequence[Dethroning]) -> Message:
    """Word the nearest change of a weight that puts another on top, or that there is none."""
    found = nearest_tipping(changes)
    if found is None:
        return message("firmness.no_tipping", name=result.candidate(result.ranking()[0]).name)
    return tipping_message(result, *found)


def _hundredth(count: int, total: int) -> tuple[int, str]:
    """Round to whole hundredths, and tell which of the five ways to say it holds."""
    rounded = (2 * _ALL * count + total) // (2 * total)
    if not count:
        return 0, "none"
    if count == total:
        return _ALL, "all"
    if not rounded:
        return 1, "under"
    return (_ALL - 1, "over") if rounded == _ALL else (rounded, "some")
