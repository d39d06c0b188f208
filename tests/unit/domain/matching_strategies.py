"""Random parks, plots, premises and requests, from few values so that ties and edges are common."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from shapely import Point

from drentsportal.domain.request import Housing, Limit, LocationRequest, Origin, Preference, Requirement

Row = dict[str, Any]
Sites = tuple[list[Row], list[Row], list[Row]]

ORIGIN = Origin("midden", 235_000, 540_000)

_POINTS = st.sampled_from([None, Point(235_000, 540_000), Point(238_000, 544_000), Point(240_000, 552_000.4)])
_CODES = st.sampled_from([None, "GM0106", "GM0114", "GM1731"])
_SEGMENTS = st.sampled_from([None, ("logistics",), ("logistics", "mixed_modern"), ("heavy_industry",)])
_RANK_TEXTS = st.sampled_from([None, "1", "2", "3.1", "3.2", "4.2", "6"])
_DATES = st.sampled_from([None, "2026-05-01", "2027", "2028-01-01", "2031-06-30"])
_NAMES = st.sampled_from(["a", "B", "b", "Zuid", "zuid"])
_HEIGHTS = st.sampled_from([None, 8.0, 10.0, 12.5, 15.0])
_PRICES = st.sampled_from([None, 40.0, 55.5, 80.0, 120.0])


def _row(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(columns)


_PARKS = _row(
    name=_NAMES,
    municipality_code=_CODES,
    segments=_SEGMENTS,
    available_now_ha=st.sampled_from([None, 0.0, 0.8, 1.5, 2.0, 10.0]),
    available_later_ha=st.sampled_from([None, 0.0, 3.0]),
    category_main_max=st.sampled_from([None, 2, 3, 4, 5]),
    max_height_m=_HEIGHTS,
    price_min_eur_m2=_PRICES,
    price_max_eur_m2=_PRICES,
    park_management=st.sampled_from([None, False, True]),
    reuse_class=st.sampled_from([None, "reuse", "existing", "new"]),
    available_from=_DATES,
    geometry=_POINTS,
)
_PLOTS = _row(
    name=_NAMES,
    municipality_code=_CODES,
    segments=_SEGMENTS,
    status=st.sampled_from(
        [None, "available", "available", "available", "planned", "option", "sold", "reserved"]
    ),
    area_m2=st.sampled_from([None, 4_000, 8_000, 15_000, 20_050]),
    category_min=st.sampled_from([None, "1", "3.1"]),
    category_max=_RANK_TEXTS,
    max_height_m=_HEIGHTS,
    price_eur_m2=_PRICES,
    available_from=_DATES,
    geometry=_POINTS,
)
_PREMISES = _row(
    name=_NAMES,
    municipality_code=_CODES,
    segments=_SEGMENTS,
    floor_area_m2=st.sampled_from([None, 900, 1_500, 9_400]),
    premises_plot_area_m2=st.sampled_from([None, 5_000, 18_500]),
    category_min=st.sampled_from([None, "1", "3.1"]),
    category_max=_RANK_TEXTS,
    max_height_m=_HEIGHTS,
    reuse_class=st.sampled_from([None, "reuse"]),
    available_from=_DATES,
    geometry=_POINTS,
)


@st.composite
def sites(draw: st.DrawFn) -> Sites:
    """Draw parks, plots and premises; some plots and premises lie in no known park."""
    parks = _numbered("park", draw(st.lists(_PARKS, max_size=4)))
    plots = _numbered("plot", draw(st.lists(_PLOTS, max_size=8)))
    premises = _numbered("premises", draw(st.lists(_PREMISES, max_size=2)))
    park_ids = [park["id"] for park in parks]
    for row in [*plots, *premises]:
        row["park_id"] = draw(st.sampled_from([*park_ids, *park_ids, None]))
    return parks, plots, premises


_LIMITS: dict[str, st.SearchStrategy[Limit]] = {
    "plot_area": st.sampled_from([100, 8_000, 15_000, 15_050, 25_000]),
    "floor_area": st.sampled_from([500, 1_500, 5_005]),
    "category": st.integers(1, 10),
    "segment": st.sampled_from([("logistics",), ("heavy_industry", "campus_office")]),
    "available_by": st.sampled_from([739_700, 740_100, 740_300]),
    "price": st.sampled_from([4_000, 5_550, 9_999]),
    "municipality": st.sampled_from([("zuid_drenthe",), ("GM0106", "zuid_drenthe"), ("GM1731",)]),
    "present_distance": st.sampled_from([0, 4_999, 5_000, 15_000]),
    "height": st.sampled_from([80, 102, 125, 140]),
    "park_management": st.just(value=True),
}
_PREFERABLE = (
    "plot_area",
    "floor_area",
    "segment",
    "available_by",
    "price",
    "present_distance",
    "park_management",
    "reuse",
)


@st.composite
def requests(draw: st.DrawFn) -> LocationRequest:
    """Draw a request with any requirements and at least one weighted preference."""
    required = draw(st.lists(st.sampled_from(list(_LIMITS)), unique=True, max_size=4))
    preferred = draw(st.lists(st.sampled_from(_PREFERABLE), unique=True, min_size=1, max_size=5))
    return LocationRequest(
        title="random",
        housing=draw(st.sampled_from([Housing.EITHER, Housing.EITHER, Housing.PLOT, Housing.PREMISES])),
        origin=ORIGIN,
        requirements=tuple(Requirement(each, draw(_LIMITS[each])) for each in required),
        preferences=tuple(
            Preference(each, draw(st.integers(0, 40)), ("logistics",) if each == "segment" else ())
            for each in preferred
        ),
    )


def _numbered(kind: str, rows: list[Row]) -> list[Row]:
    return [{"id": f"{kind}-{place}", **row} for place, row in enumerate(rows)]
