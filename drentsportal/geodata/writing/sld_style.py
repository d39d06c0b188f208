"""A legend as Styled Layer Descriptor 1.0 (OGC 02-070), for map servers and programs other than QGIS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from drentsportal.figures.marks import PatternKind
from drentsportal.figures.symbology import Shape
from drentsportal.geodata.writing.legend import Test

if TYPE_CHECKING:
    from drentsportal.figures.marks import Style
    from drentsportal.geodata.writing.legend import Condition, Legend, LegendClass

_PX_PER_MM: Final = 1 / 0.28
"""The standard's pixel is 0.28 mm (OGC 02-070, section 6)."""

_NAMESPACES: Final = {
    "version": "1.0.0",
    "xmlns": "http://www.opengis.net/sld",
    "xmlns:ogc": "http://www.opengis.net/ogc",
}
_COMPARISONS: Final = {
    Test.IS: "PropertyIsEqualTo",
    Test.ABOVE: "PropertyIsGreaterThan",
    Test.AT_MOST: "PropertyIsLessThanOrEqualTo",
}
_HATCH_MARKS: Final = {
    PatternKind.LINES: "shape://slash",
    PatternKind.CROSSED: "shape://times",
    PatternKind.DOTS: "circle",
}
_MARKS: Final = {Shape.SQUARE: "square", Shape.TRIANGLE: "triangle", Shape.STAR: "star"}


def sld(legend: Legend, geometry: str, layer_name: str) -> str:
    """Return the style as text; ``geometry`` is Point, LineString or Polygon."""
    root = ET.Element("StyledLayerDescriptor", _NAMESPACES)
    layer = ET.SubElement(root, "NamedLayer")
    ET.SubElement(layer, "Name").text = layer_name
    style = ET.SubElement(layer, "UserStyle")
    ET.SubElement(style, "Name").text = legend.name
    ET.SubElement(style, "Title").text = legend.title
    types = ET.SubElement(style, "FeatureTypeStyle")
    for number, each in enumerate(legend.classes):
        rule = ET.SubElement(types, "Rule")
        ET.SubElement(rule, "Name").text = each.label
        ET.SubElement(rule, "Title").text = each.label
        _filter(rule, legend, number)
        _symbolizer(rule, each, geometry)
    return ET.tostring(root, "unicode", xml_declaration=False)


def _filter(rule: ET.Element, legend: Legend, number: int) -> None:
    each = legend.classes[number]
    if not each.conditions:
        if len(legend.classes) > 1:
            ET.SubElement(rule, "ElseFilter")
        return
    outer = ET.SubElement(rule, "ogc:Filter")
    earlier = legend.earlier(number)
    into = ET.SubElement(outer, "ogc:And") if len(each.conditions) + len(earlier) > 1 else outer
    for condition in each.conditions:
        _condition(into, condition)
    for other in earlier:
        against = ET.SubElement(into, "ogc:Not")
        both = ET.SubElement(against, "ogc:And") if len(other.conditions) > 1 else against
        for condition in other.conditions:
            _condition(both, condition)


def _condition(parent: ET.Element, condition: Condition) -> None:
    if condition.test is Test.HAS:
        like = ET.SubElement(
            parent, "ogc:PropertyIsLike", {"wildCard": "%", "singleChar": "_", "escape": "\\"}
        )
        ET.SubElement(like, "ogc:PropertyName").text = condition.column
        ET.SubElement(like, "ogc:Literal").text = f"%{condition.value}%"
        return
    compared = ET.SubElement(parent, f"ogc:{_COMPARISONS[condition.test]}")
    ET.SubElement(compared, "ogc:PropertyName").text = condition.column
    ET.SubElement(compared, "ogc:Literal").text = f"{condition.value}"


def _symbolizer(rule: ET.Element, of: LegendClass, geometry: str) -> None:
    style = of.style
    if geometry == "LineString":
        _stroke(ET.SubElement(rule, "LineSymbolizer"), style)
    elif geometry == "Point":
        graphic = ET.SubElement(ET.SubElement(rule, "PointSymbolizer"), "Graphic")
        mark = ET.SubElement(graphic, "Mark")
        ET.SubElement(mark, "WellKnownName").text = _MARKS.get(of.shape, "circle")
        _plain_fill(mark, style.fill or style.stroke)
        _stroke(mark, style)
        ET.SubElement(graphic, "Size").text = f"{of.size_mm * _PX_PER_MM:.1f}"
    else:
        polygon = ET.SubElement(rule, "PolygonSymbolizer")
        _plain_fill(polygon, style.fill, style.opacity)
        _stroke(polygon, style)
        if style.pattern is not None:
            _hatch(rule, style)


def _hatch(rule: ET.Element, style: Style) -> None:
    pattern = style.pattern
    if pattern is None:
        return
    polygon = ET.SubElement(rule, "PolygonSymbolizer")
    graphic = ET.SubElement(ET.SubElement(ET.SubElement(polygon, "Fill"), "GraphicFill"), "Graphic")
    mark = ET.SubElement(graphic, "Mark")
    ET.SubElement(mark, "WellKnownName").text = _HATCH_MARKS[pattern.kind]
    stroke = ET.SubElement(mark, "Stroke")
    _parameter(stroke, "stroke", pattern.colour)
    _parameter(stroke, "stroke-width", f"{pattern.line_mm * _PX_PER_MM:.2f}")
    ET.SubElement(graphic, "Size").text = f"{pattern.spacing_mm * _PX_PER_MM:.1f}"


def _plain_fill(parent: ET.Element, colour: str | None, opacity: float = 1.0) -> None:
    if colour is not None:
        fill = ET.SubElement(parent, "Fill")
        _parameter(fill, "fill", colour)
        _parameter(fill, "fill-opacity", f"{opacity:g}")


def _stroke(parent: ET.Element, style: Style) -> None:
    if style.stroke is None:
        return
    stroke = ET.SubElement(parent, "Stroke")
    _parameter(stroke, "stroke", style.stroke)
    _parameter(stroke, "stroke-width", f"{style.stroke_mm * _PX_PER_MM:.2f}")
    if style.dash_mm:
        dashes = " ".join(f"{each * _PX_PER_MM:.1f}" for each in style.dash_mm)
        _parameter(stroke, "stroke-dasharray", dashes)


def _parameter(parent: ET.Element, name: str, value: str) -> None:
    ET.SubElement(parent, "CssParameter", name=name).text = value
