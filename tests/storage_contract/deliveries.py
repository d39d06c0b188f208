"""Small deliveries, edits and cases to store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import shapely

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.cases.case import Case, CaseStatus, RequestChannel
from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport, MergeDecisions, SiteBatch
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from drentsportal.services.ports.workspace import Workspace

ANNA = Actor("Anna de Vries", "Provincie Drenthe", Role.SCHAKELPUNT)
BERT = Actor("Bert Jansen", "Gemeente Emmen", Role.GEMEENTE)
NOON_UTC = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

Row = dict[str, object]


def minutes_after_noon(minutes: int) -> datetime:
    """Return an instant on the same day."""
    return NOON_UTC + timedelta(minutes=minutes)


def batch(kind: SiteKind, sites: dict[str, Row], as_of: str = "2022") -> SiteBatch:
    """Return a batch; a row may give its own `as_of` and `geometry` beside attributes."""
    names = sorted({name for row in sites.values() for name in row} - {"as_of", "geometry"})
    dates = [row.get("as_of", as_of) for row in sites.values()]
    geometries = [row.get("geometry") for row in sites.values()]
    return SiteBatch(
        kind=kind,
        site_ids=list(sites),
        as_of=[PartialDate.parse(str(each)) for each in dates],
        columns={name: [row.get(name) for row in sites.values()] for name in names},
        geometries_wkb=[
            None if each is None else shapely.to_wkb(shapely.box(*each))  # type: ignore[misc] # four numbers
            for each in geometries
        ],
    )


def delivery(*batches: SiteBatch, source: str = "IBIS") -> Delivery:
    """Return a delivery of one source."""
    return Delivery(source, f"{source}.gpkg", "ab" * 32, "ibis", tuple(batches))


def parks(sites: dict[str, Row], source: str = "IBIS", as_of: str = "2022") -> Delivery:
    """Return a delivery of parks only."""
    return delivery(batch(SiteKind.PARK, sites, as_of), source=source)


def deliver(
    workspace: Workspace,
    what: Delivery,
    at_utc: datetime = NOON_UTC,
    decisions: MergeDecisions | None = None,
) -> int:
    """Store a delivery and return its version."""
    with workspace.unit_of_work() as unit:
        version = unit.sites.add_delivery(what, report(what), ANNA, at_utc, decisions)
        unit.commit()
    return version


def undo(workspace: Workspace, version: int, *, drop_edits: bool = False) -> int:
    """Undo a delivery and return the new version."""
    with workspace.unit_of_work() as unit:
        new = unit.sites.undo_delivery(version, BERT, NOON_UTC, drop_edits=drop_edits)
        unit.commit()
    return new


def choose(workspace: Workspace, choice: ValueChoice) -> int:
    """Store an edit and return its version."""
    with workspace.unit_of_work() as unit:
        version = unit.sites.choose(choice)
        unit.commit()
    return version


def report(what: Delivery) -> ImportReport:
    """Return a report that says little."""
    return ImportReport(
        file_name=what.file_name,
        source=what.source,
        mapping_id=what.mapping_id,
        feature_count=1,
        site_count=1,
        kind="park",
        municipality_count=1,
        totals=AreaTotals(None, None, None),
    )


def edit(site_id: str, attribute_id: str, value: object | None, record_id: int | None = None) -> ValueChoice:
    """Return an edit of one value, or the choice of a record."""
    return ValueChoice(
        site_id=site_id,
        attribute_id=attribute_id,
        from_version=0,
        until_version=None,
        record_id=record_id,
        value=value,
        source="gemeente Emmen",
        as_of=PartialDate(2026, 11, 16),
        actor=BERT,
        chosen_at_utc=NOON_UTC,
        reason="telefonisch bevestigd",
    )


def new_case(number: str = "D-2026-0001", title: str = "Composietverwerker") -> Case:
    """Return a case as it is received."""
    return Case(
        number=number,
        status=CaseStatus.RECEIVED,
        owner=ANNA,
        channel=RequestChannel.NOM,
        received_at_utc=NOON_UTC,
        asked_at_utc=None,
        request=LocationRequest(title),
        company_name="Voorbeeld BV",
    )
