"""The ends of a strip in words: round figures with the unit in which people read the row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.figures.dot_strip import StripScale
from drentsportal.services.compared_sites import RowKind

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.compared_sites import ComparedRow

_M2_PER_HA: Final = 10_000
_BY_UNIT: Final = {"m": "km", "dm": "dm", "s": "minutes", "eurocent_m2": "eurocent", "category": "category"}
_BY_ENDING: Final = (
    ("_ha", "hectare"),
    ("_eur_m2", "eur"),
    ("_eur_m2_year", "eur"),
    ("_m2", "m2"),
    ("_m", "m"),
)


def strip_scale(row: ComparedRow, language: Language) -> StripScale | None:
    """Return the scale of a row with the words of its ends; ``None`` for a row without one."""
    scale = row.scale
    if scale is None:
        return None
    spec = unit_spec(row)
    low = language.value(scale.low, spec) if spec == "category" else "0"
    return StripScale(scale.low, scale.high, low, language.value(scale.high, spec), scale.limit)


def unit_spec(row: ComparedRow) -> str:
    """Return how the figures of a row are written, which has to have a scale."""
    high = row.scale.high if row.scale is not None else 0.0
    if row.kind is RowKind.ATTRIBUTE:
        return next(spec for ending, spec in _BY_ENDING if row.id.endswith(ending))
    unit = CRITERION_BY_ID[row.id].unit
    if unit == "m2":
        return "m2" if row.id == "floor_area" or high < _M2_PER_HA else "ha"
    return _BY_UNIT[unit]
