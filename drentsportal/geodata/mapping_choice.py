"""Finds the mapping that goes with a file: as asked for, as the file says itself, or by its exact columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import Message, message
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.mapping import ImportMapping, load_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.geodata.raw_table import ExchangeHeader, RawTable

_NONE: Final = ("-",)
_OVERRIDES: Final = frozenset({"source", "as_of"})


def named_mapping(chosen: str, shipped: Mapping[str, ImportMapping]) -> ImportMapping:
    """Return a shipped mapping by id, or the one in a file.

    Raises ``QuestionError`` when there is neither.
    """
    if chosen in shipped:
        return shipped[chosen]
    path = Path(chosen)
    if path.suffix.lower() == ".toml" and path.is_file():
        return load_mapping(path)
    raise QuestionError(
        "error.import.no_such_mapping",
        option="--mapping",
        choices=tuple(sorted(shipped)),
        mapping=chosen,
        known=tuple(sorted(shipped)),
    )


def exchange_mapping(
    header: ExchangeHeader, file_name: str, shipped: Mapping[str, ImportMapping]
) -> ImportMapping:
    """Return the mapping of a file in our own format. Raises ``DataSourceError`` for an unknown kind."""
    found = shipped.get(header.kind)
    if found is None or not found.native:
        raise DataSourceError("error.import.exchange_kind", file=file_name, kind=header.kind)
    return found


def mapping_for(
    table: RawTable,
    chosen: str | None,
    file_name: str,
    shipped: Mapping[str, ImportMapping],
    own_ids: frozenset[str] = frozenset(),
) -> ImportMapping:
    """Return the mapping of a table; one that people here decided on (``own_ids``) goes before a shipped one.

    Raises ``QuestionError`` when nobody named one and none, or more than one, has exactly these columns.
    """
    if chosen is not None:
        return named_mapping(chosen, shipped)
    if table.exchange is not None:
        return exchange_mapping(table.exchange, file_name, shipped)
    columns = frozenset(table.columns)
    fitting = [each for each in shipped.values() if not each.native and each.columns == columns]
    fitting = [each for each in fitting if each.id in own_ids] or fitting
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        ids = tuple(sorted(each.id for each in fitting))
        raise QuestionError(
            "error.import.several_mappings", option="--mapping", choices=ids, file=file_name, mappings=ids
        )
    nearest = max(shipped.values(), key=lambda each: (len(each.columns & columns), each.id))
    raise QuestionError(
        "error.import.which_mapping",
        option="--mapping",
        choices=tuple(sorted(shipped)),
        file=file_name,
        columns=tuple(table.columns),
        nearest=nearest.id,
        missing=tuple(sorted(nearest.columns - columns)) or _NONE,
        extra=tuple(sorted(columns - nearest.columns)) or _NONE,
    )


def check_columns(
    mapping: ImportMapping, table: RawTable, file_name: str
) -> tuple[ImportMapping, tuple[Message, ...]]:
    """Leave out the rules whose column a file does not have, and say so; say which columns nobody reads.

    Raises ``DataSourceError`` when a column is missing without which no row can be read.
    """
    columns = frozenset(table.columns)
    needed = {*mapping.id_columns, *(rule.column for rule in mapping.rules if rule.required and rule.column)}
    if missing := sorted(needed - columns):
        raise DataSourceError(
            "error.import.columns_missing", file=file_name, missing=tuple(missing), mapping=mapping.id
        )
    notes = []
    absent = sorted(rule.column for rule in mapping.rules if rule.column and rule.column not in columns)
    if absent and not mapping.native:
        notes.append(message("note.columns_absent", columns=tuple(absent)))
    known = mapping.columns | (_OVERRIDES if mapping.native else frozenset())
    if unread := sorted(columns - known):
        notes.append(message("note.columns_unread", columns=tuple(unread)))
    return mapping.with_rules(tuple(rule for rule in mapping.rules if rule.column not in absent)), tuple(
        notes
    )
