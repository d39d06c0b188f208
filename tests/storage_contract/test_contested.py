"""Which values sources disagree on, for all sites at once, at every version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.vocabulary import SiteKind
from tests.storage_contract.deliveries import batch, choose, deliver, delivery, edit, parks, undo

if TYPE_CHECKING:
    from drentsportal.services.ports.workspace import Workspace


def test_values_on_which_sources_differ_are_named_until_somebody_chooses(workspace: Workspace) -> None:
    """One that differs is named, one that agrees or that one source leaves out is not."""
    first = deliver(
        workspace, parks({"p1": {"name": "A", "gross_ha": 1.5, "net_ha": 1.0}, "p2": {"name": "B"}})
    )
    second = deliver(
        workspace,
        parks({"p1": {"name": "A", "gross_ha": 2.5}, "p2": {"name": "C"}}, source="gemeente", as_of="2026"),
    )
    assert workspace.catalogue.contested(first) == {}
    assert workspace.catalogue.contested(second) == {"p1": ("gross_ha",), "p2": ("name",)}
    choose(workspace, edit("p1", "gross_ha", 2.0))
    assert workspace.catalogue.contested() == {"p2": ("name",)}
    undo(workspace, second, drop_edits=True)
    assert workspace.catalogue.contested() == {}


def test_a_source_does_not_contradict_itself_and_every_kind_is_looked_at(workspace: Workspace) -> None:
    """A newer delivery of one source replaces the older one; plots are compared as parks are."""
    for area, source in ((10, "IBIS"), (11, "IBIS"), (11, "GIS")):
        deliver(workspace, delivery(batch(SiteKind.PLOT, {"k1": {"area_m2": area}}), source=source))
        assert workspace.catalogue.contested() == {}
    deliver(workspace, delivery(batch(SiteKind.PLOT, {"k1": {"area_m2": 12}}), source="GIS"))
    assert workspace.catalogue.contested() == {"k1": ("area_m2",)}
