"""The change told of an excluded site: a whole match lets it in with that, but not with a step less."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box

from drentsportal.domain.asking.request import Building, Combining, Housing, LocationRequest, Requirement
from drentsportal.domain.match import smallest_change
from drentsportal.domain.match.criteria import CRITERION_BY_ID, LimitKind
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.nearest_relaxation import nearest_relaxations
from drentsportal.domain.match.rejection_words import changes_told
from drentsportal.domain.match.relaxation import relaxed, with_limit
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.domain.match.smallest_change import proven_rejections
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    import pytest

    from drentsportal.domain.asking.request import Limit
    from drentsportal.domain.match.match_result import Relaxation

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)
PARK = {"id": "p", "name": "Park", "municipality_code": "GM0114"}


def plot(name: str, outline: Polygon, **more: object) -> dict[str, Any]:
    """Make an available plot of the gemeente, of the area that is drawn unless told otherwise."""
    plain = {"park_id": "p", "status": "available", "seller": "municipality", "area_m2": round(outline.area)}
    return {"id": name, "name": name, "geometry": outline, **plain, **more}


def on(plots: list[dict[str, Any]], request: LocationRequest, **park: object) -> MatchResult:
    """Match on one park."""
    return match(request, site_table([{**PARK, **park}], plots), (), PLAIN_PROFILE)


def asked(*requirements: Requirement, **more: Any) -> LocationRequest:  # noqa: ANN401 - any field
    """Ask for land."""
    return LocationRequest("test", housing=Housing.PLOT, requirements=requirements, **more)


def nearer(relaxation: Relaxation, steps: int = 1) -> int | None:
    """Return the limit some printed steps nearer to what was asked; ``None`` where that is not between."""
    criterion = CRITERION_BY_ID.get(relaxation.criterion_id)
    needed, was = relaxation.needed, relaxation.asked
    if criterion is None or criterion.id == "category" or isinstance(needed, bool | tuple | str):
        return None
    if needed is None or isinstance(was, bool) or not isinstance(was, int):
        return None
    step = steps * (criterion.step if criterion.limit_kind is LimitKind.AT_LEAST else -criterion.step)
    return needed + step if (was - needed - step) * step > 0 else None


def test_a_smaller_set_that_passes_stands_for_the_park() -> None:
    """The set with the most area that still has a plot of the category, not one plot alone."""
    plots = [
        plot(f"k{number}", box(100 * number, 0, 100 * number + 100, 100), category_max=category)
        for number, category in enumerate(["3.1", "3.1", "3.1", "3.1", "5.1", "5.1"])
    ]
    plots[4]["area_m2"] = 12_000
    result = on(plots, asked(Requirement("plot_area", 60_000), Requirement("category", 7)))
    assert result.request.combining.most_plots == 4
    rejection = result.rejection_of("p")
    assert "k4" in rejection.candidate.offer_ids
    (change,) = rejection.relaxations
    assert (change.needed, change.is_at_least) == (42_000, False)
    narrow = asked(
        Requirement("plot_area", 60_000), Requirement("category", 7), combining=Combining(most_plots=2)
    )
    (alone,) = on(plots, narrow).rejection_of("p").relaxations
    assert alone.needed == 22_000


def test_a_list_says_of_one_plot_that_more_was_not_looked_for() -> None:
    """Two plots of the category adjoin, but the four that make most have another: the list knows only one."""
    plots = [
        plot(f"k{number}", box(100 * number, 0, 100 * number + 100, 200), category_max="2")
        for number in range(4)
    ]
    plots += [plot(f"z{n}", box(900, 100 * n, 1000, 100 * n + 100), category_max="5.1") for n in range(2)]
    result = on(plots, asked(Requirement("plot_area", 150_000), Requirement("category", 7)))
    (listed,) = result.rejection(0).relaxations
    (change,) = result.rejection_of("p").relaxations
    assert (listed.needed, listed.is_at_least) == (10_000, True)
    assert (change.needed, change.is_at_least) == (20_000, False)
    assert DUTCH.text(listed.statement).startswith("Past in elk geval bij een gevraagd oppervlak van 1 ha")
    assert DUTCH.text(change.statement) == "Past bij een gevraagd oppervlak van 2 ha (13 ha minder)"
    far = Requirement("segment", ("logistics",))
    wanted = asked(Requirement("plot_area", 150_000), Requirement("category", 7), far)
    both = on(plots, wanted, segments=("heavy_industry",))
    assert not smallest_change.is_worked_out(both, 0)
    (together,) = changes_told(both.rejection(0))
    bound = "15 ha → 1 ha (dat is genoeg; of een kleinere wijziging ook genoeg is, is niet nagegaan) én"
    assert bound in DUTCH.text(together), DUTCH.text(together)
    (proposal,) = nearest_relaxations(result)
    assert (proposal.gained, [each.needed for each in proposal.moves]) == (("p",), [20_000])


def test_a_park_known_by_its_outline_comes_in_at_the_width_told() -> None:
    """The setback stays while the building shrinks: what is told lets in, half a metre more does not."""
    outline = Polygon([(0, 0), (390, 0), (410, 150), (200, 260), (0, 180)])
    request = asked(Requirement("plot_area", 3_000), building=Building(4_000, 900, 200))
    park = {"geometry": outline, "available_now_ha": 6.0}
    result = on([], request, **park)
    (change,) = result.rejection_of("p").relaxations
    assert isinstance(change.needed, int)
    assert on([], with_limit(request, "building", change.needed), **park).is_qualified("p")
    assert not on([], with_limit(request, "building", change.needed + 5), **park).is_qualified("p")
    assert "past een gebouw tot" in DUTCH.text(result.rejection_of("p").outcomes[-1].statement)


def test_a_park_that_only_its_area_excludes_comes_in_at_the_width_told() -> None:
    """Its outline holds the building, its 4 ha do not: two metres too few, and the change is proven."""
    plots = [plot("k", box(0, 0, 40, 40))]
    request = asked(
        building=Building(2_555, 1_161, 130), combining=Combining(0, same_seller_only=False, most_plots=1)
    )
    park = {"geometry": box(-20, -20, 900, 170), "available_now_ha": 4.0}
    (change,) = on(plots, request, **park).rejection_of("p").relaxations
    assert (change.needed, change.is_at_most, change.is_at_least) == (2_550, False, False)
    assert on(plots, with_limit(request, "building", 2_550), **park).is_qualified("p")


@st.composite
def grounds(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw plots of one park in two rows, some apart, with their own category, price and recorded area."""
    plots, west = [], 0.0
    for number in range(draw(st.integers(1, 6))):
        wide, deep = draw(st.integers(40, 160)), draw(st.integers(40, 160))
        west += draw(st.sampled_from([0.0, 0.0, 3.0, 40.0]))
        slant = draw(st.sampled_from([0, 0, 25]))
        outline = Polygon([(west, 0), (west + wide, 0), (west + wide, deep), (west + slant, deep)])
        west += wide
        recorded = round(outline.area * draw(st.sampled_from([1.0, 1.0, 0.9, 1.07])))
        plots.append(
            plot(
                f"k{number}",
                outline,
                area_m2=recorded,
                category_max=draw(st.sampled_from(["3.1", "4.2", "5.1"])),
                price_eur_m2=draw(st.sampled_from([40.0, 55.0, 70.0])),
                seller=draw(st.sampled_from(["municipality", "municipality", "province"])),
            )
        )
    return plots


