"""Colours for amounts: one hue in five steps of lightness (after ColorBrewer), turned round in the dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.figures.symbology import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class AmountStep:
    """Fill and the colour of words on it, with a contrast of at least 4.5:1."""

    fill: str
    text: str


_LIGHT: Final = (
    AmountStep("#E1EBF4", "#221E27"),
    AmountStep("#BDD2E8", "#221E27"),
    AmountStep("#8FB0D6", "#221E27"),
    AmountStep("#3C6DA8", "#FFFFFF"),
    AmountStep("#1C4478", "#FFFFFF"),
)
_DARK: Final = (
    AmountStep("#22364E", "#EDEBF1"),
    AmountStep("#2E5079", "#EDEBF1"),
    AmountStep("#6F97C6", "#16181C"),
    AmountStep("#9CBCE0", "#16181C"),
    AmountStep("#D2E2F5", "#16181C"),
)
SHARE_STEPS: Final = (0.2, 0.4, 0.6, 0.8)
"""Where the next step begins, for shares from 0 to 1."""

HECTARE_STEPS: Final = (5.0, 20.0, 40.0, 70.0)
"""The same for hectares that a gemeente can issue."""


def amount_steps(theme: Theme) -> tuple[AmountStep, ...]:
    """Return the steps, least first."""
    return _DARK if theme is Theme.DARK else _LIGHT


def amount_step(value: float, bounds: Sequence[float], theme: Theme) -> AmountStep:
    """Return the step of a value; a bound belongs to the step above it."""
    return amount_steps(theme)[sum(value >= bound for bound in bounds)]
