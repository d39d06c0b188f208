"""Which classes a layer of a GeoPackage has: conditions on its columns, with the looks of ``figures``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.vocabulary import LandmarkKind, PlotStatus
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Style
from drentsportal.figures.site_classes import (
    SEVERAL,
    Availability,
    availability,
    hatched_unknown,
    segment_classes,
)
from drentsportal.figures.symbology import PLOT_STATUS_ORDER, Shape, Theme, plot_status

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from drentsportal.language import Language

THEME: Final = Theme.PRINT
"""Other programs show light ground, and print it."""

_PARK_OPACITY: Final = 0.4
_NEAR: Final = 20_000
_KINDS: Final = {
    LandmarkKind.PLACE: Shape.CIRCLE,
    LandmarkKind.HUB: Shape.STAR,
    LandmarkKind.MOTORWAY_JUNCTION: Shape.SQUARE,
    LandmarkKind.RAIL_TERMINAL: Shape.TRIANGLE,
    LandmarkKind.QUAY: Shape.DIAMOND,
}


class Test(StrEnum):
    """What is asked of a column."""

    IS = "is"
    HAS = "has"
    ABOVE = "above"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of one column; an unknown value passes none of them. ``HAS`` asks for a part of a text."""

    column: str
    test: Test
    value: str | float


@dataclass(frozen=True, slots=True)
class LegendClass:
    """One class: its words, its looks, and the conditions that must all hold.

    Without any condition it takes what no other class takes.
    """

    label: str
    style: Style
    conditions: tuple[Condition, ...] = ()
    shape: Shape = Shape.CIRCLE
    size_mm: float = 2.4


@dataclass(frozen=True, slots=True)
class Legend:
    """The classes of one layer under a name; an earlier class goes before a later one.

    ``label_column`` is written beside every site, "" for none; with ``label_scale`` only where a map is
    drawn at 1 to that number or larger.
    """

    name: str
    title: str
    classes: tuple[LegendClass, ...]
    label_column: str = ""
    label_scale: int = 0

    def earlier(self, number: int) -> tuple[LegendClass, ...]:
        """Return the classes before one that could take the same site, so that nothing is drawn twice."""
        one = self.classes[number]
        return tuple(other for other in self.classes[:number] if not _apart(one, other))


def _apart(one: LegendClass, other: LegendClass) -> bool:
    """Whether no site can be in both: each asks for another text of the same column."""
    texts = {each.column: each.value for each in one.conditions if each.test is Test.IS}
    return any(
        each.test is Test.IS and each.column in texts and texts[each.column] != each.value
        for each in other.conditions
    )


def park_legends(language: Language, segments: Mapping[str, str]) -> tuple[Legend, ...]:
    """Return parks by what they can issue, which is shown at first, and by segment."""
    return (_by_availability(language), _by_segment(language, segments))


def plot_legends(language: Language) -> tuple[Legend, ...]:
    """Return plots by status; unknown is a class of its own and never looks like sold."""
    classes = [
        LegendClass(
            language.text(f"choice.status.{status.value}"),
            plot_status(status, THEME).area,
            (Condition("status", Test.IS, status.value),),
        )
        for status in reversed(PLOT_STATUS_ORDER)
    ]
    unknown = LegendClass(language.text("choice.status.unknown"), hatched_unknown(THEME).area)
    title = language.text("export.style.status")
    return (Legend("status", title, (*classes, unknown), "name", _NEAR),)


def premises_legends(language: Language) -> tuple[Legend, ...]:
    """Return vacant premises in the colour of sites."""
    ground = map_colours(THEME)
    style = Style(ground.site_fill, ground.site, 0.4)
    one = LegendClass(language.text("doc.site_kind.premises"), style, shape=Shape.SQUARE, size_mm=3.0)
    return (Legend("panden", language.text("export.layer.premises"), (one,), "name", _NEAR),)


def municipality_legends(language: Language) -> tuple[Legend, ...]:
    """Return gemeenten as a quiet ground with a border."""
    ground = map_colours(THEME)
    style = Style(ground.land, ground.province_border, 0.3)
    title = language.text("export.layer.municipalities")
    return (Legend("gemeenten", title, (LegendClass(title, style),), "name"),)


def landmark_legends(language: Language, present: Collection[LandmarkKind]) -> tuple[Legend, ...]:
    """Return points, lines or areas of reference by kind, of those that are there."""
    classes = [
        LegendClass(
            language.text(f"export.landmark.{kind.value}"),
            _landmark_style(kind),
            (Condition("kind", Test.IS, kind.value),),
            _KINDS.get(kind, Shape.CIRCLE),
        )
        for kind in LandmarkKind
        if kind in present
    ]
    return (Legend("soort", language.text("export.layer.landmarks"), tuple(classes), "label"),)


def _by_availability(language: Language) -> Legend:
    now, later = "available_now_ha", "available_later_ha"
    conditions = {
        Availability.NOW: (Condition(now, Test.ABOVE, 0),),
        Availability.LATER: (Condition(later, Test.ABOVE, 0),),
        Availability.NONE: (Condition(now, Test.AT_MOST, 0), Condition(later, Test.AT_MOST, 0)),
        Availability.UNKNOWN: (),
    }
    classes = tuple(
        LegendClass(
            language.text(f"export.availability.{kind.value}"), _under(availability(kind, THEME).area), asked
        )
        for kind, asked in conditions.items()
    )
    return Legend("uitgeefbaar", language.text("export.style.availability"), classes, "name")


def _under(style: Style) -> Style:
    """Let ground and plots be told apart: what lies between plots is no plot."""
    return replace(style, opacity=_PARK_OPACITY)


def _by_segment(language: Language, segments: Mapping[str, str]) -> Legend:
    classes = [
        LegendClass(
            language.text("export.style.several") if style.id == SEVERAL else segments[style.id],
            _under(style.area),
            (
                Condition("segments", Test.HAS, ";")
                if style.id == SEVERAL
                else Condition("segments", Test.IS, style.id),
            ),
        )
        for style in segment_classes(tuple(segments), THEME)
    ]
    unknown = LegendClass(language.text("export.style.no_segment"), hatched_unknown(THEME).area)
    return Legend("segment", language.text("export.style.segment"), (*classes, unknown), "name")


def _landmark_style(kind: LandmarkKind) -> Style:
    ground = map_colours(Theme.LIGHT)
    if kind is LandmarkKind.ROAD:
        return Style(None, ground.motorway_casing, 0.5)
    if kind in {LandmarkKind.WATER, LandmarkKind.QUAY}:
        return Style(ground.water, ground.water_text, 0.4)
    if kind is LandmarkKind.PROTECTED_NATURE:
        return Style(ground.green, plot_status(PlotStatus.AVAILABLE, THEME).area.stroke, 0.2)
    return Style(ground.text, ground.halo, 0.2)
