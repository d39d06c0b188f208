"""Sites: what is delivered is what is read, in objects and in columns, at every version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from drentsportal.domain.sites.site import ContactPoint, Landmark, Municipality, RestructuringClaim
from drentsportal.domain.sites.site_table import RecordSource
from drentsportal.domain.values import Known, PartialDate, Unknown, UnknownReason
from drentsportal.domain.vocabulary import LandmarkKind, SiteKind
from drentsportal.errors import InputError, NotFoundError
from tests.storage_contract.deliveries import (
    BERT,
    batch,
    choose,
    deliver,
    delivery,
    edit,
    parks,
    undo,
)

if TYPE_CHECKING:
    from drentsportal.services.ports.workspace import Workspace

SQUARE = (250000, 530000, 250100, 530100)
IBIS_2022 = PartialDate(2022)


def test_an_empty_workspace_has_version_zero_and_no_sites(workspace: Workspace) -> None:
    """An empty workspace has version zero and no sites."""
    assert workspace.catalogue.data_version() == 0
    table = workspace.catalogue.site_table()
    assert (len(table.parks), len(table.plots), len(table.premises)) == (0, 0, 0)
    assert table.parks.columns["gross_ha"].known.tolist() == []


def test_a_delivered_value_carries_source_and_date(workspace: Workspace) -> None:
    """A delivered value carries source and date."""
    deliver(workspace, parks({"p1": {"name": "Bargermeer", "gross_ha": 1.5, "geometry": SQUARE}}))
    site = workspace.catalogue.site("p1")
    assert site.attribute("gross_ha") == Known(1.5, "IBIS", IBIS_2022)
    assert site.attribute("net_ha") == Unknown()
    assert site.name == "Bargermeer"
    assert site.geometry_rd is not None
    assert site.geometry_rd.equals(shapely.box(*SQUARE))


def test_the_table_names_source_and_date_of_every_record_that_gave_a_value(workspace: Workspace) -> None:
    """The table names source and date of every record that gave a value, one superseded but chosen too."""
    deliver(workspace, parks({"p1": {"name": "Bargermeer", "gross_ha": 1.5}, "p2": {"name": "A"}}))
    (superseded,) = workspace.catalogue.records("p1")
    deliver(workspace, parks({"p1": {"name": "Bargermeer-Zuid", "gross_ha": 2.5}}, as_of="2024-05"))
    deliver(workspace, parks({"p1": {"net_ha": 1.0}}, source="gemeente", as_of="2026-11-16"))
    deliver(workspace, delivery(batch(SiteKind.PLOT, {"k1": {"area_m2": 10, "as_of": "2021-03"}})))
    choose(workspace, edit("p1", "gross_ha", None, record_id=superseded.id))
    choose(workspace, edit("p1", "rin", "123"))
    table = workspace.catalogue.site_table()
    told = set()
    for rows in (table.parks, table.plots):
        for attribute_id, column in rows.columns.items():
            for site_id, record_id in zip(rows.ids.tolist(), column.record_ids.tolist(), strict=True):
                if record_id:
                    stated = workspace.catalogue.site(site_id).attribute(attribute_id)
                    assert isinstance(stated, Known)
                    assert table.sources[record_id] == RecordSource(stated.source, stated.as_of)
                    told.add((site_id, stated.source, stated.as_of.iso))
    assert told == {
        ("p1", "IBIS", "2022"),
        ("p1", "IBIS", "2024-05"),
        ("p1", "gemeente", "2026-11-16"),
        ("p2", "IBIS", "2022"),
        ("k1", "IBIS", "2021-03"),
    }
    assert 0 not in table.sources
    assert 10**9 not in table.sources
    assert {number for number in table.sources if number in table.sources} == set(table.sources)
    assert superseded.id in table.sources
    assert len(workspace.catalogue.site_table(0).sources) == 0


def test_every_type_of_value_comes_back_as_it_went_in(workspace: Workspace) -> None:
    """Every type of value comes back as it went in."""
    row: dict[str, object] = {
        "name": "Kavel '1'; DROP TABLE",
        "segments": "chemistry;logistics",
        "area_m2": 15000,
        "price_eur_m2": 85.0,
        "category_max": "3.2",
        "status": "available",
        "available_from": "2026-11",
    }
    park: dict[str, object] = {"park_management": True, "broadband": False, "start_year": 1975}
    what = delivery(batch(SiteKind.PLOT, {"k1": row}), batch(SiteKind.PARK, {"p1": park}))
    deliver(workspace, what)
    plot, site = workspace.catalogue.site("k1"), workspace.catalogue.site("p1")
    assert {name: plot.value(name) for name in row} == row
    assert {name: site.value(name) for name in park} == park
    assert [type(site.value(name)) for name in park] == [bool, bool, int]


def test_the_table_holds_the_same_values_in_columns(workspace: Workspace) -> None:
    """The table holds the same values in columns."""
    rows: dict[str, dict[str, object]] = {
        "p2": {"name": "Pottendijk", "net_ha": None, "park_management": False},
        "p1": {"name": "Bargermeer", "net_ha": 12.5, "park_management": None, "geometry": SQUARE},
    }
    deliver(workspace, parks(rows))
    table = workspace.catalogue.site_table().parks
    assert table.ids.tolist() == ["p1", "p2"]
    assert [table.columns["name"].text_at(row) for row in range(2)] == ["Bargermeer", "Pottendijk"]
    assert table.columns["net_ha"].known.tolist() == [True, False]
    assert table.columns["net_ha"].values[0] == 12.5
    assert table.columns["park_management"].known.tolist() == [False, True]
    assert table.columns["park_management"].values[1] == 0.0
    assert table.geometries_rd[0].equals(shapely.box(*SQUARE))
    assert table.geometries_rd[1] is None
    assert set(table.columns) == set(workspace.catalogue.site("p1").attributes)


def test_the_record_of_each_value_is_named(workspace: Workspace) -> None:
    """The record of each value is named."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0, "net_ha": 0.5}}))
    deliver(workspace, parks({"p1": {"gross_ha": 2.0}}, source="gemeente", as_of="2024"))
    first, second = workspace.catalogue.records("p1")
    columns = workspace.catalogue.site_table().parks.columns
    assert columns["gross_ha"].record_ids.tolist() == [second.id]
    assert columns["net_ha"].record_ids.tolist() == [first.id]
    assert columns["start_year"].record_ids.tolist() == [0]


