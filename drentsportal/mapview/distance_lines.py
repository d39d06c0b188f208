"""Lines from a candidate to what its distances count from: the nearest junction, the present location.

A line is drawn only where the match counted that distance and knows it, and only where it measures what was
counted: with other sites or junctions than those of the match there is no line rather than a wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np
import shapely

from drentsportal.domain.match.distance_words import reading_told
from drentsportal.domain.match.offer_columns import UNBOUNDED
from drentsportal.domain.match.readings import reading
from drentsportal.domain.message import message
from drentsportal.domain.projection import to_lonlat
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.mapview.messages import ToPage

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.match.match_result import Candidate
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offers import OfferTable
    from drentsportal.domain.match.readings import Reading
    from drentsportal.language import Language
    from drentsportal.services.ports.catalogue import SiteCatalogue

_JUNCTION: Final = "junction_distance"
_PRESENT: Final = "present_distance"
_PRESENT_TIME: Final = "present_minutes"
_ROUNDING_M: Final = 1.0
"""Distances are kept in whole metres."""

_DIGITS: Final = 7


@dataclass(frozen=True, slots=True)
class DistanceLinesShown(ToPage):
    """The lines of the selected candidate: ``id``, ends in lon/lat, label (also short), row of the legend."""

    type: ClassVar[str] = "distance_lines"
    lines: list[dict[str, Any]] = field(default_factory=list)


def distance_lines(
    language: Language, catalogue: SiteCatalogue, result: MatchResult, candidate_id: str
) -> DistanceLinesShown:
    """Make the lines of a candidate of a match; none for what is no candidate of it."""
    if candidate_id not in result.map_columns.candidate_ids:
        return DistanceLinesShown()
    candidate = _told(result, candidate_id)
    read = _counted(result, candidate)
    ground_rd = _ground(catalogue, candidate, result.data_version) if read else None
    if ground_rd is None:
        return DistanceLinesShown()
    made = []
    if _JUNCTION in read:
        targets = [
            each.geometry_rd
            for each in catalogue.landmarks([LandmarkKind.MOTORWAY_JUNCTION], result.data_version)
        ]
        made.append(_line(language, "junction", ground_rd, targets, read[_JUNCTION], None))
    origin = result.request.origin
    if origin is not None and (_PRESENT in read or _PRESENT_TIME in read):
        here: list[BaseGeometry] = [shapely.Point(origin.x_rd, origin.y_rd)]
        made.append(_line(language, "present", ground_rd, here, read.get(_PRESENT), read.get(_PRESENT_TIME)))
    return DistanceLinesShown([each for each in made if each is not None])


def _told(result: MatchResult, candidate_id: str) -> Candidate:
    """Return the candidate with the offer that its explanation tells of."""
    is_qualified = result.is_qualified(candidate_id)
    return result.candidate(candidate_id) if is_qualified else result.rejection_of(candidate_id).candidate


def _counted(result: MatchResult, candidate: Candidate) -> dict[str, Reading]:
    """Read the distances that the match counted for a candidate and knows; wishes count where it qualifies.

    Which junction the shortest time leads to is not kept, so a time by road to a junction has no line.
    """
    counted = {each.criterion.id for each in result.judgements}
    if result.is_qualified(candidate.id):
        counted |= {each.criterion_id for each in result.preferences if each.weight}
    offers = result.inputs.offers
    row = _offer_row(result, candidate)
    wanted = counted & {_JUNCTION, _PRESENT, _PRESENT_TIME} & set(offers.intervals)
    return {each: reading(offers, row, each) for each in sorted(wanted) if _is_known(offers, row, each)}


def _offer_row(result: MatchResult, candidate: Candidate) -> int:
    at = result.map_columns.candidate_ids.index(candidate.id)
    offers, shown = result.inputs.offers, int(result.choice.shown_offer[at])
    rows = [shown, *np.flatnonzero(offers.candidate_rows == at).tolist()]
    return next((row for row in rows if offers.plot_ids(row) == candidate.offer_ids), shown)


def _is_known(offers: OfferTable, row: int, criterion_id: str) -> bool:
    column = offers.intervals[criterion_id]
    return max(abs(int(column.low[row])), abs(int(column.high[row]))) < UNBOUNDED


def _ground(catalogue: SiteCatalogue, candidate: Candidate, version: int) -> BaseGeometry | None:
    """Return the outline of what stands for a candidate; of a plot without one that of its park."""
    found = []
    for site_id in candidate.offer_ids or (candidate.id,):
        own = catalogue.site(site_id, version).geometry_rd
        if own is None and site_id != candidate.id:
            own = catalogue.site(candidate.id, version).geometry_rd
        if own is None or own.is_empty:
            return None
        found.append(own)
    return shapely.GeometryCollection(found)


def _line(
    language: Language,
    line_id: str,
    ground_rd: BaseGeometry,
    targets: list[BaseGeometry],
    distance: Reading | None,
    time: Reading | None,
) -> dict[str, Any] | None:
    if not targets:
        return None
    nearest = min(targets, key=lambda each: float(shapely.distance(ground_rd, each)))
    line = shapely.shortest_line(ground_rd, nearest)
    if not line.length or not _measures(line.length, distance):
        return None
    ends = np.array(line.coords)
    lon, lat = to_lonlat(ends[:, 0], ends[:, 1])
    say = language.text
    words = [each for each in (_distance_words(language, distance), _time_words(language, time)) if each]
    return {
        "id": line_id,
        "points": [
            [round(float(x), _DIGITS), round(float(y), _DIGITS)] for x, y in zip(lon, lat, strict=True)
        ],
        "label": say(f"distance_line.{line_id}", told=words),
        "short": words[0],
        "row": say(f"distance_line.row.{line_id}"),
    }


def _measures(length_m: float, distance: Reading | None) -> bool:
    """Whether a line is as long as the match counted; a time by road says nothing of a straight line."""
    if distance is None or distance.low is None:
        return True
    return abs(length_m * distance.travel.detour_percent / 100 - distance.low) <= _ROUNDING_M


def _distance_words(language: Language, distance: Reading | None) -> str:
    if distance is None:
        return ""
    told = reading_told(distance)
    return "" if told is None else language.text(told)


def _time_words(language: Language, time: Reading | None) -> str:
    if time is None:
        return ""
    way = message("way.road", vehicle=time.travel.vehicle)
    if time.low == time.high:
        return language.text("distance_line.time", low_s=time.low, way=way)
    return language.text("distance_line.times", low_s=time.low, high_s=time.high, way=way)
