"""What is decided with a delivery, what vanished from its source, and what was retired."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import shapely

from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.merge.delivery import Delivery, MergeDecisions
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import ConflictError, InputError, NotFoundError
from tests.storage_contract.deliveries import (
    ANNA,
    NOON_UTC,
    Row,
    batch,
    choose,
    deliver,
    delivery,
    edit,
    parks,
    report,
    undo,
)
from tests.storage_contract.edits import EAST, SQUARE, WEST, carry_out, changed, shaped, split, take_back
from tests.storage_contract.snapshots import table_snapshot

if TYPE_CHECKING:
    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.services.ports.workspace import Workspace


def decided(*taken: tuple[str, str], kept: tuple[ValueChoice, ...] = ()) -> MergeDecisions:
    """Return what was decided."""
    return MergeDecisions(tuple(taken), kept)


def complete(what: Delivery) -> Delivery:
    """Return a delivery that says that it holds all there is."""
    return replace(what, is_complete=True)


def test_a_taken_value_is_in_use_over_an_edit_and_a_newer_date(workspace: Workspace) -> None:
    """The delivered value counts, as of its own record; undoing the delivery undoes the decision."""
    deliver(
        workspace, parks({"p1": {"gross_ha": 1.0, "net_ha": 1.0, "geometry": WEST}}, source="a", as_of="2030")
    )
    choose(workspace, edit("p1", "gross_ha", 7.0))
    carry_out(workspace, changed(shaped("p1", EAST)))
    before = table_snapshot(workspace)
    what = parks({"p1": {"gross_ha": 2.0, "net_ha": 2.0, "geometry": SQUARE}})
    version = deliver(workspace, what, decisions=decided(("p1", "gross_ha"), ("p1", GEOMETRY), ("p1", "rin")))
    site = workspace.catalogue.site("p1")
    assert site.attribute("gross_ha") == Known(2.0, "IBIS", PartialDate(2022))
    assert (site.value("net_ha"), site.value("rin")) == (1.0, None)
    assert site.geometry_rd is not None
    assert site.geometry_rd.equals(shapely.box(*SQUARE))
    record = workspace.catalogue.records("p1")[-1]
    row = table_snapshot(workspace)["p1"]
    assert (row["gross_ha"], row["record of gross_ha"]) == (2.0, record.id)
    made = workspace.catalogue.choices("p1")[-3:]
    assert {(each.from_version, each.record_id, each.source, each.actor) for each in made} == {
        (version, record.id, "IBIS", ANNA)
    }
    undo(workspace, version)
    assert table_snapshot(workspace) == before
    assert table_snapshot(workspace, version)["p1"] == row


def test_a_taken_value_of_several_batches_is_that_of_its_own_record(workspace: Workspace) -> None:
    """Records are numbered over all batches of a delivery."""
    deliver(workspace, parks({"p0": {"gross_ha": 9.0}}, source="a"))
    what = delivery(
        batch(SiteKind.PARK, {"p1": {"gross_ha": 1.0}, "p2": {"gross_ha": 2.0}}),
        batch(SiteKind.PLOT, {"k1": {"area_m2": 1}, "k2": {"area_m2": 2, "as_of": "2025-03"}}),
    )
    deliver(workspace, what, decisions=decided(("k2", "area_m2"), ("p2", "gross_ha")))
    assert workspace.catalogue.site("k2").attribute("area_m2") == Known(2, "IBIS", PartialDate(2025, 3))
    assert workspace.catalogue.site("p2").attribute("gross_ha") == Known(2.0, "IBIS", PartialDate(2022))


def test_a_kept_value_stays_in_use_and_goes_with_the_delivery(workspace: Workspace) -> None:
    """The value of before, by its record or as typed, stays; undoing takes the decision along."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0, "net_ha": 1.0}}, source="a"))
    (old,) = workspace.catalogue.records("p1")
    kept = (edit("p1", "gross_ha", None, record_id=old.id), edit("p1", "net_ha", 5.0))
    what = parks({"p1": {"gross_ha": 2.0, "net_ha": 2.0, "rin": "1"}}, as_of="2026")
    version = deliver(workspace, what, decisions=decided(kept=kept))
    site = workspace.catalogue.site("p1")
    assert site.attribute("gross_ha") == Known(1.0, "a", PartialDate(2022))
    assert (site.value("net_ha"), site.value("rin")) == (5.0, "1")
    assert site.conflicts["gross_ha"] == (Known(2.0, "IBIS", PartialDate(2026)),)
    undo(workspace, version)
    assert workspace.catalogue.site("p1").value("net_ha") == 1.0
    assert {each.until_version for each in workspace.catalogue.choices("p1")} == {version + 1}


