"""A comparison: two to five sites, and unknown is not comparable, never equal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.asking.request import Building, Preference, Requirement
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.row_marks import BestMark
from drentsportal.domain.merge.delivery import SiteBatch
from drentsportal.domain.message import Message, message
from drentsportal.domain.sites.going_value import AT_ONCE
from drentsportal.domain.values import Known, PartialDate, Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.compared_sites import ComparedCell, Likeness, RowKind
from drentsportal.services.row_likeness import likeness_of, marked
from tests.fakes import MOMENT_UTC, OFFICER
from tests.unit.services.document_fakes import NUMBER, REQUEST, YEAR, Desk, delivery, report

if TYPE_CHECKING:
    from drentsportal.services.compared_sites import ComparisonTable


def _cells(*values: int | None) -> list[ComparedCell]:
    return [
        ComparedCell(Unknown() if each is None else Known(each, f"bron {place}", PartialDate(2026)))
        for place, each in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("values", "likeness"),
    [
        ((5, 5, 5), Likeness.EQUAL),
        ((5, 6), Likeness.DIFFERS),
        ((5, None), Likeness.NOT_COMPARABLE),
        ((None, None), Likeness.NOT_COMPARABLE),
    ],
)
def test_likeness(values: tuple[int | None, ...], likeness: Likeness) -> None:
    """By value, whoever says it; two unknowns are not equal."""
    assert likeness_of(_cells(*values)) is likeness


@pytest.mark.parametrize(
    ("values", "odd"),
    [
        ((5, 5, 6), [False, False, True]),
        ((5, 6), [False, False]),
        ((5, 6, 7), [False] * 3),
        ((5, 5, 6, 6), [False] * 4),
        ((5, 5, 5, 6, 7), [False] * 5),
    ],
)
def test_only_the_one_that_deviates_is_marked(values: tuple[int, ...], odd: list[bool]) -> None:
    """Of two sites neither deviates; of more, one does where the others agree."""
    assert [each.deviates for each in marked(_cells(*values))] == odd


def _told(price: tuple[int, int], verdict: Verdict = Verdict.FITS) -> ComparedCell:
    statement = message("price", low=price[0], high=price[1])
    return ComparedCell(Known(price, "bron", PartialDate(2026)), statement, verdict)


def _most(told: Message) -> str:
    return f"ten hoogste {told.named['high']}"


def test_what_reads_equal_is_equal() -> None:
    """Two prices with the same most, told by that; without words their values decide."""
    cells = [_told((60, 75)), _told((70, 75))]
    assert likeness_of(cells, _most) is Likeness.EQUAL
    assert likeness_of(cells) is Likeness.DIFFERS
    assert likeness_of([_told((60, 75)), _told((60, 80))], _most) is Likeness.DIFFERS
    other = [_told((60, 75)), _told((70, 75), Verdict.CHECK)]
    assert likeness_of(other, _most) is Likeness.DIFFERS


def test_what_reads_equal_does_not_deviate() -> None:
    """The one that reads differently is marked, where the others differ in what is not told."""
    cells = [_told((60, 75)), _told((70, 75)), _told((60, 80))]
    assert [each.deviates for each in marked(cells, _most)] == [False, False, True]
    assert not any(each.deviates for each in marked(cells))


@given(st.lists(st.one_of(st.none(), st.integers(0, 2)), min_size=2, max_size=5))
def test_unknown_never_deviates(values: list[int | None]) -> None:
    """Unknown is its own state, not the odd one out."""
    cells = marked(_cells(*values))
    assert not any(each.deviates for each, value in zip(cells, values, strict=True) if value is None)
    assert sum(each.deviates for each in cells) <= 1


@pytest.mark.parametrize(
    "site_ids", [[], ["near"], ["near", "near"], ["near", "nearer", "same", "far", "small", "hall"]]
)
def test_two_to_five_different_sites(site_ids: list[str]) -> None:
    """Fewer or more is refused with the count."""
    with pytest.raises(InputError) as caught:
        Desk().comparing.make(site_ids)
    assert caught.value.params["site_count"] == len(set(site_ids))


def test_without_a_case_attributes_are_compared() -> None:
    """Every attribute of the kinds, in the order of the attribute table; the sites as they were asked."""
    table = Desk().comparing.make(["nearer", "near"])
    assert [each.candidate.name for each in table.sites] == ["Pollux", "Bargermeer"]
    likeness = {row.id: row.likeness for row in table.rows}
    assert likeness["net_ha"] is Likeness.EQUAL
    assert likeness["available_now_ha"] is Likeness.DIFFERS
    assert likeness["max_height_m"] is Likeness.NOT_COMPARABLE
    assert {row.kind for row in table.rows} == {RowKind.ATTRIBUTE}


def test_the_sale_price_of_a_building_has_a_row_known_or_not() -> None:
    """Where nobody stated it, it is unknown and not left out; land has none."""
    desk = Desk()
    (unknown,) = [row for row in desk.comparing.make(["hall", "near"]).rows if row.id == "sale_price_eur_m2"]
    assert [type(each.value) for each in unknown.cells] == [Unknown, Unknown]
    assert sorted(each.applies for each in unknown.cells) == [False, True]
    _deliver(desk, SiteKind.PREMISES, "hall", sale_price_eur_m2=850.0)
    table = desk.comparing.make(["hall", "near"])
    row = next(row for row in table.rows if row.id == "sale_price_eur_m2")
    told = dict(zip((each.candidate.id for each in table.sites), row.cells, strict=True))
    assert isinstance(told["hall"].value, Known)
    assert told["hall"].value.value == 850.0
    assert (told["hall"].applies, told["near"].applies) == (True, False)


def _deliver(desk: Desk, kind: SiteKind, site_id: str, **values: object) -> None:
    batch = SiteBatch(kind, [site_id], [YEAR], {name: [each] for name, each in values.items()}, [None])
    with desk.workspace.unit_of_work() as work:
        work.sites.add_delivery(replace(delivery(), batches=(batch,)), report(), OFFICER, MOMENT_UTC)
        work.commit()


def _cells_of(table: ComparisonTable, row_id: str) -> dict[str, ComparedCell]:
    row = next(row for row in table.rows if row.id == row_id)
    return dict(zip((each.candidate.id for each in table.sites), row.cells, strict=True))


def _value(cell: ComparedCell) -> object:
    return cell.value.value if isinstance(cell.value, Known) else None


def test_a_plot_without_a_value_of_its_own_has_that_of_its_park_and_says_so() -> None:
    """As on its factsheet: price, plan and park management of the park; at once is no day of anybody."""
    desk = Desk()
    said = {"price_min_eur_m2": 60.0, "price_max_eur_m2": 75.0, "max_height_m": 12.0, "park_management": True}
    _deliver(desk, SiteKind.PARK, "near", **said)
    _deliver(desk, SiteKind.PLOT, "plot-2", name="A2", park_id="near", price_eur_m2=65.0, max_height_m=15.0)
    table = desk.comparing.make(["plot-1", "plot-2", "hall"])
    price = _cells_of(table, "price_eur_m2")
    assert [_value(price[each]) for each in ("plot-1", "plot-2", "hall")] == [(60.0, 75.0), 65.0, None]
    assert [price[each].span for each in ("plot-1", "plot-2", "hall")] == [(60.0, 75.0), (65.0, 65.0), None]
    height = _cells_of(table, "max_height_m")
    assert [_value(height[each]) for each in ("plot-1", "plot-2")] == [12.0, 15.0]
    told = [height[each].going for each in ("plot-1", "plot-2")]
    assert [each is not None and each.of_park for each in told] == [True, False]
    day = _cells_of(table, "available_from")
    assert (_value(day["plot-1"]), _value(day["plot-2"])) == (AT_ONCE, None)
    beside = desk.comparing.make(["plot-1", "near"])
    assert _cells_of(beside, "park_management")["plot-1"].applies
    assert _value(_cells_of(beside, "park_management")["plot-1"]) is True
    assert next(row for row in beside.rows if row.id == "park_management").likeness is Likeness.EQUAL


@pytest.mark.parametrize(
    ("low", "high", "told", "likeness"),
    [
        (65.0, 65.0, 65.0, Likeness.EQUAL),
        (65.0, None, (65.0, None), Likeness.DIFFERS),
        (None, None, None, Likeness.NOT_COMPARABLE),
    ],
)
def test_a_price_of_the_park_is_a_range_unless_both_ends_are_one(
    low: float | None, high: float | None, told: object, likeness: Likeness
) -> None:
    """From is not the same as exactly; nothing known stays unknown."""
    desk = Desk()
    _deliver(desk, SiteKind.PARK, "near", price_min_eur_m2=low, price_max_eur_m2=high)
    _deliver(desk, SiteKind.PLOT, "plot-2", name="A2", park_id="near", price_eur_m2=65.0)
    table = desk.comparing.make(["plot-1", "plot-2"])
    assert _value(_cells_of(table, "price_eur_m2")["plot-1"]) == told
    assert next(row for row in table.rows if row.id == "price_eur_m2").likeness is likeness


def test_a_total_that_its_plots_contradict_is_told_with_the_cell() -> None:
    """The one plot of near has 1.6 ha, near states 34.7; who has no plots on record is not contradicted."""
    table = Desk().comparing.make(["near", "nearer"])
    cells = _cells_of(table, "available_now_ha")
    assert cells["near"].plot_total is not None
    assert cells["near"].plot_total.area_m2 == 16_000
    assert cells["nearer"].plot_total is None
    assert not any(
        each.plot_total for row in table.rows if row.id != "available_now_ha" for each in row.cells
    )


def test_an_excluded_site_is_told_from_one_that_was_not_judged() -> None:
    """A plot is no candidate of its own, so that the match says nothing of it."""
    desk = Desk()
    desk.add_case("near", "nearer")
    table = desk.comparing.make(["near", "far", "plot-1"], NUMBER)
    told = {each.candidate.id: (each.card is not None, each.is_excluded) for each in table.sites}
    assert told == {"near": (True, False), "far": (False, True), "plot-1": (False, False)}
    asked = [row for row in table.rows if row.kind is not RowKind.ATTRIBUTE]
    judged = {
        each.candidate.id: {row.cells[at].applies for row in asked} for at, each in enumerate(table.sites)
    }
    assert judged == {"near": {True}, "far": {True}, "plot-1": {False}}


def test_the_building_that_is_asked_has_its_row() -> None:
    """It is judged like a requirement; its row tells of each site why it fits or not."""
    desk = Desk()
    desk.add_case("near", "nearer", request=replace(REQUEST, building=Building(1_100, 550, 0)))
    table = desk.comparing.make(["near", "nearer"], NUMBER)
    (row,) = (each for each in table.rows if each.id == "building")
    assert row.kind is RowKind.REQUIREMENT
    assert all(each.statement is not None and each.verdict is not None for each in row.cells)
    assert not any(each.best for each in row.cells)


def test_with_a_case_requirements_and_wishes_come_first() -> None:
    """In the order of the ranking; an excluded site shows which requirement fails."""
    desk = Desk()
    desk.add_case("near", "nearer")
    table = desk.comparing.make(["far", "near", "nearer"], NUMBER)
    assert [each.candidate.id for each in table.sites] == ["nearer", "near", "far"]
    assert [each.card is None for each in table.sites] == [False, False, True]
    rows = {(row.kind, row.id): row for row in table.rows}
    distance = rows[RowKind.REQUIREMENT, "present_distance"]
    assert [each.verdict for each in distance.cells] == [Verdict.FITS, Verdict.FITS, Verdict.FAILS]
    assert (RowKind.PREFERENCE, "present_distance") in rows
    assert table.rule is not None


def test_an_excluded_site_answers_a_wish_with_its_value_that_is_not_scored() -> None:
    """What is known is never told as unknown; it is in no score, so it is not the most favourable either."""
    desk = Desk()
    desk.add_case("near", "nearer")
    table = desk.comparing.make(["far", "near", "nearer"], NUMBER)
    row = next(row for row in table.rows if row.kind is RowKind.PREFERENCE)
    assert [isinstance(each.value, Known) for each in row.cells] == [True] * 3
    assert row.cells[2].statement is not None
    assert [each.is_scored for each in row.cells] == [True, True, False]
    assert [each.best for each in row.cells] == [BestMark.BEST, None, None]
    assert row.likeness is Likeness.DIFFERS
    excluded = desk.comparing.make(["far", "small"], NUMBER)
    wished = next(row for row in excluded.rows if row.kind is RowKind.PREFERENCE)
    assert [(isinstance(each.value, Known), each.is_scored) for each in wished.cells] == [(True, False)] * 2


def test_an_unknown_site_is_not_found() -> None:
    """As everywhere."""
    with pytest.raises(NotFoundError):
        Desk().comparing.make(["near", "geen"])


def test_the_most_favourable_stands_where_the_request_says_what_is_better() -> None:
    """Of a distance the least; of attributes nothing says what is better, whatever they are."""
    desk = Desk()
    desk.add_case("near", "nearer")
    table = desk.comparing.make(["near", "nearer", "far"], NUMBER)
    rows = {(row.kind, row.id): row for row in table.rows}
    distance = rows[RowKind.REQUIREMENT, "present_distance"]
    assert [each.best for each in distance.cells] == [BestMark.BEST, None, None]
    assert distance.scale is not None
    assert distance.scale.limit == 15_000
    assert all(each.span is not None and each.span[1] <= distance.scale.high for each in distance.cells)
    attributes = [row for row in table.rows if row.kind is RowKind.ATTRIBUTE]
    assert all(cell.best is None for row in attributes for cell in row.cells)
    assert {row.id for row in attributes if row.scale} == {"net_ha", "available_now_ha"}
    assert table.origin is not None
    assert table.surroundings is not None


def test_an_open_answer_is_never_the_most_favourable() -> None:
    """A larger total of which nobody knows the plots stays unmarked beside a plot that fits."""
    desk = Desk()
    desk.add_case("near", "nearer")
    table = desk.comparing.make(["near", "nearer"], NUMBER)
    area = next(row for row in table.rows if row.id == "plot_area")
    assert {each.verdict for each in area.cells} >= {Verdict.CHECK}
    assert all(each.best is None for each in area.cells if each.verdict is not Verdict.FITS)


def test_without_a_case_nothing_is_the_most_favourable() -> None:
    """No request, no direction."""
    table = Desk().comparing.make(["near", "nearer"])
    assert table.score_best == (None, None)
    assert not any(cell.best for row in table.rows for cell in row.cells)


@given(st.permutations(["near", "nearer", "hall", "plot-1"]))
def test_whatever_no_ranking_decides_stands_in_the_order_in_which_it_was_asked(asked: list[str]) -> None:
    """Without a case all of them; with one the ranked come first, as they are ranked."""
    desk = Desk()
    assert [each.site.id for each in desk.comparing.make(asked).sites] == asked
    desk.add_case("near", "nearer")
    sites = desk.comparing.make(asked, NUMBER).sites
    ranks = [each.card.rank for each in sites if each.card is not None]
    assert ranks == sorted(ranks)
    assert [each.card is None for each in sites] == sorted(each.card is None for each in sites)
    rest = [each.site.id for each in sites if each.card is None]
    assert rest == [each for each in asked if each in rest]


def test_a_total_and_a_main_category_are_no_point_on_a_strip() -> None:
    """Known by its total only a park may have no plot that large, and no zone of its top category."""
    desk = Desk()
    for site_id in ("near", "nearer", "same"):
        _deliver(desk, SiteKind.PARK, site_id, category_main_max=5, available_now_ha=8.7)
    desk.add_case(
        "near",
        request=replace(
            REQUEST,
            requirements=(Requirement("plot_area", 15_000), Requirement("category", 9)),
            preferences=(Preference("plot_area", 50),),
        ),
    )
    table = desk.comparing.make(("near", "nearer", "same"), NUMBER)
    open_cells = 0
    for row in table.rows:
        for cell in row.cells:
            if cell.verdict is Verdict.CHECK and cell.span is not None and row.scale is not None:
                assert row.scale.limit is not None
                assert cell.span[0] < row.scale.limit <= cell.span[1], row.id
                open_cells += 1
    assert open_cells >= 4
    wished = next(row for row in table.rows if row.kind is RowKind.PREFERENCE)
    assert {cell.span for cell in wished.cells if cell.span and cell.span[0] < cell.span[1]}
    assert all(cell.span is None or cell.span[0] in {0, 16_000} for cell in wished.cells)
