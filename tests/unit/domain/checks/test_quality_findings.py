"""Each rule finds what it is for and nothing else; pairs and sums against plain counting."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from drentsportal.domain.checks.quality import RULES
from drentsportal.domain.checks.quality_figures import figure_findings
from drentsportal.domain.checks.quality_geometry import geometry_findings, overlapping
from drentsportal.domain.checks.quality_places import normalised_name, place_findings
from drentsportal.domain.sites.site import Municipality
from drentsportal.domain.values import PartialDate
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from tests.unit.domain.site_tables import Row, site_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.domain.checks.quality import Finding

TODAY = date(2026, 11, 20)
EMMEN = Municipality("GM0114", "Emmen", box(0, 0, 10_000, 10_000), "x", PartialDate(2023))
ASSEN = Municipality("GM0106", "Assen", box(20_000, 0, 30_000, 10_000), "x", PartialDate(2023))
BOUNDARIES = (EMMEN, ASSEN)


def rules(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Return rule and site of each finding."""
    return sorted((each.rule, each.site_id) for each in findings)


def park(site_id: str, **values: object) -> Row:
    """Make a sound park of 100 by 100 metres, changed as asked."""
    sound: Row = {
        "id": site_id,
        "name": site_id,
        "municipality_code": "GM0114",
        "gross_ha": 1.0,
        "geometry": box(100, 100, 200, 200),
    }
    return {key: value for key, value in {**sound, **values}.items() if value is not None}


def test_a_sound_park_has_no_findings() -> None:
    """Nothing is said of what is in order, nor of what is unknown."""
    table = site_table(
        [park("a")], [{"id": "k", "name": "1", "park_id": "a", "geometry": box(110, 110, 140, 140)}]
    )
    assert rules(geometry_findings(table)) == []
    assert rules(figure_findings(table, TODAY)) == []
    assert rules(place_findings(table, BOUNDARIES)) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"geometry": None}, ["geometry_missing"]),
        ({"geometry": shapely.Polygon()}, ["geometry_missing"]),
        ({"geometry": shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])}, ["geometry_invalid"]),
        ({"geometry": box(0, 0, 10, 10), "gross_ha": 0.01}, ["geometry_sliver"]),
        ({"geometry": box(0, 0, 9_000, 0.8), "gross_ha": 0.72}, ["geometry_sliver"]),
        ({"gross_ha": 1.04}, []),
        ({"gross_ha": 1.06}, ["area_differs"]),
        ({"gross_ha": 0.94}, ["area_differs"]),
    ],
)
def test_faults_of_shapes(values: dict[str, object], expected: list[str]) -> None:
    """Missing, empty, bowtie, too small, too thin, and an area beyond 5 %."""
    found = geometry_findings(site_table([park("a", **values)]))
    assert [each.rule for each in found] == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"net_ha": 0.8, "available_now_ha": 0.8}, []),
        ({"net_ha": 0.8, "available_now_ha": 0.9}, ["available_over_net"]),
        ({"available_now_ha": 1.2}, ["available_over_gross"]),
        ({"net_ha": 1.1, "available_now_ha": 1.05}, ["available_over_gross", "net_over_gross"]),
        ({"price_min_eur_m2": 60.0, "price_max_eur_m2": 50.0}, ["price_order"]),
        ({"price_min_eur_m2": 60.0}, []),
        ({"issue_category_min": "3.2", "issue_category_max": "3.1"}, ["category_order"]),
        ({"issue_category_min": "5.3"}, []),
    ],
)
def test_contradictions_of_parks(values: dict[str, object], expected: list[str]) -> None:
    """Areas, prices and categories out of order; an unknown one contradicts nothing."""
    found = figure_findings(site_table([park("a", **values)]), TODAY)
    assert [each.rule for each in found] == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"status": "option", "status_until": "2026-11-19"}, ["status_past"]),
        ({"status": "option", "status_until": "2026-11-20"}, []),
        ({"status": "available", "status_until": "2025"}, ["status_past"]),
        ({"status": "option", "status_until": "2026"}, []),
        ({"status": "sold", "status_until": "2020"}, []),
        ({"category_min": "3.2", "category_max": "3.1"}, ["category_order"]),
        ({"category_min": "3.1", "category_max": "3.1"}, []),
        ({"category_min": "5.3"}, []),
    ],
)
def test_contradictions_of_plots(values: dict[str, object], expected: list[str]) -> None:
    """A status that ran out, of which a year runs to its last day, and categories out of order."""
    plot: Row = {"id": "k", "name": "1", **values}
    found = figure_findings(site_table([park("a")], [plot]), TODAY)
    assert [each.rule for each in found] == expected


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=6), st.integers(0, 100))
@settings(max_examples=60, deadline=None)
def test_plots_may_not_exceed_what_their_park_states(
    plots: list[tuple[int, bool]], stated_tenths: int
) -> None:
    """Only available plots count, 5 % above the stated total is let be, fewer is no contradiction."""
    rows: list[Row] = [
        {
            "id": f"k{number}",
            "park_id": "a",
            "area_m2": 1000 * size,
            "status": "available" if free else "sold",
        }
        for number, (size, free) in enumerate(plots)
    ]
    stated = stated_tenths / 10
    table = site_table([park("a", gross_ha=None, available_now_ha=stated)], rows)
    total = sum(size / 10 for size, free in plots if free)
    found = [each.rule for each in figure_findings(table, TODAY)]
    assert found == (["plots_over_available"] if total > stated + max(0.05 * stated, 0.005) else [])


