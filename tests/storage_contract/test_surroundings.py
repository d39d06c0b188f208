"""Regions, park management, plan zones and the grid: as delivered, newest first, gone when undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import shapely

from drentsportal.domain.merge.delivery import Delivery
from drentsportal.domain.sites.site import Landmark
from drentsportal.domain.sites.surroundings import (
    GridArea,
    GridSide,
    ParkManagementOrganisation,
    PlanZone,
    PostcodeGrid,
    PostcodeGridBatch,
    RegionMembership,
)
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import GridState, LandmarkKind, PlanPhase
from drentsportal.errors import InputError, NotFoundError
from tests.storage_contract.deliveries import deliver, undo

if TYPE_CHECKING:
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.ports.workspace import Workspace

Y2025, Y2026 = PartialDate(2025), PartialDate(2026)
REGION = RegionMembership("techzone", "Dutch TechZone", ("GM0109", "GM0114"), "x", Y2025)
ORGANISATION = ParkManagementOrganisation(
    "pmo-1",
    "Parkmanagement Emmen",
    ("p1",),
    ("GM0114",),
    ("glasvezel", "beveiliging é"),
    "pm.example",
    "x",
    Y2025,
)
ZONE = PlanZone(
    id="z1",
    plan_name="Bargermeer 2013",
    zone_name="Bedrijf 3.2",
    park_id="p1",
    category_min="2",
    category_max="3.2",
    max_height_m=12.5,
    uses="bedrijf",
    web_shop_allowed=False,
    storage_allowed=True,
    plan_phase=PlanPhase.IRREVOCABLE,
    link="https://plan.example",
    geometry_rd=shapely.box(250000, 530000, 250100, 530100),
    source="x",
    as_of=Y2025,
)
BARE_ZONE = PlanZone(
    "z2", "", "", "", None, None, None, "", None, None, "", shapely.box(0, 0, 1, 1), "x", Y2025
)
AREA = GridArea(
    "a1", "Emmen", "Enexis", 2026, GridSide(GridState.RED, 12, 30.5, 0.0, 2031), GridSide(None), "x", Y2025
)


def of(source: str = "x", **holds: object) -> Delivery:
    """Return a delivery of a source that holds some things."""
    return replace(Delivery(source, "f", "0", "m"), **holds)  # type: ignore[arg-type] # its own fields, by name


def grid(
    rows: dict[str, tuple[str | None, str | None]], source: str = "x", as_of: PartialDate = Y2026
) -> Delivery:
    """Return a delivery of postcodes."""
    demand, generation = [each[0] for each in rows.values()], [each[1] for each in rows.values()]
    return of(
        source,
        grid_postcodes=PostcodeGridBatch(list(rows), demand, generation, ["a1"] * len(rows)),
        as_of=as_of,
    )


def everything(catalogue: SiteCatalogue, version: int | None = None) -> tuple[object, ...]:
    """Return all surroundings but the postcodes."""
    return (
        catalogue.regions(version),
        catalogue.park_management_organisations(version),
        catalogue.plan_zones(version),
        catalogue.grid_areas(version),
    )


def test_surroundings_come_back_as_they_went_in_and_go_with_their_delivery(workspace: Workspace) -> None:
    """Every field, and what is not known stays unknown; undoing takes all of it."""
    later = replace(AREA, year=2027)
    other = replace(REGION, id="assen", name="Regio Groningen-Assen")
    what = of(
        regions=(REGION, other),
        park_management_organisations=(ORGANISATION,),
        plan_zones=(BARE_ZONE, ZONE),
        grid_areas=(later, AREA),
    )
    version = deliver(workspace, what)
    catalogue = workspace.catalogue
    held = ((other, REGION), (ORGANISATION,), (ZONE, BARE_ZONE), (AREA, later))
    assert everything(catalogue) == held
    undone = undo(workspace, version)
    assert everything(catalogue) == ((), (), (), ())
    assert everything(catalogue, version) == held
    assert undone == 2


def test_the_newest_date_counts_and_of_one_source_its_last_delivery(workspace: Workspace) -> None:
    """An older date of another source stays behind; of the same source the later delivery holds."""
    newer = replace(REGION, name="nieuwer", source="y", as_of=Y2026)
    deliver(workspace, of("y", regions=(newer,)))
    deliver(workspace, of(regions=(replace(REGION, name="van x"),)))
    assert [each.name for each in workspace.catalogue.regions()] == ["nieuwer"]
    deliver(workspace, of("y", regions=(replace(newer, name="later, ouder", as_of=PartialDate(2020)),)))
    assert [each.name for each in workspace.catalogue.regions()] == ["van x"]
    assert [each.name for each in workspace.catalogue.regions(2)] == ["nieuwer"]


def test_a_landmark_keeps_its_class_of_ship(workspace: Workspace) -> None:
    """A quay has one; where it is unknown it is empty."""
    quay = Landmark("k", LandmarkKind.QUAY, "Kade", shapely.Point(1, 2), "x", Y2025, cemt_class="Va")
    place = Landmark("p", LandmarkKind.PLACE, "Emmen", shapely.Point(1, 2), "x", Y2025)
    deliver(workspace, of(landmarks=(quay, place)))
    assert [each.cemt_class for each in workspace.catalogue.landmarks()] == ["", "Va"]


def test_postcodes_are_read_by_postcode(workspace: Workspace) -> None:
    """Only what is asked comes back; one that the map does not hold is absent; unknown stays unknown."""
    version = deliver(
        workspace,
        grid({"9723AB": ("red", None), "7811AA": ("transparent", "yellow"), "7811AB": (None, None)}),
    )
    found = workspace.catalogue.grid_at(["7811AA", "9999ZZ", "9723AB", "7811AA"])
    assert dict(found) == {
        "7811AA": PostcodeGrid("7811AA", GridState.TRANSPARENT, GridState.YELLOW, "a1", "x", Y2026),
        "9723AB": PostcodeGrid("9723AB", GridState.RED, None, "a1", "x", Y2026),
    }
    assert dict(workspace.catalogue.grid_at([])) == {}
    undo(workspace, version)
    assert dict(workspace.catalogue.grid_at(["7811AA"])) == {}
    assert len(workspace.catalogue.grid_at(["7811AA"], version)) == 1
    with pytest.raises(NotFoundError):
        workspace.catalogue.grid_at(["7811AA"], 9)


def test_postcodes_follow_the_rule_of_all_that_is_delivered(workspace: Workspace) -> None:
    """Newest date first, of each source its last delivery; what a delivery leaves out stays as it was."""

    def state(version: int | None = None) -> dict[str, GridState | None]:
        asked = ("7811AA", "7811AB")
        return {key: each.demand for key, each in workspace.catalogue.grid_at(asked, version).items()}

    deliver(workspace, grid({"7811AA": ("red", None), "7811AB": ("red", None)}, as_of=Y2025))
    deliver(workspace, grid({"7811AA": ("yellow", None)}))
    deliver(workspace, grid({"7811AA": ("amber", None)}, source="older", as_of=PartialDate(2020)))
    assert state() == {"7811AA": GridState.YELLOW, "7811AB": GridState.RED}
    assert state(1) == {"7811AA": GridState.RED, "7811AB": GridState.RED}
    undo(workspace, 2)
    assert state()["7811AA"] is GridState.RED
    undo(workspace, 1)
    assert state() == {"7811AA": GridState.AMBER}
    assert state(2)["7811AA"] is GridState.YELLOW


def test_many_postcodes_are_asked_at_once(workspace: Workspace) -> None:
    """More than one statement of a database can hold."""
    rows: dict[str, tuple[str | None, str | None]] = {
        f"{n:04d}AA": ("red", "amber") for n in range(1000, 3000)
    }
    deliver(workspace, grid(rows))
    assert set(workspace.catalogue.grid_at([*rows, "9999ZZ"])) == set(rows)


TWICE = PostcodeGridBatch(["7811AA", "7811AB", "7811AA"], [None] * 3, [None] * 3, [""] * 3)


@pytest.mark.parametrize(
    ("batch", "as_of", "message_id"),
    [
        (PostcodeGridBatch(["7811AA"], [None], [None], [""]), None, "postcodes_undated"),
        (TWICE, Y2026, "postcode_twice"),
        (PostcodeGridBatch(["7811AA"], ["purple"], [None], [""]), Y2026, "grid_state"),
        (PostcodeGridBatch(["7811AA"], [], [None], [""]), Y2026, "ragged_batch"),
    ],
)
def test_postcodes_that_cannot_be_kept_are_refused(
    workspace: Workspace, batch: PostcodeGridBatch, as_of: PartialDate | None, message_id: str
) -> None:
    """Without date, twice, of an unknown state or of unequal columns: nothing is stored."""
    with pytest.raises(InputError) as caught:
        deliver(workspace, of(grid_postcodes=batch, as_of=as_of))
    assert caught.value.message_id == f"error.storage.{message_id}"
    assert workspace.catalogue.data_version() == 0
