"""Says of each row which site it is, and for which date it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.domain.message import message
from drentsportal.domain.values import PartialDate
from drentsportal.errors import QuestionError
from drentsportal.geodata.readings import bare_text, date_reading, is_missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.geodata.issue_log import IssueLog
    from drentsportal.geodata.mapping import ImportMapping
    from drentsportal.geodata.raw_table import RawTable

_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
UNDATED: Final = PartialDate(_FIRST_YEAR)
"""Stands in a row that was refused for having no date; such a row is never stored."""


def row_ids(table: RawTable, mapping: ImportMapping, log: IssueLog) -> list[str]:
    """Make the id of each row from the mapping's template; a row without one is refused.

    A mapping without a template gives no ids, and refuses nothing: its rows are known by what they say.
    """
    if not mapping.id_template:
        return [""] * table.row_count
    names = mapping.id_columns
    columns = [_texts(table.columns[name].tolist()) for name in names]
    prefix, _, suffix = mapping.id_template.partition("{" + names[0] + "}") if names else ("", "", "")
    if len(names) == 1:
        ids = [prefix + text + suffix if text else "" for text in columns[0]]
    else:
        ids = [
            _filled(mapping.id_template, names, parts) if all(parts) else ""
            for parts in zip(*columns, strict=True)
        ]
    missing = [row for row, text in enumerate(ids) if not text]
    log.refuse(missing, "issue.id_missing", ", ".join(names))
    return ids


def row_dates(
    table: RawTable, mapping: ImportMapping, chosen: PartialDate | None, log: IssueLog
) -> list[PartialDate]:
    """Return the reference date of each row: its own, the file's, the one given, or the mapping's.

    Raises ``QuestionError`` when there is none at all; a row whose own date cannot be read is refused.
    """
    header = table.exchange.as_of if table.exchange else None
    fallback = header or chosen or mapping.as_of
    values = table.columns.get(mapping.as_of_column) if mapping.as_of_column else None
    if values is None:
        if fallback is None:
            raise QuestionError("error.import.which_as_of", option="--as-of")
        return [fallback] * table.row_count
    listed = values.tolist()
    dates = {value: _date(bare_text(value), mapping.as_of_dates) for value in set(listed)}
    return [
        _settled(row, value, dates[value], fallback, log, mapping.as_of_column)
        for row, value in enumerate(listed)
    ]


def _settled(
    row: int,
    value: object,
    date: PartialDate | None,
    fallback: PartialDate | None,
    log: IssueLog,
    column: str,
) -> PartialDate:
    stated = not is_missing(value)
    if date is not None or (not stated and fallback is not None):
        return date or fallback or UNDATED
    what = message("issue.as_of_unreadable", text=bare_text(value) if stated else "")
    log.add(row, RowOutcome.REFUSED, what, column)
    return UNDATED


def _date(text: str, dates: str) -> PartialDate | None:
    iso = date_reading(text, dates).value
    date = None if iso is None else PartialDate.parse(str(iso))
    return date if date is not None and _FIRST_YEAR <= date.year <= _LAST_YEAR else None


def _texts(values: Sequence[object]) -> list[str]:
    return ["" if is_missing(value) else bare_text(value).strip() for value in values]


def _filled(template: str, names: Sequence[str], parts: Sequence[str]) -> str:
    for name, part in zip(names, parts, strict=True):
        template = template.replace("{" + name + "}", part, 1)
    return template
