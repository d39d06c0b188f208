"""Matching: the score against plain numpy, and a whole match over the size of the Netherlands."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from drentsportal.domain.asking.request import Building, LocationRequest, Origin, Preference, Requirement
from drentsportal.domain.match.criteria import SCALE_TOP, CriteriaProfile, Scale, ScaleShape
from drentsportal.domain.match.matching import match
from drentsportal.domain.match.offer_building import build_offers
from drentsportal.domain.match.offer_columns import Basis, IntervalColumn
from drentsportal.domain.match.offers import CandidateRows, OfferTable
from drentsportal.domain.match.preferences import score
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.match.weights import normalised_weights
from drentsportal.domain.sites.attributes import AttributeSpec, ValueType, attributes_of
from drentsportal.domain.sites.site import Landmark
from drentsportal.domain.sites.site_table import Column, RecordSource, SiteRows, SiteTable
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind, SiteKind
from tests.benchmarks.measuring import Row, median_ms, one_ms
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PARK_COUNT, PLOT_COUNT, JUNCTION_COUNT = 3_744, 100_000, 40
CRITERIA_COUNT = 12
LARGE_M2 = 120_000
LINEAR = Scale(worst=0, best=100_000)
DECAY = Scale(shape=ScaleShape.DECAY, best=10_000, halving=15_000)
IDEAL = Scale(shape=ScaleShape.IDEAL, points=((0, 0), (20_000, SCALE_TOP), (60_000, SCALE_TOP), (100_000, 0)))
KNOWN_SHARE = 0.8
SOURCE = RecordSource("benchmark", PartialDate(2026))

_CHOICES = {
    "municipality_code": ("GM0106", "GM0109", "GM0114", "GM1731"),
    "segments": ("heavy_industry", "logistics", "logistics;mixed_modern", "mixed_regular"),
    "status": ("available", "available", "available", "planned"),
    "available_from": ("2026-01-01", "2027-06-01", "2029-01-01"),
    "category_min": ("1", "2"),
    "category_max": ("3.1", "3.2", "4.2"),
    "reuse_class": ("existing", "new", "reuse"),
    "plan_phase": ("adopted", "irrevocable"),
}
_RANGES = {
    "area_m2": (500, 40_000),
    "available_now_ha": (0, 20),
    "available_later_ha": (0, 10),
    "category_main_max": (2, 5),
    "price_min_eur_m2": (30, 60),
    "price_max_eur_m2": (60, 90),
    "price_eur_m2": (30, 90),
    "max_height_m": (6, 20),
    "park_management": (0, 1),
}


def run() -> list[Row]:
    """Measure the score and the match."""
    table, landmarks, request = national_table(), junctions(), demanding_request()
    ground = build_offers(table)
    result = match(request, table, landmarks, PLAIN_PROFILE)
    text = to_replay(result)
    return [
        *score_rows(),
        Row(
            f"whole match, {PARK_COUNT:,} parks + {PLOT_COUNT:,} plots, from the table",
            median_ms(lambda: match(request, table, landmarks, PLAIN_PROFILE), runs=5),
            "under 1,000 ms",
            most_ms=1000,
        ),
        Row(
            "the same, offers of the data version made before",
            median_ms(lambda: match(request, ground, landmarks, PLAIN_PROFILE), runs=5),
            "",
        ),
        *growth_rows(landmarks, request),
        *space_rows(table, landmarks),
        Row("write the text that replays it", median_ms(lambda: to_replay(result), runs=3), ""),
        Row("replay and verify that text", median_ms(lambda: replay(text), runs=3), ""),
        Row("explain one candidate", median_ms(lambda: result.card(0), runs=25), ""),
    ]


def growth_rows(landmarks: Sequence[Landmark], request: LocationRequest) -> list[Row]:
    """Measure that ten times the plots take ten times as long, in the same run."""
    small, large = national_table(PLOT_COUNT), national_table(10 * PLOT_COUNT)
    ten_times = 10 * median_ms(lambda: match(request, small, landmarks, PLAIN_PROFILE), runs=5)
    return [
        Row(
            f"whole match, {PARK_COUNT:,} parks + {10 * PLOT_COUNT:,} plots, from the table",
            median_ms(lambda: match(request, large, landmarks, PLAIN_PROFILE), runs=3),
            "linear: within 1.3 x",
            f"ten times that of {PLOT_COUNT:,} plots",
            ten_times,
            most_ratio=1.3,
        )
    ]


def space_rows(table: SiteTable, landmarks: Sequence[Landmark]) -> list[Row]:
    """Measure a match that combines plots in every park, and one that measures buildings."""
    large = _with_area(demanding_request(), LARGE_M2)
    building = replace(demanding_request(), building=Building(800, 500, 50))
    rows = []
    for label, request in (("combinations in every park", large), ("a building of 80 x 50 m", building)):
        ground = build_offers(table)
        once = partial(match, request, ground, landmarks, PLAIN_PROFILE)
        first = Row(
            f"match with {label}, first on a data version", one_ms(once), "under 2,000 ms", most_ms=2000
        )
        rows += [first, Row(f"match with {label}, again", median_ms(once, runs=5), "")]
    return rows


def _with_area(request: LocationRequest, area_m2: int) -> LocationRequest:
    others = (each for each in request.requirements if each.criterion_id != "plot_area")
    return replace(request, requirements=(Requirement("plot_area", area_m2), *others))


def score_rows() -> list[Row]:
    """Measure 100,000 offers on 12 preferences, exact and with a fifth unknown."""
    linear = [_score_row(known_share, LINEAR, "") for known_share in (1.0, KNOWN_SHARE)]
    return [
        *linear,
        _score_row(KNOWN_SHARE, DECAY, ", distance decay"),
        _score_row(KNOWN_SHARE, IDEAL, ", ideal range"),
    ]


def _score_row(known_share: float, scale: Scale, shape: str) -> Row:
    matrix = np.random.default_rng(1).uniform(0, 100_000, (PLOT_COUNT, CRITERIA_COUNT))
    offers = scored_offers(matrix, known_share)
    preferences = [Preference(f"c{place}", place + 1) for place in range(CRITERIA_COUNT)]
    weights = normalised_weights([each.weight for each in preferences])
    return Row(
        f"score {PLOT_COUNT:,} x {CRITERIA_COUNT}, low, point and high, {known_share:.0%} known{shape}",
        median_ms(lambda: score(offers, preferences, weights, flat_profile(scale))),
        "within 3 x",
        "normalise and weighted sum in numpy",
        median_ms(lambda: _plain_sum(matrix, np.array(weights, np.float64))),
        most_ratio=3,
    )


def national_table(plot_count: int = PLOT_COUNT) -> SiteTable:
    """Make as many parks and plots as the goal names, or more plots; every fifth value unknown."""
    draw = np.random.default_rng(7)
    park_ids = [f"park-{number:05}" for number in range(PARK_COUNT)]
    centres = draw.uniform((200_000, 500_000), (270_000, 580_000), (PARK_COUNT, 2))
    plot_parks = np.sort(draw.integers(0, PARK_COUNT, plot_count))
    # Ten times the plots take ten times the ground: in a park of one size each would lie on a dozen others.
    spread_m = 300 * (plot_count / PLOT_COUNT) ** 0.5
    around = centres[plot_parks] + draw.normal(0, spread_m, (plot_count, 2))
    records = np.arange(1, plot_count + 1).tolist()
    parks = _rows(SiteKind.PARK, park_ids, _squares(centres, 300), {}, draw)
    plots = _rows(
        SiteKind.PLOT,
        [f"plot-{number:06}" for number in range(plot_count)],
        _squares(around, 50),
        {"park_id": [park_ids[row] for row in plot_parks]},
        draw,
    )
    return SiteTable(
        1,
        parks,
        plots,
        _rows(SiteKind.PREMISES, [], np.empty(0, object), {}, draw),
        dict.fromkeys(records, SOURCE),
    )


def junctions() -> tuple[Landmark, ...]:
    """Scatter motorway junctions over the parks."""
    points = np.random.default_rng(3).uniform((200_000, 500_000), (270_000, 580_000), (JUNCTION_COUNT, 2))
    kind, as_of = LandmarkKind.MOTORWAY_JUNCTION, PartialDate(2026)
    return tuple(
        Landmark(str(number), kind, f"oprit {number}", shapely.Point(point), "test", as_of)
        for number, point in enumerate(points)
    )


def demanding_request() -> LocationRequest:
    """Ask something of every criterion that land has."""
    return LocationRequest(
        title="benchmark",
        origin=Origin("midden", 235_000, 540_000),
        requirements=(
            Requirement("plot_area", 15_000),
            Requirement("category", 4),
            Requirement("segment", ("logistics", "heavy_industry")),
            Requirement("available_by", 740_400),
            Requirement("price", 8_000),
            Requirement("municipality", ("zuid_drenthe", "GM1731")),
            Requirement("present_distance", 40_000),
            Requirement("junction_distance", 20_000),
            Requirement("height", 100),
            Requirement("park_management", limit=True),
        ),
        preferences=tuple(
            Preference(each, 10)
            for each in ("plot_area", "segment", "available_by", "price", "present_distance")
        )
        + tuple(Preference(each, 20) for each in ("junction_distance", "park_management", "reuse")),
    )


def _squares(centres: NDArray[np.float64], half_m: int) -> NDArray[np.object_]:
    x, y = centres[:, 0], centres[:, 1]
    squares: NDArray[np.object_] = shapely.box(x - half_m, y - half_m, x + half_m, y + half_m)
    return squares


def _rows(
    kind: SiteKind,
    ids: Sequence[str],
    geometries: NDArray[np.object_],
    given: dict[str, list[str]],
    draw: np.random.Generator,
) -> SiteRows:
    columns = {}
    for spec in attributes_of(kind):
        if spec.id in given or spec.id == "name":
            columns[spec.id] = _coded(given.get(spec.id, list(ids)))
        else:
            columns[spec.id] = _drawn(spec, len(ids), draw)
    return SiteRows(kind, np.array(ids, np.str_), columns, geometries)


def _coded(texts: list[str]) -> Column:
    categories, codes = np.unique(np.array(texts, np.str_), return_inverse=True)
    count = len(texts)
    known = np.ones(count, np.bool_)
    return Column(codes.astype(np.int32), known, np.arange(1, count + 1), tuple(categories.tolist()))


def _drawn(spec: AttributeSpec, count: int, draw: np.random.Generator) -> Column:
    known = (draw.uniform(size=count) < KNOWN_SHARE) | (spec.id == "status")
    records = np.where(known, np.arange(1, count + 1), 0)
    if spec.type in {ValueType.INTEGER, ValueType.REAL, ValueType.BOOLEAN}:
        low, high = _RANGES.get(spec.id, (0, 100))
        values: NDArray[Any] = draw.integers(low, high + 1, count).astype(np.float64)
        return Column(values, known, records)
    choices = _CHOICES.get(spec.id, ("x", "y"))
    return Column(draw.integers(0, len(choices), count).astype(np.int32), known, records, choices)


def scored_offers(matrix: NDArray[np.float64], known_share: float) -> OfferTable:
    """Make offers with a matrix as their values, of which a share is known."""
    count = len(matrix)
    zeros, texts = np.zeros(count, np.int64), np.full(count, "", np.str_)
    draw = np.random.default_rng(2)
    columns = {}
    for place in range(matrix.shape[1]):
        known = draw.uniform(size=count) < known_share
        values = matrix[:, place].astype(np.int64)
        columns[f"c{place}"] = IntervalColumn.exact(values, known, Basis.OWN, zeros)
    return OfferTable(
        data_version=1,
        candidates=CandidateRows((), (), (), ()),
        kinds=zeros.astype(np.int8),
        candidate_rows=zeros,
        precedence=zeros.astype(np.int8),
        site_ids=texts,
        park_ids=texts,
        site_records=zeros,
        member_starts=np.zeros(count + 1, np.int64),
        members=np.zeros(0, np.int64),
        intervals=columns,
        sets={},
    )


def flat_profile(scale: Scale = LINEAR) -> CriteriaProfile:
    """Give every column of such a matrix the same linear scale."""
    scales = {f"c{place}": scale for place in range(CRITERIA_COUNT)}
    return CriteriaProfile("flat", 1, scales, {})


def _plain_sum(matrix: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    least, most = matrix.min(axis=0), matrix.max(axis=0)
    summed: NDArray[np.float64] = (matrix - least) / (most - least) @ weights
    return summed
