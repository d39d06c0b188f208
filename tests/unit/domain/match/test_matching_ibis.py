"""The request of the issue on the real Drenthe data: 1.5 ha, category 3.2, at most 15 km from Emmen."""

from __future__ import annotations

import csv
from pathlib import Path

import geopandas
import pytest

from drentsportal.domain.asking.request import LocationRequest, Origin, Requirement
from drentsportal.domain.match.match_result import CheckKind, Verdict
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.vocabulary import category_rank
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

DATA = Path(__file__).parents[5] / "shared" / "data"
PARKS, PLACES = DATA / "ibis_drenthe_2022.gpkg", DATA / "places_drenthe.csv"

pytestmark = pytest.mark.skipif(not PARKS.exists(), reason=f"real data absent: {PARKS}")


@pytest.fixture(scope="module")
def result() -> MatchResult:
    """Match the request once."""
    return match(_emmen_request(), site_table(_ibis_parks()), (), PLAIN_PROFILE)


def _emmen_request() -> LocationRequest:
    with PLACES.open(encoding="utf-8") as source:
        emmen = next(row for row in csv.DictReader(source) if row["name"] == "Emmen")
    point = geopandas.GeoSeries.from_xy([float(emmen["lon"])], [float(emmen["lat"])], crs="EPSG:4326")
    (x_rd, y_rd), *_ = point.to_crs("EPSG:28992").iloc[0].coords
    return LocationRequest(
        title="Verplaatsing",
        origin=Origin("Emmen", round(x_rd), round(y_rd)),
        requirements=(
            Requirement("plot_area", 15_000),
            Requirement("category", category_rank("3.2")),
            Requirement("present_distance", 15_000),
        ),
    )


def _ibis_parks() -> list[dict[str, object]]:
    return [
        {
            "id": f"ibis-{row.RIN_NUMMER}",
            "name": row.PLAN_NAAM,
            "rin": str(row.RIN_NUMMER),
            "municipality_code": row.GEM_CODES,
            "gross_ha": row.HA_BRUTO,
            "net_ha": row.HA_NETTO,
            "available_now_ha": row.HA_TOTTUIT,
            "geometry": row.geometry,
        }
        for row in geopandas.read_file(PARKS).itertuples()
    ]


def test_every_park_is_ranked_or_excluded(result: MatchResult) -> None:
    """Nothing is lost between ranking and rejections."""
    assert result.qualifier_count + result.rejection_count == 120
    assert set(result.ranking()).isdisjoint(result.rejected())
    assert result.qualifier_count > 0


def test_area_and_category_of_every_qualifier_are_questions(result: MatchResult) -> None:
    """A total and an unknown category are asked, never assumed."""
    for position in range(result.qualifier_count):
        verdicts = {each.criterion_id: each for each in result.card(position).outcomes}
        assert verdicts["plot_area"].verdict is Verdict.CHECK
        assert verdicts["plot_area"].question is not None
        assert verdicts["plot_area"].question.kind is CheckKind.TOTAL_ONLY
        assert verdicts["plot_area"].question.scope.startswith("GM")
        assert verdicts["category"].verdict is Verdict.CHECK
        assert verdicts["present_distance"].verdict is Verdict.FITS


def test_no_park_fits_area_or_category(result: MatchResult) -> None:
    """Not even an excluded park fits what IBIS cannot tell."""
    for judgement in result.judgements:
        if judgement.criterion.id in {"plot_area", "category"}:
            assert not (judgement.verdicts == Verdict.FITS).any()


def test_qualifiers_are_the_parks_with_room_within_reach(result: MatchResult) -> None:
    """The qualifiers are those that a plain query on the file gives."""
    request = result.request
    assert request.origin is not None
    parks = geopandas.read_file(PARKS)
    origin = geopandas.points_from_xy([request.origin.x_rd], [request.origin.y_rd])[0]
    near = parks[(parks.distance(origin) <= 15_000) & (parks.HA_TOTTUIT >= 1.5)]
    assert set(result.ranking()) == {f"ibis-{number}" for number in near.RIN_NUMMER}


def test_every_rejection_tells_its_reasons_and_what_lets_it_in(result: MatchResult) -> None:
    """Each failing requirement has its change."""
    for position in range(result.rejection_count):
        rejection = result.rejection(position)
        assert rejection.failing
        assert len(rejection.relaxations) == len(rejection.failing)


def test_same_request_gives_the_same_order(result: MatchResult) -> None:
    """The order is a function of the input."""
    again = match(_emmen_request(), site_table(_ibis_parks()), (), PLAIN_PROFILE)
    assert again.ranking() == result.ranking()
    assert again.rejected() == result.rejected()
