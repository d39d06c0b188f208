"""Values of sites in words, as a review of a merge and a list of edits show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.merge.merge_findings import ShapeChange
    from drentsportal.domain.sites.attributes import AttributeSpec
    from drentsportal.language.speaker import Language

_SPEC_BY_UNIT: Final = (
    ("_ha", "hectare"),
    ("_eur_m2_year", "eur"),
    ("_eur_m2", "eur"),
    ("_m2", "m2"),
    ("_m", "m"),
)
_YEARS: Final = frozenset({"start_year"})


def attribute_words(language: Language, attribute_id: str) -> str:
    """Name an attribute, or the shape of a site."""
    return language.text("merge.shape" if attribute_id == GEOMETRY else f"attribute.{attribute_id}")


def value_words(
    language: Language,
    attribute_id: str,
    value: object | None,
    segments: Mapping[str, str] | None = None,
    parks: Mapping[str, str] | None = None,
) -> str:
    """Word a value; ``None`` reads "onbekend", a shape is its area.

    ``segments`` and ``parks`` name the ids of segments and of parks; an id that has no name there stays.
    """
    if value is None:
        return language.value(None)
    spec = ATTRIBUTE_BY_ID.get(attribute_id)
    if spec is None:
        return _shape_words(language, value)
    if attribute_id == "park_id":
        return (parks or {}).get(str(value), str(value))
    if spec.type is ValueType.BOOLEAN:
        return language.text("word.yes" if value else "word.no")
    if spec.type is ValueType.TEXT_SET:
        return ", ".join((segments or {}).get(each, each) for each in str(value).split(";") if each)
    return language.value(value, _figure(spec))


def _figure(spec: AttributeSpec) -> str:
    """Return the format spec for the values of an attribute."""
    if spec.id == "municipality_code":
        return "gemeente"
    if spec.type in {ValueType.INTEGER, ValueType.REAL} and spec.id not in _YEARS:
        return next((figure for ending, figure in _SPEC_BY_UNIT if spec.id.endswith(ending)), "int")
    if spec.type is ValueType.CHOICE:
        return f"name:choice.{spec.id}"
    return "date" if spec.type is ValueType.DATE else ""


def shift_words(language: Language, change: ShapeChange) -> str:
    """Say how far a shape moved and grew; both areas are in m²."""
    return language.text(
        "merge.shape_change", shift_m=change.shift_m, area_m2=change.delivered_m2 - change.used_m2
    )


def _shape_words(language: Language, shape: Any) -> str:  # noqa: ANN401 - a shapely geometry, or its WKB as text
    area_m2 = getattr(shape, "area", None)
    return language.text("merge.shape_place") if not area_m2 else language.value(area_m2, "ha")
