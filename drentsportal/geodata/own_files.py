"""Our own exports that come back: known by their columns, read by attribute ids, kind by kind.

A mark in a file does not outlive a program that saves it anew, so the columns are the mark: the id of a site
and an attribute with its source beside it. What history keeps of such a file stands in
``domain.merge.returned``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drentsportal.domain.message import Message, message
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, ValueType, attributes_of
from drentsportal.domain.sites.reference_fields import SITE_KINDS
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError
from drentsportal.geodata.decisions import WITHOUT_GEOMETRY
from drentsportal.geodata.readings import bare_text, is_missing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.merge.delivery import Delivery, ImportReport
    from drentsportal.geodata.mapping import ImportMapping
    from drentsportal.geodata.raw_table import RawTable

ID: Final = "id"
AS_OF: Final = "as_of"
SOURCE_SUFFIXES: Final = ("_bron", ":source")
AS_OF_SUFFIXES: Final = ("_peildatum", ":as_of")
_KIND_COLUMNS: Final = ("soort", "kind")
_SIGNS: Final = ("rin", "status", "premises_kind")
"""Attributes that only one kind has, and that every export of that kind has."""
_LABEL: Final = "#"
_NAMES: Final = {kind: name for name, kind in SITE_KINDS.items()}
_NUMBERS: Final = frozenset({ValueType.INTEGER, ValueType.REAL})


@dataclass(frozen=True, slots=True)
class OwnPart:
    """The sites of one kind in a file of ours; ``rows`` says which features of the file they are."""

    name: str
    rows: NDArray[np.intp]
    table: RawTable


def without_label(text: str) -> str:
    """Leave out the first line of a CSV for exchange, which says what it is, also as Excel saves it anew."""
    first, _, rest = text.partition("\n")
    header = rest.lstrip('"')
    is_own = first.lstrip('"').startswith(_LABEL) and header.startswith(ID) and "kind" in header[:10]
    return rest if is_own else text


def is_own(columns: Mapping[str, object]) -> bool:
    """Tell whether columns are those of an export of sites: an id, and an attribute with its source."""
    return ID in columns and any(
        f"{name}{suffix}" in columns
        for name in ATTRIBUTE_BY_ID
        if name in columns
        for suffix in SOURCE_SUFFIXES
    )


def own_parts(table: RawTable, as_of: PartialDate | None) -> tuple[OwnPart, ...]:
    """Part the sites of an own export by kind; empty for any other file, and where no kind is told.

    Every row gets the oldest date of its values, so that none looks too fresh; ``as_of`` goes before that.
    A row whose kind cannot be read goes with the first kind, and is refused there.
    """
    if table.exchange is not None or not is_own(table.columns):
        return ()
    kinds = _kinds(table)
    if not kinds:
        return ()
    plain = _plain(table, as_of)
    found = sorted({each for each in kinds if each is not None}, key=list(SiteKind).index)
    parts = []
    for number, kind in enumerate(found):
        rows = np.array(
            [row for row, each in enumerate(kinds) if each is kind or (each is None and not number)]
        )
        strange = {at: "issue.kind_of_row" for at, row in enumerate(rows.tolist()) if kinds[row] is None}
        part = _only(plain, rows, frozenset(spec.id for spec in attributes_of(kind)))
        parts.append(OwnPart(_NAMES[kind], rows, replace(part, row_faults={**part.row_faults, **strange})))
    return tuple(parts)


def own_mapping(native: ImportMapping, table: RawTable) -> ImportMapping:
    """Return the mapping by attribute ids, with the decimal point that we write, and without shapes if so."""
    rules = tuple(
        replace(rule, decimal=".")
        if rule.attribute.type in _NUMBERS and not _has_comma(table.columns.get(rule.column))
        else rule
        for rule in native.rules
    )
    accepted = native.accepted | ({WITHOUT_GEOMETRY} if table.geometries is None else frozenset())
    return replace(native, rules=rules, accepted=accepted)


def joined(
    read: Sequence[tuple[OwnPart, tuple[Delivery, ImportReport]]], table: RawTable, as_of: PartialDate | None
) -> tuple[Delivery, ImportReport]:
    """Make one delivery and one report of what was read kind by kind; rows count as in the file."""
    deliveries = [delivery for _, (delivery, _) in read]
    reports = [report for _, (_, report) in read]
    issues = [
        replace(issue, row=int(part.rows[issue.row - 1]) + 1)
        for part, (_, report) in read
        for issue in report.issues
    ]
    totals = next((each.totals for each in reports if each.kind == SiteKind.PARK), reports[0].totals)
    notes = dict.fromkeys(note for report in reports for note in report.notes)
    report = replace(
        reports[0],
        feature_count=table.row_count,
        site_count=sum(each.site_count for each in reports),
        kind=reports[0].kind if len(reports) == 1 else "",
        municipality_count=max(each.municipality_count for each in reports),
        totals=totals,
        issues=tuple(sorted(issues, key=lambda each: each.row)),
        notes=(*_own_notes(reports, as_of), *notes),
    )
    batches = tuple(batch for each in deliveries for batch in each.batches)
    return replace(deliveries[0], batches=batches, is_returned=True), report


def _own_notes(reports: Sequence[ImportReport], as_of: PartialDate | None) -> tuple[Message, ...]:
    told = message("note.own_file", source=reports[0].source)
    dates = message("note.own_file.oldest") if as_of is None else message("note.own_file.as_of", as_of=as_of)
    kinds = [
        message("note.own_file.kind", count=each.site_count, kind=each.kind)
        for each in reports
        if len(reports) > 1
    ]
    return (told, dates, *kinds)


def _kinds(table: RawTable) -> list[SiteKind | None]:
    """Say of every row what kind of site it is; empty where nothing in the file tells."""
    for name in _KIND_COLUMNS:
        if name in table.columns:
            known = {each.value: each for each in SiteKind}
            kinds = [known.get(str(each).strip()) for each in table.columns[name].tolist()]
            return kinds if any(kinds) else []
    signs = [next(iter(ATTRIBUTE_BY_ID[name].kinds)) for name in _SIGNS if name in table.columns]
    return [signs[0]] * table.row_count if len(signs) == 1 else []


def _plain(table: RawTable, as_of: PartialDate | None) -> RawTable:
    """Leave out kinds, sources and dates of values, and give every row its own date."""
    beside = {f"{name}{suffix}" for name in ATTRIBUTE_BY_ID for suffix in (*SOURCE_SUFFIXES, *AS_OF_SUFFIXES)}
    columns = {
        name: values for name, values in table.columns.items() if name not in {*beside, *_KIND_COLUMNS, AS_OF}
    }
    if as_of is None:
        columns[AS_OF] = _oldest_dates(table)
    for name, values in columns.items():
        spec = ATTRIBUTE_BY_ID.get(name)
        if spec is not None and spec.type is ValueType.BOOLEAN:
            columns[name] = _yes_no(values)
    return replace(table, columns=columns)


def _oldest_dates(table: RawTable) -> NDArray[np.object_]:
    """Return per row the oldest date of a value in it; a text that is no date stays, so that it is told."""
    made = np.full(table.row_count, None, np.object_)
    orders: dict[str, tuple[int, ...]] = {}
    for name in ATTRIBUTE_BY_ID:
        column = next((name + each for each in AS_OF_SUFFIXES if name + each in table.columns), None)
        if column is None or name not in table.columns:
            continue
        listed = zip(table.columns[column].tolist(), table.columns[name].tolist(), strict=True)
        for row, (date, value) in enumerate(listed):
            if is_missing(date) or is_missing(value):
                continue
            text = bare_text(date)
            order = orders.setdefault(text, _order(text))
            if made[row] is None or order < orders[made[row]]:
                made[row] = text
    return made


def _order(text: str) -> tuple[int, ...]:
    try:
        date = PartialDate.parse(text)
    except InputError:
        return (0,)
    return (date.year, date.month or 0, date.day or 0)


def _yes_no(values: NDArray[Any]) -> NDArray[np.object_]:
    """Return yes and no as such; some formats hold them as 1 and 0, with NaN for unknown."""
    made = np.empty(len(values), np.object_)
    made[:] = [
        None if is_missing(each) else bool(each) if isinstance(each, int | float) else each
        for each in values.tolist()
    ]
    return made


def _has_comma(values: NDArray[Any] | None) -> bool:
    return values is not None and any(isinstance(each, str) and "," in each for each in values.tolist())


def _only(table: RawTable, rows: NDArray[np.intp], wanted: frozenset[str]) -> RawTable:
    """Return the table at some rows, without the attributes that only other kinds have."""
    at = {row: place for place, row in enumerate(rows.tolist())}
    columns = {
        name: values[rows]
        for name, values in table.columns.items()
        if name in wanted or name not in ATTRIBUTE_BY_ID
    }
    return replace(
        table,
        row_count=len(rows),
        columns=columns,
        geometries=None if table.geometries is None else table.geometries[rows],
        geometry_faults={at[row]: each for row, each in table.geometry_faults.items() if row in at},
        row_faults={at[row]: each for row, each in table.row_faults.items() if row in at},
        altered={at[row]: each for row, each in table.altered.items() if row in at},
        remarks={(at[row], name): each for (row, name), each in table.remarks.items() if row in at},
    )
