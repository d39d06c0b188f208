"""What a delivery holds besides sites: gemeenten, landmarks, contact points and PHP claims.

There are few of these, so what is in use at a version is worked out from the deliveries in force: of each
source the newest delivery of a thing counts, and of several sources the one with the newest reference date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import shapely
from sqlalchemy import RowMapping, Table, func, insert, select

from drentsportal.domain.sites.site import ContactPoint, Landmark, Municipality, RestructuringClaim
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.storage import schema
from drentsportal.storage.sealed import Sealer, place
from drentsportal.storage.spans import stands

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from drentsportal.domain.merge.delivery import Delivery


class Sourced(Protocol):
    """What a source says of something at a date."""

    @property
    def source(self) -> str:
        """Who says it."""
        ...

    @property
    def as_of(self) -> PartialDate:
        """For when it holds."""
        ...


T = TypeVar("T", bound=Sourced)


def add_reference(connection: Connection, sealer: Sealer, delivery: Delivery, version: int) -> None:
    """Store what a delivery holds besides sites."""
    add_rows(connection, schema.municipality_record, version, delivery.municipalities, _municipality_row)
    add_rows(connection, schema.landmark_record, version, delivery.landmarks, _landmark_row)
    add_rows(
        connection, schema.restructuring_claim_record, version, delivery.restructuring_claims, _claim_row
    )
    if delivery.contact_points:
        _add_contact_points(connection, sealer, version, delivery.contact_points)


def municipalities(connection: Connection, version: int) -> tuple[Municipality, ...]:
    """Return the gemeenten, ordered by code."""
    rows = newest_rows(connection, schema.municipality_record, version, ("code",))
    found = (
        Municipality(
            row["code"], row["name"], shapely.from_wkb(row["geometry_rd"]), row["source"], row_date(row)
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda each: each.code))


def landmarks(connection: Connection, version: int, kinds: Sequence[LandmarkKind]) -> tuple[Landmark, ...]:
    """Return the landmarks of some kinds, or of all, ordered by kind and id."""
    rows = newest_rows(connection, schema.landmark_record, version, ("landmark_id",))
    found = (
        Landmark(
            id=row["landmark_id"],
            kind=LandmarkKind(row["kind"]),
            name=row["name"],
            geometry_rd=shapely.from_wkb(row["geometry_rd"]),
            source=row["source"],
            as_of=row_date(row),
            label=row["label"],
            rank=row["rank"],
            cemt_class=row["cemt_class"],
        )
        for row in rows
        if not kinds or row["kind"] in kinds
    )
    return tuple(sorted(found, key=lambda each: (each.kind, each.id)))


def contact_points(connection: Connection, sealer: Sealer, version: int) -> tuple[ContactPoint, ...]:
    """Return the functions that can be asked, ordered by scope and id."""
    table = schema.contact_point_record
    rows = newest_rows(connection, table, version, ("contact_point_id",))

    def opened(row: RowMapping, column: str) -> str:
        at = place(table.name, column, row["id"])
        return sealer.unseal_text(schema.CONTACTS_SCOPE, at, row[column])

    found = (
        ContactPoint(
            id=row["contact_point_id"],
            scope=row["scope"],
            function=row["function"],
            organisation=row["organisation"],
            telephone=opened(row, "telephone"),
            mail=opened(row, "mail"),
            source=row["source"],
            as_of=row_date(row),
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda each: (each.scope, each.id)))


def restructuring_claims(connection: Connection, version: int) -> tuple[RestructuringClaim, ...]:
    """Every source's claim, contradicting ones side by side, ordered by subject, list and source."""
    key = ("level", "subject_id", "list_name")
    found = (
        RestructuringClaim(
            level=row["level"],
            subject_id=row["subject_id"],
            list_name=row["list_name"],
            status=row["status"],
            period=row["period"],
            source=row["source"],
            as_of=row_date(row),
        )
        for row in _in_force(connection, schema.restructuring_claim_record, version, key)
    )
    return tuple(sorted(found, key=lambda each: (each.level, each.subject_id, each.list_name, each.source)))


