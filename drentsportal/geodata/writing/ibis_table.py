"""The IBIS table: the columns of the national layer, with the same numbers in them as came in.

One row per park. ``JAAR`` is the oldest year of a value in the row, so that nothing in it looks fresher than
it is; of every value the second table names its own year, date and source. Behind the national columns stands
our own id, so that a park without a RIN number is known again when the table comes back.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.message import message
from drentsportal.domain.sites.attributes import ValueType
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.geodata.writing.fields import as_objects
from drentsportal.geodata.writing.gdal_file import GdalFile, Layer, LayerField

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from drentsportal.domain.message import Message
    from drentsportal.language import Language
    from drentsportal.services.ports.exports import ExportTable

_ATTRIBUTES: Final = {
    "RIN_NUMMER": "rin",
    "PLAN_NAAM": "name",
    "GEM_CODES": "municipality_code",
    "HA_BRUTO": "gross_ha",
    "HA_NETTO": "net_ha",
    "HA_TOTTUIT": "available_now_ha",
    "WLOC_TYPE": "location_type",
}
_COLUMNS: Final = (
    ("RIN_NUMMER", ValueType.TEXT),
    ("JAAR", ValueType.INTEGER),
    ("PLAN_NAAM", ValueType.TEXT),
    ("GEM_CODES", ValueType.TEXT),
    ("PROV_NAMEN", ValueType.TEXT),
    ("HA_BRUTO", ValueType.REAL),
    ("HA_NETTO", ValueType.REAL),
    ("HA_TOTTUIT", ValueType.REAL),
    ("WLOC_TYPE", ValueType.TEXT),
)
"""The national schema, in its own order and types."""

SITE_ID: Final = "PORTAAL_ID"
"""Our own column behind those of the schema; ``ibis_export.toml`` reads it."""

_ORIGIN_COLUMNS: Final = (SITE_ID, "RIN_NUMMER", "VELD", "JAAR", "PEILDATUM", "BRON")
_PROVINCE: Final = "Drenthe"
_YEAR_DIGITS: Final = 4
_LAYER: Final = "bedrijventerreinen"
ORIGINS: Final = "herkomst"
"""Name of the second table: of every value its own year, date and source."""


def write_ibis(path: Path, parks: ExportTable, language: Language) -> tuple[Message, ...]:
    """Write the table as GeoPackage with geometry or as CSV without, and the origin of values beside it.

    Returns what a person should know: parks without a RIN number, and values of another year than the row.
    """
    rows = _rows(parks)
    origins = list(_origins(parks))
    if path.suffix.casefold() == ".csv":
        _write_csv(path, list(rows), zip(*rows.values(), strict=True))
        _write_csv(path.with_name(f"{path.stem}_{ORIGINS}.csv"), _ORIGIN_COLUMNS, origins)
    else:
        file = GdalFile(path, "GPKG")
        columns = (*_COLUMNS, (SITE_ID, ValueType.TEXT))
        fields = tuple(LayerField(name, kind, as_objects(rows[name])) for name, kind in columns)
        title, abstract = language.text("export.layer.park"), language.text("export.ibis.abstract")
        file.add(Layer(_LAYER, fields, parks.geometries_rd, title, abstract))
        file.add(_origin_layer(origins, language))
    return _notes(parks, rows)


def _rows(parks: ExportTable) -> dict[str, list[object]]:
    rows: dict[str, list[object]] = {
        column: parks.columns[attribute_id].values.tolist() for column, attribute_id in _ATTRIBUTES.items()
    }
    rows["JAAR"] = [_oldest_year(parks, row) for row in range(len(parks))]
    rows["PROV_NAMEN"] = [_PROVINCE if code in MUNICIPALITIES else None for code in rows["GEM_CODES"]]
    return {name: rows[name] for name, _ in _COLUMNS} | {SITE_ID: list(parks.ids)}


def _oldest_year(parks: ExportTable, row: int) -> int | None:
    dates = [parks.columns[each].as_of[row] for each in _ATTRIBUTES.values()]
    years = [int(str(date)[:_YEAR_DIGITS]) for date in dates if date is not None]
    return min(years, default=None)


def _origins(parks: ExportTable) -> Iterator[tuple[object, ...]]:
    rin = parks.columns["rin"].values
    for row in range(len(parks)):
        for name, attribute_id in _ATTRIBUTES.items():
            column = parks.columns[attribute_id]
            date = column.as_of[row]
            if date is not None:
                year = int(str(date)[:_YEAR_DIGITS])
                yield parks.ids[row], rin[row], name, year, date, column.sources[row]


def _origin_layer(origins: Sequence[tuple[object, ...]], language: Language) -> Layer:
    columns = list(zip(*origins, strict=True)) or [()] * len(_ORIGIN_COLUMNS)
    fields = tuple(
        LayerField(name, ValueType.INTEGER if name == "JAAR" else ValueType.TEXT, as_objects(list(values)))
        for name, values in zip(_ORIGIN_COLUMNS, columns, strict=True)
    )
    return Layer(ORIGINS, fields, title=language.text("export.ibis.origins"))


def _write_csv(path: Path, header: Sequence[str], rows: object) -> None:
    """Write UTF-8 with semicolons and a decimal point, as the national table comes."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(rows)  # type: ignore[arg-type] # any iterable of rows


def _notes(parks: ExportTable, rows: dict[str, list[object]]) -> tuple[Message, ...]:
    notes = []
    without = sum(each is None for each in rows["RIN_NUMMER"])
    if without:
        notes.append(message("export.note.without_rin", count=without))
    years = np.array(rows["JAAR"], dtype=object)
    other = sum(
        date is not None and int(str(date)[:_YEAR_DIGITS]) != year
        for each in _ATTRIBUTES.values()
        for date, year in zip(parks.columns[each].as_of.tolist(), years.tolist(), strict=True)
    )
    if other:
        notes.append(message("export.note.other_years", count=other))
    return tuple(notes)
