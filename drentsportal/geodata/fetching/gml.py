"""Makes GeoJSON features of a page of GML, with the types that the service describes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from drentsportal.errors import DataSourceError
from drentsportal.geodata.fetching.gml_geometry import geojson_of, is_geometry, srs_names
from drentsportal.geodata.fetching.paging import Page, stated_count
from drentsportal.geodata.fetching.server_text import shown, xml_fault
from drentsportal.geodata.fetching.xml_tree import local_name, namespace, parse_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from xml.etree.ElementTree import Element

JsonObject = dict[str, Any]

_WHOLE_TYPES: Final = frozenset(
    {
        "byte",
        "int",
        "integer",
        "long",
        "negativeInteger",
        "nonNegativeInteger",
        "nonPositiveInteger",
        "positiveInteger",
        "short",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
    }
)
_BROKEN_TYPES: Final = frozenset({"decimal", "double", "float"})
_SCHEMA: Final = "http://www.w3.org/2001/XMLSchema"
_NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_MEMBERS: Final = frozenset({"member", "featureMember", "featureMembers"})


def read_page(body: bytes, types: Mapping[str, str], address: str) -> Page:
    """Read one answer. Raises ``DataSourceError`` for an exception report and for what is no collection."""
    root = parse_xml(body, address)
    if (said := xml_fault(root)) is not None:
        raise DataSourceError("error.fetch.exception", address=address, text=shown(said))
    if local_name(root.tag) != "FeatureCollection":
        raise DataSourceError("error.fetch.no_collection", address=address, found=shown(local_name(root.tag)))
    names: set[str] = set()
    features = [_feature(each, types, names) for each in _members(root)]
    if len(names) > 1:
        raise DataSourceError("error.fetch.crs_changed", address=address)
    return Page(
        features,
        matched=stated_count(root.get("numberMatched")),
        returned=stated_count(root.get("numberReturned")),
        next_url=root.get("next") or "",
        stated_crs=next(iter(names), ""),
    )


def described_types(body: bytes, address: str) -> dict[str, str]:
    """Read which properties are numbers or truth values; a name that has two types is left as text."""
    root = parse_xml(body, address)
    found: dict[str, str] = {}
    for each in root.iter(f"{{{_SCHEMA}}}element"):
        name, kind = each.get("name"), _base_type(each)
        if name and kind:
            found[name] = kind if found.get(name, kind) == kind else "string"
    return found


def _base_type(element: Element) -> str:
    restriction = element.find(f"{{{_SCHEMA}}}simpleType/{{{_SCHEMA}}}restriction")
    named = element.get("type") or (restriction.get("base") if restriction is not None else None)
    return (named or "").rpartition(":")[2]


def _members(root: Element) -> Iterator[Element]:
    for holder in root:
        if local_name(holder.tag) in _MEMBERS:
            yield from holder


def _feature(element: Element, types: Mapping[str, str], names: set[str]) -> JsonObject:
    """Make one feature; the names of the reference systems of its geometry are added to ``names``."""
    properties: dict[str, Any] = {}
    geometry: JsonObject | None = None
    for each in element:
        name = local_name(each.tag)
        if name == "boundedBy" and namespace(each.tag).startswith("http://www.opengis.net/gml"):
            continue
        shape = next((child for child in each if is_geometry(child)), None)
        if shape is None:
            _put(properties, name, _value(each, types))
        elif geometry is None:
            geometry = geojson_of(shape)
            names |= srs_names(shape)
        else:
            _put(properties, name, f"GML {local_name(shape.tag)}")
    name_of = next((value for key, value in element.attrib.items() if local_name(key) in {"id", "fid"}), None)
    return {"type": "Feature", "id": name_of, "properties": properties, "geometry": geometry}


def _put(properties: dict[str, Any], name: str, value: object) -> None:
    """Add a value; a property that comes more than once becomes a list."""
    if name not in properties:
        properties[name] = value
    elif isinstance(properties[name], list):
        properties[name].append(value)
    else:
        properties[name] = [properties[name], value]


def _value(element: Element, types: Mapping[str, str]) -> object:
    if len(element):
        nested: dict[str, Any] = {}
        for each in element:
            _put(nested, local_name(each.tag), _value(each, types))
        return nested
    if element.get(_NIL) in {"true", "1"} or element.text is None:
        return None
    return _typed(element.text, types.get(local_name(element.tag), "string"))


def _typed(text: str, kind: str) -> object:
    """Read text as the type that the service describes; what does not fit stays text, for the checks."""
    bare = text.strip()
    if kind == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(bare, text)
    convert: Callable[[str], float] | None = None
    if kind in _WHOLE_TYPES:
        convert = int
    elif kind in _BROKEN_TYPES:
        convert = float
    if convert is None:
        return text
    try:
        number = convert(bare)
    except (ValueError, OverflowError):
        return text if bare else None
    return number if math.isfinite(number) else text
