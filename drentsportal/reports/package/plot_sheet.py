"""The sheet of one plot: drawn to a standard scale, with what a draughtsman must know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from drentsportal.domain.package.sheet_scale import SCALES, fitting_sheet
from drentsportal.domain.values import Known
from drentsportal.figures.plot_plan import PlanScene, edge_lengths_m, line_sample, plot_plan
from drentsportal.figures.svg import to_svg
from drentsportal.figures.symbology import Look, Theme
from drentsportal.reports.typeset.blocks import Figure
from drentsportal.reports.typeset.site_title import site_title

if TYPE_CHECKING:
    from drentsportal.domain.package.sheet_scale import DrawingSheet
    from drentsportal.language import Language
    from drentsportal.services.ports.packages import PlotDrawing

_NEAR_M = 60.0
"""Other plots within this of the plot are drawn along; farther ones are off the sheet or of no use."""


@dataclass(frozen=True, slots=True)
class PlotSheet:
    """A drawing ready to be laid out: its sheet, the figure, what its lines mean, and its facts.

    An item of ``legend`` has the sample of a line as SVG, and its meaning.
    """

    title: str
    sheet: DrawingSheet
    scale: int
    figure: Figure
    legend: tuple[dict[str, str], ...]
    facts: tuple[str, ...]


def plot_sheet(drawing: PlotDrawing, language: Language, theme: Look = Theme.PRINT) -> PlotSheet:
    """Draw a plot that has a boundary, at the largest standard scale and the smallest sheet."""
    shape = drawing.plot.geometry_rd
    assert shape is not None  # noqa: S101 - only plots with a boundary are drawn
    west, south, east, north = shape.bounds
    scale, sheet = fitting_sheet(east - west, north - south)
    near = tuple(
        (each.name, each.geometry_rd)
        for each in drawing.neighbours
        if each.geometry_rd is not None and shapely.dwithin(each.geometry_rd, shape, _NEAR_M)
    )
    park_rd = drawing.park.geometry_rd if drawing.park is not None else None
    plan = plot_plan(
        PlanScene(shape, drawing.plot.name, near, park_rd),
        (sheet.width_mm, sheet.height_mm),
        scale,
        lambda length_m: language.value(length_m, "dec1"),
        theme,
    )
    title = site_title(drawing.plot, drawing.park, language)
    figure = Figure(to_svg(plan.picture), _alt(drawing, language))
    legend = tuple(
        {
            "svg": to_svg(line_sample(each, theme)),
            "text": language.text(f"doc.package.plan.line.{each.value}"),
        }
        for each in plan.lines
    )
    printing = language.text("doc.package.plan.scale", scale=scale, paper=sheet.paper.upper())
    facts = _facts(drawing, language, scale, plan.unmeasured_count)
    return PlotSheet(title, sheet, scale, figure, legend, (printing, *facts))


def _alt(drawing: PlotDrawing, language: Language) -> str:
    """Say in words what the drawing says: how many edges, how long, and how large."""
    shape = drawing.plot.geometry_rd
    lengths = edge_lengths_m(shape) if shape is not None else ()
    return language.text(
        "doc.package.plan.alt",
        name=drawing.plot.name,
        edge_count=len(lengths),
        lengths=tuple(language.value(each, "dec1") for each in lengths[:20]),
        area_m2=round(shape.area) if shape is not None else 0,
    )


def _facts(drawing: PlotDrawing, language: Language, scale: int, unmeasured_count: int) -> tuple[str, ...]:
    text, shape = language.text, drawing.plot.geometry_rd
    stated = drawing.plot.attribute("area_m2")
    facts = []
    if scale not in SCALES:
        facts.append(text("doc.package.plan.small"))
    if shape is not None:
        facts.append(text("doc.package.plan.measured", area_m2=round(shape.area)))
    if isinstance(stated, Known):
        facts.append(
            text("doc.package.plan.stated", area_m2=stated.value, source=stated.source, as_of=stated.as_of)
        )
    else:
        facts.append(text("doc.package.plan.unstated"))
    facts.append(text("doc.package.plan.crs"))
    if unmeasured_count:
        facts.append(text("doc.package.plan.unmeasured", count=unmeasured_count))
    facts.append(text("doc.package.plan.no_rights"))
    return tuple(facts)
