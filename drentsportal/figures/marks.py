"""What a picture is made of: shapes and words in millimetres.

The origin is the top left corner, x runs right and y runs down, as on paper and on
screen. Colours are ``#RRGGBB``. A mark carries its whole style, so that whoever draws
it (SVG, QPainter) needs to know nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
"""x and y in millimetres from the top left corner."""


class PatternKind(StrEnum):
    """A pattern that carries a meaning without colour."""

    LINES = "lines"
    CROSSED = "crossed"
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A repeated drawing on top of a fill: lines at 45 degrees, crossed lines or dots."""

    kind: PatternKind
    colour: str
    spacing_mm: float
    line_mm: float


@dataclass(frozen=True, slots=True)
class Style:
    """How a shape is filled and outlined; ``None`` means not at all."""

    fill: str | None = None
    stroke: str | None = None
    stroke_mm: float = 0.0
    dash_mm: tuple[float, ...] = ()
    pattern: Pattern | None = None
    opacity: float = 1.0
    round_ends: bool = False


class Anchor(StrEnum):
    """Which end of a text stands on its point."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How words look: size in millimetres, weight (400, 600 or 700), colour, halo."""

    size_mm: float
    colour: str
    weight: int = 400
    italic: bool = False
    halo: str | None = None
    halo_mm: float = 0.0
    anchor: Anchor = Anchor.MIDDLE


@dataclass(frozen=True, slots=True)
class Polygon:
    """One or more closed rings, filled by the even-odd rule, so that a hole is a ring."""

    rings: tuple[tuple[Point, ...], ...]
    style: Style


@dataclass(frozen=True, slots=True)
class Line:
    """An open line through its points."""

    points: tuple[Point, ...]
    style: Style


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around its centre."""

    centre: Point
    radius_mm: float
    style: Style


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their baseline on ``at``; always plain text, never markup."""

    at: Point
    text: str
    style: TextStyle


@dataclass(frozen=True, slots=True)
class Group:
    """Marks that belong together, cut off at ``clip`` (left, top, right, bottom)."""

    marks: tuple[Mark, ...]
    clip: tuple[float, float, float, float] | None = None


Mark: TypeAlias = Polygon | Line | Circle | Text | Group


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished drawing with its size; marks later in the list lie on top."""

    width_mm: float
    height_mm: float
    marks: tuple[Mark, ...]
