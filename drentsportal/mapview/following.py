"""A match for the map in few bytes, so that it follows a weight while that moves; words come after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

from drentsportal.figures.symbology import SCORE_STEPS, UNITS_PER_POINT
from drentsportal.mapview.messages import ToPage
from drentsportal.mapview.result import SEVERAL_REASONS, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np

    from drentsportal.domain.match.map_columns import MapColumns
    from drentsportal.mapview.result import MapCandidate, MapRejection

_CLASSES: Final = tuple(class_id for class_id, _ in SCORE_STEPS)
_LEAST: Final = tuple(least * UNITS_PER_POINT for _, least in SCORE_STEPS)
_UNITS_PER_TENTH: Final = UNITS_PER_POINT // 10


@dataclass(frozen=True, slots=True)
class ResultFollowed(ToPage):
    """Rank, class, check and reason of every site, without words.

    ``ids`` are the candidates; empty where the page has them. ``ranked`` holds their rows, best first,
    ``classes`` and ``checks`` a digit for each of these: the place in ``class_ids``, and 1 for a check.
    ``whys`` holds a place in ``reason_ids`` per candidate, for those that are excluded.
    """

    type: ClassVar[str] = "follow"
    mode: str
    ids: list[str]
    ranked: list[int]
    classes: str
    checks: str
    whys: list[int]
    class_ids: list[str]
    reason_ids: list[str]


@dataclass(frozen=True, slots=True)
class WordsShown(ToPage):
    """What cards say of the match that was followed last.

    ``tenths`` are low, point and high score per ranked site in tenths of a point, in the order of
    ``ResultFollowed.ranked``; ``reasons`` first reasons by site id; ``offer_ids`` the plots of the best
    offers.
    """

    type: ClassVar[str] = "words"
    tenths: list[list[int]]
    reasons: dict[str, str] = field(default_factory=dict)
    offer_ids: list[str] = field(default_factory=list)


def followed(columns: MapColumns, mode: str) -> ResultFollowed:
    """Make the message for a match, with all ids."""
    import numpy as np  # noqa: PLC0415 - the window starts without it, and knows these messages

    order = _order(columns)
    # The first step that a score reaches, as steps come from high to low.
    classes = (columns.low[order][:, None] >= np.array(_LEAST, np.int64)[None, :]).argmax(axis=1)
    by_criterion = [reason_of(each) for each in columns.judged_ids]
    reason_ids = list(dict.fromkeys([SEVERAL_REASONS, *by_criterion]))
    place = np.array([0, *(reason_ids.index(each) for each in by_criterion)])
    whys = place[np.maximum(columns.only_failing, -1).astype(np.int64) + 1]
    return ResultFollowed(
        mode,
        list(columns.candidate_ids),
        order.tolist(),
        _digits(classes),
        _digits(columns.has_check[order]),
        whys.tolist(),
        list(_CLASSES),
        reason_ids,
    )


def words_of(
    columns: MapColumns, candidates: Iterable[MapCandidate], rejections: Iterable[MapRejection]
) -> WordsShown:
    """Make the words of a match, from those candidates and rejections that are worded."""
    order = _order(columns)
    worded = tuple(candidates)
    # Half a tenth is rounded up, as everywhere in texts.
    tenths = [
        ((each[order] + _UNITS_PER_TENTH // 2) // _UNITS_PER_TENTH).tolist()
        for each in (columns.low, columns.point, columns.high)
    ]
    reasons = {each.site_id: each.reason_text for each in worded if each.reason_text}
    reasons |= {each.site_id: each.reason_text for each in rejections if each.reason_text}
    return WordsShown(tenths, reasons, [plot for each in worded for plot in each.offer_ids])


def _order(columns: MapColumns) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return the rows of the ranked candidates, best first."""
    rows = columns.ranks.nonzero()[0]
    return rows[columns.ranks[rows].argsort()]


def _digits(values: np.ndarray[Any, Any]) -> str:
    return "".join(map(str, values.astype(int).tolist()))
