"""Which inputs of a kept match differ from those of a match made now: why the ranking is another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.asking.request_form import profile_to_data, request_to_data
from drentsportal.domain.match.distance import DRIVE_TIMES
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offer_columns import IntervalColumn, SetColumn
    from drentsportal.domain.match.offers import OfferTable
    from drentsportal.domain.message import Message

NAMED_SITES: Final = 5
"""So many sites are named per difference; the number of all is told."""

_CRITERION: Final = {"category_min": "category", "category_max": "category"}
_APART: Final = frozenset({"requirements", "preferences"})
_Key = tuple[object, ...]


def input_differences(kept: MatchResult, current: MatchResult) -> tuple[Message, ...]:
    """Name every input that differs, the request first, then profile, data, sites and values.

    Empty when all that decides is the same; then the outcome is the same too. A data version that differs is
    told even when no value that counts does.
    """
    return (
        *_request(kept, current),
        *_profile(kept, current),
        *_rule(kept, current),
        *_regions(kept, current),
        *_Sites(kept, current).differences(),
    )


def _request(kept: MatchResult, current: MatchResult) -> Iterator[Message]:
    before, now = request_to_data(kept.request), request_to_data(current.request)
    for each in ("requirements", "preferences"):
        for criterion_id in _changed(_by_criterion(before[each]), _by_criterion(now[each])):
            yield message(f"difference.{each}", criterion=criterion_id)
    fields = tuple(key for key in before if key not in _APART and before[key] != now[key])
    if fields:
        yield message("difference.request", fields=fields)


def _by_criterion(rows: object) -> dict[str, object]:
    return {each["criterion"]: each for each in rows} if isinstance(rows, list) else {}


def _changed(before: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    return [each for each in {**before, **now} if before.get(each) != now.get(each)]


def _profile(kept: MatchResult, current: MatchResult) -> Iterator[Message]:
    before, now = kept.profile, current.profile
    if (before.id, before.version) != (now.id, now.version):
        yield message(
            "difference.profile",
            profile=before.id,
            version=before.version,
            profile_now=now.id,
            version_now=now.version,
        )
    elif profile_to_data(before) != profile_to_data(now):
        yield message("difference.profile_content", profile=now.id, version=now.version)


def _rule(kept: MatchResult, current: MatchResult) -> Iterator[Message]:
    if kept.inputs.direct_first and not current.inputs.direct_first:
        yield message("difference.offer_rule")


def _regions(kept: MatchResult, current: MatchResult) -> Iterator[Message]:
    asked = (each.limit for each in kept.request.requirements if isinstance(each.limit, tuple))
    before, now = kept.inputs.offers.region_members, current.inputs.offers.region_members
    for region_id in dict.fromkeys(each for limit in asked for each in limit if each in before):
        if set(before[region_id]) != set(now.get(region_id, ())):
            yield message("difference.region", region=region_id)


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Rows of the same offer in both tables."""

    kept: NDArray[np.intp]
    current: NDArray[np.intp]


