"""Who said what persons entered, and which sites rest on other sources, at every version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.values import PartialDate
from tests.storage_contract.deliveries import choose, deliver, edit, parks, undo
from tests.storage_contract.edits import SQUARE, carry_out, changed, shaped

if TYPE_CHECKING:
    from drentsportal.services.ports.workspace import Workspace


def test_what_persons_entered_is_named_with_source_and_date(workspace: Workspace) -> None:
    """The last entry counts; choosing a record ends it, and an older version keeps what it had."""
    deliver(workspace, parks({"p1": {"name": "A", "gross_ha": 1.5}, "p2": {"name": "B"}}))
    assert workspace.catalogue.entered() == {}
    entry = edit("p1", "gross_ha", 2.0)
    first = choose(workspace, entry)
    (origin,) = workspace.catalogue.entered().values()
    assert (origin.source, origin.as_of) == (entry.source, PartialDate.parse(entry.as_of.iso))
    record = workspace.catalogue.records("p1")[0]
    choose(workspace, edit("p1", "gross_ha", None, record_id=record.id))
    assert workspace.catalogue.entered() == {}
    assert set(workspace.catalogue.entered(first)) == {("p1", "gross_ha")}


def test_sites_that_rest_on_another_source_are_named(workspace: Workspace) -> None:
    """Records in force and drawn shapes count; an entered value does not make a shape somebody else's."""
    one = deliver(workspace, parks({"p1": {"name": "A"}, "p2": {"name": "B"}, "p3": {"name": "C"}}))
    (own,) = {each.source for each in workspace.catalogue.records("p1")}
    other = deliver(workspace, parks({"p2": {"name": "B"}}, source="GIS"))
    choose(workspace, edit("p1", "gross_ha", 2.0))
    assert workspace.catalogue.not_only_from({own}) == {"p2"}
    assert workspace.catalogue.not_only_from({own}, one) == frozenset()
    assert workspace.catalogue.not_only_from(()) == {"p1", "p2", "p3"}
    drawn = shaped("p3", SQUARE)
    carry_out(workspace, changed(drawn))
    assert workspace.catalogue.not_only_from({own}) == {"p2", "p3"}
    assert workspace.catalogue.not_only_from({own, drawn.source}) == {"p2"}
    undo(workspace, other)
    assert workspace.catalogue.not_only_from({own}) == {"p3"}
