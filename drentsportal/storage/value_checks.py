"""Whether a single value or shape that a person enters fits its attribute."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.sites.attributes import AttributeSpec, ValueType, attributes_of
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind, category_rank
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

_AREAS: Final = frozenset({"Polygon", "MultiPolygon"})
_PLACES: Final = _AREAS | {"Point"}


def check_entry(kind: SiteKind, attribute_id: str, value: object | None) -> None:
    """Raise ``InputError`` when a site of ``kind`` has no such attribute, or ``value`` does not fit it."""
    check_attribute(kind, attribute_id)
    if attribute_id == GEOMETRY:
        _check_shape_text(kind, value)
    else:
        check_value(next(each for each in attributes_of(kind) if each.id == attribute_id), value)


def check_attribute(kind: SiteKind, attribute_id: str) -> None:
    """Raise ``InputError`` when a site of ``kind`` has no such attribute; a shape it always has."""
    if attribute_id != GEOMETRY and attribute_id not in {each.id for each in attributes_of(kind)}:
        raise InputError("error.storage.no_attribute", field=attribute_id)


def check_shape(kind: SiteKind, wkb: bytes) -> None:
    """Raise ``InputError`` when WKB cannot be read, or is not a whole, valid shape of such a site.

    A park or plot is an area; premises are an area or a point.
    """
    try:
        shape = shapely.from_wkb(wkb)
    except shapely.errors.ShapelyError as error:
        raise InputError("error.storage.shape_unreadable", field=GEOMETRY) from error
    if shape.geom_type not in (_PLACES if kind is SiteKind.PREMISES else _AREAS):
        raise InputError("error.storage.shape_kind", field=GEOMETRY, site_kind=kind.value)
    if shape.is_empty:
        raise InputError("error.storage.shape_empty", field=GEOMETRY)
    if not shape.is_valid:
        raise InputError("error.storage.shape_invalid", field=GEOMETRY)


def _check_shape_text(kind: SiteKind, value: object | None) -> None:
    if value is None:
        return
    try:
        wkb = bytes.fromhex(value) if isinstance(value, str) else b""
    except ValueError:
        wkb = b""
    check_shape(kind, wkb)


def check_value(spec: AttributeSpec, value: object | None) -> None:
    """Raise ``InputError`` when ``value`` is not of the attribute's type; ``None`` (unknown) always is."""
    if value is not None and not _FITS[spec.type](spec, value):
        raise InputError("error.storage.wrong_type", field=spec.id, attribute=spec.id, text=str(value))


def _is_text(_spec: AttributeSpec, value: object) -> bool:
    return isinstance(value, str)


def _is_integer(_spec: AttributeSpec, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_real(_spec: AttributeSpec, value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_boolean(_spec: AttributeSpec, value: object) -> bool:
    return isinstance(value, bool)


def _is_choice(spec: AttributeSpec, value: object) -> bool:
    return value in spec.choices


def _is_date(_spec: AttributeSpec, value: object) -> bool:
    return isinstance(value, str) and PartialDate.parse(value).iso == value


def _is_category(_spec: AttributeSpec, value: object) -> bool:
    return isinstance(value, str) and category_rank(value) > 0


_FITS: Final[dict[ValueType, Callable[[AttributeSpec, object], bool]]] = {
    ValueType.TEXT: _is_text,
    ValueType.TEXT_SET: _is_text,
    ValueType.INTEGER: _is_integer,
    ValueType.REAL: _is_real,
    ValueType.BOOLEAN: _is_boolean,
    ValueType.DATE: _is_date,
    ValueType.CATEGORY: _is_category,
    ValueType.CHOICE: _is_choice,
}
