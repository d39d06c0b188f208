"""How values of sites read in tables and in JSON; unknown is said and never a figure."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from drentsportal.domain.sites.attributes import AttributeSpec, ValueType
from drentsportal.domain.values import Attribute, Known, PartialDate
from drentsportal.language.segment_words import segment_words

if TYPE_CHECKING:
    from drentsportal.bootstrap import AppServices

_SPEC_BY_UNIT = (("_ha", "hectare"), ("_eur_m2_year", "eur"), ("_eur_m2", "eur"), ("_m2", "m2"), ("_m", "m"))


def value_text(value: object, spec: AttributeSpec, services: AppServices) -> str:
    """Word the bare value of an attribute; ``None`` reads "onbekend"."""
    if value is None:
        return services.language.value(None)
    if spec.id == "municipality_code":
        return services.language.value(value, "gemeente")
    if spec.type in {ValueType.INTEGER, ValueType.REAL}:
        return _number_text(value, spec, services)
    return _worded(value, spec, services)


def _worded(value: object, spec: AttributeSpec, services: AppServices) -> str:
    language = services.language
    if spec.type is ValueType.TEXT_SET:
        names = services.reference.segments()
        return "; ".join(segment_words(each, names, language) for each in str(value).split(";") if each)
    if spec.type is ValueType.BOOLEAN:
        return language.text("word.yes" if value else "word.no")
    if spec.type is ValueType.DATE:
        return language.value(str(value), "date")
    if spec.type is ValueType.CHOICE:
        return language.text(f"choice.{spec.id}.{value}")
    return str(value)


def _number_text(value: object, spec: AttributeSpec, services: AppServices) -> str:
    if spec.id.endswith("start_year"):
        return str(value)
    unit = next((figure for ending, figure in _SPEC_BY_UNIT if spec.id.endswith(ending)), "int")
    return services.language.value(value, unit)


def attribute_content(attribute: Attribute[object]) -> dict[str, object]:
    """Write a value with source and date as data; an unknown one with its reason."""
    if isinstance(attribute, Known):
        return {
            "value": plain(attribute.value),
            "source": attribute.source,
            "as_of": attribute.as_of.iso,
        }
    return {"value": None, "unknown": attribute.reason.value}


def plain(value: object) -> object:
    """Write a value with what JSON has."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value