def test_a_later_edit_does_rest_on_the_delivery(workspace: Workspace) -> None:
    """Only what was decided with the delivery goes with it unasked."""
    version = deliver(workspace, parks({"p1": {"gross_ha": 2.0}}), decisions=decided(("p1", "gross_ha")))
    choose(workspace, edit("p1", "net_ha", 1.0))
    with pytest.raises(ConflictError) as caught:
        undo(workspace, version)
    assert caught.value.params["edits"] == ("p1: net_ha",)


def test_a_kept_record_keeps_its_delivery_from_being_undone(workspace: Workspace) -> None:
    """A later delivery that kept the value of an earlier one rests on it."""
    first = deliver(workspace, parks({"p1": {"gross_ha": 1.0}}, source="a"))
    (old,) = workspace.catalogue.records("p1")
    second = deliver(
        workspace,
        parks({"p1": {"gross_ha": 2.0}}, as_of="2026"),
        decisions=decided(kept=(edit("p1", "gross_ha", None, record_id=old.id),)),
    )
    with pytest.raises(ConflictError):
        undo(workspace, first)
    undo(workspace, second)
    undo(workspace, first)
    assert table_snapshot(workspace) == {}


@pytest.mark.parametrize(
    ("decisions", "error", "message_id"),
    [
        (decided(("p9", "gross_ha")), InputError, "not_delivered"),
        (decided(kept=(edit("p9", "gross_ha", 1.0),)), InputError, "not_delivered"),
        (decided(kept=(edit("p2", "gross_ha", 1.0),)), InputError, "not_delivered"),
        (decided(("p1", "area_m2")), InputError, "no_attribute"),
        (decided(kept=(edit("p1", "area_m2", 1),)), InputError, "no_attribute"),
        (decided(kept=(edit("p1", "gross_ha", "veel"),)), InputError, "wrong_type"),
        (decided(kept=(edit("p1", "gross_ha", None, record_id=99),)), NotFoundError, "no_record"),
        (decided(("p1", "rin"), ("p1", "rin")), InputError, "chosen_twice"),
        (decided(("p1", "rin"), kept=(edit("p1", "rin", "1"),)), InputError, "chosen_twice"),
    ],
)
def test_a_decision_that_does_not_fit_stores_nothing(
    workspace: Workspace, decisions: MergeDecisions, error: type[Exception], message_id: str
) -> None:
    """What the delivery does not hold cannot be decided on with it; nothing of it is stored then."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}, "p2": {"gross_ha": 1.0}}))
    with pytest.raises(error) as caught:
        deliver(workspace, parks({"p1": {"gross_ha": 2.0}}), decisions=decisions)
    assert caught.value.message_id == f"error.storage.{message_id}"  # type: ignore[attr-defined] # all are ours
    assert workspace.catalogue.data_version() == 1


def test_what_a_complete_delivery_leaves_out_has_vanished(workspace: Workspace) -> None:
    """It stays, marked with the source; per source, and only once a delivery says that it is complete."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}, "p2": {"gross_ha": 1.0}}))
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}, "p2": {"gross_ha": 1.0}}, source="gemeente"))
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    assert workspace.catalogue.vanished() == {}
    version = deliver(workspace, complete(parks({"p1": {"gross_ha": 1.0}})))
    assert workspace.catalogue.vanished() == {"p2": ("IBIS",)}
    assert workspace.catalogue.site("p2").vanished_from == ("IBIS",)
    assert workspace.catalogue.site("p1").vanished_from == ()
    assert set(table_snapshot(workspace)) == {"p1", "p2"}
    deliver(workspace, complete(parks({"p1": {"gross_ha": 1.0}}, source="gemeente")))
    assert workspace.catalogue.vanished() == {"p2": ("IBIS", "gemeente")}
    assert workspace.catalogue.vanished(version) == {"p2": ("IBIS",)}
    assert workspace.catalogue.vanished(version - 1) == {}
    assert workspace.catalogue.site("p2", version - 1).vanished_from == ()
    deliver(workspace, parks({"p2": {"gross_ha": 1.0}}))
    assert workspace.catalogue.vanished() == {"p2": ("gemeente",)}


