"""What a delivery would do to one attribute of many sites at once: states and outcomes as small numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Codes = NDArray[np.int8]


class SiteMerge(StrEnum):
    """How a site of a delivery stands to what is in use."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICTING = "conflicting"
    CONFIRMED = "confirmed"
    UNCHANGED = "unchanged"
    VANISHED = "vanished"
    RETIRED = "retired"


class ValueMerge(IntEnum):
    """How a delivered value stands to the one in use, mildest first.

    ``SAME``: nothing to tell. ``CONFIRMED``: equal, with a newer date. ``NEWLY_KNOWN``: unknown until now.
    ``CHANGED``: the same source says something else. ``WITHDRAWN``: the source does not say it any more, and
    with that another value, or none, comes into use. ``STANDING``: it contradicts the value in use, as it did
    when the source last delivered. ``CONFLICTING``: it contradicts another source or an edit, or it is older
    than what is in use.
    """

    SAME = 0
    CONFIRMED = 1
    NEWLY_KNOWN = 2
    CHANGED = 3
    WITHDRAWN = 4
    STANDING = 5
    CONFLICTING = 6


class Outcome(IntEnum):
    """Which value will be in use when nothing is decided."""

    STAYS = 0
    DELIVERED = 1
    OTHER = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """What decides about one attribute, row by row.

    Of the delivered value, the one in use, the one that others than the source state, and the one that the
    source itself stated before: whether it is known; whether pairs of them are equal; dates as
    ``year * 10000 + month * 100 + day``. ``chosen``: a person entered or chose the value in use.
    ``own``: the value in use comes from the source that delivers now.
    """

    delivered_known: Flags
    used_known: Flags
    other_known: Flags
    equals_used: Flags
    other_equals_used: Flags
    equals_before: Flags
    delivered_on: NDArray[np.int64]
    used_on: NDArray[np.int64]
    other_on: NDArray[np.int64]
    chosen: Flags
    own: Flags


def judge(rows: Compared) -> tuple[Codes, Codes]:
    """Return state (``ValueMerge``) and outcome (``Outcome``) per row, by the rule of ``history.in_use``.

    The new record supersedes that of the same source, so it competes with the others only; of equal dates
    the newer version, which is the delivered one, wins.
    """
    wins = ~rows.chosen & rows.delivered_known & (~rows.other_known | (rows.delivered_on >= rows.other_on))
    equal = rows.delivered_known & rows.used_known & rows.equals_used
    falls_back = ~rows.chosen & ~wins
    other_is_used = np.where(rows.other_known, rows.used_known & rows.other_equals_used, ~rows.used_known)
    stays = rows.chosen | (wins & equal) | (falls_back & other_is_used)
    outcome = np.full(len(wins), Outcome.OTHER, np.int8)
    outcome[wins] = Outcome.DELIVERED
    outcome[stays] = Outcome.STAYS
    state = np.full(len(wins), ValueMerge.SAME, np.int8)
    state[equal & stays & (rows.delivered_on > rows.used_on)] = ValueMerge.CONFIRMED
    state[rows.delivered_known & ~rows.used_known & wins] = ValueMerge.NEWLY_KNOWN
    state[~rows.delivered_known & ~stays] = ValueMerge.WITHDRAWN
    differs = rows.delivered_known & ~equal
    accepted = wins & (rows.own | ~rows.used_known)
    contradicts = (differs & ~accepted) | (equal & ~stays)
    state[differs & accepted & rows.used_known] = ValueMerge.CHANGED
    state[contradicts] = ValueMerge.CONFLICTING
    state[contradicts & stays & rows.equals_before] = ValueMerge.STANDING
    return state, outcome
