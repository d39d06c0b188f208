"""Reads tables without geometry in our own exchange format: functions to ask and PHP claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drentsportal.domain.delivery import AreaTotals, Delivery, ImportReport
from drentsportal.errors import DataSourceError
from drentsportal.geodata.issue_log import IssueLog
from drentsportal.geodata.reference_rows import ReferenceRows, row_date
from drentsportal.geodata.row_identity import UNDATED

if TYPE_CHECKING:
    from drentsportal.geodata.json_source import JsonFile
    from drentsportal.geodata.reading import Context


def read_plain_rows(context: Context, parsed: JsonFile) -> tuple[Delivery, ImportReport]:
    """Read the ``rows`` of a JSON file.

    Raises ``DataSourceError`` when they are no list of objects.
    """
    rows = parsed.content.get("rows")
    file_name = context.checked.path.name
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DataSourceError("error.import.exchange_rows", file=file_name)
    header = parsed.exchange
    source = context.options.source or (header.source if header else "") or file_name
    log = IssueLog(len(rows))
    fallback = (header.as_of if header else None) or context.options.as_of
    dates = [row_date(row.get("as_of"), fallback) for row in rows]
    log.refuse([row for row, date in enumerate(dates) if date is None], "issue.as_of_missing", "as_of")
    maker = ReferenceRows(rows, source, [date or UNDATED for date in dates], log)
    made: dict[str, Any] = (
        {"contact_points": maker.contact_points()}
        if context.mapping.kind == "contact_points"
        else {"restructuring_claims": maker.restructuring_claims()}
    )
    delivery = Delivery(
        source=source,
        file_name=file_name,
        file_sha256=context.checked.sha256,
        mapping_id=context.mapping_id,
        **made,
    )
    report = ImportReport(
        file_name=file_name,
        source=source,
        mapping_id=context.mapping_id,
        feature_count=len(rows),
        site_count=sum(len(each) for each in made.values()),
        kind=context.mapping.kind,
        municipality_count=0,
        totals=AreaTotals(None, None, None),
        issues=log.finished([str(row.get("id", "")) for row in rows], [row.get("function") for row in rows]),
        notes=parsed.notes,
    )
    return delivery, report
