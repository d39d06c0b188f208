"""All that is in use at a version, as plain values that can be compared byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.sites.history import in_use
from drentsportal.domain.values import Known

if TYPE_CHECKING:
    from drentsportal.domain.sites.site_table import SiteRows
    from drentsportal.services.ports.workspace import Workspace

Rows = dict[str, dict[str, object]]


def table_snapshot(workspace: Workspace, version: int | None = None) -> Rows:
    """Return every value of the table with its record, and every shape as WKB, by site."""
    table = workspace.catalogue.site_table(version)
    return {
        site_id: row
        for rows in (table.parks, table.plots, table.premises)
        for site_id, row in _plain_rows(rows).items()
    }


def sites_snapshot(workspace: Workspace, site_ids: set[str], version: int | None = None) -> Rows:
    """Return the same as ``table_snapshot``, read site by site and without records."""
    found: Rows = {}
    for site_id in site_ids:
        site = workspace.catalogue.site(site_id, version)
        found[site_id] = {name: site.value(name) for name in site.attributes}
        found[site_id]["geometry_rd"] = None if site.geometry_rd is None else shapely.to_wkb(site.geometry_rd)
    return found


def without_records(rows: Rows) -> Rows:
    """Return a snapshot of the table as ``sites_snapshot`` gives it."""
    return {
        site_id: {name: value for name, value in row.items() if not name.startswith("record of ")}
        for site_id, row in rows.items()
    }


def by_the_rule(workspace: Workspace, site_ids: set[str], version: int) -> Rows:
    """Return what the pure functions of the domain say is in use, of sites that exist at ``version``."""
    found: Rows = {}
    for site_id in site_ids:
        records, choices = workspace.catalogue.records(site_id), workspace.catalogue.choices(site_id)
        if not any(record.in_force(version) for record in records):
            continue
        kind = workspace.catalogue.site(site_id, version).kind
        used = {spec.id: in_use(records, choices, spec.id, version) for spec in attributes_of(kind)}
        if not isinstance(used["retired"], Known):
            found[site_id] = {
                name: each.value if isinstance(each, Known) else None for name, each in used.items()
            }
    return found


def _plain_rows(rows: SiteRows) -> Rows:
    found: Rows = {}
    for row, site_id in enumerate(rows.ids.tolist()):
        values: dict[str, object] = {}
        for name, column in rows.columns.items():
            known = bool(column.known[row])
            values[name] = (
                (column.text_at(row) if column.categories else column.values[row]) if known else None
            )
            values[f"record of {name}"] = int(column.record_ids[row])
        geometry = rows.geometries_rd[row]
        values["geometry_rd"] = None if geometry is None else shapely.to_wkb(geometry)
        drawn_by = rows.geometry_record_ids
        values["record of geometry_rd"] = None if drawn_by is None else int(drawn_by[row])
        found[site_id] = values
    return found
