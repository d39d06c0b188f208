"""Whether a single value that a person enters fits its attribute."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from drentsportal.domain.attributes import AttributeSpec, ValueType
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import category_rank
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable


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
