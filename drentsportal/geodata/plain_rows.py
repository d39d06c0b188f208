"""Reads tables without geometry: functions to ask, PHP claims, and what lies around sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport
from drentsportal.domain.sites.reference_fields import FILE_KINDS, PLACED_KINDS, SURROUNDINGS_KINDS
from drentsportal.errors import DataSourceError
from drentsportal.geodata.columns import ColumnReader
from drentsportal.geodata.issue_log import IssueLog
from drentsportal.geodata.json_source import row_columns
from drentsportal.geodata.raw_table import RawTable
from drentsportal.geodata.reading import (
    area_totals,
    date_notes,
    decision_notes,
    delivery_of,
    described,
    field_rows,
)
from drentsportal.geodata.reference_rows import ReferenceRows, row_date
from drentsportal.geodata.row_identity import UNDATED, row_dates, row_ids
from drentsportal.geodata.surroundings_reading import read_surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.message import Message
    from drentsportal.geodata.json_source import JsonFile
    from drentsportal.geodata.reading import Context

PLAIN_KINDS: Final = frozenset(FILE_KINDS) - PLACED_KINDS
"""Kinds of files that have no geometry."""


def read_plain_rows(context: Context, parsed: JsonFile) -> tuple[Delivery, ImportReport]:
    """Read the ``rows`` of a JSON file of functions to ask or PHP claims.

    Raises ``DataSourceError`` when they are no list of objects.
    """
    header = parsed.exchange
    source = context.options.source or (header.source if header else "") or context.checked.path.name
    return _read(context, _rows(parsed, context.checked.path.name), source, parsed)


def read_plain_table(context: Context, table: RawTable) -> tuple[Delivery, ImportReport]:
    """Read a table (CSV, XLSX, or rows of JSON) whose columns carry our own names, or those of a mapping.

    Raises as ``read_surroundings``.
    """
    if context.mapping.kind in SURROUNDINGS_KINDS:
        return read_surroundings(context, table)
    if not context.mapping.native:
        return _read_mapped(context, table)
    lists = {name: values.tolist() for name, values in table.columns.items()}
    rows = [{name: values[row] for name, values in lists.items()} for row in range(table.row_count)]
    return _read(context, rows, context.source(table), table)


def rows_table(parsed: JsonFile, file_name: str) -> RawTable:
    """Make a table of the ``rows`` of a JSON file; raises ``DataSourceError`` as ``read_plain_rows``."""
    rows = _rows(parsed, file_name)
    if not rows:
        raise DataSourceError("error.import.no_rows", file=file_name)
    return RawTable(len(rows), row_columns(rows), None, exchange=parsed.exchange, notes=parsed.notes)


def _rows(parsed: JsonFile, file_name: str) -> list[dict[str, Any]]:
    rows = parsed.content.get("rows")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DataSourceError("error.import.exchange_rows", file=file_name)
    return rows


def _read_mapped(context: Context, table: RawTable) -> tuple[Delivery, ImportReport]:
    """Read functions to ask or PHP claims from columns that a mapping names."""
    log = IssueLog(table.row_count)
    log.refuse_each(table.row_faults)
    dates = row_dates(table, context.mapping, context.options.as_of, log)
    ids = row_ids(table, context.mapping, log)
    reader = ColumnReader(table, context.decisions, log)
    rows = field_rows(context, table, reader)
    for row, row_id in zip(rows, ids, strict=True):
        row["id"] = row_id
    made = _made(context, ReferenceRows(rows, context.source(table), dates, log))
    report = ImportReport(
        **described(context, table),
        site_count=sum(len(each) for each in made.values()),
        kind=context.mapping.kind,
        municipality_count=0,
        totals=area_totals({}),
        issues=log.finished(ids, [row.get("function") for row in rows]),
        notes=(
            *table.notes,
            *reader.notes,
            *decision_notes(context, log),
            *date_notes(context, table, dates),
        ),
    )
    return delivery_of(context, table, **made), report


def _made(context: Context, maker: ReferenceRows) -> dict[str, Any]:
    if context.mapping.kind == "contact_points":
        return {"contact_points": maker.contact_points()}
    return {"restructuring_claims": maker.restructuring_claims()}


def _read(
    context: Context, rows: Sequence[Mapping[str, Any]], source: str, read: JsonFile | RawTable
) -> tuple[Delivery, ImportReport]:
    header = read.exchange
    notes: tuple[Message, ...] = read.notes
    log = IssueLog(len(rows))
    if isinstance(read, RawTable):
        log.refuse_each(read.row_faults)
    fallback = (header.as_of if header else None) or context.options.as_of
    dates = [row_date(row.get("as_of"), fallback) for row in rows]
    log.refuse([row for row, date in enumerate(dates) if date is None], "issue.as_of_missing", "as_of")
    made = _made(context, ReferenceRows(rows, source, [date or UNDATED for date in dates], log))
    delivery = Delivery(
        source=source,
        file_name=context.checked.path.name,
        file_sha256=context.checked.sha256,
        mapping_id=context.mapping_id,
        **made,
    )
    report = ImportReport(
        file_name=context.checked.path.name,
        source=source,
        mapping_id=context.mapping_id,
        feature_count=len(rows),
        site_count=sum(len(each) for each in made.values()),
        kind=context.mapping.kind,
        municipality_count=0,
        totals=AreaTotals(None, None, None),
        issues=log.finished([str(row.get("id", "")) for row in rows], [row.get("function") for row in rows]),
        notes=notes,
    )
    return delivery, report
