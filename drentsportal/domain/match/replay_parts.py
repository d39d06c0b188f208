"""Digests of the single inputs of a kept match, by which a file that was altered tells what was altered."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.asking.request_form import request_to_data
from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drentsportal.domain.message import Message

PARTS: Final = "part_digests"
"""Where they stand. Files of before have none."""

_ENCODER: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_DIGITS: Final = 16
_HELD: Final = frozenset({"request", "profile", "regions", "intervals", "sets", PARTS})
"""What is divided further; everything else has one digest."""

_OF_COLUMN: Final = {"category_min": "category", "category_max": "category"}
_OF_KEY: Final = {
    "candidates": "candidates",
    "offers": "offers", "growth_groups": "offers", "plot_names": "offers", "apart": "offers",
    "grid": "told", "rule_texts": "told",
    "sources": "sources",
    "direct_first": "rule",
}  # fmt: skip
_FIELDS: Final = frozenset(request_to_data(LocationRequest("-")))
_Digests = dict[str, dict[str, str]]

_FACTORS: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
"""Odd numbers, one per array of a column, so that a change in two of them does not cancel out."""

_ARRAYS: Final = (("low", "high", "basis", "record"), ("sure", "possible", "basis", "record"))


def canonical(data: object) -> str:
    """Write canonical JSON, column by column: one call for all would stop every other thread meanwhile."""
    if isinstance(data, dict):
        return joined({key: canonical(value) for key, value in data.items()})
    return _ENCODER.encode(data)


def joined(texts: Mapping[str, str]) -> str:
    """Join parts that are written already to the canonical JSON of all."""
    return "{" + ",".join(f"{_ENCODER.encode(key)}:{texts[key]}" for key in sorted(texts)) + "}"


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest(data: object) -> str:
    """Return the SHA-256 of the canonical JSON."""
    return text_digest(canonical(data))


def part_digests(inputs: Mapping[str, Any]) -> _Digests:
    """Return the digests of the inputs by group and name; what is not of the expected form is left out."""
    request, profile = _named(inputs.get("request")), _named(inputs.get("profile"))
    apart = {"requirements", "preferences"}
    columns = {**_named(inputs.get("intervals")), **_named(inputs.get("sets"))}
    return {
        "requirements": _by_criterion(request.get("requirements")),
        "preferences": _by_criterion(request.get("preferences")),
        "request": _each({key: value for key, value in request.items() if key not in apart}),
        "scales": _each(_named(profile.get("scales"))),
        "profile": _each({key: value for key, value in profile.items() if key != "scales"}),
        "regions": _each(_named(inputs.get("regions"))),
        "columns": {name: _short(column) + _sums(column) for name, column in columns.items()},
        "rest": _each({key: value for key, value in inputs.items() if key not in _HELD}),
    }


def altered_parts(data: Mapping[str, Any]) -> tuple[Message, ...]:
    """Name what in a kept match is not as it was kept; empty where no part differs.

    Raises ``KeyError`` for a file that has no digests of its parts.
    """
    kept, now = _named(data[PARTS]), part_digests(data)
    changed = {
        group: [name for name in {**_named(kept.get(group)), **digests} if _differs(kept, now, group, name)]
        for group, digests in now.items()
    }
    gone = [name for name in changed["rest"] if name not in data]
    changed["rest"] = [name for name in changed["rest"] if name in data]
    return (
        *_of_request(changed),
        *_of_profile(changed, data),
        *(message("altered.region", region=each) for each in changed["regions"]),
        *_of_columns(changed["columns"], kept, now, data),
        *_of_rest(changed["rest"], data),
        *(message("altered.missing", part=each) for each in gone),
    )


def _differs(kept: Mapping[str, Any], now: _Digests, group: str, name: str) -> bool:
    return bool(_named(kept.get(group)).get(name) != now[group].get(name))


def _of_request(changed: Mapping[str, list[str]]) -> Iterator[Message]:
    for group in ("requirements", "preferences"):
        for each in changed[group]:
            known = each in CRITERION_BY_ID
            yield message(f"altered.{group}" if known else f"altered.{group}_unknown", criterion=each)
    fields = tuple(each for each in changed["request"] if each in _FIELDS)
    if fields:
        yield message("altered.request", fields=fields)
    if len(fields) < len(changed["request"]):
        yield message("altered.request_added")


def _of_profile(changed: Mapping[str, list[str]], data: Mapping[str, Any]) -> Iterator[Message]:
    profile = _named(data.get("profile"))
    if {"id", "version"} & set(changed["profile"]):
        named = {"profile": str(profile.get("id", "")), "version": str(profile.get("version", ""))}
        yield message("altered.profile_version", **named)
    if set(changed["profile"]) - {"id", "version"}:
        yield message("altered.profile")
    for each in changed["scales"]:
        known = each in CRITERION_BY_ID
        yield message("altered.scale" if known else "altered.profile", criterion=each)


def _of_columns(
    names: Iterable[str], kept: Mapping[str, Any], now: _Digests, data: Mapping[str, Any]
) -> Iterator[Message]:
    told = dict.fromkeys(
        (_OF_COLUMN.get(name, name), _site(name, _named(kept.get("columns")), now["columns"], data))
        for name in names
    )
    for criterion_id, site in told:
        if criterion_id not in CRITERION_BY_ID:
            yield message("altered.offers")
        elif site:
            yield message("altered.value", criterion=criterion_id, site=site)
        else:
            yield message("altered.values", criterion=criterion_id)


def _of_rest(names: Iterable[str], data: Mapping[str, Any]) -> Iterator[Message]:
    for each in ("format_version", "data_version"):
        if each in names:
            yield message(f"altered.{each}", version=str(data[each]))
    for told in dict.fromkeys(_OF_KEY[name] for name in names if name in _OF_KEY):
        yield message(f"altered.{told}")
    for name in names:
        if name not in {*_OF_KEY, "format_version", "data_version"}:
            yield message("altered.added", part=name)


def _named(data: object) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}


def _short(data: object) -> str:
    return digest(data)[:_DIGITS]


def _each(data: Mapping[str, object]) -> dict[str, str]:
    return {name: _short(value) for name, value in data.items()}


def _by_criterion(rows: object) -> dict[str, str]:
    found: dict[str, list[object]] = {}
    for row in rows if isinstance(rows, list) else ():
        found.setdefault(str(_named(row).get("criterion", "")), []).append(row)
    return _each(found)


def _sums(column: object) -> str:
    """Return two sums over the rows of a column, plain and times the place, by which one row is found again.

    Where one row changed by some amount, the second sum changed by that amount times its place.
    """
    held = _named(column)
    try:
        names = next(each for each in _ARRAYS if set(each) <= held.keys())
        arrays = [np.array(held[name], np.int64).astype(np.uint64) for name in names]
        rows = sum(
            (array * np.uint64(factor) for array, factor in zip(arrays, _FACTORS, strict=True)),
            np.zeros(len(arrays[0]), np.uint64),
        )
        places = np.arange(1, len(rows) + 1, dtype=np.uint64)
        return f"{int(rows.sum()):016x}{int((rows * places).sum()):016x}"
    except (StopIteration, ValueError, TypeError, OverflowError):
        return ""


def _site(name: str, kept: Mapping[str, Any], now: Mapping[str, str], data: Mapping[str, Any]) -> str:
    """Return the name of the one site of which a column was altered; empty where it is not just one."""
    try:
        before, after = _read(kept[name]), _read(now[name])
        change, placed = ((now_sum - old_sum) % 2**64 for old_sum, now_sum in zip(before, after, strict=True))
        rows = data["offers"]["candidate_row"]
        places = np.arange(1, len(rows) + 1, dtype=np.uint64)
        found = np.flatnonzero(places * np.uint64(change) == np.uint64(placed))
        return str(data["candidates"]["name"][rows[int(found[0])]]) if change and len(found) == 1 else ""
    except (KeyError, ValueError, TypeError, IndexError):
        return ""


def _read(digests: object) -> tuple[int, int]:
    """Read the two sums behind the digest of a column."""
    sums = str(digests)[_DIGITS:]
    return int(sums[:16], 16), int(sums[16:], 16)
