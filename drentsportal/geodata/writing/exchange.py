"""Our own exchange format: one file per kind and source, so that all comes in again as it went out."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import message
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.geodata.writing.fields import as_objects, untold
from drentsportal.geodata.writing.geojson import json_value, write_features_rd
from drentsportal.services.document_names import FileNames

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import Landmark, Municipality, RestructuringClaim
    from drentsportal.services.ports.exports import ExportContent, ExportTable

_KIND_NAMES: Final = {SiteKind.PARK: "parks", SiteKind.PLOT: "plots", SiteKind.PREMISES: "premises"}
"""What the header of a file calls a kind (``geodata.file_kinds``)."""
_CLAIM_FIELDS: Final = ("level", "subject_id", "list_name", "status", "period")


@dataclass(slots=True)
class _SourceRows:
    """What one source says about sites of one kind: values and dates by row of the table."""

    values: dict[int, dict[str, object]] = field(default_factory=lambda: defaultdict(dict))
    dates: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


def write_exchange(
    folder: Path, content: ExportContent, told: Callable[[int], None] = untold
) -> tuple[Message, ...]:
    """Write everything of a content into a folder, in files that are numbered in the order of importing.

    One delivery has one source and one date per site. Where a source speaks of one site with several dates
    (somebody entered a value under its name), the oldest stands for all, so that none looks too fresh; how
    often that is so is returned. ``told`` hears how many sites of a file are written.
    """
    files = _Files(folder)
    _write_reference(files, content)
    older = sum(_write_sites(files, table, told) for table in content.tables)
    _write_claims(files, content)
    return (message("export.note.oldest_date", count=older),) if older else ()


class _Files:
    """Gives every file its place in the order and a name that says what is in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = FileNames()
        self._count = 0

    def next(self, kind: str, source: str = "", extension: str = "geojson") -> Path:
        self._count += 1
        return self._folder / self._names.take(extension, f"{self._count:02d}", kind, source)


def _write_sites(files: _Files, table: ExportTable, told: Callable[[int], None]) -> int:
    by_source: dict[str, _SourceRows] = defaultdict(_SourceRows)
    for attribute_id, column in table.columns.items():
        listed = zip(column.values.tolist(), column.sources.tolist(), column.as_of.tolist(), strict=True)
        for row, (value, source, as_of) in enumerate(listed):
            if value is not None:
                said = by_source[source]
                said.values[row][attribute_id] = json_value(value, column.spec.type)
                said.dates[row].add(as_of)
    home = _home_of(by_source, len(table))
    older = 0
    for source in sorted(by_source):
        said = by_source[source]
        rows = sorted(said.values)
        dates = {row: _oldest(said.dates[row]) for row in rows}
        older += sum(len(said.dates[row]) > 1 for row in rows)
        properties = [{"id": table.ids[row], "as_of": dates[row], **said.values[row]} for row in rows]
        shapes = as_objects([table.geometries_rd[row] if home.get(row) == source else None for row in rows])
        kind = _KIND_NAMES[table.kind]
        write_features_rd(
            files.next(kind, source), {"kind": kind, "source": source}, properties, shapes, told
        )
    return older


def _oldest(dates: set[str]) -> str:
    return min(dates, key=PartialDate.parse) if len(dates) > 1 else next(iter(dates))


def _home_of(by_source: Mapping[str, _SourceRows], count: int) -> dict[int, str]:
    """Choose per site the source that takes its shape along: one that names it, else that says most."""
    home: dict[int, str] = {}
    for row in range(count):
        saying = [source for source, said in by_source.items() if row in said.values]
        if saying:
            home[row] = max(
                saying,
                key=lambda source: (
                    "name" in by_source[source].values[row],
                    len(by_source[source].values[row]),
                ),
            )
    return home


def _write_reference(files: _Files, content: ExportContent) -> None:
    """Write what sites are set against; there every row names its own source."""
    if content.municipalities:
        rows = [{"id": each.code, "name": each.name, **_said(each)} for each in content.municipalities]
        shapes = as_objects([each.geometry_rd for each in content.municipalities])
        write_features_rd(files.next("municipalities"), {"kind": "municipalities"}, rows, shapes)
    if content.landmarks:
        marks = [
            {
                "id": each.id,
                "kind": each.kind.value,
                "name": each.name,
                "label": each.label,
                "rank": each.rank,
                "cemt_class": each.cemt_class,
                **_said(each),
            }
            for each in content.landmarks
        ]
        shapes = as_objects([each.geometry_rd for each in content.landmarks])
        write_features_rd(files.next("landmarks"), {"kind": "landmarks"}, marks, shapes)


def _write_claims(files: _Files, content: ExportContent) -> None:
    """Write the PHP claims; they name sites, so they come after these."""
    if not content.claims:
        return
    kind = "restructuring_claims"
    rows = [{name: getattr(each, name) for name in _CLAIM_FIELDS} | _said(each) for each in content.claims]
    text = json.dumps({"drentsportal": {"kind": kind}, "rows": rows}, ensure_ascii=False, indent=1)
    files.next(kind, extension="json").write_text(text + "\n", encoding="utf-8")


def _said(item: Municipality | Landmark | RestructuringClaim) -> dict[str, str]:
    return {"source": item.source, "as_of": item.as_of.iso}
