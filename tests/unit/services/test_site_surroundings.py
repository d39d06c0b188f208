"""What lies around one site, read at one version; regions of a workspace in a request; all on both stores."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from drentsportal.domain.asking.request import LocationRequest, Requirement
from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport, SiteBatch
from drentsportal.domain.sites.site import ContactPoint, Landmark
from drentsportal.domain.sites.surroundings import (
    GridArea,
    GridSide,
    ParkManagementOrganisation,
    PlanZone,
    PostcodeGridBatch,
    RegionMembership,
)
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import GridState, LandmarkKind, SiteKind
from drentsportal.errors import InputError, NotFoundError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from drentsportal.services.around_facts import AroundTopic, around_facts
from drentsportal.services.factsheets import surroundings_of
from drentsportal.services.request_admission import RequestAdmission
from drentsportal.services.request_values import read_municipalities
from drentsportal.services.site_surroundings import SitesAround
from tests.fakes import OFFICER, InMemoryWorkspace
from tests.new_files import new_workspace
from tests.unit.services.desk_harness import FRIDAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.services.ports.workspace import Workspace

DATE = PartialDate(2026, 11)
SHAPE = shapely.box(256_000, 533_000, 256_400, 533_200)
SIDE = GridSide(GridState.RED, 3, 1.5, None, 2029)


def delivered(**parts: Any) -> Delivery:  # noqa: ANN401 - the delivery's own fields
    """Make a delivery."""
    return Delivery("Bron", "x", "0" * 64, "test", **parts)


def store(workspace: Workspace, *deliveries: Delivery) -> None:
    """Store deliveries, one step each."""
    report = ImportReport("x", "Bron", "test", 1, 1, "park", 0, AreaTotals(None, None, None))
    for each in deliveries:
        with workspace.unit_of_work() as work:
            work.sites.add_delivery(each, report, OFFICER, FRIDAY)
            work.commit()


@pytest.fixture(params=["memory", "file"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    """Store a park with a plot, and everything around it."""
    made: Workspace = (
        InMemoryWorkspace() if request.param == "memory" else new_workspace(tmp_path / "x.drents")
    )
    values: dict[str, list[object]] = {
        "name": ["Bargermeer"],
        "municipality_code": ["GM0114"],
        "postcode": ["7811SS"],
        "plan_phase": ["draft"],
        "available_now_ha": [2.0],
    }
    parks = SiteBatch(SiteKind.PARK, ["p"], [DATE], values, [shapely.to_wkb(SHAPE)])
    plots = SiteBatch(SiteKind.PLOT, ["k"], [DATE], {"park_id": ["p"]}, [None])
    zone = PlanZone(
        "z", "Plan", "Zone", "", "2", "4.2", 12.0, "", None, None, "", SHAPE.buffer(5), "Plan", DATE
    )
    hub = Landmark("h", LandmarkKind.HUB, "Emmtec", shapely.Point(256_900, 533_100), "KEI", PartialDate(2014))
    pmo = ParkManagementOrganisation("e", "PMO Emmen", ("p",), (), ("beveiliging",), "", "MKB", DATE)
    contact = ContactPoint("c", "pmo:e", "Parkmanager", "PMO Emmen", "+31", "", "Bron", DATE)
    store(
        made,
        delivered(batches=(parks, plots), landmarks=(hub,), contact_points=(contact,)),
        delivered(plan_zones=(zone,), park_management_organisations=(pmo,)),
        delivered(
            grid_areas=(GridArea("A", "Station", "Enexis", 2026, SIDE, GridSide(None), "Kaart", DATE),),
            grid_postcodes=PostcodeGridBatch(["7811SS"], ["red"], [None], ["A"]),
            as_of=DATE,
        ),
        delivered(regions=(RegionMembership("oost", "Regio Oost", ("GM0114",), "Raad", DATE),)),
    )
    yield made
    made.close()


def test_everything_around_a_park(workspace: Workspace) -> None:
    """Zone with its share, grid at the postcode, nearest hub, management and contact, regions, supply."""
    around = SitesAround(workspace.catalogue).about("p")
    assert [(each.zone.id, each.share) for each in around.zones] == [("z", 1.0)]
    assert around.grid.at_postcode is not None
    assert (around.grid.at_postcode.demand, around.grid.at_postcode.generation) == (GridState.RED, None)
    assert around.grid.area is not None
    assert around.grid.area.year == 2026
    assert around.nearest[LandmarkKind.HUB].distance_m == 500
    (management,) = around.management
    assert management.contact is not None
    assert management.contact.function == "Parkmanager"
    assert [each.id for each in around.regions] == ["oost", "zuid_drenthe"]
    assert around.supply is not None
    assert (around.supply[0], around.supply[1].available_now_ha) == ("soft", 2.0)


def test_a_plot_has_what_its_park_has(workspace: Workspace) -> None:
    """Distances are those of the park, as is the postcode by which the grid is looked up; both are said."""
    around = SitesAround(workspace.catalogue).about("k")
    assert around.measured_from_park
    assert around.nearest[LandmarkKind.HUB].distance_m == 500
    assert (around.grid.postcode, around.grid.of_park) == ("7811SS", True)
    assert around.grid.at_postcode is not None
    told = [fact.text.id for fact in around_facts(around) if fact.topic is AroundTopic.GRID]
    assert "around.grid.demand.state_of_park" in told
    assert not SitesAround(workspace.catalogue).about("p").grid.of_park
    assert around.zones == ()
    assert [each.organisation.id for each in around.management] == ["e"]
    with pytest.raises(NotFoundError):
        SitesAround(workspace.catalogue).about("nergens")


def test_an_earlier_version_knows_less(workspace: Workspace) -> None:
    """What was delivered later is not there; unknown says so in words."""
    around = SitesAround(workspace.catalogue).about("p", 1)
    assert around.zones == ()
    assert around.grid.at_postcode is None
    assert [each.id for each in around.regions] == ["zuid_drenthe"]
    unknown = {fact.topic for fact in around_facts(around) if fact.is_unknown}
    assert {AroundTopic.PLAN, AroundTopic.GRID, AroundTopic.MANAGEMENT, AroundTopic.NEAR} <= unknown


def test_every_statement_has_words(workspace: Workspace) -> None:
    """Known or not, in full or with gaps, there is a sentence; every value of the grid is indicative."""
    dutch = Language("nl", resources_dir(), strict=True)
    about = SitesAround(workspace.catalogue).about
    whole = about("p")
    zone = whole.zones[0].zone
    bare = replace(zone, category_min=None, category_max=None, max_height_m=None, web_shop_allowed=None)
    here = replace(whole.zones[0], zone=bare, share=0.4)
    at_point = replace(whole.zones[0], zone=replace(zone, uses="bedrijven"), share=None)
    for around in (whole, about("k"), about("p", 1), replace(whole, zones=(here, at_point))):
        for fact in around_facts(around):
            text = dutch.text(fact.text)
            assert text
            if fact.topic is AroundTopic.GRID and fact.as_of is not None:
                assert "indicatief" in text


def test_a_contact_by_id_is_found_by_the_name_of_its_organisation(workspace: Workspace) -> None:
    """A park names its organisation as its source does; the contact goes by id."""
    shared = surroundings_of(workspace.catalogue, TomlReference(resources_dir()))
    found = shared.contact("pmo:PMO Emmen")
    assert found is not None
    assert found.id == "c"
    assert shared.regions["oost"] == "Regio Oost"


def test_a_request_may_ask_for_a_region_of_the_workspace(workspace: Workspace) -> None:
    """By name or id; one without members is refused in words that say why, an unknown one with the list."""
    store(workspace, delivered(regions=(RegionMembership("leeg", "Regio Leeg", (), "Raad", DATE),)))
    admission = RequestAdmission(TomlReference(resources_dir()), workspace.catalogue)
    regions = admission.regions()
    assert read_municipalities(["regio oost", "OOST"], "municipality", regions) == ("oost",)

    def asking(region_id: str) -> LocationRequest:
        return LocationRequest("test", requirements=(Requirement("municipality", (region_id,)),))

    admission.admit(asking("oost"))
    with pytest.raises(InputError) as caught:
        admission.admit(asking("leeg"))
    assert caught.value.message_id == "error.request.region_without_members"
    with pytest.raises(InputError) as caught:
        admission.admit(asking("west"))
    assert "Regio Oost" in str(caught.value.params["accepted"])
    assert "Regio Leeg" not in str(caught.value.params["accepted"])
