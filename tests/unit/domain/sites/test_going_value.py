"""What goes for a plot or a building that says nothing itself: what its park says, the most exact first."""

from __future__ import annotations

import pytest

from drentsportal.domain.sites.going_value import going_value
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from tests.unit.reports.subjects import site


@pytest.mark.parametrize(
    ("of_park", "expected"),
    [
        ({"category_main_max": 5}, ("category_main_max", 5)),
        ({"category_main_max": 5, "issue_category_max": "4.2"}, ("issue_category_max", "4.2")),
        ({"issue_category_min": "3.1"}, None),
    ],
)
def test_a_plot_goes_by_the_categories_of_the_land_that_its_park_issues(
    of_park: dict[str, object], expected: tuple[str, object] | None
) -> None:
    """Before its main number; a building does not stand on that land, and a plot keeps its own."""
    park = site(SiteKind.PARK, "p", {"name": "P", **of_park})
    plot, hall = site(SiteKind.PLOT, "k", {"name": "K"}), site(SiteKind.PREMISES, "h", {"name": "H"})
    found = going_value(plot, park, "category_max")
    assert (found.of_park, bool(found.known)) == (expected is not None, expected is not None)
    if expected is not None:
        assert isinstance(found.value, Known)
        assert (found.attribute_id, found.value.value) == expected
    main = going_value(hall, park, "category_max")
    assert main.attribute_id == ("category_main_max" if "category_main_max" in of_park else "category_max")
    own = site(SiteKind.PLOT, "k", {"name": "K", "category_max": "3.1"})
    assert going_value(own, park, "category_max").attribute_id == "category_max"


def test_the_lowest_category_of_a_plot_is_that_of_the_land_that_its_park_issues() -> None:
    """Unknown where the park does not say: its main number is no lower end."""
    plot = site(SiteKind.PLOT, "k", {"name": "K"})
    issued = site(SiteKind.PARK, "p", {"name": "P", "issue_category_min": "3.1"})
    assert going_value(plot, issued, "category_min").attribute_id == "issue_category_min"
    bare = site(SiteKind.PARK, "p", {"name": "P", "category_main_max": 5})
    assert not going_value(plot, bare, "category_min").known
