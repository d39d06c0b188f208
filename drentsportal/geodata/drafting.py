"""Turns a draft into a mapping, and tries a draft on a whole table without storing anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message
from drentsportal.domain.sites.attributes import ValueType
from drentsportal.domain.sites.reference_fields import field_of
from drentsportal.domain.values import PartialDate
from drentsportal.errors import QuestionError
from drentsportal.geodata.columns import ColumnReader
from drentsportal.geodata.decisions import PROPOSED_READING, Decisions
from drentsportal.geodata.issue_log import IssueLog
from drentsportal.geodata.mapping import ColumnRule, ImportMapping
from drentsportal.geodata.place_trial import coordinates_of, rules_of, try_place
from drentsportal.geodata.readings import bare_text, is_missing
from drentsportal.geodata.row_identity import row_dates, row_ids
from drentsportal.services.mapping_draft import OPEN, SAME_TOTAL, UNKNOWN
from drentsportal.services.mapping_trial import CellTrial, ColumnTrial, MappingTrial

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drentsportal.domain.merge.delivery import RowIssue
    from drentsportal.geodata.raw_table import RawTable
    from drentsportal.services.mapping_draft import ColumnDecision, MappingDraft

ROWS_SHOWN: Final = 20
_SAMPLES: Final = 12
_LONGEST: Final = 120


def mapping_of(draft: MappingDraft, mapping_id: str) -> ImportMapping:
    """Make the mapping that a draft says; what is open in it stays a question mark."""
    settled = draft.as_of not in {"", OPEN} and not draft.as_of_column
    used = {each.column for each in draft.linked} | {*draft.id_columns, draft.as_of_column}
    used |= {*draft.place_columns}
    return ImportMapping(
        id=mapping_id,
        title=draft.title,
        kind=draft.kind,
        source=draft.source,
        id_template=_template(draft),
        rules=(
            *(rule_of(each, draft.kind) for each in draft.linked),
            *(ColumnRule(field_of(draft.kind, name), value=value) for name, value in _fixed(draft)),
        ),
        as_of_column=draft.as_of_column,
        as_of=PartialDate.parse(draft.as_of) if settled else None,
        as_of_dates=draft.as_of_dates if draft.as_of_column else "",
        same_total=draft.parts == SAME_TOTAL,
        accepted=_accepted(draft),
        ignored=tuple(each.column for each in draft.columns if each.column not in used),
        encoding=draft.encoding,
        geometry=None if draft.asked_place is None else coordinates_of(draft.asked_place),
    )


def _fixed(draft: MappingDraft) -> Iterator[tuple[str, str]]:
    """Give the values that hold for every row; one that is missing stays a question mark."""
    stated = dict(draft.fixed_values)
    return ((name, stated.get(name, OPEN)) for name in draft.fixed_fields)


def _template(draft: MappingDraft) -> str:
    if not draft.is_numbered:
        return ""
    if not draft.id_columns:
        return OPEN
    return draft.id_prefix + "-".join(f"{{{name}}}" for name in draft.id_columns)


def _accepted(draft: MappingDraft) -> frozenset[str]:
    readings = {f"{PROPOSED_READING}:{each.column}" for each in draft.linked if each.takes_proposed}
    place = draft.asked_place
    return frozenset(readings | (rules_of(place) if place is not None else set()))


def rule_of(decision: ColumnDecision, kind: str = "") -> ColumnRule:
    """Make the rule of one column; a free text with a list of codes is flagged where a new code comes."""
    attribute = field_of(kind, decision.attribute_id)
    read = [(code, ours) for code, ours in decision.codes if ours != UNKNOWN]
    is_text = attribute.type is ValueType.TEXT and attribute.id != "municipality_code"
    known = {ours for _, ours in read if ours != OPEN} if is_text else set()
    return ColumnRule(
        attribute=attribute,
        column=decision.column,
        unit=decision.unit,
        decimal=decision.decimal,
        dates=decision.dates,
        codes={code: ours for code, ours in read if ours != code},
        known_codes=frozenset(known),
        unknown_codes=frozenset(code for code, ours in decision.codes if ours == UNKNOWN),
    )


def try_draft(table: RawTable, draft: MappingDraft) -> MappingTrial:
    """Read every row as the draft says; a column about which something is open is left out, and said."""
    decisions = Decisions(_accepted(draft))
    shown = min(ROWS_SHOWN, table.row_count)
    columns: list[ColumnTrial] = []
    cells: list[list[CellTrial]] = []
    unreadable: set[int] = set()
    for decision in draft.linked:
        tried, first, rows = _try_column(table, decision, draft.kind, decisions, shown)
        columns.append(tried)
        cells.append(first)
        unreadable |= rows
    ids, missing, repeated = _ids(table, draft)
    return MappingTrial(
        row_count=table.row_count,
        columns=tuple(columns),
        rows=tuple(zip(*cells, strict=True)) if cells else ((),) * shown,
        ids=tuple(ids[:shown]),
        ids_missing=missing,
        ids_repeated=repeated,
        dates_unreadable=_undated(table, draft),
        unreadable_rows=len(unreadable),
        place=None if draft.asked_place is None else try_place(table, draft.asked_place),
    )


def _try_column(
    table: RawTable, decision: ColumnDecision, kind: str, decisions: Decisions, shown: int
) -> tuple[ColumnTrial, list[CellTrial], set[int]]:
    raw = table.columns[decision.column].tolist()
    texts = ["" if is_missing(value) else bare_text(value) for value in raw]
    stated = sum(bool(text) for text in texts)
    tried = ColumnTrial(decision.column, decision.attribute_id, stated)
    as_it_is = [CellTrial(text[:_LONGEST], None) for text in texts[:shown]]
    if decision.open_topics:
        problem = message("mapping.trial.open", topic=decision.open_topics[0])
        return replace(tried, problem=problem), as_it_is, set()
    log = IssueLog(table.row_count)
    try:
        values = ColumnReader(table, decisions, log).read(rule_of(decision, kind))
    except QuestionError as error:
        problem = message(error.message_id, **error.params)
        return replace(tried, problem=problem), as_it_is, set()
    issues = {issue.row - 1: issue for issue in log.finished((), ())}
    lost = {row for row in issues if values[row] is None}
    first = [_cell(texts[row], values[row], issues.get(row)) for row in range(shown)]
    samples = _samples(texts, values, issues)
    remarked = len(issues) - len(lost)
    return replace(tried, unreadable=len(lost), remarked=remarked, samples=samples), first, lost


def _cell(text: str, value: object | None, issue: RowIssue | None) -> CellTrial:
    lost = issue is not None and value is None
    return CellTrial(text[:_LONGEST], value, issue.message if issue else None, is_unreadable=lost)


def _samples(
    texts: Sequence[str], values: Sequence[object | None], issues: dict[int, RowIssue]
) -> tuple[CellTrial, ...]:
    """Take distinct values, those that cannot be read before those that can."""
    rows = sorted(issues, key=lambda row: (values[row] is not None, row))
    found: dict[str, CellTrial] = {}
    for row in (*rows, *range(len(texts))):
        if texts[row] and texts[row] not in found:
            found[texts[row]] = _cell(texts[row], values[row], issues.get(row))
        if len(found) == _SAMPLES:
            break
    return tuple(found.values())


def _ids(table: RawTable, draft: MappingDraft) -> tuple[list[str], int, int]:
    if not draft.id_columns or any(name not in table.columns for name in draft.id_columns):
        return [], 0, 0
    ids = row_ids(table, mapping_of(draft, ""), IssueLog(table.row_count))
    made = [each for each in ids if each]
    return ids, len(ids) - len(made), len(made) - len(set(made))


def _undated(table: RawTable, draft: MappingDraft) -> int:
    if not draft.as_of_column or draft.as_of_dates == OPEN:
        return 0
    log = IssueLog(table.row_count)
    row_dates(table, mapping_of(draft, ""), None, log)
    return int((~log.taken).sum())
