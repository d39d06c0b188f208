"""Reads the capacity map by postcode as a stream: nearly half a million rows, and no object per row."""

from __future__ import annotations

import csv
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport
from drentsportal.domain.message import message
from drentsportal.domain.sites.surroundings import PostcodeGridBatch
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.file_kinds import SourceFormat
from drentsportal.geodata.grid_codes import GridCodes
from drentsportal.geodata.issue_log import IssueLog
from drentsportal.geodata.limits import LIMITS
from drentsportal.geodata.postcodes import postcode_of
from drentsportal.geodata.surroundings_reading import grid_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TextIO

    from drentsportal.domain.values import PartialDate
    from drentsportal.geodata.decisions import Decisions
    from drentsportal.geodata.mapping import ImportMapping
    from drentsportal.geodata.reading import Context
    from drentsportal.geodata.source_gate import CheckedSource

_LOG: Final = logging.getLogger(__name__)
OFFICIAL: Final = "capaciteitskaart_postcodes"
_OWN: Final = "grid_postcodes"
_RECOGNISED: Final = {
    OFFICIAL: frozenset({"postcode", "afname", "opwek"}),
    _OWN: frozenset({"postcode", "demand", "generation"}),
}
_SEPARATORS: Final = (";", ",", "\t")
_STEP_ROWS: Final = 50_000


def postcodes_mapping(
    checked: CheckedSource, named: ImportMapping | None, shipped: Mapping[str, ImportMapping]
) -> ImportMapping | None:
    """Return the mapping of a CSV file of postcodes, ``None`` for any other file.

    The official file is recognised by the columns that matter: it has more of them, which changed before.
    """
    if checked.format is not SourceFormat.DELIMITED:
        return None
    if named is not None:
        return named if named.kind == _OWN else None
    header = frozenset(_header(checked, "")[0])
    return next((shipped[name] for name, columns in _RECOGNISED.items() if columns <= header), None)


def read_postcodes(context: Context) -> tuple[Delivery, ImportReport]:
    """Read a CSV file of postcodes; a row that is no postcode, or is there twice, is refused and listed.

    Raises ``QuestionError`` for the date and for a code that nobody explained, and ``DataSourceError`` when
    a column is missing or the file is larger than the limits.
    """
    as_of = context.options.as_of or context.mapping.as_of
    if as_of is None:
        raise QuestionError("error.import.which_as_of", option="--as-of")
    header, separator = _header(context.checked, context.mapping.encoding)
    rows = _Rows(context.mapping, context.decisions, header, context.checked.path.name)
    csv.field_size_limit(10_000_000)
    with _opened(context.checked, context.mapping.encoding) as stream:
        lines = csv.reader(stream, delimiter=separator)
        next(lines)
        try:
            for number, cells in enumerate(_bounded(lines, context)):
                rows.take(number, cells)
        except csv.Error as error:
            name = context.checked.path.name
            _LOG.warning("reading %s: %s", name, error)
            raise DataSourceError("error.import.damaged", file=name) from error
    rows.check_settled()
    return _delivery(context, as_of, rows), _report(context, rows)


@dataclass(slots=True)
class _Rows:
    """What was read so far, in columns; texts that repeat are kept once."""

    mapping: ImportMapping
    decisions: Decisions
    header: Sequence[str]
    file_name: str
    found: dict[str, tuple[str | None, str | None, str]] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    count: int = 0
    _places: list[int] = field(default_factory=list)
    _codes: tuple[GridCodes, GridCodes] = field(init=False)
    _kept: dict[tuple[str | None, str | None, str], tuple[str | None, str | None, str]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        rules = {rule.attribute.id: rule for rule in self.mapping.rules}
        names = [rules[name].column for name in ("postcode", "demand", "generation")]
        missing = sorted(set(names) - set(self.header))
        if missing:
            raise DataSourceError(
                "error.import.columns_missing",
                file=self.file_name,
                missing=tuple(missing),
                mapping=self.mapping.id,
            )
        area = rules["area_id"].column if "area_id" in rules else ""
        self._places = [self.header.index(name) for name in names]
        self._places.append(self.header.index(area) if area in self.header else -1)
        self._codes = (
            GridCodes(rules["demand"], self.decisions),
            GridCodes(rules["generation"], self.decisions),
        )

    def take(self, number: int, cells: Sequence[str]) -> None:
        self.count = number + 1
        if len(cells) != len(self.header):
            self.faults[number] = "issue.row_length"
            return
        at, demand, generation, area = self._places
        postcode = postcode_of(cells[at])
        if postcode is None:
            self.faults[number] = "issue.postcode"
        elif postcode in self.found:
            self.faults[number] = "issue.duplicate_code"
        else:
            said = (
                self._codes[0].state(cells[demand]),
                self._codes[1].state(cells[generation]),
                cells[area].strip() if area >= 0 else "",
            )
            self.found[postcode] = self._kept.setdefault(said, said)

    def check_settled(self) -> None:
        for codes in self._codes:
            codes.check_settled(self.file_name)


def _bounded(lines: Iterator[list[str]], context: Context) -> Iterator[list[str]]:
    """Give the rows, tell how far it is, and stop where nobody can mean so many."""
    for number, cells in enumerate(line for line in lines if line):
        if number >= LIMITS.rows:
            raise DataSourceError(
                "error.import.too_many_postcodes", file=context.checked.path.name, limit=LIMITS.rows
            )
        if number % _STEP_ROWS == 0:
            context.progress.step(number, 0, "progress.import.reading")
        yield cells


def _opened(checked: CheckedSource, encoding: str) -> TextIO:
    name = encoding or "utf-8-sig"
    return checked.path.open(encoding="utf-8-sig" if name == "utf-8" else name, errors="replace", newline="")


def _header(checked: CheckedSource, encoding: str) -> tuple[list[str], str]:
    with _opened(checked, encoding) as stream:
        first = stream.readline(100_000)
    separator = max(_SEPARATORS, key=first.count)
    names = next(csv.reader([first], delimiter=separator), [])
    return [name.strip() for name in names], separator


def _delivery(context: Context, as_of: PartialDate, rows: _Rows) -> Delivery:
    said = rows.found.values()
    batch = PostcodeGridBatch(
        postcodes=tuple(rows.found),
        demand=tuple(each[0] for each in said),
        generation=tuple(each[1] for each in said),
        area_ids=tuple(each[2] for each in said),
    )
    return Delivery(
        source=context.source(None),
        file_name=context.checked.path.name,
        file_sha256=context.checked.sha256,
        mapping_id=context.mapping_id,
        grid_postcodes=batch if rows.found else None,
        as_of=as_of,
    )


def _report(context: Context, rows: _Rows) -> ImportReport:
    log = IssueLog(rows.count)
    log.refuse_each(rows.faults)
    accepted = tuple(sorted(context.decisions.accepted))
    return ImportReport(
        file_name=context.checked.path.name,
        source=context.source(None),
        mapping_id=context.mapping_id,
        feature_count=rows.count,
        site_count=len(rows.found),
        kind=context.mapping.kind,
        municipality_count=0,
        totals=AreaTotals(None, None, None),
        issues=log.finished([], []),
        notes=((message("note.accepted", rules=accepted),) if accepted else ()) + grid_notes(context),
    )
