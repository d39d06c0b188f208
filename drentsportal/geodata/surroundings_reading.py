"""Reads tables of regions, park management, plan zones and the grid, with the checks of every import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport, RowOutcome
from drentsportal.domain.message import message
from drentsportal.domain.sites.surroundings import PostcodeGridBatch
from drentsportal.errors import QuestionError
from drentsportal.geodata.columns import ColumnReader
from drentsportal.geodata.issue_log import IssueLog
from drentsportal.geodata.postcodes import postcode_of
from drentsportal.geodata.reading import (
    date_notes,
    decision_notes,
    delivery_of,
    described,
    placed_geometries,
)
from drentsportal.geodata.row_identity import row_dates, row_ids
from drentsportal.geodata.shapes import ShapeCheck
from drentsportal.geodata.surroundings_rows import SurroundingsRows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.message import Message
    from drentsportal.domain.values import PartialDate
    from drentsportal.geodata.raw_table import RawTable
    from drentsportal.geodata.reading import Context

    Columns = Mapping[str, Sequence[object | None]]

_NO_TOTALS: Final = AreaTotals(None, None, None)


def read_surroundings(context: Context, table: RawTable) -> tuple[Delivery, ImportReport]:
    """Read a table of one of ``SURROUNDINGS_KINDS``.

    Raises ``QuestionError`` when a date or a decimal sign must be chosen.
    """
    log = IssueLog(table.row_count)
    log.refuse_each(table.row_faults)
    ids = row_ids(table, context.mapping, log)
    dates = row_dates(table, context.mapping, context.options.as_of, log)
    reader = ColumnReader(table, context.decisions, log)
    columns = {rule.attribute.id: reader.read(rule) for rule in context.mapping.rules}
    rows = SurroundingsRows(ids, columns, _sources(context, table), dates, log)
    made, notes = _made(context, table, rows, log)
    taken_dates = [date for date, taken in zip(dates, log.taken.tolist(), strict=True) if taken]
    report = ImportReport(
        **described(context, table),
        site_count=sum(len(each) for name, each in made.items() if name != "as_of"),
        kind=context.mapping.kind,
        municipality_count=0,
        totals=_NO_TOTALS,
        issues=log.finished(ids, columns.get("name", columns.get("zone_name", []))),
        notes=(
            *table.notes,
            *notes,
            *reader.notes,
            *decision_notes(context, log),
            *date_notes(context, table, taken_dates),
            *grid_notes(context),
        ),
    )
    return delivery_of(context, table, **made), report


def _made(
    context: Context, table: RawTable, rows: SurroundingsRows, log: IssueLog
) -> tuple[dict[str, Any], tuple[Message, ...]]:
    """Make what the rows hold, as the fields of a ``Delivery``, with what was noted of their places."""
    kind = context.mapping.kind
    if kind == "plan_zones":
        placed, notes = placed_geometries(context, table, log)
        shapes = ShapeCheck(context.decisions, log).checked(
            placed, table.geometry_faults, table.altered, points_allowed=False
        )
        return {kind: rows.plan_zones(shapes)}, notes
    if kind == "grid_postcodes":
        return _postcodes(rows.columns, rows.dates, log), ()
    makers = {
        "regions": rows.regions,
        "park_management_organisations": rows.park_management_organisations,
        "grid_areas": rows.grid_areas,
    }
    return {kind: makers[kind]()}, ()


def grid_notes(context: Context) -> tuple[Message, ...]:
    """Say with everything of the capacity map that it is indicative."""
    return (message("note.grid_indicative"),) if context.mapping.kind.startswith("grid_") else ()


def _sources(context: Context, table: RawTable) -> list[str]:
    """Return who says each row: in our own format the row itself may name it."""
    own = context.source(table)
    stated = table.columns.get("source") if context.mapping.native and not context.options.source else None
    if stated is None:
        return [own] * table.row_count
    return [str(value) if value else own for value in stated.tolist()]


def _postcodes(columns: Columns, dates: Sequence[PartialDate], log: IssueLog) -> dict[str, Any]:
    """Make one batch: all postcodes of a file hold for one date, so a file with several is refused."""
    rows = [row for row, taken in enumerate(log.taken.tolist()) if taken]
    distinct = {dates[row] for row in rows}
    if len(distinct) > 1:
        raise QuestionError("error.import.one_as_of", option="--as-of")
    seen: dict[str, int] = {}
    for row in rows:
        postcode = postcode_of(columns["postcode"][row])
        if postcode is None:
            log.add(row, RowOutcome.REFUSED, message("issue.postcode"), "postcode")
        elif postcode in seen:
            log.add(row, RowOutcome.REFUSED, message("issue.duplicate_code"), "postcode")
        else:
            seen[postcode] = row
    states = {name: columns.get(name, [None] * len(dates)) for name in ("demand", "generation", "area_id")}
    batch = PostcodeGridBatch(
        postcodes=tuple(seen),
        demand=tuple(_text(states["demand"][row]) for row in seen.values()),
        generation=tuple(_text(states["generation"][row]) for row in seen.values()),
        area_ids=tuple(_text(states["area_id"][row]) or "" for row in seen.values()),
    )
    return {"grid_postcodes": batch, "as_of": next(iter(distinct), None)}


def _text(value: object | None) -> str | None:
    return None if value is None else str(value)