class _Sites:
    """Compares the offers of two matches, site by site."""

    def __init__(self, kept: MatchResult, current: MatchResult) -> None:
        self._kept, self._current = kept.inputs.offers, current.inputs.offers
        before, now = _keys(self._kept), _keys(self._current)
        shared = [key for key in before if key in now]
        self._pairs = _Pairs(
            np.array([before[key] for key in shared], np.intp),
            np.array([now[key] for key in shared], np.intp),
        )
        self._gone = [before[key] for key in before if key not in now]
        self._new = [now[key] for key in now if key not in before]

    def differences(self) -> Iterator[Message]:
        kept, current = self._kept, self._current
        if kept.data_version != current.data_version:
            yield message(
                "difference.data_version", version=kept.data_version, version_now=current.data_version
            )
        before, now = dict.fromkeys(kept.candidates.ids), dict.fromkeys(current.candidates.ids)
        yield from _named("difference.sites_gone", _names(kept, (each for each in before if each not in now)))
        yield from _named(
            "difference.sites_new", _names(current, (each for each in now if each not in before))
        )
        yield from self._offers(before, now)
        rows_of: dict[str, list[int]] = {}
        for name in sorted({*kept.intervals, *kept.sets} & {*current.intervals, *current.sets}):
            rows = self._pairs.kept[self._differs(name)].tolist()
            rows_of.setdefault(_CRITERION.get(name, name), []).extend(rows)
        for criterion_id, rows in rows_of.items():
            variant = "drive_times" if criterion_id in DRIVE_TIMES else "values"
            yield from _named(f"difference.{variant}", _names_of(kept, sorted(rows)), criterion=criterion_id)
        if _told(kept) != _told(current):
            yield message("difference.told")

    def _offers(self, before: Mapping[str, None], now: Mapping[str, None]) -> Iterator[Message]:
        """Name sites that are in both, but that offer other plots, or others together."""
        ids = [self._kept.candidates.ids[int(self._kept.candidate_rows[row])] for row in self._gone]
        ids += [self._current.candidates.ids[int(self._current.candidate_rows[row])] for row in self._new]
        both = dict.fromkeys(each for each in ids if each in before and each in now)
        yield from _named("difference.offers", _names(self._kept, both))

    def _differs(self, name: str) -> NDArray[np.bool_]:
        pairs = self._pairs
        if name in self._kept.intervals:
            return _bounds_differ(
                self._kept.intervals[name].take(pairs.kept), self._current.intervals[name].take(pairs.current)
            )
        return _sets_differ(
            self._kept.sets[name].take(pairs.kept), self._current.sets[name].take(pairs.current)
        )


def _bounds_differ(before: IntervalColumn, now: IntervalColumn) -> NDArray[np.bool_]:
    differ: NDArray[np.bool_] = (before.low != now.low) | (before.high != now.high)
    return differ


def _sets_differ(before: SetColumn, now: SetColumn) -> NDArray[np.bool_]:
    place: dict[tuple[str, ...], int] = {}
    codes = []
    for column in (before, now):
        known = [place.setdefault(tuple(sorted(each)), len(place)) for each in column.sets]
        table = np.array([*known, -1], np.int64)
        codes.append((table[column.sure], table[column.possible]))
    differ: NDArray[np.bool_] = (codes[0][0] != codes[1][0]) | (codes[0][1] != codes[1][1])
    return differ


def _keys(offers: OfferTable) -> dict[_Key, int]:
    """Tell offers apart by candidate, kind and plots; never by row."""
    ids = offers.candidates.ids
    rows = zip(offers.candidate_rows.tolist(), offers.kinds.tolist(), offers.site_ids.tolist(), strict=True)
    return {
        (ids[candidate], kind, offers.plot_ids(row) if kind == OfferKind.COMBINATION else site_id): row
        for row, (candidate, kind, site_id) in enumerate(rows)
    }


def _told(offers: OfferTable) -> object:
    """Gather what is told beside values and decides nothing: the capacity map, words of rules."""
    ids = offers.candidates.ids
    grid = {
        ids[row]: (each.postcode, each.demand, each.generation, each.source, each.as_of)
        for row, each in offers.grid.items()
    }
    return grid, dict(offers.rule_texts)


def _names_of(offers: OfferTable, rows: Iterable[int]) -> list[str]:
    places = dict.fromkeys(int(offers.candidate_rows[row]) for row in rows)
    return [offers.candidates.names[place] for place in places]


def _names(offers: OfferTable, ids: Iterable[str]) -> list[str]:
    name_of = dict(zip(offers.candidates.ids, offers.candidates.names, strict=True))
    return [name_of[each] for each in ids]


def _named(message_id: str, names: list[str], **params: object) -> Iterator[Message]:
    if not names:
        return
    if len(names) > NAMED_SITES:
        yield message(
            f"{message_id}_more",
            names=tuple(names[:NAMED_SITES]),
            more=len(names) - NAMED_SITES,
            **params,
        )
    else:
        yield message(message_id, names=tuple(names), **params)
