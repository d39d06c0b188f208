"""What the person decided about a file: rules accepted, as a whole or for one column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DECIMAL_COMMA: Final = "decimal_comma"
DECIMAL_POINT: Final = "decimal_point"
M2_TO_HA: Final = "m2_to_ha"
HA_TO_M2: Final = "ha_to_m2"
UNIT_AS_STATED: Final = "unit_as_stated"
PROPOSED_READING: Final = "proposed_reading"
REPAIR_GEOMETRY: Final = "repair_geometry"
WITHOUT_GEOMETRY: Final = "without_geometry"
SWAP_AXES: Final = "swap_axes"
DRAWING_IN_M: Final = "drawing_in_m"
DRAWING_IN_MM: Final = "drawing_in_mm"
GRID_UNKNOWN: Final = "grid_unknown"
GRID_RULES: Final = ("grid_transparent", "grid_yellow", "grid_amber", "grid_red", GRID_UNKNOWN)
"""``grid_yellow:1``: code 1 of a capacity map means yellow; ``grid_unknown:-1``: code -1 says nothing."""

RULES: Final = (
    DECIMAL_COMMA,
    DECIMAL_POINT,
    M2_TO_HA,
    HA_TO_M2,
    UNIT_AS_STATED,
    PROPOSED_READING,
    REPAIR_GEOMETRY,
    WITHOUT_GEOMETRY,
    SWAP_AXES,
    DRAWING_IN_M,
    DRAWING_IN_MM,
    *GRID_RULES,
)
"""Every rule that can be accepted; ``rule:COLUMN`` accepts it for one column of the source only."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """The rules accepted, from the options and from the mapping together."""

    accepted: frozenset[str] = frozenset()

    def has(self, rule: str, column: str = "") -> bool:
        """Whether ``rule`` was accepted, for everything or for ``column``."""
        return rule in self.accepted or f"{rule}:{column}" in self.accepted

    def names(self, rule: str, column: str) -> bool:
        """Whether ``rule`` was accepted for ``column`` by name; that goes before a rule for everything."""
        return f"{rule}:{column}" in self.accepted

    @property
    def unknown(self) -> tuple[str, ...]:
        """Accepted names that are no rule, so that a misspelt one does not pass in silence."""
        return tuple(sorted(each for each in self.accepted if each.partition(":")[0] not in RULES))
