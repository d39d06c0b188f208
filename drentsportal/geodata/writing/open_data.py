"""An open-data set: public attributes from sources that may be published, with licence and description."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.projection import geometries_to_lonlat
from drentsportal.errors import ReportError
from drentsportal.geodata.writing.dcat import DatasetDescription, Distribution, json_ld, turtle
from drentsportal.geodata.writing.fields import site_fields, untold
from drentsportal.geodata.writing.geojson import write_geojson
from drentsportal.geodata.writing.geopackage import LAYER_NAMES, write_geopackage
from drentsportal.geodata.writing.target import sha256_of
from drentsportal.services.publication import PUBLIC_ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.services.ports.exports import ExportContent, ExportTable
    from drentsportal.services.publication import Publication

_GEOPACKAGE: Final = "bedrijvenportal.gpkg"
_MEDIA: Final = {
    ".gpkg": ("application/geopackage+sqlite3", "GPKG"),
    ".geojson": ("application/geo+json", "GEOJSON"),
    ".csv": ("text/csv", "CSV"),
}
_IDENTIFIER: Final = "drents-bedrijvenportal"


def write_open_data(
    folder: Path,
    content: ExportContent,
    publication: Publication,
    language: Language,
    told: Callable[[int], None] = untold,
) -> None:
    """Write the set into a folder.

    The content must be cut down to what may be published before it comes here; anything else in it is a fault
    of ours, and nothing is written. ``told`` hears how many sites of a file are written.
    Raises ``ReportError`` and ``OSError`` as the formats do.
    """
    _check_public(content, publication)
    licence = language.text("export.licence", licence=publication.licence, url=publication.licence_url)
    write_geopackage(folder / _GEOPACKAGE, content, language, licence)
    titles = {_GEOPACKAGE: language.text("export.open.all")}
    for table in content.tables:
        name, title = LAYER_NAMES[table.kind], language.text(f"export.layer.{table.kind.value}")
        write_geojson(folder / f"{name}.geojson", [table], title, told)
        _write_csv(folder / f"{name}.csv", table)
        titles |= {f"{name}.geojson": title, f"{name}.csv": title}
    described = _description(folder, content, publication, titles, language)
    (folder / "dcat.jsonld").write_text(json_ld(described), encoding="utf-8")
    (folder / "dcat.ttl").write_text(turtle(described), encoding="utf-8")
    (folder / "LICENTIE.txt").write_text(licence + "\n", encoding="utf-8")
    (folder / "LEESMIJ.txt").write_text(_readme(described, content, language), encoding="utf-8")


def _check_public(content: ExportContent, publication: Publication) -> None:
    for table in content.tables:
        sources = {each for column in table.columns.values() for each in set(column.sources.tolist())}
        if set(table.columns) - PUBLIC_ATTRIBUTES or sources - publication.open_sources - {None}:
            raise ReportError("error.export.not_public")


def _write_csv(path: Path, table: ExportTable) -> None:
    """Write raw values with a decimal point, and the shape as WKT in RD New."""
    fields = site_fields(table)
    columns = [[_cell(value) for value in each.values.tolist()] for each in fields]
    wkt = shapely.to_wkt(table.geometries_rd, rounding_precision=-1).tolist()
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([*(each.name for each in fields), "wkt"])
        writer.writerows(zip(*columns, (each or "" for each in wkt), strict=True))


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def _description(
    folder: Path,
    content: ExportContent,
    publication: Publication,
    titles: dict[str, str],
    language: Language,
) -> DatasetDescription:
    dates = sorted(_dates(content))
    day = content.made_at_utc.date().isoformat()
    distributions = tuple(_distribution(folder / name, title) for name, title in titles.items())
    return DatasetDescription(
        title=language.text("export.open.title"),
        description=language.text("export.open.description", day=day, version=content.data_version),
        identifier=f"{_IDENTIFIER}-{day}-v{content.data_version}",
        keywords=tuple(language.text(f"export.layer.{each.kind.value}") for each in content.tables),
        issued=day,
        period=(dates[0], dates[-1]) if dates else None,
        box=_box(content),
        sources=tuple(sorted(_sources(content))),
        publication=publication,
        distributions=distributions,
    )


def _distribution(path: Path, title: str) -> Distribution:
    media_type, file_type = _MEDIA[path.suffix]
    return Distribution(
        path.name,
        title,
        media_type,
        file_type,
        sha256_of(path),
        path.stat().st_size,
        in_lonlat=path.suffix == ".geojson",
    )


def _dates(content: ExportContent) -> set[str]:
    return {
        date
        for table in content.tables
        for column in table.columns.values()
        for date in set(column.as_of.tolist())
        if date is not None
    }


def _sources(content: ExportContent) -> set[str]:
    return {
        source
        for table in content.tables
        for column in table.columns.values()
        for source in set(column.sources.tolist())
        if source is not None
    }


def _box(content: ExportContent) -> tuple[float, float, float, float] | None:
    shapes = np.concatenate([table.geometries_rd for table in content.tables])
    drawn = shapes[~shapely.is_missing(shapes)]
    if not len(drawn):
        return None
    west, south, east, north = shapely.total_bounds(geometries_to_lonlat(shapely.envelope(drawn))).tolist()
    return west, south, east, north


def _readme(described: DatasetDescription, content: ExportContent, language: Language) -> str:
    return "\n".join(_readme_lines(described, content, language)) + "\n"


def _readme_lines(described: DatasetDescription, content: ExportContent, language: Language) -> Iterator[str]:
    publication = described.publication
    yield described.title
    yield ""
    yield described.description
    yield language.text("export.licence", licence=publication.licence, url=publication.licence_url)
    yield language.text(
        "export.open.contact",
        publisher=publication.publisher,
        contact=publication.contact,
        mail=publication.contact_mail,
    )
    yield ""
    for each in described.distributions:
        yield f"{each.file_name}: {each.title}"
    yield ""
    yield language.text("export.open.columns")
    for attribute_id in dict.fromkeys(name for table in content.tables for name in table.columns):
        yield f"{attribute_id}: {language.text(f'attribute.{attribute_id}')}"
    yield ""
    yield language.text("export.open.sources")
    yield from described.sources
