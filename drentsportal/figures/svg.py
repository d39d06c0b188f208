"""Writes marks as SVG, directly and always the same for the same marks.

Words stay text: whoever embeds the picture gives the font (documents bundle Source Sans
Pro and embed it). Everything from outside is escaped, so a name can hold no markup.
"""

from __future__ import annotations

from functools import singledispatchmethod
from typing import Final
from xml.sax.saxutils import escape

from drentsportal.figures.marks import (
    Circle,
    Group,
    Line,
    Mark,
    Pattern,
    PatternKind,
    Picture,
    Point,
    Polygon,
    Style,
    Text,
)

DEFAULT_FONT: Final = "Source Sans Pro"

_CONTROL: Final = {code: None for code in range(32) if code not in {9, 10, 13}} | {
    0xFFFE: None,
    0xFFFF: None,
}


def to_svg(picture: Picture, font: str = DEFAULT_FONT, id_prefix: str = "") -> str:
    """Return the picture as one SVG document whose unit is the millimetre.

    ``id_prefix`` keeps the names of its patterns and cuts apart from those of others on one page.
    """
    writer = _SvgWriter(id_prefix)
    for mark in picture.marks:
        writer.draw(mark)
    width, height = _number(picture.width_mm), _number(picture.height_mm)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm"'
        f' viewBox="0 0 {width} {height}" font-family="{_attribute(font)}">'
        f"<defs>{''.join(writer.definitions)}</defs>{''.join(writer.body)}</svg>"
    )


class _SvgWriter:
    """Collects the elements; patterns and clips are defined once each."""

    def __init__(self, id_prefix: str) -> None:
        self._id_prefix = id_prefix
        self.definitions: list[str] = []
        self.body: list[str] = []
        self._patterns: dict[tuple[Pattern, str | None], str] = {}
        self._clips = 0

    @singledispatchmethod
    def draw(self, mark: Mark) -> None:
        raise TypeError(mark)

    @draw.register
    def _(self, mark: Polygon) -> None:
        path = "".join(f"M{_points(ring)}Z" for ring in mark.rings)
        style = self._style(mark.style)
        self.body.append(f'<path d="{path}" fill-rule="evenodd"{style}/>')

    @draw.register
    def _(self, mark: Line) -> None:
        style = self._style(mark.style)
        self.body.append(f'<path d="M{_points(mark.points)}"{style}/>')

    @draw.register
    def _(self, mark: Circle) -> None:
        x, y = mark.centre
        self.body.append(
            f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(mark.radius_mm)}"'
            f"{self._style(mark.style)}/>"
        )

    @draw.register
    def _(self, mark: Text) -> None:
        style = mark.style
        x, y = mark.at
        parts = [
            f'<text x="{_number(x)}" y="{_number(y)}" font-size="{_number(style.size_mm)}"',
            f' text-anchor="{style.anchor}"',
        ]
        if style.weight != 400:  # noqa: PLR2004 - the default weight of SVG
            parts.append(f' font-weight="{style.weight}"')
        if style.italic:
            parts.append(' font-style="italic"')
        start = "".join(parts)
        text = escape(" ".join(mark.text.translate(_CONTROL).split()))
        if style.halo:
            # Under all letters, not letter by letter: a halo must not cut its neighbour.
            halo = _attribute(style.halo)
            self.body.append(
                f'{start} fill="{halo}" stroke="{halo}" stroke-width="{_number(style.halo_mm)}"'
                f' stroke-linejoin="round">{text}</text>'
            )
        self.body.append(f'{start} fill="{_attribute(style.colour)}">{text}</text>')

    @draw.register
    def _(self, mark: Group) -> None:
        clip = ""
        if mark.clip is not None:
            self._clips += 1
            left, top, right, bottom = mark.clip
            self.definitions.append(
                f'<clipPath id="{self._id_prefix}c{self._clips}"><rect x="{_number(left)}" y="{_number(top)}"'
                f' width="{_number(right - left)}" height="{_number(bottom - top)}"/></clipPath>'
            )
            clip = f' clip-path="url(#{self._id_prefix}c{self._clips})"'
        self.body.append(f"<g{clip}>")
        for each in mark.marks:
            self.draw(each)
        self.body.append("</g>")

    def _style(self, style: Style) -> str:
        fill = style.fill
        if style.pattern is not None:
            fill = f"url(#{self._pattern(style.pattern, style.fill)})"
        parts = [f' fill="{_attribute(fill)}"' if fill else ' fill="none"']
        if style.stroke and style.stroke_mm:
            parts.append(
                f' stroke="{_attribute(style.stroke)}" stroke-width="{_number(style.stroke_mm)}"'
                ' stroke-linejoin="round"'
            )
        if style.dash_mm:
            dash = " ".join(map(_number, style.dash_mm))
            parts.append(f' stroke-dasharray="{dash}"')
        if style.round_ends:
            parts.append(' stroke-linecap="round"')
        if style.opacity < 1:
            parts.append(f' opacity="{_number(style.opacity)}"')
        return "".join(parts)

    def _pattern(self, pattern: Pattern, fill: str | None) -> str:
        name = self._patterns.get((pattern, fill))
        if name is None:
            name = f"{self._id_prefix}p{len(self._patterns) + 1}"
            self._patterns[pattern, fill] = name
            self.definitions.append(_pattern_definition(name, pattern, fill))
        return name


def _pattern_definition(name: str, pattern: Pattern, fill: str | None) -> str:
    size, half = _number(pattern.spacing_mm), _number(pattern.spacing_mm / 2)
    ground = f'<rect width="{size}" height="{size}" fill="{_attribute(fill)}"/>' if fill else ""
    colour, width = _attribute(pattern.colour), _number(pattern.line_mm)
    upright = f"M{half} 0V{size}"
    if pattern.kind is PatternKind.DOTS:
        drawing = f'<circle cx="{half}" cy="{half}" r="{width}" fill="{colour}"/>'
        turn = ""
    else:
        crossed = f"M0 {half}H{size}" if pattern.kind is PatternKind.CROSSED else ""
        drawing = f'<path d="{upright}{crossed}" stroke="{colour}" stroke-width="{width}" fill="none"/>'
        turn = ' patternTransform="rotate(45)"'
    return (
        f'<pattern id="{name}" width="{size}" height="{size}"'
        f' patternUnits="userSpaceOnUse"{turn}>{ground}{drawing}</pattern>'
    )


def _points(points: tuple[Point, ...]) -> str:
    return "L".join(f"{x:.2f} {y:.2f}" for x, y in points)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def _attribute(value: str | None) -> str:
    return escape(value or "", {'"': "&quot;"})
