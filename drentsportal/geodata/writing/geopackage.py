"""A GeoPackage that opens in QGIS as it is meant: layers per kind, described, with styles as the default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.sites.attributes import ValueType
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.geodata.writing.fields import AS_OF_SUFFIX, SOURCE_SUFFIX, as_objects, site_fields
from drentsportal.geodata.writing.gdal_file import GdalFile, Layer, LayerField
from drentsportal.geodata.writing.legend import (
    landmark_legends,
    municipality_legends,
    park_legends,
    plot_legends,
    premises_legends,
)
from drentsportal.geodata.writing.qgis_style import qml
from drentsportal.geodata.writing.sld_style import sld

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from drentsportal.domain.sites.site import Landmark, Municipality
    from drentsportal.geodata.writing.legend import Legend
    from drentsportal.language import Language
    from drentsportal.services.ports.exports import ExportContent, ExportTable

LAYER_NAMES: Final = {
    SiteKind.PARK: "bedrijventerreinen",
    SiteKind.PLOT: "kavels",
    SiteKind.PREMISES: "panden",
}
_MUNICIPALITIES: Final = "gemeenten"
_LANDMARKS: Final = "herkenningspunten"
_PARTS: Final = (("Polygon", ""), ("Point", "_punten"), ("LineString", "_lijnen"))
_PART_IDS: Final = {"_punten": "points", "_lijnen": "lines", "_vlakken": "areas"}
_STYLES: Final = "layer_styles"


@dataclass(frozen=True, slots=True)
class _Styled:
    """A layer with the geometry that it shows, its legends and the titles of its columns."""

    layer: Layer
    geometry: str
    legends: tuple[Legend, ...]
    aliases: dict[str, str]


def write_geopackage(path: Path, content: ExportContent, language: Language, licence: str) -> None:
    """Write every kind of the content as a layer of its own, lowest on the map first, and the styles.

    ``licence`` is a sentence on the use of the data. Raises ``ReportError`` and ``OSError`` as ``GdalFile``.
    """
    described = _Description(content, language, licence)
    file = GdalFile(path, "GPKG", described.metadata(language.text("export.title")))
    layers = list(_layers(content, described, language))
    for each in layers:
        file.add(each.layer)
    file.add(_style_table(layers, content))


class _Description:
    """Title, abstract, licence and date of a layer, for whoever opens the file without us."""

    def __init__(self, content: ExportContent, language: Language, licence: str) -> None:
        self._content = content
        self._say = language.text
        self._licence = licence

    def metadata(self, title: str) -> dict[str, str]:
        return {
            "title": title,
            "abstract": self.abstract,
            "licence": self._licence,
            "date": self._content.made_at_utc.date().isoformat(),
            "data_version": str(self._content.data_version),
            "crs": "EPSG:28992",
        }

    @property
    def abstract(self) -> str:
        day = self._content.made_at_utc.date().isoformat()
        return self._say("export.abstract", day=day, version=self._content.data_version)

    def layer(self, name: str, title: str, fields: tuple[LayerField, ...], geometries: np.ndarray) -> Layer:
        return Layer(name, fields, geometries, title, self.abstract, self.metadata(title))


def _layers(content: ExportContent, described: _Description, language: Language) -> Iterator[_Styled]:
    if content.municipalities:
        yield _municipalities(content.municipalities, described, language)
    yield from _landmarks(content.landmarks, described, language)
    for table in content.tables:
        yield from _sites(table, content, described, language)


def _sites(
    table: ExportTable, content: ExportContent, described: _Description, language: Language
) -> Iterator[_Styled]:
    legends = {
        SiteKind.PARK: lambda: park_legends(language, content.segments),
        SiteKind.PLOT: lambda: plot_legends(language),
        SiteKind.PREMISES: lambda: premises_legends(language),
    }[table.kind]()
    title = language.text(f"export.layer.{table.kind.value}")
    for geometry, suffix, rows in _by_geometry(table.geometries_rd):
        part = table.only(rows)
        name = LAYER_NAMES[table.kind] + suffix
        layer = described.layer(name, _title(title, suffix, language), site_fields(part), part.geometries_rd)
        yield _Styled(layer, geometry, legends, _aliases(part, language))


def _title(title: str, suffix: str, language: Language) -> str:
    """Return a title that no other layer has, as the format demands."""
    return language.text(f"export.part.{_PART_IDS[suffix]}", of=title) if suffix else title


def _municipalities(items: Sequence[Municipality], described: _Description, language: Language) -> _Styled:
    title = language.text("export.layer.municipalities")
    fields = _text_fields(
        id=[each.code for each in items],
        name=[each.name for each in items],
        bron=[each.source for each in items],
        peildatum=[each.as_of.iso for each in items],
    )
    geometries = as_objects([each.geometry_rd for each in items])
    layer = described.layer(_MUNICIPALITIES, title, fields, geometries)
    return _Styled(layer, "Polygon", municipality_legends(language), {})


def _landmarks(items: Sequence[Landmark], described: _Description, language: Language) -> Iterator[_Styled]:
    title = language.text("export.layer.landmarks")
    every = as_objects([each.geometry_rd for each in items])
    for geometry, suffix, rows in _by_geometry(every):
        some = [items[row] for row in rows.tolist()]
        if not some:
            continue
        fields = (
            *_text_fields(
                id=[each.id for each in some],
                kind=[each.kind.value for each in some],
                name=[each.name for each in some],
                label=[each.label for each in some],
                cemt_class=[each.cemt_class or None for each in some],
                bron=[each.source for each in some],
                peildatum=[each.as_of.iso for each in some],
            ),
            LayerField("rank", ValueType.INTEGER, as_objects([each.rank for each in some])),
        )
        part = suffix or "_vlakken"
        layer = described.layer(_LANDMARKS + part, _title(title, part, language), fields, every[rows])
        yield _Styled(layer, geometry, landmark_legends(language, {each.kind for each in some}), {})


def _by_geometry(geometries_rd: np.ndarray) -> Iterator[tuple[str, str, np.ndarray]]:
    """Part sites by what they are drawn as; those without geometry stay with the polygons."""
    bases = np.array(
        [
            "Polygon" if each is None else each.geom_type.removeprefix("Multi")
            for each in geometries_rd.tolist()
        ]
    )
    for geometry, suffix in _PARTS:
        rows = np.flatnonzero(bases == geometry)
        if len(rows):
            yield geometry, suffix, rows


def _text_fields(**columns: Sequence[str | None]) -> tuple[LayerField, ...]:
    return tuple(
        LayerField(name, ValueType.TEXT, as_objects(list(values))) for name, values in columns.items()
    )


def _aliases(table: ExportTable, language: Language) -> dict[str, str]:
    titles = {"id": language.text("export.column.id")}
    for attribute_id in table.columns:
        title = language.text(f"attribute.{attribute_id}")
        titles[attribute_id] = title
        titles[attribute_id + SOURCE_SUFFIX] = language.text("export.column.source", of=title)
        titles[attribute_id + AS_OF_SUFFIX] = language.text("export.column.as_of", of=title)
    return titles


def _style_table(layers: Sequence[_Styled], content: ExportContent) -> Layer:
    """Return the table from which QGIS takes the styles of a layer; the first of each is the default."""
    rows = [
        (each.layer.name, legend.name, legend.title, qml(legend, each.geometry, each.aliases),
         sld(legend, each.geometry, each.layer.name), number == 0)
        for each in layers
        for number, legend in enumerate(each.legends)
    ]  # fmt: skip
    table, name, title, as_qml, as_sld, default = zip(*rows, strict=True)
    fields = _text_fields(
        f_table_catalog=[""] * len(rows),
        f_table_schema=[""] * len(rows),
        f_table_name=table,
        f_geometry_column=["geom"] * len(rows),
        styleName=name,
        styleQML=as_qml,
        styleSLD=as_sld,
    )
    rest = _text_fields(
        description=title,
        owner=[""] * len(rows),
        update_time=[content.made_at_utc.strftime("%Y-%m-%dT%H:%M:%SZ")] * len(rows),
    )
    chosen = LayerField("useAsDefault", ValueType.BOOLEAN, as_objects(list(default)))
    return Layer(_STYLES, (*fields, chosen, *rest), title=_STYLES)