@st.composite
def asks(draw: st.DrawFn) -> LocationRequest:
    """Draw an area, a building or both, and how plots may be combined."""
    area = draw(st.none() | st.integers(2, 60).map(lambda each: each * 1_234))
    building = None
    if area is None or draw(st.booleans()):
        width_dm = draw(st.integers(300, 3_000))
        depth_dm = max(1, width_dm * 10 // draw(st.sampled_from([10, 14, 22, 45, 97])))
        building = Building(width_dm, depth_dm, draw(st.sampled_from([0, 50, 130])))
    limits = [] if area is None else [Requirement("plot_area", area)]
    limits += draw(st.sampled_from([[], [Requirement("category", 7)], [Requirement("price", 5_000)]]))
    combining = Combining(
        draw(st.sampled_from([0, 50])), draw(st.booleans()), draw(st.sampled_from([1, 2, 4, 6]))
    )
    return asked(*limits, building=building, combining=combining)


@settings(max_examples=150, deadline=None)
@given(grounds(), asks(), st.sampled_from([None, 4.0]), st.data())
def test_the_change_told_lets_in_and_one_step_less_does_not(
    plots: list[dict[str, Any]], request: LocationRequest, hectare: float | None, data: st.DataObject
) -> None:
    """Held against whole matches of the changed request; a figure that is not proven says so."""
    park = {"geometry": box(-20, -20, 900, 170), "available_now_ha": hectare} if hectare else {}
    result = on(plots, request, **park)
    if result.qualifier_count:
        return
    told, listed = result.rejection_of("p").relaxations, result.rejection(0).relaxations
    if any(each.needed is None for each in told):
        return
    assert not any(each.is_at_most for each in told)
    needed = {each.criterion_id: each.needed for each in told if each.needed is not None}

    def comes_in(**moved: Limit) -> bool:
        # From what was asked, since the depth of a building is rounded once.
        return on(plots, relaxed(request, {**needed, **moved}.items()), **park).is_qualified("p")

    assert comes_in()
    for each in told:
        short = nearer(each)
        if short is not None and not each.is_at_least:
            assert not comes_in(**{each.criterion_id: short})
        if len(told) == 1 and not each.is_at_least:
            far = nearer(each, data.draw(st.integers(2, 400)))
            # No larger area or width lets it in either: the change is the smallest one.
            if far is not None and each.criterion_id == "plot_area":
                assert not comes_in(**{each.criterion_id: far})
    for each in listed:
        if each.criterion_id == "plot_area" and not each.is_at_least and len(listed) == len(told) == 1:
            assert each.needed == told[0].needed


def test_where_sets_are_left_out_the_figure_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A park with more sets than are looked at is told at least what one plot makes."""
    plots = [plot(f"k{n}", box(100 * n, 0, 100 * n + 100, 100)) for n in range(5)]
    monkeypatch.setattr(smallest_change, "MOST_SETS", 2)
    (change,) = on(plots, asked(Requirement("plot_area", 90_000))).rejection_of("p").relaxations
    assert (change.needed, change.is_at_least) == (40_000, True)


def test_a_whole_list_is_proven_as_far_as_it_says() -> None:
    """Each as its own explanation has it; beyond the limit, and in a replay, the bounds stay and say so."""
    plots = [plot(f"k{n}", box(100 * n, 0, 100 * n + 100, 100)) for n in range(4)]
    result = on(plots, asked(Requirement("plot_area", 90_000)))
    ((listed, is_worked_out),) = proven_rejections(result, most=0)
    assert (listed, is_worked_out) == (result.rejection(0), False)
    ((proven, is_proven),) = proven_rejections(result)
    assert (proven, is_proven) == (result.rejection_of("p"), True)
    ((replayed, is_replayed),) = proven_rejections(replay(to_replay(result)))
    assert (changes_told(replayed), is_replayed) == (changes_told(listed), False)


def test_what_the_list_itself_works_out_needs_no_proof() -> None:
    """One plot alone combines with none, so that its figure is the smallest as it stands."""
    result = on([plot("k", box(0, 0, 100, 100))], asked(Requirement("plot_area", 90_000)))
    assert proven_rejections(result, most=0) == ((result.rejection(0), True),)
