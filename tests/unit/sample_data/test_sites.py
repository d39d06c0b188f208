"""Parks, plots and premises add up, lie where they should, and really have gaps."""

from collections import Counter

import pytest
import shapely

from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, ValueType, attributes_of
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import (
    MUNICIPALITIES,
    PlanPhase,
    PlotStatus,
    PremisesKind,
    ReuseClass,
    SiteKind,
    category_rank,
    main_category,
)
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from sample_data.making.tables import PARK_MANAGEMENT
from tests.unit.sample_data.files import Properties, document, features, geometries, properties, total_ha

PARKS, PLOTS, PREMISES = "business_parks.geojson", "plots.geojson", "vacant_premises.geojson"
KINDS = {PARKS: SiteKind.PARK, PLOTS: SiteKind.PLOT, PREMISES: SiteKind.PREMISES}
CARRIED = {"id", "source", "as_of"}


def _fits(value: object, value_type: ValueType, choices: tuple[str, ...]) -> bool:
    checks = {
        ValueType.TEXT: lambda: isinstance(value, str) and value.strip() == value != "",
        ValueType.TEXT_SET: lambda: isinstance(value, list) and value == sorted(set(value)) != [],
        ValueType.INTEGER: lambda: type(value) is int,
        ValueType.REAL: lambda: type(value) is float,
        ValueType.BOOLEAN: lambda: type(value) is bool,
        ValueType.DATE: lambda: PartialDate.parse(str(value)).day > 0,
        ValueType.CATEGORY: lambda: category_rank(str(value)) > 0,
        ValueType.CHOICE: lambda: value in choices,
    }
    return bool(checks[value_type]())


@pytest.mark.parametrize("name", KINDS)
def test_every_value_is_of_a_known_attribute_and_type(name: str) -> None:
    """The exchange format carries the attributes of the domain and nothing else."""
    allowed = {spec.id for spec in attributes_of(KINDS[name])}
    wrong = [
        (row["id"], key, value)
        for row in properties(name)
        for key, value in row.items()
        if key not in CARRIED
        and (key not in allowed or not _fits(value, ATTRIBUTE_BY_ID[key].type, ATTRIBUTE_BY_ID[key].choices))
    ]
    assert wrong == []


def test_heads_name_kind_source_date_and_crs() -> None:
    """Every file says what it is."""
    kinds = {name: document(name)["drentsportal"] for name in KINDS}
    assert [kinds[name]["kind"] for name in KINDS] == ["parks", "plots", "premises"]
    assert {(each["source"], each["as_of"]) for each in kinds.values()} == {
        ("Voorbeeldgegevens", "2026-11-01")
    }
    crs = {document(name)["crs"]["properties"]["name"] for name in KINDS}
    assert crs == {"urn:ogc:def:crs:EPSG::28992"}


def test_ids_are_unique_over_all_sites() -> None:
    """An id names one site."""
    ids = [row["id"] for name in KINDS for row in properties(name)]
    assert len(ids) == len(set(ids)) == 70 + 628 + 20


def test_totals_are_those_of_the_policy_documents() -> None:
    """2,600 ha gross, 500 ha available of which 85 % now, seven park management organisations."""
    parks = properties(PARKS)
    now, later = total_ha(parks, "available_now_ha"), total_ha(parks, "available_later_ha")
    assert (len(parks), total_ha(parks, "gross_ha")) == (70, 2600)
    assert (now, later, now / (now + later)) == (425, 75, 0.85)
    managed = {row["park_management_organisation"] for row in parks if row.get("park_management")}
    assert managed == {f"Parkmanagement {name}" for name in PARK_MANAGEMENT}
    assert [row["name"] for row in parks if row["id"] == "vb-001"] == ["Stadsbedrijvenpark Assen"]


def test_areas_of_a_park_are_in_order() -> None:
    """Available does not exceed net, net does not exceed gross."""
    for row in properties(PARKS):
        available = row.get("available_now_ha", 0) + row.get("available_later_ha", 0)
        assert available <= row.get("net_ha", row["gross_ha"]) <= row["gross_ha"], row["id"]


