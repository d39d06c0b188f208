"""Lists of sites as files: a workbook, a CSV for Excel and a CSV for exchange."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.attributes import SITE_ATTRIBUTES, AttributeSpec, ValueType
from drentsportal.domain.values import Known
from drentsportal.reports.blocks import NOT_APPLICABLE
from drentsportal.reports.plain_text import without_line_references
from drentsportal.reports.workbook import Workbook, cell_text
from drentsportal.services.documents import SheetFormat

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from drentsportal.domain.site import Site
    from drentsportal.language import Language

_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS: Final = frozenset({ValueType.INTEGER, ValueType.REAL})
Cells = list[list["str | float"]]


@dataclass(frozen=True, slots=True)
class SiteSheets:
    """Writes sites with every value, its source and its date, all rows of the same form."""

    language: Language

    def content(self, sites: Sequence[Site], form: SheetFormat, made_at_utc: datetime) -> bytes:
        """Return the file in one of the three forms."""
        if form is SheetFormat.CSV_EXCHANGE:
            return self._exchange(sites)
        specs = _used_attributes(sites)
        header, rows = self._header(specs), [self._row(each, specs) for each in sites]
        if form is SheetFormat.CSV_EXCEL:
            return self._excel(header, rows)
        return self._workbook(header, rows, made_at_utc)

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

    def _row(self, site: Site, specs: Sequence[AttributeSpec]) -> list[str | float]:
        row: list[str | float] = [
            site.id,
            self.language.text(f"doc.site_kind.{site.kind.value}"),
        ]
        unknown = self.language.text("word.unknown")
        for spec in specs:
            if site.kind not in spec.kinds:
                row += [NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE]
                continue
            value = site.attribute(spec.id)
            if not isinstance(value, Known):
                row += [unknown, "", ""]
                continue
            source = without_line_references(value.source)
            row += [self._value(spec, value.value), source, value.as_of.iso]
        return row

    def _value(self, spec: AttributeSpec, value: object) -> str | float:
        if isinstance(value, bool):
            return self.language.text("word.yes" if value else "word.no")
        if spec.type in _NUMBERS and isinstance(value, int | float):
            return value
        choice = f"choice.{spec.id}.{value}"
        return self.language.text(choice) if choice in self.language else str(value)

    def _workbook(self, header: Sequence[str], rows: Cells, made_at_utc: datetime) -> bytes:
        book = Workbook(self.language.text("doc.sheet.name"), made_at_utc)
        book.add_sheet(self.language.text("doc.sheet.name"), header, rows)
        note = self.language.text("doc.sheet.note.xlsx")
        book.add_sheet(self.language.text("doc.compare.sources_sheet"), [note], [])
        return book.content()

    def _excel(self, header: Sequence[str], rows: Cells) -> bytes:
        """Semicolons, decimal comma, byte order mark; the first line says what was changed."""
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow([self.language.text("doc.sheet.note.csv_excel")])
        writer.writerow([safe_text(each) for each in header])
        for row in rows:
            writer.writerow([_excel_cell(each) for each in row])
        return stream.getvalue().encode("utf-8-sig")

    def _exchange(self, sites: Sequence[Site]) -> bytes:
        """Raw values under attribute ids; unknown is empty and has no source."""
        specs = _used_attributes(sites)
        stream = io.StringIO()
        stream.write(f"# {self.language.text('doc.sheet.note.csv_exchange')}\n")
        writer = csv.writer(stream, lineterminator="\n")
        ids = [name for spec in specs for name in (spec.id, f"{spec.id}:source", f"{spec.id}:as_of")]
        writer.writerow(["id", "kind", *ids])
        for site in sites:
            cells: list[object] = [site.id, site.kind.value]
            for spec in specs:
                value = site.attribute(spec.id)
                if isinstance(value, Known):
                    cells += [_raw(value.value), value.source, value.as_of.iso]
                else:
                    cells += ["", "", ""]
            writer.writerow(cells)
        return stream.getvalue().encode("utf-8")


def _used_attributes(sites: Sequence[Site]) -> tuple[AttributeSpec, ...]:
    kinds = {each.kind for each in sites}
    return tuple(spec for spec in SITE_ATTRIBUTES if spec.kinds & kinds and spec.describes_site)


def _raw(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _excel_cell(value: str | float) -> str:
    if isinstance(value, str):
        return safe_text(value)
    return f"{value!r}".replace(".", ",")


def safe_text(text: str) -> str:
    """Text that Excel reads as text: an apostrophe before what could begin a formula."""
    kept = cell_text(text)
    return f"'{kept}" if kept.lstrip(" ").startswith(_RISKY) else kept
