"""Lists of sites as files: a workbook, a CSV for Excel and a CSV for exchange; row by row."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import groupby, islice, repeat
from typing import TYPE_CHECKING, Final

from drentsportal.domain.sites.attributes import SITE_ATTRIBUTES, AttributeSpec, ValueType
from drentsportal.domain.source_names import without_line_references
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.sheets.site_workbook import write_workbook
from drentsportal.reports.sheets.workbook import cell_text
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE
from drentsportal.reports.typeset.plain_text import begins_formula
from drentsportal.services.documents import SheetFormat
from drentsportal.services.export_tables import SITES_AT_ONCE, SheetPart, TableSites
from drentsportal.services.sheet_key import COLUMN, EMPTY, SHEET, TABLE, WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from typing import BinaryIO

    from drentsportal.domain.sites.site import Site
    from drentsportal.language import Language

_NUMBERS: Final = frozenset({ValueType.INTEGER, ValueType.REAL})
_YES_NO: Final = (("yes", "true"), ("no", "false"))
_MOST_KEPT: Final = 10_000

Row = tuple["str | float", ...]


@dataclass(frozen=True, slots=True)
class SiteSheets:
    """Writes sites with every value, its source and its date, all rows of the same form."""

    language: Language

    def write(
        self, stream: BinaryIO, sites: Sequence[Site], form: SheetFormat, made_at_utc: datetime
    ) -> None:
        """Write the file in one of the three forms. What following ``sites`` raises passes through."""
        specs = _used_attributes(_kinds(sites))
        if form is SheetFormat.CSV_EXCHANGE:
            self._exchange(stream, sites, specs)
            return
        header, rows = self._header(specs), _Words(self.language).rows(_parts(sites), specs)
        if form is SheetFormat.CSV_EXCEL:
            self._excel(stream, header, rows)
            return
        text = self.language.text
        names = (text("doc.sheet.name"), text("doc.compare.sources_sheet"))
        note = text("doc.sheet.note.xlsx")
        key = self._key(names[0], specs)
        write_workbook(stream, names, note, (header, rows, len(sites)), made_at_utc, key)

    def _key(self, sheet: str, specs: Sequence[AttributeSpec]) -> list[tuple[str, ...]]:
        """Say for whoever reads the workbook again what its headings and words stand for."""
        text = self.language.text
        ids = ["id", "kind", *(spec.id + each for spec in specs for each in ("", "_bron", "_peildatum"))]
        columns = [(COLUMN, header, name, "") for header, name in zip(self._header(specs), ids, strict=True)]
        words = [(WORD, "kind", text(f"doc.site_kind.{kind.value}"), kind.value) for kind in SiteKind]
        used = {spec.id: spec.type is ValueType.BOOLEAN for spec in specs}
        for message_id in sorted(self.language.ids):
            about, _, choice = message_id.removeprefix("choice.").partition(".")
            if message_id.startswith("choice.") and about in used:
                words.append((WORD, about, text(message_id), choice))
        for attribute_id in (name for name, is_yes_no in used.items() if is_yes_no):
            words += [(WORD, attribute_id, text(f"word.{word}"), value) for word, value in _YES_NO]
        empty = [(EMPTY, "", each, "") for each in (text("word.unknown"), NOT_APPLICABLE)]
        return [(SHEET, "", "", ""), (TABLE, sheet[:31], "", ""), *columns, *words, *empty]

    def _header(self, specs: Sequence[AttributeSpec]) -> list[str]:
        text = self.language.text
        header = [text("doc.sheet.id"), text("doc.sheet.kind")]
        for spec in specs:
            label = f"{text(f'attribute.{spec.id}')} ({spec.id})"
            header += [
                label,
                text("doc.sheet.source_suffix", label=label),
                text("doc.sheet.as_of_suffix", label=label),
            ]
        return header

    def _excel(self, stream: BinaryIO, header: Sequence[str], rows: Iterator[Row]) -> None:
        """Semicolons, decimal comma, byte order mark; the first line says what was changed."""
        head = [[self.language.text("doc.sheet.note.csv_excel")], [safe_text(each) for each in header]]
        stream.write(b"\xef\xbb\xbf")
        _write_csv(stream, head, delimiter=";", line_end="\r\n")
        seen: dict[str | float, str] = {}
        while some := list(islice(rows, SITES_AT_ONCE)):
            disarmed = [
                [seen.get(each) or _kept(seen, each, _excel_cell(each)) for each in row] for row in some
            ]
            _write_csv(stream, disarmed, delimiter=";", line_end="\r\n")

    def _exchange(self, stream: BinaryIO, sites: Sequence[Site], specs: Sequence[AttributeSpec]) -> None:
        """Raw values under attribute ids; unknown is empty and has no source."""
        stream.write(f"# {self.language.text('doc.sheet.note.csv_exchange')}\n".encode())
        ids = [name for spec in specs for name in (spec.id, f"{spec.id}:source", f"{spec.id}:as_of")]
        _write_csv(stream, [["id", "kind", *ids]])
        for part in _parts(sites):
            count = len(part.ids)
            columns: list[Iterable[object]] = [part.ids, repeat(part.kind.value, count)]
            for spec in specs:
                columns += _raw_columns(part, spec)
            _write_csv(stream, zip(*columns, strict=True))


class _Words:
    """Cells for people to read. Sources and choices recur, so each is worded once."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._worded: dict[tuple[str, object], str | float] = {}
        self._sources: dict[str | None, str] = {None: ""}
        self._unknown = language.text("word.unknown")

    def rows(self, parts: Iterable[SheetPart], specs: Sequence[AttributeSpec]) -> Iterator[Row]:
        for part in parts:
            count = len(part.ids)
            kind = self._language.text(f"doc.site_kind.{part.kind.value}")
            columns: list[Iterable[str | float]] = [part.ids, repeat(kind, count)]
            for spec in specs:
                columns += self._columns(part, spec)
            yield from zip(*columns, strict=True)

    def _columns(self, part: SheetPart, spec: AttributeSpec) -> list[Iterable[str | float]]:
        count = len(part.ids)
        if part.kind not in spec.kinds:
            return [[NOT_APPLICABLE] * count] * 3
        if spec.id not in part.columns:
            return [repeat(self._unknown, count), repeat("", count), repeat("", count)]
        values, sources, dates = part.columns[spec.id]
        return [
            [
                self._unknown if as_of is None else self._value(spec, value)
                for value, as_of in zip(values, dates, strict=True)
            ],
            [
                "" if as_of is None else self._source(source)
                for source, as_of in zip(sources, dates, strict=True)
            ],
            [as_of or "" for as_of in dates],
        ]

    def _source(self, source: str | None) -> str:
        if source not in self._sources:
            self._sources[source] = without_line_references(source or "")
        return self._sources[source]

    def _value(self, spec: AttributeSpec, value: object) -> str | float:
        if isinstance(value, bool):
            return self._language.text("word.yes" if value else "word.no")
        if spec.type in _NUMBERS and isinstance(value, int | float):
            return value
        if not spec.choices:
            return self._worded_value(spec, value)
        key = (spec.id, value)
        if key not in self._worded:
            self._worded[key] = self._worded_value(spec, value)
        return self._worded[key]

    def _worded_value(self, spec: AttributeSpec, value: object) -> str:
        choice = f"choice.{spec.id}.{value}"
        return self._language.text(choice) if choice in self._language else str(value)


