"""Lists of sites by filter, totals, and one site by id or name; on a real workspace file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport, SiteBatch
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import NotFoundError, QuestionError
from drentsportal.services.site_browsing import SiteBrowsing, SiteFilter
from tests.fakes import OFFICER
from tests.new_files import new_workspace
from tests.unit.services.desk_harness import FRIDAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARKS: dict[str, list[object]] = {
    "name": ["Zuid", "Bargermeer", "bargermeer", None],
    "municipality_code": ["GM0106", "GM0114", "GM0109", None],
    "segments": ["logistics", "heavy_industry;logistics", None, None],
    "gross_ha": [10.1, 20.2, None, None],
    "available_now_ha": [0.0, 3.5, None, None],
    "available_later_ha": [None, None, 2.0, None],
}


@pytest.fixture
def browsing(tmp_path: Path) -> Iterator[SiteBrowsing]:
    """Fill a workspace with four parks and two plots."""
    as_of = [PartialDate(2026)] * 4
    parks = SiteBatch(SiteKind.PARK, ["p1", "p2", "p3", "p4"], as_of, PARKS, [None] * 4)
    columns: dict[str, list[object]] = {"status": ["available", "sold"], "park_id": ["p2", "p2"]}
    plots = SiteBatch(SiteKind.PLOT, ["k1", "k2"], as_of[:2], columns, [None] * 2)
    workspace = new_workspace(tmp_path / "proef.drents")
    report = ImportReport("test", "test", "test", 6, 6, "park", 0, AreaTotals(None, None, None))
    with workspace.unit_of_work() as work:
        work.sites.add_delivery(
            Delivery("test", "test", "0" * 64, "test", (parks, plots)), report, OFFICER, FRIDAY
        )
        work.commit()
    yield SiteBrowsing(workspace)
    workspace.close()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (SiteFilter(), ("p2", "p3", "p4", "p1")),
        (SiteFilter(municipality_codes=("GM0106", "GM0109")), ("p3", "p1")),
        (SiteFilter(segments=("logistics",)), ("p2", "p1")),
        (SiteFilter(name="MEER"), ("p2", "p3")),
        (SiteFilter(has_space=True), ("p2", "p3")),
        (SiteFilter(municipality_codes=("GM9999",)), ()),
        (SiteFilter(kind=SiteKind.PLOT, has_space=True), ("k1",)),
        (SiteFilter(kind=SiteKind.PREMISES, has_space=True), ()),
    ],
)
def test_filters(browsing: SiteBrowsing, wanted: SiteFilter, found: tuple[str, ...]) -> None:
    """Filters."""
    assert browsing.find(wanted) == found


def test_totals_leave_unknown_out_and_say_when_all_is_unknown(browsing: SiteBrowsing) -> None:
    """Totals leave unknown out and say when all is unknown."""
    totals = browsing.totals(("p1", "p2", "p3"))
    assert (totals.count, totals.gross_ha, totals.net_ha) == (3, 30.3, None)
    assert totals.available_now_ha == 3.5
    assert browsing.totals(()).gross_ha is None


def test_a_site_is_found_by_id_or_whole_name(browsing: SiteBrowsing) -> None:
    """A site is found by id or whole name."""
    assert browsing.resolve("p4") == "p4"
    assert browsing.resolve("k1") == "k1"
    assert browsing.resolve(" zuid ") == "p1"
    with pytest.raises(NotFoundError):
        browsing.resolve("Zui")
    with pytest.raises(QuestionError) as caught:
        browsing.resolve("Bargermeer")
    assert caught.value.choices == ("p2", "p3")