squares = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(2, 12), st.integers(2, 12))


@given(st.lists(squares, max_size=9))
@settings(max_examples=80, deadline=None)
def test_overlaps_are_all_pairs_above_the_tolerance(shapes: list[tuple[int, int, int, int]]) -> None:
    """The tree finds what comparing every pair finds."""
    drawn = [box(x * 10, y * 10, (x + wide) * 10, (y + high) * 10) for x, y, wide, high in shapes]
    table = site_table([{"id": f"p{number}", "geometry": each} for number, each in enumerate(drawn)])
    expected = [
        (one, other)
        for one, other in combinations(range(len(drawn)), 2)
        if drawn[one].intersection(drawn[other]).area > 150
    ]
    assert [(one, other) for one, other, _, _ in overlapping(table.parks, 150)] == expected


def test_overlap_beyond_half_is_probably_one_site() -> None:
    """A sliver of overlap is let be, a part is an overlap, most of it a duplicate."""
    table = site_table(
        [
            park("a", geometry=box(0, 0, 100, 100)),
            park("b", geometry=box(99.5, 0, 200, 100)),
            park("c", geometry=box(0, 80, 100, 180)),
            park("d", geometry=box(0, 85, 100, 185)),
        ]
    )
    found = [
        (each.rule, each.site_id, each.other_site_id)
        for each in geometry_findings(table)
        if each.other_site_id
    ]
    assert found == [
        ("geometry_overlap", "a", "c"),
        ("geometry_overlap", "a", "d"),
        ("duplicate_overlap", "c", "d"),
    ]


def test_places_and_duplicates() -> None:
    """Unknown and wrong gemeente, unknown and wrong park, the same number and the same name."""
    table = site_table(
        [
            park("a", name="De Wieken Zuid", rin="1"),
            park("b", name="de wiekén-zuid", rin="1", geometry=box(300, 300, 400, 400)),
            park("c", municipality_code="GM0106"),
            park("d", municipality_code="GM9999"),
            park("e", municipality_code=None),
            park("f", geometry=box(9_970, 100, 10_070, 200)),
        ],
        [
            {"id": "k1", "name": "1", "park_id": "a", "geometry": box(110, 110, 120, 120)},
            {"id": "k2", "name": "1", "park_id": "b", "geometry": box(500, 500, 510, 510)},
            {"id": "k3", "name": "3", "park_id": "weg"},
            {"id": "k4", "name": "4"},
        ],
    )
    found = place_findings(table, BOUNDARIES)
    assert rules(found) == [
        ("duplicate_name", "b"),
        ("duplicate_rin", "b"),
        ("municipality_unknown", "d"),
        ("municipality_unknown", "e"),
        ("municipality_unknown", "k4"),
        ("outside_municipality", "c"),
        ("outside_municipality", "f"),
        ("park_unknown", "k3"),
        ("plot_outside_park", "k2"),
    ]


def test_a_gemeente_outside_drenthe_of_which_the_workspace_has_the_boundary_is_known() -> None:
    """The workspace may hold more gemeenten than the twelve."""
    other = Municipality("GM9999", "Elders", box(0, 0, 10_000, 10_000), "x", PartialDate(2023))
    table = site_table([park("d", municipality_code="GM9999")])
    assert rules(place_findings(table, (*BOUNDARIES, other))) == []
    assert rules(place_findings(table, ())) == [("municipality_unknown", "d")]


@given(st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_a_normalised_name_stays_the_same(name: str) -> None:
    """Normalising twice changes nothing, and case and spaces do not count."""
    once = normalised_name(name)
    assert normalised_name(once) == once
    assert normalised_name(f" {name} ") == once


def test_every_rule_has_its_words() -> None:
    """A rule has a name, a severity and a sentence."""
    dutch = Language("nl", resources_dir(), strict=True)
    wanted = [f"{family}.{rule}" for rule in RULES for family in ("finding", "finding_rule")]
    wanted += [f"severity.{each.value}" for each in RULES.values()]
    assert [each for each in wanted if each not in dutch] == []