def test_a_newer_reference_date_wins_and_the_other_shows_as_conflict(workspace: Workspace) -> None:
    """A newer reference date wins and the other shows as conflict."""
    deliver(workspace, parks({"p1": {"gross_ha": 2.0}}, source="gemeente", as_of="2024-03"))
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}, source="IBIS", as_of="2022"))
    site = workspace.catalogue.site("p1")
    assert site.value("gross_ha") == 2.0
    assert site.conflicts == {"gross_ha": (Known(1.0, "IBIS", IBIS_2022),)}


def test_two_sources_that_agree_are_no_conflict(workspace: Workspace) -> None:
    """Two sources that agree are no conflict."""
    deliver(workspace, parks({"p1": {"gross_ha": 2.0}}, source="gemeente"))
    deliver(workspace, parks({"p1": {"gross_ha": 2.0}}))
    assert workspace.catalogue.site("p1").conflicts == {}


def test_the_same_source_supersedes_itself_and_the_past_stays_readable(workspace: Workspace) -> None:
    """The same source supersedes itself and the past stays readable."""
    first = deliver(workspace, parks({"p1": {"gross_ha": 1.0, "rin": "114001"}}))
    second = deliver(workspace, parks({"p1": {"gross_ha": 2.0}}, as_of="2021"))
    catalogue = workspace.catalogue
    assert catalogue.site("p1").value("gross_ha") == 2.0
    assert catalogue.site("p1").value("rin") is None
    assert catalogue.site("p1", first).value("gross_ha") == 1.0
    assert catalogue.site_table(first).parks.columns["gross_ha"].values.tolist() == [1.0]
    old, new = catalogue.records("p1")
    assert (old.until_version, new.until_version) == (second, None)


