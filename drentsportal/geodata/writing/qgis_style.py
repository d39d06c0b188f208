"""A legend as a style of QGIS (QML): rules, hatches, names beside sites, Dutch column titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from drentsportal.figures.marks import Pattern, PatternKind
from drentsportal.figures.symbology import Shape
from drentsportal.geodata.writing.legend import Test

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.geodata.writing.legend import Condition, Legend, LegendClass

_VERSION: Final = "3.22.0-Białowieża"
_SYMBOLS: Final = {"Point": "marker", "LineString": "line", "Polygon": "fill"}
_MARKERS: Final = {
    Shape.CIRCLE: "circle",
    Shape.SQUARE: "square",
    Shape.TRIANGLE: "triangle",
    Shape.DIAMOND: "diamond",
    Shape.STAR: "star",
}
_ANGLES: Final = {PatternKind.LINES: (45,), PatternKind.CROSSED: (45, 135)}
_LABEL_MM: Final = 2.6
_PLACEMENTS: Final = {"Point": "0", "Polygon": "1", "LineString": "3"}
"""Around the point, over the middle of a polygon, along a line (``QgsPalLayerSettings.Placement``)."""


def qml(legend: Legend, geometry: str, aliases: Mapping[str, str]) -> str:
    """Return the style as text; ``geometry`` is Point, LineString or Polygon, ``aliases`` title by column."""
    root = ET.Element(
        "qgis",
        version=_VERSION,
        styleCategories="Symbology|Labeling|Fields",
        labelsEnabled="1" if legend.label_column else "0",
    )
    renderer = ET.SubElement(root, "renderer-v2", type="RuleRenderer", symbollevels="0", forceraster="0")
    rules = ET.SubElement(renderer, "rules", key="drentsportal")
    symbols = ET.SubElement(renderer, "symbols")
    for number, each in enumerate(legend.classes):
        ET.SubElement(rules, "rule", key=f"{legend.name}-{number}", symbol=str(number)).attrib.update(
            _rule(legend, number)
        )
        _symbol(symbols, str(number), each, _SYMBOLS[geometry])
    if legend.label_column:
        _labels(root, legend, geometry)
    listed = ET.SubElement(root, "aliases")
    for index, (column, title) in enumerate(aliases.items(), start=1):
        ET.SubElement(listed, "alias", field=column, index=str(index), name=title)
    return '<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM">\n' + ET.tostring(root, "unicode")


def expression(conditions: tuple[Condition, ...]) -> str:
    """Return conditions in the language of QGIS."""
    return " AND ".join(_expression(each) for each in conditions)


def _rule(legend: Legend, number: int) -> dict[str, str]:
    """Return filter and label of a class; one that an earlier class would take is kept from drawing twice."""
    each = legend.classes[number]
    if not each.conditions:
        is_only = len(legend.classes) == 1
        return {"label": each.label} if is_only else {"label": each.label, "filter": "ELSE"}
    asked = expression(each.conditions)
    for other in legend.earlier(number):
        # An unknown value makes neither a condition nor its opposite true, hence the coalesce.
        asked += f" AND NOT coalesce({expression(other.conditions)}, false)"
    return {"label": each.label, "filter": asked}


def _expression(condition: Condition) -> str:
    column = '"' + condition.column.replace('"', '""') + '"'
    if condition.test is Test.ABOVE:
        return f"{column} > {condition.value}"
    if condition.test is Test.AT_MOST:
        return f"{column} <= {condition.value}"
    text = str(condition.value).replace("'", "''")
    return f"{column} = '{text}'" if condition.test is Test.IS else f"strpos({column}, '{text}') > 0"


def _symbol(parent: ET.Element, name: str, of: LegendClass, kind: str) -> None:
    symbol = ET.SubElement(
        parent, "symbol", name=name, type=kind, alpha="1", clip_to_extent="1", force_rhr="0"
    )
    if kind == "marker":
        _layer(
            symbol,
            "SimpleMarker",
            name=_MARKERS.get(of.shape, "circle"),
            color=_rgb(of.style.fill or of.style.stroke),
            outline_color=_rgb(of.style.stroke),
            outline_width=f"{of.style.stroke_mm:g}",
            outline_width_unit="MM",
            size=f"{of.size_mm:g}",
            size_unit="MM",
        )
    elif kind == "line":
        _layer(symbol, "SimpleLine", **_line(of.style.stroke, of.style.stroke_mm))
    else:
        _fill(symbol, name, of)


def _fill(symbol: ET.Element, name: str, of: LegendClass) -> None:
    style = of.style
    dashed = {"outline_style": "dash" if style.dash_mm and style.dash_mm[0] >= 1 else "dot"}
    _layer(
        symbol,
        "SimpleFill",
        color=_rgb(style.fill, style.opacity),
        style="solid" if style.fill else "no",
        outline_color=_rgb(style.stroke),
        outline_width=f"{style.stroke_mm:g}",
        outline_width_unit="MM",
        **(dashed if style.dash_mm else {"outline_style": "solid"}),
    )
    pattern = style.pattern
    if pattern is None:
        return
    if pattern.kind is PatternKind.DOTS:
        _dots(symbol, name, pattern)
        return
    for turn, angle in enumerate(_ANGLES[pattern.kind], start=1):
        layer = _layer(
            symbol,
            "LinePatternFill",
            angle=str(angle),
            distance=f"{pattern.spacing_mm:g}",
            distance_unit="MM",
        )
        line = ET.SubElement(
            layer, "symbol", name=f"@{name}@{turn}", type="line", alpha="1", clip_to_extent="1"
        )
        _layer(line, "SimpleLine", **_line(pattern.colour, pattern.line_mm))


def _dots(symbol: ET.Element, name: str, pattern: Pattern) -> None:
    spacing = f"{pattern.spacing_mm:g}"
    layer = _layer(
        symbol,
        "PointPatternFill",
        distance_x=spacing,
        distance_x_unit="MM",
        distance_y=spacing,
        distance_y_unit="MM",
    )
    dot = ET.SubElement(layer, "symbol", name=f"@{name}@1", type="marker", alpha="1", clip_to_extent="1")
    _layer(
        dot,
        "SimpleMarker",
        name="circle",
        color=_rgb(pattern.colour),
        outline_style="no",
        size=f"{2 * pattern.line_mm:g}",
        size_unit="MM",
    )


def _line(colour: str | None, width_mm: float) -> dict[str, str]:
    return {"line_color": _rgb(colour), "line_width": f"{width_mm:g}", "line_width_unit": "MM"}


def _layer(symbol: ET.Element, kind: str, **properties: str) -> ET.Element:
    layer = ET.SubElement(symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    options = ET.SubElement(layer, "Option", type="Map")
    for name, value in properties.items():
        ET.SubElement(options, "Option", name=name, type="QString", value=value)
    return layer


def _labels(root: ET.Element, legend: Legend, geometry: str) -> None:
    labeling = ET.SubElement(root, "labeling", type="simple")
    settings = ET.SubElement(labeling, "settings", calloutType="simple")
    text = ET.SubElement(
        settings,
        "text-style",
        fieldName=legend.label_column,
        isExpression="0",
        fontSize=f"{_LABEL_MM:g}",
        fontSizeUnit="MM",
        fontWeight="50",
        textColor="34,49,58,255",
    )
    ET.SubElement(
        text,
        "text-buffer",
        bufferDraw="1",
        bufferSize="0.6",
        bufferSizeUnits="MM",
        bufferColor="255,255,255,255",
    )
    ET.SubElement(
        settings,
        "placement",
        placement=_PLACEMENTS[geometry],
        centroidInside="1",
        centroidWhole="1",
        dist="1",
        distUnits="MM",
        priority="5",
    )
    # A polygon is no obstacle: names stand inside the sites that they name.
    ET.SubElement(
        settings,
        "rendering",
        obstacle="0",
        drawLabels="1",
        scaleVisibility="1" if legend.label_scale else "0",
        scaleMin="0",
        scaleMax=str(legend.label_scale),
    )


def _rgb(colour: str | None, opacity: float = 1.0) -> str:
    if colour is None:
        return "0,0,0,0"
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"
