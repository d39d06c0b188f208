"""Keeps a match as text that gives it back to the last digit, years later and on another machine.

The text is canonical JSON: keys sorted, no spaces, whole numbers and texts only, no clock time and no
generated id, so that one match has one text. It holds what was asked, the profile with its version, the data
version, every offer with the values that were used (distances as computed), the records and sources that
gave them, and digests of these inputs and of the outcome, which are compared when the match is replayed.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drentsportal.domain.asking.request_form import (
    profile_from_data,
    profile_to_data,
    request_from_data,
    request_to_data,
)
from drentsportal.domain.match.match_facts import Travel
from drentsportal.domain.match.matching import MatchInputs, MatchResult
from drentsportal.domain.match.offer_columns import IntervalColumn, SetColumn
from drentsportal.domain.match.offers import CandidateRows, OfferTable
from drentsportal.domain.match.provenance import RecordedSources
from drentsportal.domain.match.replay_differences import input_differences
from drentsportal.domain.match.replay_parts import (
    PARTS,
    altered_parts,
    canonical,
    digest,
    joined,
    part_digests,
    text_digest,
)
from drentsportal.domain.match.replay_sources import sources_from_data, sources_to_data
from drentsportal.domain.message import message
from drentsportal.domain.sites.regions import SHIPPED_MEMBERS
from drentsportal.domain.sites.surroundings import PostcodeGrid
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import GridState, SiteKind
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.message import Message

FORMAT: Final = "drentsportal-match"
FORMAT_VERSION: Final = 4
"""Since 2 the gemeenten of each region that is asked for are kept; before, those that shipped were meant.
Since 3 what the capacity map of the grid and the rules of the regions say is kept. Since 4 the score decides
between one plot and plots together; a match kept before keeps the rule that it was made by, and says so
(``direct_first``) when it is written anew."""

_WITH_FACTS: Final = 3
_BY_SCORE: Final = 4

_UNREADABLE: Final = (ValueError, TypeError, KeyError, IndexError, OverflowError)


def to_replay(result: MatchResult) -> str:
    """Write a match as canonical JSON; the same match always gives the same text.

    Raises ``NotFoundError`` when a source of a value that is shown cannot be found.
    """
    inputs = _inputs(result)
    inputs[PARTS] = part_digests(inputs)
    # Written once: of a hundred thousand offers each writing takes a second.
    texts = {name: canonical(part) for name, part in inputs.items()}
    digests = {"inputs_sha256": text_digest(joined(texts)), "outcome_sha256": outcome_digest(result)}
    return joined(texts | {name: canonical(each) for name, each in digests.items()})


def replay(text: str) -> MatchResult:
    """Compute a kept match anew and check that it gives the outcome that was kept.

    Raises ``InputError`` when the text is no kept match, breaks off, is of a later format, was altered (with
    what differs), or gives another outcome.
    """
    data, inputs_digest, kept_digest = _read(text)
    is_whole = inputs_digest == digest(data)
    if data["format_version"] > FORMAT_VERSION and (is_whole or PARTS not in data):
        raise InputError("error.replay.newer", field="replay", version=data["format_version"])
    if not is_whole:
        raise _altered(data, kept_digest)
    try:
        result = _result(data)
    except _UNREADABLE as error:
        raise InputError("error.replay.unreadable", field="replay") from error
    if outcome_digest(result) != kept_digest:
        raise InputError("error.replay.differs", field="replay")
    return result


def _read(text: str) -> tuple[dict[str, Any], object, object]:
    """Read data of a format that is known, and both digests. Raises ``InputError``."""
    try:
        data: dict[str, Any] = json.loads(text)
        canonical(data).encode()
        known = data["format"] == FORMAT and isinstance(data["format_version"], int)
    except (ValueError, TypeError, KeyError) as error:
        begun = text.strip()
        if begun.startswith("{") and not begun.endswith("}"):
            raise InputError("error.replay.truncated", field="replay", count=len(text)) from error
        raise InputError("error.replay.unreadable", field="replay") from error
    if not known:
        raise InputError("error.replay.unreadable", field="replay")
    return data, data.pop("inputs_sha256", None), data.pop("outcome_sha256", None)


def _altered(data: Mapping[str, Any], outcome: object) -> InputError:
    """Tell what in a file is not as it was kept, and whether that changes the outcome."""
    if PARTS not in data:
        return InputError("error.replay.altered_unnamed", field="replay")
    parts = altered_parts(data) or (message("altered.digests"),)
    try:
        effect = "same" if outcome_digest(_result(data)) == outcome else "other"
    except (*_UNREADABLE, InputError):
        effect = "unknown"
    told = message(f"altered.effect.{effect}")
    return InputError("error.replay.altered", field="replay", parts=parts, effect=told)


def differences(text: str, current: MatchResult) -> tuple[Message, ...]:
    """Name the inputs of a kept match that differ from those of a match made now; empty where none does.

    Raises ``InputError`` as ``replay``.
    """
    return input_differences(replay(text), current)


def outcome_digest(result: MatchResult) -> str:
    """Return the SHA-256 of the outcome: order, scores and verdicts of every candidate."""
    shown = result.choice.shown_offer
    outcome = {
        "ranking": result.ranking(),
        "rejected": result.rejected(),
        "scores": [
            column[shown[result.choice.ranking]].tolist()
            for column in (result.scores.low, result.scores.point, result.scores.high)
        ],
        "weights": result.weights,
        "verdicts": {
            judgement.criterion.id: judgement.verdicts[shown].tolist() for judgement in result.judgements
        },
        "offers": [result.inputs.offers.plot_ids(row) for row in shown.tolist()],
    }
    return digest(outcome)


def used_columns(result: MatchResult) -> frozenset[str]:
    """Name the columns that a match looked at."""
    wanted = {judgement.criterion.id for judgement in result.judgements}
    wanted |= {preference.criterion_id for preference in result.preferences}
    if wanted & {"supply", "expansion_area"}:
        wanted.add("plot_area")
    if "building" in wanted:
        wanted.add("floor_area")
    if "category" in wanted:
        wanted |= {"category_min", "category_max"}
    return frozenset(wanted)


def _inputs(result: MatchResult) -> dict[str, object]:
    """Write everything that decides and explains an outcome."""
    offers = result.inputs.offers
    used = used_columns(result)
    grown = {"growth_groups": offers.growth_groups.tolist()} if len(offers.growth_groups) else {}
    ruled = {"direct_first": True} if result.inputs.direct_first else {}
    return (
        ruled
        | grown
        | {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "data_version": result.data_version,
            "request": request_to_data(result.request),
            "profile": profile_to_data(result.profile),
            "candidates": {
                "id": offers.candidates.ids,
                "kind": [kind.value for kind in offers.candidates.kinds],
                "name": offers.candidates.names,
                "municipality_code": offers.candidates.municipality_codes,
            },
            "offers": {
                "kind": offers.kinds.tolist(),
                "candidate_row": offers.candidate_rows.tolist(),
                "precedence": offers.precedence.tolist(),
                "site_id": offers.site_ids.tolist(),
                "park_id": offers.park_ids.tolist(),
                "site_record": offers.site_records.tolist(),
                "member_starts": offers.member_starts.tolist(),
                "members": offers.members.tolist(),
            },
            "intervals": {
                name: _interval_data(column) for name, column in offers.intervals.items() if name in used
            },
            "sets": {name: _set_data(column) for name, column in offers.sets.items() if name in used},
            "regions": _regions(result),
            "grid": [[row, *_grid_texts(grid)] for row, grid in sorted(offers.grid.items())],
            "rule_texts": dict(offers.rule_texts),
            "plot_names": dict(offers.plot_names),
            "apart": sorted(offers.apart),
            "sources": sources_to_data(result),
        }
    )


def _regions(result: MatchResult) -> dict[str, list[str]]:
    """Name the members of every region that the request names, as they were resolved."""
    members = result.inputs.offers.region_members
    asked = (each.limit for each in result.request.requirements if isinstance(each.limit, tuple))
    return {each: list(members[each]) for limit in asked for each in limit if each in members}


def _grid_texts(grid: PostcodeGrid) -> tuple[str | None, ...]:
    """Write what the map says; the supply area is left out, since nothing that is told names it."""
    return (grid.postcode, grid.demand, grid.generation, grid.source, grid.as_of.iso)


def _grid(row: Sequence[Any]) -> PostcodeGrid:
    postcode, demand, generation, source, as_of = row
    return PostcodeGrid(
        postcode,
        None if demand is None else GridState(demand),
        None if generation is None else GridState(generation),
        "",
        source,
        PartialDate.parse(as_of),
    )


def _interval_data(column: IntervalColumn) -> dict[str, object]:
    return {
        "low": column.low.tolist(),
        "high": column.high.tolist(),
        "basis": column.basis.tolist(),
        "record": column.record_ids.tolist(),
    }


def _set_data(column: SetColumn) -> dict[str, object]:
    return {
        "sure": column.sure.tolist(),
        "possible": column.possible.tolist(),
        "basis": column.basis.tolist(),
        "record": column.record_ids.tolist(),
        "sets": column.sets,
    }


def _result(data: Mapping[str, Any]) -> MatchResult:
    request = request_from_data(data["request"])
    offers = replace(_offers(data), travel=Travel(request.detour_percent, request.vehicle))
    if data["format_version"] >= _WITH_FACTS:
        grid = {row[0]: _grid(row[1:]) for row in data["grid"]}
        offers = replace(
            offers,
            grid=grid,
            rule_texts=data["rule_texts"],
            plot_names=data["plot_names"],
            apart=frozenset(data["apart"]),
        )
    if "growth_groups" in data:
        offers = replace(offers, growth_groups=_whole(data["growth_groups"]))
    direct_first = data["format_version"] < _BY_SCORE or data.get("direct_first", False)
    inputs = MatchInputs(request, profile_from_data(data["profile"]), offers, bool(direct_first))
    return MatchResult(inputs, RecordedSources(*sources_from_data(data["sources"])))


def _offers(data: Mapping[str, Any]) -> OfferTable:
    offers, candidates = data["offers"], data["candidates"]
    return OfferTable(
        data_version=data["data_version"],
        candidates=CandidateRows(
            ids=tuple(candidates["id"]),
            kinds=tuple(SiteKind(kind) for kind in candidates["kind"]),
            names=tuple(candidates["name"]),
            municipality_codes=tuple(candidates["municipality_code"]),
        ),
        kinds=_small(offers["kind"]),
        candidate_rows=_whole(offers["candidate_row"]),
        precedence=_small(offers["precedence"]),
        site_ids=np.array(offers["site_id"], np.str_),
        park_ids=np.array(offers["park_id"], np.str_),
        site_records=_whole(offers["site_record"]),
        member_starts=_whole(offers["member_starts"]),
        members=_whole(offers["members"]),
        intervals={name: _interval_column(column) for name, column in data["intervals"].items()},
        sets={name: _set_column(column) for name, column in data["sets"].items()},
        region_members=SHIPPED_MEMBERS
        if data["format_version"] == 1
        else {region_id: tuple(codes) for region_id, codes in data["regions"].items()},
    )


def _interval_column(column: Mapping[str, Any]) -> IntervalColumn:
    return IntervalColumn(
        _whole(column["low"]), _whole(column["high"]), _small(column["basis"]), _whole(column["record"])
    )


def _set_column(column: Mapping[str, Any]) -> SetColumn:
    return SetColumn(
        _whole(column["sure"]),
        _whole(column["possible"]),
        _small(column["basis"]),
        _whole(column["record"]),
        tuple(tuple(each) for each in column["sets"]),
    )


def _whole(values: Iterable[int]) -> IntArray:
    return np.array(list(values), np.int64)


def _small(values: Iterable[int]) -> NDArray[np.int8]:
    return np.array(list(values), np.int8)