def test_a_complete_delivery_speaks_of_its_own_kinds_only(workspace: Workspace) -> None:
    """All parks of a source say nothing of its plots; a kind without rows says that there are none left."""
    both = delivery(batch(SiteKind.PARK, {"p1": {}}), batch(SiteKind.PLOT, {"k1": {"park_id": "p1"}}))
    deliver(workspace, complete(both))
    deliver(workspace, complete(delivery(batch(SiteKind.PARK, {"p1": {}}))))
    assert workspace.catalogue.vanished() == {}
    deliver(workspace, complete(delivery(batch(SiteKind.PLOT, {}))))
    assert workspace.catalogue.vanished() == {"k1": ("IBIS",)}
    (plot,) = workspace.catalogue.plots_of("p1")
    assert plot.vanished_from == ("IBIS",)


def test_undoing_a_complete_delivery_brings_back_what_had_vanished(workspace: Workspace) -> None:
    """It is a function of the deliveries that stand."""
    first = complete(parks({"p1": {"gross_ha": 1.0}, "p2": {"gross_ha": 1.0}}))
    deliver(workspace, first)
    version = deliver(workspace, complete(parks({"p1": {"gross_ha": 1.0}})))
    undo(workspace, version)
    assert workspace.catalogue.vanished() == {}
    assert workspace.catalogue.vanished(version) == {"p2": ("IBIS",)}
    again = deliver(workspace, first)
    undo(workspace, again)
    assert workspace.catalogue.vanished() == {}


def test_the_ground_of_a_merge_knows_what_vanished(workspace: Workspace) -> None:
    """It names the sites that the source left out last time."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}, "p2": {"gross_ha": 1.0}}))
    deliver(workspace, complete(parks({"p1": {"gross_ha": 1.0}})))
    assert workspace.catalogue.merge_ground("IBIS").vanished_ids == {"p2"}
    assert workspace.catalogue.merge_ground("gemeente").vanished_ids == frozenset()


def test_a_retired_site_is_in_no_table_but_can_be_read(workspace: Workspace) -> None:
    """It leaves table and plots of its park; its texts leave the lists of texts; old versions keep it."""
    plots: dict[str, Row] = {
        "k1": {"name": "Kavel 1", "park_id": "p1", "geometry": SQUARE},
        "k2": {"name": "Kavel 2", "park_id": "p1", "status": "sold"},
    }
    first = deliver(workspace, delivery(batch(SiteKind.PLOT, plots)))
    version = carry_out(workspace, split("k1"))
    catalogue = workspace.catalogue
    assert catalogue.site_table().plots.ids.tolist() == ["k1-e", "k1-w", "k2"]
    assert catalogue.site_table().plots.columns["name"].categories == ("East", "Kavel 2", "West")
    assert [each.id for each in catalogue.plots_of("p1")] == ["k1-e", "k2", "k1-w"]
    assert catalogue.site("k1").value("retired") == "split"
    assert catalogue.retired() == ("k1",)
    assert catalogue.retired(first) == ()
    assert catalogue.site_table(first).plots.ids.tolist() == ["k1", "k2"]
    assert [each.id for each in catalogue.plots_of("p1", first)] == ["k1", "k2"]
    take_back(workspace, version)
    assert catalogue.retired() == ()
    assert catalogue.site_table().plots.ids.tolist() == ["k1", "k2"]


def test_a_source_may_say_that_a_site_is_retired(workspace: Workspace) -> None:
    """A delivered value counts as well, until a person says otherwise."""
    deliver(workspace, parks({"p1": {"retired": "duplicate"}, "p2": {"name": "Pottendijk"}}))
    assert workspace.catalogue.site_table().parks.ids.tolist() == ["p2"]
    assert workspace.catalogue.retired() == ("p1",)
    choose(workspace, edit("p1", "retired", None))
    assert workspace.catalogue.retired() == ()
    assert workspace.catalogue.site_table().parks.ids.tolist() == ["p1", "p2"]
    deliver(workspace, parks({"p3": {"retired": "mistake"}}, source="gemeente"))
    undo(workspace, 3)
    assert workspace.catalogue.retired() == ()


def test_deciding_with_a_delivery_is_all_or_nothing(workspace: Workspace) -> None:
    """Without commit neither the delivery nor what was decided remains."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    what = parks({"p1": {"gross_ha": 2.0}})
    with workspace.unit_of_work() as unit:
        unit.sites.add_delivery(what, report(what), ANNA, NOON_UTC, decided(("p1", "gross_ha")))
    assert workspace.catalogue.choices("p1") == ()
    assert workspace.catalogue.site("p1").value("gross_ha") == 1.0
