"""Plots of a park, added up: what is unknown keeps a sum from being whole, and is never 0."""

from __future__ import annotations

import pytest

from drentsportal.domain.sites.plots_on_record import PlotsOnRecord, plots_on_record
from drentsportal.domain.sites.site import Site
from drentsportal.domain.values import Known, PartialDate, Unknown
from drentsportal.domain.vocabulary import SiteKind


def _plot(status: str | None, area_m2: int | None) -> Site:
    told = {"status": status, "area_m2": area_m2}
    values = {
        name: Unknown() if each is None else Known(each, "Opgave", PartialDate(2026))
        for name, each in told.items()
    }
    return Site("k", SiteKind.PLOT, values, None, {}, ())


@pytest.mark.parametrize(
    ("plots", "counts", "available_m2"),
    [
        ((), (0, 0, 0, 0, 0), None),
        ((("available", 900), ("available", 100), ("sold", 5_000)), (3, 2, 1_000, 0, 0), 1_000),
        ((("sold", 5_000), ("option", None)), (2, 0, 0, 0, 0), 0),
        ((("available", 900), ("available", None)), (2, 2, 900, 1, 0), None),
        ((("available", 900), (None, 400)), (2, 1, 900, 0, 1), None),
    ],
)
def test_plots_add_up_as_far_as_they_are_known(
    plots: tuple[tuple[str | None, int | None], ...], counts: tuple[int, ...], available_m2: int | None
) -> None:
    """None on record, all known, none available, an area that nobody stated, and a status."""
    found = plots_on_record([_plot(*each) for each in plots])
    assert found == PlotsOnRecord(*counts)
    assert found.available_m2 == available_m2
