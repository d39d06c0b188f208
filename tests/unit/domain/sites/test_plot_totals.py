"""A park states what it can issue and its plots add up to it, or not; what is unknown excuses it."""

from __future__ import annotations

import pytest

from drentsportal.domain.sites.plot_totals import differing_totals
from drentsportal.domain.sites.site import Site
from drentsportal.domain.values import Attribute, Known, PartialDate, Unknown
from drentsportal.domain.vocabulary import SiteKind

AS_OF = PartialDate(2026)
NOW, LATER = "available_now_ha", "available_later_ha"


def _site(kind: SiteKind, **values: object) -> Site:
    known: dict[str, Attribute[object]] = {
        name: Unknown() if value is None else Known(value, "lijst", AS_OF) for name, value in values.items()
    }
    return Site("s", kind, {NOW: Unknown(), LATER: Unknown(), "area_m2": Unknown(), **known}, None)


def _plots(*told: tuple[str | None, int | None]) -> list[Site]:
    return [_site(SiteKind.PLOT, status=status, area_m2=area_m2) for status, area_m2 in told]


@pytest.mark.parametrize(
    ("stated_ha", "areas_m2", "told_m2"),
    [
        (2.5, (12_000, 13_000), None),
        (2.5, (12_000, 13_400), None),
        (2.5, (12_000, 13_600), 25_600),
        (2.5, (12_000, 12_400), 24_400),
        (2.5012, (12_000, 13_000), None),
        (2.55, (12_000, 13_000), 25_000),
        (2.0, (20_400,), None),
        (2.0, (20_600,), 20_600),
        (0.0, (20_600,), 20_600),
    ],
)
def test_totals_are_compared_as_exactly_as_the_park_states_its_own(
    stated_ha: float, areas_m2: tuple[int, ...], told_m2: int | None
) -> None:
    """To its own decimals: at least a tenth, at most a hundredth of a hectare, as they are printed."""
    plots = _plots(*(("available", each) for each in areas_m2), ("sold", 90_000))
    found = differing_totals(_site(SiteKind.PARK, available_now_ha=stated_ha), plots)
    assert [each.area_m2 for each in found] == ([] if told_m2 is None else [told_m2])
    assert all(each.attribute_id == NOW and each.with_taken_m2 is None for each in found)


def test_a_park_that_counts_what_is_taken_is_told_so() -> None:
    """Plots in option or reserved make up the difference."""
    plots = _plots(("available", 10_000), ("option", 5_000), ("reserved", 2_500), ("sold", 4_000))
    (found,) = differing_totals(_site(SiteKind.PARK, available_now_ha=1.75), plots)
    assert (found.area_m2, found.with_taken_m2) == (10_000, 17_500)


@pytest.mark.parametrize("unsure", [(None, 30_000), ("available", None)])
def test_an_unknown_plot_may_make_up_what_lacks(unsure: tuple[str | None, int | None]) -> None:
    """With it the sum is only the least: it contradicts a park that states less, not one with more."""
    plots = _plots(("available", 20_000), unsure)
    assert not differing_totals(_site(SiteKind.PARK, available_now_ha=5.0), plots)
    (found,) = differing_totals(_site(SiteKind.PARK, available_now_ha=1.0), plots)
    assert (found.area_m2, found.open_count) == (20_000, 1)


def test_what_comes_later_need_not_be_parcelled_out() -> None:
    """Fewer planned plots than land contradict nothing; more of them than the park has do."""
    park = _site(SiteKind.PARK, available_later_ha=3.0)
    assert not differing_totals(park, _plots(("sold", 10_000)))
    assert not differing_totals(park, _plots(("planned", 10_000), ("available", 20_000)))
    (found,) = differing_totals(park, _plots(("planned", 10_000), ("planned", 25_000), ("available", 20_000)))
    assert (found.attribute_id, found.area_m2, found.with_taken_m2) == (LATER, 35_000, None)
    assert [each.value for each in found.known] == ["planned", 10_000, "planned", 25_000]


def test_no_free_plot_contradicts_a_park_that_has_land_to_issue() -> None:
    """Where every status is known; a park without plots on record is not contradicted by their absence."""
    park = _site(SiteKind.PARK, available_now_ha=3.0)
    (found,) = differing_totals(park, _plots(("sold", 10_000), ("option", 5_000)))
    assert (found.area_m2, found.open_count) == (0, 0)
    assert found.known
    assert not differing_totals(park, ())
    assert not differing_totals(park, _plots((None, 10_000)))
    assert not differing_totals(_site(SiteKind.PARK, available_now_ha=0.0), _plots(("sold", 10_000)))


def test_nothing_is_said_of_what_is_unknown_or_of_another_kind() -> None:
    """A park that states no total, and a plot among its neighbours."""
    plots = _plots(("available", 10_000))
    assert not differing_totals(_site(SiteKind.PARK), plots)
    assert not differing_totals(_site(SiteKind.PLOT, available_now_ha=3.0), plots)