def next_id(connection: Connection, table: Table) -> int:
    """Return the first id that was never given out in ``table``."""
    highest: int | None = connection.execute(select(func.max(table.c.id))).scalar_one()
    return (highest or 0) + 1


def add_rows(
    connection: Connection,
    table: Table,
    version: int,
    items: Sequence[T],
    as_row: Callable[[T], dict[str, object]],
) -> None:
    """Store things of one kind that a delivery holds; ``as_row`` gives their own columns."""
    if items:
        first = next_id(connection, table)
        rows = [
            {
                "id": record_id,
                "delivery_id": version,
                "source": item.source,
                "as_of": item.as_of.iso,
                **as_row(item),
            }
            for record_id, item in enumerate(items, start=first)
        ]
        connection.execute(insert(table), rows)


def _add_contact_points(
    connection: Connection, sealer: Sealer, version: int, points: Sequence[ContactPoint]
) -> None:
    table, scope = schema.contact_point_record, schema.CONTACTS_SCOPE
    if not sealer.has_key(scope):
        sealer.make_key(scope)
    rows = []
    for record_id, point in enumerate(points, start=next_id(connection, table)):
        at = {name: place(table.name, name, record_id) for name in ("telephone", "mail")}
        rows.append(
            {
                "id": record_id,
                "delivery_id": version,
                "contact_point_id": point.id,
                "scope": point.scope,
                "function": point.function,
                "organisation": point.organisation,
                "telephone": sealer.seal_text(scope, at["telephone"], point.telephone),
                "mail": sealer.seal_text(scope, at["mail"], point.mail),
                "source": point.source,
                "as_of": point.as_of.iso,
            }
        )
    connection.execute(insert(table), rows)


def _municipality_row(item: Municipality) -> dict[str, object]:
    return {
        "code": item.code,
        "name": item.name,
        "geometry_rd": shapely.to_wkb(item.geometry_rd),
    }


def _landmark_row(item: Landmark) -> dict[str, object]:
    return {
        "landmark_id": item.id,
        "kind": item.kind.value,
        "name": item.name,
        "label": item.label,
        "rank": item.rank,
        "cemt_class": item.cemt_class,
        "geometry_rd": shapely.to_wkb(item.geometry_rd),
    }


def _claim_row(item: RestructuringClaim) -> dict[str, object]:
    return {
        "level": item.level,
        "subject_id": item.subject_id,
        "list_name": item.list_name,
        "status": item.status,
        "period": item.period,
    }


def _in_force(connection: Connection, table: Table, version: int, key: tuple[str, ...]) -> list[RowMapping]:
    """Of each thing and source the row of the newest delivery that counts at ``version``."""
    step = schema.data_step
    statement = (
        select(table)
        .join(step, step.c.version == table.c.delivery_id)
        .where(stands(version))
        .order_by(table.c.delivery_id, table.c.id)
    )
    newest: dict[tuple[Any, ...], RowMapping] = {}
    for row in connection.execute(statement).mappings():
        newest[(*(row[name] for name in key), row["source"])] = row
    return list(newest.values())


def newest_rows(connection: Connection, table: Table, version: int, key: tuple[str, ...]) -> list[RowMapping]:
    """Return the row in force of each thing: of several sources that with the newest date, then version."""
    rows = _in_force(connection, table, version, key)
    newest: dict[tuple[Any, ...], RowMapping] = {}
    for row in sorted(rows, key=lambda each: (row_date(each), each["delivery_id"], each["id"])):
        newest[tuple(row[name] for name in key)] = row
    return list(newest.values())


def row_date(row: RowMapping) -> PartialDate:
    """Return the date that a row holds for."""
    return PartialDate.parse(row["as_of"])
