"""The one history: undoing, merging and replaying give the same answer for a version for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.errors import ConflictError, InputError
from tests.storage_contract.deliveries import (
    ANNA,
    BERT,
    NOON_UTC,
    choose,
    deliver,
    edit,
    minutes_after_noon,
    parks,
    report,
    undo,
)

if TYPE_CHECKING:
    from drentsportal.services.ports.workspace import Workspace


def gross(workspace: Workspace, version: int | None = None) -> list[float]:
    """Return the known gross areas at a version."""
    column = workspace.catalogue.site_table(version).parks.columns["gross_ha"]
    return [float(value) for value in column.values[column.known]]


def test_undoing_brings_back_what_was_superseded(workspace: Workspace) -> None:
    """Undoing brings back what was superseded."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    second = deliver(workspace, parks({"p1": {"gross_ha": 2.0}, "p2": {"gross_ha": 7.0}}))
    undone = undo(workspace, second)
    assert [gross(workspace, version) for version in (1, second, undone)] == [[1.0], [2.0, 7.0], [1.0]]


def test_what_is_brought_back_keeps_its_place_in_the_order(workspace: Workspace) -> None:
    """What is brought back keeps its place in the order."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}, source="a"))
    deliver(workspace, parks({"p1": {"gross_ha": 2.0}}, source="b"))
    third = deliver(workspace, parks({"p1": {"gross_ha": 3.0}}, source="a"))
    undo(workspace, third)
    assert gross(workspace) == [2.0]


def test_undoing_a_superseded_delivery_changes_nothing_until_the_later_one_goes_too(
    workspace: Workspace,
) -> None:
    """Undoing a superseded delivery changes nothing until the later one goes too."""
    for value in (1.0, 2.0, 3.0):
        deliver(workspace, parks({"p1": {"gross_ha": value}}))
    undo(workspace, 2)
    assert gross(workspace) == [3.0]
    undo(workspace, 3)
    assert gross(workspace) == [1.0]
    undo(workspace, 1)
    assert gross(workspace) == []
    assert [gross(workspace, version) for version in range(1, 6)] == [[1.0], [2.0], [3.0], [3.0], [1.0]]


def test_a_new_delivery_supersedes_a_revived_record(workspace: Workspace) -> None:
    """A new delivery supersedes a revived record."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    undo(workspace, deliver(workspace, parks({"p1": {"gross_ha": 2.0}})))
    fourth = deliver(workspace, parks({"p1": {"gross_ha": 4.0}}))
    assert gross(workspace) == [4.0]
    undo(workspace, fourth)
    assert gross(workspace) == [1.0]
    assert [gross(workspace, version) for version in range(1, 6)] == [[1.0], [2.0], [1.0], [4.0], [1.0]]


def test_a_revived_record_ends_for_good_when_superseded(workspace: Workspace) -> None:
    """A revived record with the newest date must not outlive the delivery that follows it."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}, as_of="2024"))
    undo(workspace, deliver(workspace, parks({"p1": {"gross_ha": 2.0}})))
    deliver(workspace, parks({"p1": {"gross_ha": 4.0}}, as_of="2020"))
    assert gross(workspace) == [4.0]
    assert [record.in_force(4) for record in workspace.catalogue.records("p1")] == [False, False, True]
    assert workspace.catalogue.records("p1")[0].revivals == ((3, 4),)


def test_only_a_delivery_that_stands_can_be_undone(workspace: Workspace) -> None:
    """Only a delivery that stands can be undone."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}))
    choose(workspace, edit("p1", "gross_ha", 3.0))
    for version, message_id in ((2, "no_delivery"), (9, "no_delivery")):
        with pytest.raises(InputError) as caught:
            undo(workspace, version)
        assert caught.value.message_id == f"error.storage.{message_id}"
    undo(workspace, 1, drop_edits=True)
    with pytest.raises(InputError) as caught:
        undo(workspace, 1)
    assert caught.value.message_id == "error.storage.undone_already"


def test_edits_that_rest_on_a_delivery_stop_its_undoing_and_are_named(workspace: Workspace) -> None:
    """Edits that rest on a delivery stop its undoing and are named."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}, source="a"))
    second = deliver(workspace, parks({"p1": {"gross_ha": 2.0}, "p2": {"gross_ha": 5.0}}, source="b"))
    record = workspace.catalogue.records("p1")[1]
    choose(workspace, edit("p1", "gross_ha", None, record_id=record.id))
    choose(workspace, edit("p1", "net_ha", 0.5))
    choose(workspace, edit("p2", "net_ha", 4.0))
    with pytest.raises(ConflictError) as caught:
        undo(workspace, second)
    assert caught.value.params["edits"] == ("p1: gross_ha", "p2: net_ha")
    assert caught.value.params["count"] == 2
    assert workspace.catalogue.data_version() == 5

    undo(workspace, second, drop_edits=True)
    site = workspace.catalogue.site("p1")
    assert (site.value("gross_ha"), site.value("net_ha")) == (1.0, 0.5)
    assert gross(workspace, 5) == [2.0, 5.0]


def test_a_dropped_choice_gives_way_to_the_edit_before_it(workspace: Workspace) -> None:
    """A dropped choice gives way to the edit before it."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}, source="a"))
    choose(workspace, edit("p1", "gross_ha", 8.0))
    third = deliver(workspace, parks({"p1": {"gross_ha": 2.0}}, source="b"))
    record = workspace.catalogue.records("p1")[1]
    choose(workspace, edit("p1", "gross_ha", None, record_id=record.id))
    assert gross(workspace) == [2.0]
    undo(workspace, third, drop_edits=True)
    assert gross(workspace) == [8.0]


def test_the_steps_say_who_did_what_when(workspace: Workspace) -> None:
    """The steps say who did what when."""
    deliver(workspace, parks({"p1": {"gross_ha": 1.0}}), minutes_after_noon(5))
    choose(workspace, edit("p1", "net_ha", 1.0))
    undo(workspace, 1, drop_edits=True)
    with workspace.unit_of_work() as unit:
        newest, middle, oldest = unit.sites.steps()
    assert [step.kind for step in (oldest, middle, newest)] == ["delivery", "choice", "undo"]
    assert (oldest.version, oldest.at_utc, oldest.actor) == (1, minutes_after_noon(5), ANNA)
    assert (oldest.source, oldest.file_name, oldest.undone_by_version) == ("IBIS", "IBIS.gpkg", 3)
    assert (newest.actor, newest.at_utc, newest.undone_by_version) == (BERT, NOON_UTC, None)


def test_what_is_not_committed_never_was(workspace: Workspace) -> None:
    """What is not committed never was."""
    what = parks({"p1": {"gross_ha": 1.0}})

    def fail_halfway() -> None:
        with workspace.unit_of_work() as unit:
            unit.sites.add_delivery(what, report(what), ANNA, NOON_UTC)
            # A table read from within must not be kept for later.
            assert len(workspace.catalogue.site_table().parks) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert workspace.catalogue.data_version() == 0
    assert deliver(workspace, parks({"p2": {"gross_ha": 6.0}})) == 1
    assert workspace.catalogue.site_table().parks.ids.tolist() == ["p2"]
