"""Plots as a drawing in metres of RD New, for draughtsmen: closed boundaries on layers, no decoration."""

from __future__ import annotations

import shutil
import tempfile
from typing import TYPE_CHECKING, Final

import shapely
from ezdxf.filemanagement import new
from ezdxf.units import M

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.geodata.writing.dxf_entities import EntityText
from drentsportal.geodata.writing.fields import as_objects, untold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from drentsportal.language import Language
    from drentsportal.services.ports.exports import ExportContent, ExportTable

_COLOURS: Final = {"plots": 1, "holes": 1, "labels": 7, "adjoining": 8, "parks": 5, "notes": 7}
"""Numbers of the AutoCAD colour index by layer: red, white or black, grey, blue."""

_VERSION: Final = "R2010"
_TEXT_M: Final = 3.0
_LINE_M: Final = 5.0
_NOTES_BELOW_M: Final = 20.0
_WINDOWS_LINE: Final = 200
_PLOTS_AT_ONCE: Final = 1000


def write_dxf(
    path: Path, content: ExportContent, language: Language, told: Callable[[int], None] = untold
) -> int:
    """Write plots with name and area, what adjoins them and the boundary of their park.

    Layers and texts are in the language. Coordinates are RD New (EPSG:28992) to their last digit. The drawing
    cannot say that itself, so a block of text names the system, the sources and the date. Returns how many
    plots are absent because they have no geometry. ``told`` hears how many are drawn, and may raise
    ``CancelledError``.
    """
    drawing = new(_VERSION, setup=False)
    drawing.units = M
    drawing.header["$MEASUREMENT"] = 1
    drawing.header["$INSUNITS"] = M
    for layer, colour in _COLOURS.items():
        drawing.layers.add(layer_name(layer, language), color=colour)
    plots = content.table(SiteKind.PLOT)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as drawn:
        space = EntityText(drawing, drawn)
        for table in content.neighbours:
            layer = layer_name("parks" if table.kind is SiteKind.PARK else "adjoining", language)
            for _, shape in _drawn(table):
                _add_rings(space, shape, layer, layer)
        if plots is not None:
            _add_plots(space, plots, language, told)
            _add_notes(space, content, plots, language)
        before, after = space.frame()
        drawn.seek(0)
        with path.open("w", encoding=drawing.output_encoding, errors="dxfreplace") as stream:
            stream.write(before)
            shutil.copyfileobj(drawn, stream)
            stream.write(after)
    return 0 if plots is None else int(shapely.is_missing(plots.geometries_rd).sum())


def layer_name(layer: str, language: Language) -> str:
    """Return what a layer is called: capitals, digits and underscores, which every program takes."""
    return language.text(f"export.dxf.layer.{layer}")


def _drawn(table: ExportTable) -> Iterator[tuple[int, BaseGeometry]]:
    for row, shape in enumerate(table.geometries_rd.tolist()):
        if shape is not None and not shape.is_empty:
            yield row, shape


def _add_plots(
    space: EntityText, plots: ExportTable, language: Language, told: Callable[[int], None]
) -> None:
    shapes = [shape for _, shape in _drawn(plots)]
    places = shapely.get_coordinates(shapely.point_on_surface(as_objects(shapes))).tolist()
    layer, hole_layer, label_layer = (layer_name(each, language) for each in ("plots", "holes", "labels"))
    for number, ((row, shape), (x, y)) in enumerate(zip(_drawn(plots), places, strict=True)):
        if number % _PLOTS_AT_ONCE == 0:
            told(number)
        _add_rings(space, shape, layer, hole_layer)
        _add_label(space, _label(plots, row, shape, language), (x, y), label_layer)


def _add_rings(space: EntityText, shape: BaseGeometry, layer: str, hole_layer: str) -> None:
    for part in shapely.get_parts(shape).tolist():
        if part.geom_type != "Polygon":
            continue
        for number, ring in enumerate((part.exterior, *part.interiors)):
            points = shapely.get_coordinates(ring)[:-1].tolist()
            space.closed_line(points, hole_layer if number else layer)


def _label(plots: ExportTable, row: int, shape: BaseGeometry, language: Language) -> tuple[str, str]:
    name = plots.columns["name"].values[row]
    area = plots.columns["area_m2"].values[row]
    return (str(name) if name is not None else plots.ids[row], _area(area, shape, language))


def _add_label(space: EntityText, lines: tuple[str, str], at: tuple[float, float], layer: str) -> None:
    x, y = at
    for number, text in enumerate(lines):
        space.centred_text(plain(text), (x, y - number * _LINE_M), _TEXT_M, layer)


def _area(stated_m2: object, shape: BaseGeometry, language: Language) -> str:
    """Return the area that a source states; where none does, that of the drawing, and say so."""
    if stated_m2 is not None:
        return language.text("export.dxf.area", area_m2=stated_m2)
    return language.text("export.dxf.area_measured", area_m2=round(shape.area))


def _add_notes(space: EntityText, content: ExportContent, plots: ExportTable, language: Language) -> None:
    shapes = [each for _, each in _drawn(plots)]
    if not shapes:
        return
    left, low, _, _ = shapely.total_bounds(shapes).tolist()
    sources = sorted(
        {
            f"{source} ({as_of})"
            for column in plots.columns.values()
            for source, as_of in set(zip(column.sources.tolist(), column.as_of.tolist(), strict=True))
            if source is not None
        }
    )
    lines = [
        language.text("export.dxf.crs"),
        language.text("export.dxf.made", day=content.made_at_utc.date().isoformat()),
        *(language.text("export.dxf.source", source=each) for each in sources),
        language.text("export.dxf.no_rights"),
    ]
    layer = layer_name("notes", language)
    for number, text in enumerate(lines):
        space.text(plain(text), (left, low - _NOTES_BELOW_M - number * _LINE_M), _TEXT_M, layer)


def plain(text: str) -> str:
    r"""Return text on one line in which nothing is a code of CAD.

    In a text of CAD ``%%`` begins a sign, ``^`` a control character and ``\U+`` a code point; each is
    written so that it reads as itself.
    """
    one_line = " ".join(text.split())
    printable = one_line if one_line.isprintable() else "".join(filter(str.isprintable, one_line))
    return (
        printable.replace("%%", "%\u200b%").replace("^", "^ ").replace("\\U+", "\\\u200bU+")[:_WINDOWS_LINE]
    )