def test_plots_make_up_their_park() -> None:
    """Available, later and category of a park with plots are those of its plots."""
    parks = {row["id"]: row for row in properties(PARKS)}
    by_park: dict[str, list[Properties]] = {}
    for plot in properties(PLOTS):
        by_park.setdefault(plot["park_id"], []).append(plot)
    assert len(by_park) == 26
    for park_id, plots in by_park.items():
        park = parks[park_id]
        for status, key in (("available", "available_now_ha"), ("planned", "available_later_ha")):
            area_m2 = sum(plot["area_m2"] for plot in plots if plot["status"] == status)
            assert park[key] == area_m2 / 10_000
        assert {plot["municipality_code"] for plot in plots} == {park["municipality_code"]}
        mains = [main_category(plot["category_max"]) for plot in plots if "category_max" in plot]
        assert max(mains, default=0) <= park.get("category_main_max", 0)
        prices = [plot["price_eur_m2"] for plot in plots if "price_eur_m2" in plot]
        expected = (min(prices), max(prices)) if prices else (None, None)
        assert (park.get("price_min_eur_m2"), park.get("price_max_eur_m2")) == expected


def test_geometry_agrees_with_the_areas() -> None:
    """Parks within 5 % of gross, plots and lots within 1 %."""
    areas = [(row["gross_ha"] * 10_000, shape.area, 0.05) for row, shape in features(PARKS)]
    areas += [(row["area_m2"], shape.area, 0.01) for row, shape in features(PLOTS)]
    areas += [(row["premises_plot_area_m2"], shape.area, 0.01) for row, shape in features(PREMISES)]
    assert [each for each in areas if abs(each[0] - each[1]) > each[2] * each[0]] == []


def test_parks_lie_apart_in_their_gemeente() -> None:
    """No park crosses a border of a gemeente or another park, and none is a circle or a box."""
    gemeenten = geometries("municipalities.geojson")
    for row, shape in features(PARKS):
        assert shape.is_valid, row["id"]
        assert gemeenten[row["municipality_code"]].contains(shape), row["id"]
        assert 5 <= shapely.get_num_coordinates(shape) - 1 <= 12, row["id"]
    shapes = list(geometries(PARKS).values())
    assert sum(shape.area for shape in shapes) == pytest.approx(shapely.union_all(shapes).area)


def test_plots_lie_apart_in_their_park_and_many_adjoin() -> None:
    """Plots share borders, so that they can be combined, but no ground."""
    parks = geometries(PARKS)
    shapes = [(row, shape) for row, shape in features(PLOTS)]
    assert [row["id"] for row, shape in shapes if not parks[row["park_id"]].contains(shape)] == []
    plots = [shape for _, shape in shapes]
    tree = shapely.STRtree(plots)
    pairs = [(a, b) for a, b in tree.query(plots, predicate="dwithin", distance=0.05).T if a < b]
    assert max(plots[a].intersection(plots[b]).area for a, b in pairs) < 1.0
    available = [(a, b) for a, b in pairs if shapes[a][0]["status"] == shapes[b][0]["status"] == "available"]
    assert len(available) >= 20


def test_premises_lie_on_issued_ground() -> None:
    """A vacant building stands in its park and gemeente, and not on a plot that is for sale."""
    parks, gemeenten = geometries(PARKS), geometries("municipalities.geojson")
    free = shapely.union_all([shape for row, shape in features(PLOTS) if row["status"] != "sold"])
    for row, lot in features(PREMISES):
        assert gemeenten[row["municipality_code"]].contains(lot)
        assert "park_id" not in row or parks[row["park_id"]].contains(lot)
        assert not lot.intersects(free)


def test_kinds_occur_and_unknown_occurs() -> None:
    """Every status, phase, kind and class has an example, and so has not knowing."""
    parks, plots, premises = properties(PARKS), properties(PLOTS), properties(PREMISES)
    assert {row["status"] for row in plots} == set(PlotStatus)
    assert {row["plan_phase"] for row in parks} == set(PlanPhase)
    assert {row["reuse_class"] for row in parks} == set(ReuseClass)
    assert {row["premises_kind"] for row in premises} == set(PremisesKind)
    assert {row["municipality_code"] for row in parks} == set(MUNICIPALITIES)
    for key in ("price_min_eur_m2", "max_height_m", "broadband", "category_main_max", "available_now_ha"):
        assert 0 < sum(key not in row for row in parks) < len(parks), key
    for_sale = [row for row in plots if row["status"] != "sold"]
    for key in ("price_eur_m2", "allocation_procedure", "category_max", "segments"):
        assert 0 < sum(key not in row for row in for_sale) < len(for_sale), key
    assert all("available_from" in row for row in plots if row["status"] == "planned")
    assert Counter("as_of" in row for row in parks)[True] == 11


def test_segments_are_on_the_list() -> None:
    """Every segment that a site names has a name."""
    named = {each for name in KINDS for row in properties(name) for each in row.get("segments", [])}
    assert named == set(TomlReference(resources_dir()).segments())