def test_a_site_that_the_source_leaves_out_stays(workspace: Workspace) -> None:
    """A site that the source leaves out stays."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}, "p2": {"gross_ha": 5.0}}))
    deliver(workspace, parks({"p1": {"gross_ha": 2.0}}))
    assert workspace.catalogue.site_table().parks.ids.tolist() == ["p1", "p2"]


def test_an_unknown_site_and_a_version_to_come_are_not_found(workspace: Workspace) -> None:
    """An unknown site and a version to come are not found."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    with pytest.raises(NotFoundError):
        workspace.catalogue.site("p9")
    with pytest.raises(NotFoundError):
        workspace.catalogue.site("p1", 0)
    with pytest.raises(NotFoundError):
        workspace.catalogue.site_table(2)
    assert workspace.catalogue.records("p9") == ()


@pytest.mark.parametrize(
    ("what", "message_id"),
    [
        (delivery(batch(SiteKind.PARK, {"p1": {}}), batch(SiteKind.PARK, {"p1": {}})), "site_twice"),
        (delivery(batch(SiteKind.PARK, {"p1": {}}), batch(SiteKind.PLOT, {"p1": {}})), "site_other_kind"),
        (delivery(batch(SiteKind.PREMISES, {"stored": {}})), "site_other_kind"),
        (parks({"p1": {"colour": "red"}}), "no_attribute"),
    ],
    ids=["twice", "two kinds", "stored as another kind", "unknown attribute"],
)
def test_an_impossible_delivery_is_refused_and_stores_nothing(
    workspace: Workspace, what: object, message_id: str
) -> None:
    """An impossible delivery is refused and stores nothing."""
    deliver(workspace, parks({"stored": {"gross_ha": 1.0}}))
    with pytest.raises(InputError) as caught:
        deliver(workspace, what)  # type: ignore[arg-type] # a delivery, through parametrize
    assert caught.value.message_id == f"error.storage.{message_id}"
    assert workspace.catalogue.data_version() == 1


def test_plots_of_a_park_are_ordered_by_name_and_follow_edits(workspace: Workspace) -> None:
    """Plots of a park are ordered by name and follow edits."""
    plots: dict[str, dict[str, object]] = {
        "k1": {"name": "Kavel B", "park_id": "p1"},
        "k2": {"name": "Kavel A", "park_id": "p1"},
        "k3": {"name": "Kavel C", "park_id": "p2"},
    }
    deliver(workspace, delivery(batch(SiteKind.PLOT, plots)))
    catalogue = workspace.catalogue
    assert [plot.id for plot in catalogue.plots_of("p1")] == ["k2", "k1"]
    choose(workspace, edit("k3", "park_id", "p1"))
    choose(workspace, edit("k1", "park_id", "p2"))
    assert [plot.id for plot in catalogue.plots_of("p1")] == ["k2", "k3"]
    assert [plot.id for plot in catalogue.plots_of("p1", 1)] == ["k2", "k1"]


def test_an_edit_is_in_use_from_its_version_with_its_own_source(workspace: Workspace) -> None:
    """An edit is in use from its version with its own source."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0, "plan_phase": "adopted"}}))
    at = choose(workspace, edit("p1", "gross_ha", 3.0))
    choose(workspace, edit("p1", "plan_phase", None))
    site = workspace.catalogue.site("p1")
    assert site.attribute("gross_ha") == Known(3.0, "gemeente Emmen", PartialDate(2026, 11, 16))
    assert site.attribute("plan_phase") == Unknown(UnknownReason.NOT_STATED_IN_SOURCE)
    assert workspace.catalogue.site("p1", at - 1).value("gross_ha") == 1.0
    columns = workspace.catalogue.site_table().parks.columns
    assert columns["gross_ha"].values.tolist() == [3.0]
    assert columns["gross_ha"].record_ids.tolist() == [0]
    assert columns["plan_phase"].known.tolist() == [False]
    assert [choice.actor for choice in workspace.catalogue.choices("p1")] == [BERT, BERT]


def test_a_chosen_record_is_in_use_even_when_superseded(workspace: Workspace) -> None:
    """A chosen record is in use even when superseded."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    deliver(workspace, parks({"p1": {"gross_ha": 2.0}}, source="gemeente", as_of="2024"))
    chosen = workspace.catalogue.records("p1")[0]
    choose(workspace, edit("p1", "gross_ha", None, record_id=chosen.id))
    deliver(workspace, parks({"p1": {"gross_ha": 9.0}}))
    assert workspace.catalogue.site("p1").attribute("gross_ha") == Known(1.0, "IBIS", IBIS_2022)
    column = workspace.catalogue.site_table().parks.columns["gross_ha"]
    assert (column.values.tolist(), column.record_ids.tolist()) == ([1.0], [chosen.id])