def _kinds(sites: Sequence[Site]) -> frozenset[SiteKind]:
    return sites.kinds if isinstance(sites, TableSites) else frozenset(each.kind for each in sites)


def _used_attributes(kinds: frozenset[SiteKind]) -> tuple[AttributeSpec, ...]:
    return tuple(spec for spec in SITE_ATTRIBUTES if spec.kinds & kinds and spec.describes_site)


def _parts(sites: Sequence[Site]) -> Iterator[SheetPart]:
    """Return sites in columns; tables are so already, single objects are laid beside each other."""
    if isinstance(sites, TableSites):
        yield from sites.parts()
        return
    for kind, alike in groupby(sites, key=lambda each: each.kind):
        while some := list(islice(alike, SITES_AT_ONCE)):
            said = {
                spec.id: [site.attribute(spec.id) for site in some]
                for spec in SITE_ATTRIBUTES
                if kind in spec.kinds
            }
            columns = {
                name: (
                    [each.value if isinstance(each, Known) else None for each in column],
                    [each.source if isinstance(each, Known) else None for each in column],
                    [each.as_of.iso if isinstance(each, Known) else None for each in column],
                )
                for name, column in said.items()
            }
            yield SheetPart(kind, [each.id for each in some], columns)


def _raw_columns(part: SheetPart, spec: AttributeSpec) -> list[Iterable[object]]:
    if spec.id not in part.columns:
        return [[""] * len(part.ids)] * 3
    values, sources, dates = part.columns[spec.id]
    if spec.type is ValueType.BOOLEAN:
        values = [_raw(each) for each in values]
    # The writer leaves a cell empty where there is None.
    return [values, sources, dates]


def _write_csv(
    stream: BinaryIO, rows: Iterable[Iterable[object]], *, delimiter: str = ",", line_end: str = "\n"
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    stream.write(text.getvalue().encode("utf-8"))


def _raw(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _kept(seen: dict[str | float, str], cell: str | float, text: str) -> str:
    if len(seen) < _MOST_KEPT and isinstance(cell, str):
        seen[cell] = text
    return text


def _excel_cell(value: str | float) -> str:
    if isinstance(value, str):
        return safe_text(value)
    return f"{value!r}".replace(".", ",")


def safe_text(text: str) -> str:
    """Text that Excel reads as text: an apostrophe before what could begin a formula."""
    kept = cell_text(text)
    return f"'{kept}" if begins_formula(kept) else kept
