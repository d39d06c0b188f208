"""Remembered sources: stored whole, replaced whole, forgotten; no part of the history."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.merge.data_source import DataSource, DataSourceKind, SourceState
from drentsportal.domain.message import message
from drentsportal.domain.values import PartialDate
from drentsportal.errors import NotFoundError
from tests.storage_contract.deliveries import NOON_UTC, deliver, parks, undo

if TYPE_CHECKING:
    from drentsportal.services.ports.workspace import Workspace

PLAIN = SourceState(DataSource("ibis", "IBIS", DataSourceKind.FILE, "P:/ibis/ibis.gpkg"))
FULL = SourceState(
    DataSource(
        id="plots",
        title="Kavels van Emmen",
        kind=DataSourceKind.WFS,
        address="https://emmen.example/wfs?map=é&x=1",
        layer="app:kavels",
        crs="EPSG:28992",
        mapping="emmen.toml",
        accepted=("m2_to_ha", "repair_geometry"),
        source_name="gemeente Emmen",
        as_of=PartialDate(2026, 11),
        is_complete=True,
        max_age_days=30,
        allowed_hosts=("data.example", "tiles.example"),
    ),
    checked_at_utc=NOON_UTC,
    fetched_at_utc=datetime(2026, 11, 19, 3, 4, 5, 678, tzinfo=UTC),
    data_version=7,
    sha256="ab" * 32,
    fault=message("error.fetch.slow", seconds=600, reason=message("error.fetch.timeout"), parts=("a", "b")),
)


def put(workspace: Workspace, *states: SourceState) -> None:
    """Remember sources."""
    with workspace.unit_of_work() as unit:
        for state in states:
            unit.sources.put(state)
        unit.commit()


def remembered(workspace: Workspace) -> tuple[SourceState, ...]:
    """Return all that are remembered."""
    with workspace.reading() as unit:
        return unit.sources.all()


def test_a_source_comes_back_as_it_was_put(workspace: Workspace) -> None:
    """Every field, a fault with its parameters included; ordered by title."""
    assert remembered(workspace) == ()
    put(workspace, FULL, PLAIN)
    assert remembered(workspace) == (PLAIN, FULL)
    with workspace.unit_of_work() as unit:
        assert unit.sources.get("plots") == FULL


def test_putting_again_replaces_all_of_it(workspace: Workspace) -> None:
    """The later state holds; nothing of the earlier one shines through."""
    put(workspace, FULL)
    later = SourceState(DataSource("plots", "Kavels", DataSourceKind.OGC_API, "https://emmen.example/ogc"))
    put(workspace, later)
    assert remembered(workspace) == (later,)


def test_a_source_can_be_forgotten(workspace: Workspace) -> None:
    """What it delivered stays; asking for it again is refused."""
    deliver(workspace, parks({"p1": {"name": "Bargermeer"}}))
    put(workspace, PLAIN, FULL)
    with workspace.unit_of_work() as unit:
        unit.sources.remove("ibis")
        unit.commit()
    assert remembered(workspace) == (FULL,)
    assert workspace.catalogue.site("p1").name == "Bargermeer"
    with workspace.unit_of_work() as unit:
        for ask in (unit.sources.get, unit.sources.remove):
            with pytest.raises(NotFoundError) as caught:
                ask("ibis")
            assert caught.value.message_id == "error.storage.no_source"


def test_sources_stand_outside_the_history_but_inside_the_unit_of_work(workspace: Workspace) -> None:
    """Undoing a delivery leaves them; without commit nothing is kept."""
    version = deliver(workspace, parks({"p1": {"name": "Bargermeer"}}))
    put(workspace, FULL)
    undo(workspace, version)
    with workspace.unit_of_work() as unit:
        unit.sources.put(PLAIN)
        unit.sources.remove("plots")
    assert remembered(workspace) == (FULL,)
