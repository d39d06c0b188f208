"""Puts words on a map so that none lies on another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.figures.marks import Anchor, Point, Text, TextStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MM_PER_PT: Final = 25.4 / 72
_MEAN_WIDTH: Final = 0.52
"""Mean width of a letter of Source Sans, in ems; enough to keep words apart."""
_BOLD_FACTOR: Final = 1.06
_LINE_STEP: Final = 1.1
_LONGEST_LINE: Final = 26
_LONGEST_NAME: Final = 40
_FARTHER_MM: Final = (5.0, 7.5, 10.0, 14.0, 18.0, 24.0, 32.0, 42.0)
_DIRECTIONS: Final = (
    (1.0, 0.0, Anchor.START),
    (-1.0, 0.0, Anchor.END),
    (0.0, -1.0, Anchor.MIDDLE),
    (0.0, 1.0, Anchor.MIDDLE),
    (0.71, -0.71, Anchor.START),
    (0.71, 0.71, Anchor.START),
    (-0.71, -0.71, Anchor.END),
    (-0.71, 0.71, Anchor.END),
)

Box = tuple[float, float, float, float]


def text_width_mm(text: str, style: TextStyle) -> float:
    """About how wide the words are; for keeping distance, not for setting type."""
    factor = _BOLD_FACTOR if style.weight > 400 else 1.0  # noqa: PLR2004 - regular
    return len(text) * style.size_mm * _MEAN_WIDTH * factor


def text_box(at: Point, text: str, style: TextStyle) -> Box:
    """Left, top, right and bottom of the words."""
    width = text_width_mm(text, style)
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[style.anchor]
    left = at[0] - shift
    halo = style.halo_mm / 2
    top, bottom = at[1] - 0.72 * style.size_mm, at[1] + 0.25 * style.size_mm
    return left - halo, top - halo, left + width + halo, bottom + halo


def shortened(text: str, longest: int) -> str:
    """Return the text, or its beginning with an ellipsis; the full text stands in a table."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


@dataclass(slots=True)
class LabelField:
    """The room for words inside ``area``; what is placed first keeps its place."""

    area: Box
    taken: list[Box] = field(default_factory=list)

    def reserve(self, box: Box) -> None:
        """Keep words away from a box (a symbol, the scale bar)."""
        self.taken.append(box)

    def free(self, box: Box) -> bool:
        """Whether a box lies inside the area and on nothing else."""
        left, top, right, bottom = self.area
        if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom:
            return False
        return not any(_overlap(box, each) for each in self.taken)

    def free_of(self, boxes: NDArray[np.float64]) -> NDArray[np.intp]:
        """Return the places of the boxes that are free, in their order; one box is a row of four."""
        left, top, right, bottom = self.area
        inside = (boxes[:, :2] >= (left, top)) & (boxes[:, 2:] <= (right, bottom))
        places = np.flatnonzero(inside.all(axis=1))
        if not self.taken:
            return places
        taken, own = np.array(self.taken), boxes[places][:, None, :]
        over = np.all((own[:, :, :2] < taken[:, 2:]) & (taken[:, :2] < own[:, :, 2:]), axis=2)
        free: NDArray[np.intp] = places[~np.any(over, axis=1)]
        return free

    def beside(
        self, at: Point, text: str, style: TextStyle, gap_mm: float, clear_of: Sequence[Box] = ()
    ) -> Text | None:
        """Return the words beside a symbol: right, left, above or below; ``None`` without room.

        ``clear_of`` are boxes that these words keep off, and that others may still take.
        """
        x, y = at
        middle = y + 0.32 * style.size_mm
        below = y + gap_mm + 0.8 * style.size_mm
        for anchor, point in (
            (Anchor.START, (x + gap_mm, middle)),
            (Anchor.END, (x - gap_mm, middle)),
            (Anchor.MIDDLE, (x, y - gap_mm)),
            (Anchor.MIDDLE, (x, below)),
        ):
            placed = _anchored(style, anchor)
            box = text_box(point, text, placed)
            if self.free(box) and not any(_overlap(box, each) for each in clear_of):
                self.taken.append(box)
                return Text(point, text, placed)
        return None

    def always(self, at: Point, text: str, style: TextStyle, gap_mm: float) -> tuple[Text, ...]:
        """Return the words in one or two lines as near to a symbol as there is room, and there in any case.

        Beside it first, then ever farther away in all directions; where the whole area is taken the
        words lie over others rather than be absent.
        """
        lines = _two_lines(text)
        for distance in (gap_mm, *_FARTHER_MM):
            for dx, dy, anchor in _DIRECTIONS:
                made = _stacked((at[0] + dx * distance, at[1] + dy * distance), lines, style, (dy, anchor))
                boxes = [text_box(each.at, each.text, each.style) for each in made]
                if all(map(self.free, boxes)):
                    self.taken.extend(boxes)
                    return made
        left, top, right, bottom = self.area
        anchor = Anchor.START if at[0] < (left + right) / 2 else Anchor.END
        y = min(max(at[1], top + style.size_mm), bottom - style.size_mm * len(lines))
        shift = gap_mm if anchor is Anchor.START else -gap_mm
        return _stacked((at[0] + shift, y), lines, style, (0.0, anchor))


def _overlap(box: Box, other: Box) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def _two_lines(text: str) -> tuple[str, ...]:
    """Break a long name at the space nearest to its middle."""
    places = [each for each, letter in enumerate(text) if letter == " "]
    if len(text) <= _LONGEST_LINE or not places:
        return (shortened(text, _LONGEST_NAME),)
    middle = min(places, key=lambda each: abs(each - len(text) / 2))
    return shortened(text[:middle], _LONGEST_NAME), shortened(text[middle + 1 :], _LONGEST_NAME)


def _stacked(
    at: Point, lines: tuple[str, ...], style: TextStyle, side: tuple[float, Anchor]
) -> tuple[Text, ...]:
    """Set lines around ``at``: above it, below it or beside it."""
    upward, anchor = side
    step = _LINE_STEP * style.size_mm
    height = step * (len(lines) - 1)
    first = at[1] + 0.32 * style.size_mm - height / 2
    if anchor is Anchor.MIDDLE:
        first = at[1] - height if upward < 0 else at[1] + 0.8 * style.size_mm
    placed = _anchored(style, anchor)
    return tuple(Text((at[0], first + step * number), line, placed) for number, line in enumerate(lines))


def _anchored(style: TextStyle, anchor: Anchor) -> TextStyle:
    return TextStyle(
        style.size_mm,
        style.colour,
        style.weight,
        style.italic,
        style.halo,
        style.halo_mm,
        anchor,
    )
