"""What a delivery says of regions, park management, zones of spatial plans and supply areas of the grid.

In force by the rule of ``reference_records``: per thing the newest reference date, then version.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import shapely

from drentsportal.domain.sites.surroundings import (
    GridArea,
    GridSide,
    ParkManagementOrganisation,
    PlanZone,
    RegionMembership,
)
from drentsportal.domain.vocabulary import GridState, PlanPhase
from drentsportal.storage import schema
from drentsportal.storage.reference_records import add_rows, newest_rows, row_date

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping

    from drentsportal.domain.merge.delivery import Delivery


def add_surroundings(connection: Connection, delivery: Delivery, version: int) -> None:
    """Store what a delivery says of the surroundings, postcodes apart."""
    add_rows(connection, schema.region_record, version, delivery.regions, _region_row)
    organisations = delivery.park_management_organisations
    add_rows(connection, schema.park_management_record, version, organisations, _organisation_row)
    add_rows(connection, schema.plan_zone_record, version, delivery.plan_zones, _zone_row)
    add_rows(connection, schema.grid_area_record, version, delivery.grid_areas, _area_row)


def regions(connection: Connection, version: int) -> tuple[RegionMembership, ...]:
    """Return the regions, ordered by id."""
    found = (
        RegionMembership(
            id=row["region_id"],
            name=row["name"],
            municipality_codes=_texts(row["municipality_codes_json"]),
            source=row["source"],
            as_of=row_date(row),
        )
        for row in newest_rows(connection, schema.region_record, version, ("region_id",))
    )
    return tuple(sorted(found, key=lambda each: each.id))


def park_management_organisations(
    connection: Connection, version: int
) -> tuple[ParkManagementOrganisation, ...]:
    """Return the park management organisations, ordered by id."""
    found = (
        ParkManagementOrganisation(
            id=row["organisation_id"],
            name=row["name"],
            park_ids=_texts(row["park_ids_json"]),
            municipality_codes=_texts(row["municipality_codes_json"]),
            benefits=_texts(row["benefits_json"]),
            website=row["website"],
            source=row["source"],
            as_of=row_date(row),
        )
        for row in newest_rows(connection, schema.park_management_record, version, ("organisation_id",))
    )
    return tuple(sorted(found, key=lambda each: each.id))


def plan_zones(connection: Connection, version: int) -> tuple[PlanZone, ...]:
    """Return the zones of spatial plans, ordered by id."""
    rows = newest_rows(connection, schema.plan_zone_record, version, ("zone_id",))
    return tuple(sorted(map(_zone, rows), key=lambda each: each.id))


def grid_areas(connection: Connection, version: int) -> tuple[GridArea, ...]:
    """Return the supply areas of the grid, one per area and year, ordered by id and year."""
    found = (
        GridArea(
            id=row["area_id"],
            name=row["name"],
            operator=row["operator"],
            year=row["year"],
            demand=_side(row, "demand"),
            generation=_side(row, "generation"),
            source=row["source"],
            as_of=row_date(row),
        )
        for row in newest_rows(connection, schema.grid_area_record, version, ("area_id", "year"))
    )
    return tuple(sorted(found, key=lambda each: (each.id, each.year)))


def _region_row(item: RegionMembership) -> dict[str, object]:
    return {
        "region_id": item.id,
        "name": item.name,
        "municipality_codes_json": json.dumps(item.municipality_codes),
    }


def _organisation_row(item: ParkManagementOrganisation) -> dict[str, object]:
    return {
        "organisation_id": item.id,
        "name": item.name,
        "park_ids_json": json.dumps(item.park_ids),
        "municipality_codes_json": json.dumps(item.municipality_codes),
        "benefits_json": json.dumps(item.benefits, ensure_ascii=False),
        "website": item.website,
    }


def _zone_row(item: PlanZone) -> dict[str, object]:
    return {
        "zone_id": item.id,
        "plan_name": item.plan_name,
        "zone_name": item.zone_name,
        "park_id": item.park_id,
        "category_min": item.category_min,
        "category_max": item.category_max,
        "max_height_m": item.max_height_m,
        "uses": item.uses,
        "web_shop_allowed": _stored_answer(item.web_shop_allowed),
        "storage_allowed": _stored_answer(item.storage_allowed),
        "plan_phase": None if item.plan_phase is None else item.plan_phase.value,
        "link": item.link,
        "geometry_rd": shapely.to_wkb(item.geometry_rd),
    }


def _zone(row: RowMapping) -> PlanZone:
    phase = row["plan_phase"]
    return PlanZone(
        id=row["zone_id"],
        plan_name=row["plan_name"],
        zone_name=row["zone_name"],
        park_id=row["park_id"],
        category_min=row["category_min"],
        category_max=row["category_max"],
        max_height_m=row["max_height_m"],
        uses=row["uses"],
        web_shop_allowed=_answer(row["web_shop_allowed"]),
        storage_allowed=_answer(row["storage_allowed"]),
        plan_phase=None if phase is None else PlanPhase(phase),
        link=row["link"],
        geometry_rd=shapely.from_wkb(row["geometry_rd"]),
        source=row["source"],
        as_of=row_date(row),
    )


def _stored_answer(answer: bool | None) -> int | None:  # noqa: FBT001 - the value itself
    return None if answer is None else int(answer)


def _answer(stored: int | None) -> bool | None:
    return None if stored is None else bool(stored)


def _area_row(item: GridArea) -> dict[str, object]:
    return {
        "area_id": item.id,
        "name": item.name,
        "operator": item.operator,
        "year": item.year,
        **_side_columns("demand", item.demand),
        **_side_columns("generation", item.generation),
    }


def _side_columns(name: str, side: GridSide) -> dict[str, object]:
    return {
        f"{name}_state": None if side.state is None else side.state.value,
        f"{name}_requests_in_queue": side.requests_in_queue,
        f"{name}_capacity_in_queue_mw": side.capacity_in_queue_mw,
        f"{name}_available_capacity_mw": side.available_capacity_mw,
        f"{name}_alleviation_year": side.alleviation_year,
    }


def _side(row: RowMapping, name: str) -> GridSide:
    state = row[f"{name}_state"]
    return GridSide(
        state=None if state is None else GridState(state),
        requests_in_queue=row[f"{name}_requests_in_queue"],
        capacity_in_queue_mw=row[f"{name}_capacity_in_queue_mw"],
        available_capacity_mw=row[f"{name}_available_capacity_mw"],
        alleviation_year=row[f"{name}_alleviation_year"],
    )


def _texts(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))
