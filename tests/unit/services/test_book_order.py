"""The order of a bidbook: the plots of a park stand together, and A2 stands before A11."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from drentsportal.domain.vocabulary import PlotStatus, SiteKind
from drentsportal.errors import NotFoundError
from drentsportal.services.book_order import in_book_order, taken_plots
from tests.unit.reports.subjects import site

if TYPE_CHECKING:
    from drentsportal.services.ports.catalogue import SiteCatalogue

SITES = {
    "zuid": site(SiteKind.PARK, "zuid", {"name": "Zuid", "municipality_code": "GM0114"}),
    "noord": site(SiteKind.PARK, "noord", {"name": "Noord", "municipality_code": "GM0114"}),
    "west": site(SiteKind.PARK, "west", {"name": "West", "municipality_code": "GM0106"}),
    "z2": site(SiteKind.PLOT, "z2", {"name": "A2", "park_id": "zuid"}),
    "z11": site(SiteKind.PLOT, "z11", {"name": "A11", "park_id": "zuid"}),
    "n1": site(SiteKind.PLOT, "n1", {"name": "A1", "park_id": "noord"}),
    "w1": site(SiteKind.PLOT, "w1", {"name": "A1", "park_id": "west"}),
    "los": site(SiteKind.PLOT, "los", {"name": "A0", "municipality_code": "GM0106"}),
    "nergens": site(SiteKind.PLOT, "nergens", {"name": "A0"}),
}


@dataclass(frozen=True)
class _Shelf:
    """Sites in memory."""

    def data_version(self) -> int:
        """Return the only one."""
        return 1

    def municipalities(self, version: int) -> tuple[SimpleNamespace, ...]:
        """Return two gemeenten."""
        del version
        return (SimpleNamespace(code="GM0114", name="Emmen"), SimpleNamespace(code="GM0106", name="Assen"))

    def site(self, site_id: str, version: int | None = None) -> object:
        """Return one of them."""
        del version
        try:
            return SITES[site_id]
        except KeyError as error:
            raise NotFoundError("error.site.unknown", field=site_id) from error


def test_plots_stand_by_gemeente_park_and_number() -> None:
    """Names that many parks have no longer mix them; what states no gemeente or park stands behind."""
    ordered = in_book_order(cast("SiteCatalogue", _Shelf()), ("nergens", "z11", "los", "z2", "w1", "n1"))
    assert ordered == ("w1", "los", "n1", "z2", "z11", "nergens")


def test_only_what_is_taken_is_counted() -> None:
    """Free plots, unknown ones and other sites are none of it, and nothing is counted as 0."""
    statuses: dict[object, int] = {None: 4, "available": 3, "sold": 2, "reserved": 1}
    assert taken_plots(statuses) == ((PlotStatus.SOLD, 2), (PlotStatus.RESERVED, 1))
    assert taken_plots({}) == ()
