"""The height check: yes, no, and unknown wherever the sources do not agree or say nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.path.height_check import (
    AllowedHeight,
    HeightCheck,
    PermitNeeded,
    SiteHeights,
    permit_needed,
    site_heights,
)
from drentsportal.domain.sites.site import Site
from drentsportal.domain.values import Known, PartialDate, Unknown
from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from drentsportal.domain.values import Attribute

NOW_UTC = datetime(2026, 11, 20, 9, 40, tzinfo=UTC)
HEIGHTS = st.lists(st.none() | st.integers(1, 500).map(lambda dm: dm / 10), max_size=5)


def known(value: object, source: str = "Omgevingsplan") -> Known[object]:
    """Make a value with a source."""
    return Known(value, source, PartialDate(2026))


def site(
    site_id: str, kind: SiteKind, height_m: float | None, *others_m: float, status: str = "available"
) -> Site:
    """Make a site; ``others_m`` are contradicting values in force."""
    value: Attribute[object] = Unknown() if height_m is None else known(height_m)
    conflicts = {"max_height_m": tuple(known(each, "IBIS") for each in others_m)} if others_m else {}
    attributes = {"name": known(site_id), "max_height_m": value, "status": known(status)}
    return Site(site_id, kind, attributes, None, conflicts)


@given(st.none() | st.integers(1, 500), HEIGHTS)
def test_only_sources_that_agree_give_an_answer(asked_dm: int | None, allowed_m: list[float | None]) -> None:
    """Yes when all are lower, no when all are as high or higher, else unknown."""
    answer = permit_needed(asked_dm, [AllowedHeight("p", each, "bron", "2026") for each in allowed_m])
    stated = [round(each * 10) for each in allowed_m if each is not None]
    if asked_dm is None or not allowed_m or len(stated) < len(allowed_m):
        assert answer is PermitNeeded.UNKNOWN
    elif all(each < asked_dm for each in stated):
        assert answer is PermitNeeded.YES
    elif all(each >= asked_dm for each in stated):
        assert answer is PermitNeeded.NO
    else:
        assert answer is PermitNeeded.UNKNOWN


@pytest.mark.parametrize(
    ("allowed_m", "answer"),
    [(12.0, PermitNeeded.NO), (11.99, PermitNeeded.YES), (12, PermitNeeded.NO), (12.01, PermitNeeded.NO)],
)
def test_a_centimetre_decides(allowed_m: float, answer: PermitNeeded) -> None:
    """Asked are twelve metres; nothing is rounded in anybody's favour."""
    assert site_heights(120, site("p", SiteKind.PARK, allowed_m), None, ()).permit_needed is answer


def test_a_contradicted_value_gives_no_answer() -> None:
    """Unless both say the same."""
    assert site_heights(120, site("p", SiteKind.PARK, 15, 10), None, ()).permit_needed is PermitNeeded.UNKNOWN
    agreed = site_heights(120, site("p", SiteKind.PARK, 15, 14), None, ())
    assert agreed.permit_needed is PermitNeeded.NO
    assert [each.source for each in agreed.heights] == ["Omgevingsplan", "IBIS"]


def test_a_park_goes_by_its_plots_too() -> None:
    """A plot for sale with a lower height makes the answer of the park unknown; a sold one says nothing."""
    park = site("p", SiteKind.PARK, 15)
    low, sold = (site(each, SiteKind.PLOT, 10, status=each) for each in ("available", "sold"))
    silent = site("stil", SiteKind.PLOT, None)
    assert site_heights(120, park, None, (low,)).permit_needed is PermitNeeded.YES
    assert site_heights(120, park, None, (low, silent)).permit_needed is PermitNeeded.UNKNOWN
    assert site_heights(120, park, None, (sold, silent)).permit_needed is PermitNeeded.NO


def test_a_plot_without_a_height_goes_by_its_park() -> None:
    """And says where that stands; without a park it is unknown."""
    park, plot = site("p", SiteKind.PARK, 10), site("k", SiteKind.PLOT, None)
    row = site_heights(120, plot, park, ())
    assert (row.permit_needed, row.heights[0].site_id) == (PermitNeeded.YES, "p")
    assert site_heights(120, plot, None, ()).permit_needed is PermitNeeded.UNKNOWN


@given(st.lists(st.sampled_from(PermitNeeded), max_size=4))
def test_unknown_never_counts_as_no(answers: list[PermitNeeded]) -> None:
    """No only when every chosen site says no; yes as soon as one says yes."""
    check = HeightCheck(NOW_UTC, 120, tuple(SiteHeights("p", "p", (), each) for each in answers))
    assert (check.permit_needed is PermitNeeded.YES) == (PermitNeeded.YES in answers)
    assert (check.permit_needed is PermitNeeded.NO) == (set(answers) == {PermitNeeded.NO})