@pytest.mark.parametrize(
    ("attribute_id", "value"),
    [("gross_ha", "1,5"), ("start_year", 1975.5), ("park_management", 1), ("plan_phase", "soon")],
)
def test_an_edit_of_the_wrong_type_is_refused(workspace: Workspace, attribute_id: str, value: object) -> None:
    """An edit of the wrong type is refused."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    with pytest.raises(InputError) as caught:
        choose(workspace, edit("p1", attribute_id, value))
    assert caught.value.field == attribute_id


def test_an_edit_of_what_does_not_exist_is_refused(workspace: Workspace) -> None:
    """An edit of what does not exist is refused."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    with pytest.raises(NotFoundError):
        choose(workspace, edit("p2", "gross_ha", 1.0))
    with pytest.raises(NotFoundError):
        choose(workspace, edit("p1", "gross_ha", None, record_id=99))
    with pytest.raises(InputError):
        choose(workspace, edit("p1", "area_m2", 100))


def test_what_else_a_delivery_holds_comes_back_and_goes_with_it(workspace: Workspace) -> None:
    """What else a delivery holds comes back and goes with it."""
    emmen = Municipality("GM0114", "Emmen", shapely.box(*SQUARE), "CBS", PartialDate(2023))
    assen = Municipality("GM0106", "Assen", shapely.box(*SQUARE), "CBS", PartialDate(2023))
    place = Landmark(
        "emmen", LandmarkKind.PLACE, "Emmen", shapely.Point(1, 2), "GeoNames", PartialDate(2026), "E", 2
    )
    road = Landmark(
        "a37", LandmarkKind.ROAD, "A37", shapely.LineString([(0, 0), (1, 1)]), "x", PartialDate(2026)
    )
    point = ContactPoint(
        "c1", "GM0114", "accountmanager", "Emmen", "0591-1", "ez@emmen.example", "x", PartialDate(2026)
    )
    claim = RestructuringClaim("municipality", "GM0114", "PHP", "listed", "2009-2013", "x", PartialDate(2009))
    what = delivery()
    what = type(what)("mixed", "f", "0", "m", (), (emmen, assen), (place, road), (point,), (claim,))
    version = deliver(workspace, what)
    catalogue = workspace.catalogue
    assert catalogue.municipalities() == (assen, emmen)
    assert catalogue.landmarks() == (place, road)
    assert catalogue.landmarks([LandmarkKind.ROAD]) == (road,)
    assert catalogue.contact_points() == (point,)
    assert catalogue.restructuring_claims() == (claim,)
    assert catalogue.municipalities(0) == ()
    undo(workspace, version)
    assert catalogue.municipalities() == ()
    assert catalogue.contact_points() == ()
    assert catalogue.municipalities(version) == (assen, emmen)


def test_contradicting_claims_stand_side_by_side(workspace: Workspace) -> None:
    """Contradicting claims stand side by side."""

    def claim(source: str, status: str) -> RestructuringClaim:
        return RestructuringClaim(
            "municipality", "GM0114", "PHP", status, "2009-2013", source, PartialDate(2009)
        )

    for source, status in (("b", "not listed"), ("a", "listed"), ("b", "listed too")):
        what = delivery(source=source)
        deliver(workspace, type(what)(source, "f", "0", "m", restructuring_claims=(claim(source, status),)))
    assert workspace.catalogue.restructuring_claims() == (claim("a", "listed"), claim("b", "listed too"))
