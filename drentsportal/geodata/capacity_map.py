"""Reads the JSON of the official model of the capacity map (Netbeheer Nederland, im-capaciteitskaart 1.3.0).

A file holds areas (``EnergyArea``) with their postcodes in them, or a list of either. Postcodes are put in
columns while the text is parsed, so that a file of the whole country stays bounded in memory.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport
from drentsportal.domain.sites.surroundings import PostcodeGridBatch
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.columns import ColumnReader
from drentsportal.geodata.file_kinds import SourceFormat
from drentsportal.geodata.grid_codes import GridCodes
from drentsportal.geodata.issue_log import IssueLog
from drentsportal.geodata.json_source import row_columns
from drentsportal.geodata.postcodes import postcode_of
from drentsportal.geodata.raw_table import RawTable
from drentsportal.geodata.surroundings_reading import grid_notes
from drentsportal.geodata.surroundings_rows import SurroundingsRows

if TYPE_CHECKING:
    from drentsportal.domain.sites.surroundings import GridArea
    from drentsportal.domain.values import PartialDate
    from drentsportal.geodata.mapping import ColumnRule, ImportMapping
    from drentsportal.geodata.reading import Context
    from drentsportal.geodata.source_gate import CheckedSource

CAPACITY_MAP: Final = "capaciteitskaart_model"
_HEAD_BYTES: Final = 65_536
_SIGNS: Final = (b'"demand_constraint"', b'"generation_constraint"')


def is_capacity_map(checked: CheckedSource) -> bool:
    """Whether a JSON file is of the official model, by the names that only this model has."""
    if checked.format is not SourceFormat.JSON:
        return False
    with checked.path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    return all(sign in head for sign in _SIGNS) and b'"drentsportal"' not in head


def read_capacity_map(context: Context) -> tuple[Delivery, ImportReport]:
    """Read areas and postcodes; the file names no date, so it is asked.

    Raises ``QuestionError`` for the date and for a state that the model does not have, and
    ``DataSourceError`` when the text is damaged.
    """
    as_of = context.options.as_of or context.mapping.as_of
    if as_of is None:
        raise QuestionError("error.import.which_as_of", option="--as-of")
    read = _Read(context.mapping)
    name = context.checked.path.name
    text = context.checked.path.read_bytes().decode("utf-8-sig", errors="replace")
    try:
        json.loads(text, object_hook=read.hook)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise DataSourceError("error.import.json_damaged", file=name, line=line) from error
    log = IssueLog(len(read.areas) + len(read.postcodes))
    areas = _areas(context, read, as_of, log)
    batch = _batch(context, read, log)
    delivery = Delivery(
        source=context.source(None),
        file_name=name,
        file_sha256=context.checked.sha256,
        mapping_id=context.mapping_id,
        grid_areas=areas,
        grid_postcodes=batch if len(batch) else None,
        as_of=as_of,
    )
    report = ImportReport(
        file_name=name,
        source=context.source(None),
        mapping_id=context.mapping_id,
        feature_count=len(read.areas) + len(read.postcodes),
        site_count=len(areas) + len(batch),
        kind="grid_postcodes" if len(batch) else context.mapping.kind,
        municipality_count=0,
        totals=AreaTotals(None, None, None),
        issues=log.finished([str(each.get("short_code", "")) for each in read.areas], []),
        notes=grid_notes(context),
    )
    return delivery, report


@dataclass(frozen=True, slots=True)
class _Postcode:
    """Stands in its area for a postcode that was put in columns; no value of the file can pass for one."""

    row: int


@dataclass(slots=True)
class _Read:
    """What was met so far: areas as objects, postcodes as texts in columns."""

    mapping: ImportMapping
    areas: list[dict[str, Any]] = field(default_factory=list)
    postcodes: list[str] = field(default_factory=list)
    states: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))
    area_ids: list[str] = field(default_factory=list)

    def hook(self, found: dict[str, Any]) -> object:
        """Put an object in its place as soon as it is parsed; objects of other kinds stay as they are."""
        if "postcode" in found:
            self.postcodes.append(str(found["postcode"]))
            for column, name in zip(self.states, ("demand_constraint", "generation_constraint"), strict=True):
                column.append(str(found.get(name) or ""))
            self.area_ids.append(str(found.get("substation_short_code") or ""))
            return _Postcode(len(self.postcodes) - 1)
        if "short_code" in found and "type" in found:
            inside = found.pop("postcode_areas", None)
            for each in inside if isinstance(inside, list) else ():
                if isinstance(each, _Postcode) and not self.area_ids[each.row]:
                    self.area_ids[each.row] = str(found["short_code"] or "")
            found.pop("works", None)
            self.areas.append(found)
            return None
        return found


def _areas(context: Context, read: _Read, as_of: PartialDate, log: IssueLog) -> tuple[GridArea, ...]:
    if not read.areas:
        return ()
    table = RawTable(len(read.areas), row_columns(read.areas), None)
    reader = ColumnReader(table, context.decisions, log)
    columns: dict[str, list[object | None]] = {}
    for rule in context.mapping.rules:
        if rule.attribute.id.endswith("_state"):
            columns[rule.attribute.id] = _states(context, rule, table)
        elif rule.column in table.columns:
            columns[rule.attribute.id] = reader.read(rule)
    ids = [str(each["short_code"] or "") for each in read.areas]
    log.refuse([row for row, area_id in enumerate(ids) if not area_id], "issue.id_missing", "short_code")
    rows = SurroundingsRows(ids, columns, [context.source(None)] * len(ids), [as_of] * len(ids), log)
    return rows.grid_areas()


def _states(context: Context, rule: ColumnRule, table: RawTable) -> list[object | None]:
    codes = GridCodes(rule, context.decisions)
    values = table.columns.get(rule.column, np.full(table.row_count, None, dtype=object)).tolist()
    states: list[object | None] = [codes.state("" if value is None else str(value)) for value in values]
    codes.check_settled(context.checked.path.name)
    return states


def _batch(context: Context, read: _Read, log: IssueLog) -> PostcodeGridBatch:
    rules = {rule.attribute.id: rule for rule in context.mapping.rules}
    codes = [GridCodes(rules[f"{side}_state"], context.decisions) for side in ("demand", "generation")]
    taken: dict[str, int] = {}
    for row, text in enumerate(read.postcodes):
        postcode = postcode_of(text)
        if postcode is None or postcode in taken:
            reason = "issue.postcode" if postcode is None else "issue.duplicate_code"
            log.refuse([len(read.areas) + row], reason, "postcode")
        else:
            taken[postcode] = row
    rows = taken.values()
    demand, generation = (
        tuple(code.state(column[row]) for row in rows)
        for code, column in zip(codes, read.states, strict=True)
    )
    for code in codes:
        code.check_settled(context.checked.path.name)
    return PostcodeGridBatch(tuple(taken), demand, generation, tuple(read.area_ids[row] for row in rows))
