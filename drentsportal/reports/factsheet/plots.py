"""The plots of a park as a table: every plot that is not sold, the sold ones in one row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import PlotStatus
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Column, Table, Words, cell, number_cell
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.site import Site
    from drentsportal.language import Language
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords

_ORDER: Final = (
    PlotStatus.AVAILABLE,
    PlotStatus.OPTION,
    PlotStatus.RESERVED,
    PlotStatus.PLANNED,
    PlotStatus.SOLD,
)
_UNKNOWN: Final = "unknown"


def status_of(plot: Site) -> PlotStatus | None:
    """Return the status of a plot, ``None`` where it is unknown or no word of the list."""
    value = plot.value("status")
    return PlotStatus(value) if isinstance(value, str) and value in set(PlotStatus) else None


def free_plots(plots: Sequence[Site]) -> tuple[Site, ...]:
    """Return the available plots of known area, largest first, equal ones by name."""
    free = [each for each in plots if status_of(each) is PlotStatus.AVAILABLE and area_m2(each)]
    return tuple(sorted(free, key=lambda each: (-area_m2(each), each.name)))


def on_offer(plots: Sequence[Site]) -> tuple[Site, ...]:
    """Return the available plots, also those of which nobody stated the area."""
    return tuple(each for each in plots if status_of(each) is PlotStatus.AVAILABLE)


def free_sentence(plots: Sequence[Site], language: Language) -> str:
    """Tell how many plots are free and how large; those of unknown area are counted apart."""
    free = free_plots(plots)
    unmeasured = len(on_offer(plots)) - len(free)
    told = []
    if free:
        ends = {"smallest_m2": area_m2(free[-1]), "largest_m2": area_m2(free[0])}
        is_range = len({language.value(each, "ha") for each in ends.values()}) > 1
        key = "doc.factsheet.sentence.free" if is_range else "doc.factsheet.sentence.free.same"
        told.append(language.text(key, plot_count=len(free), **ends))
    if unmeasured:
        key = "doc.factsheet.sentence.free.also" if free else "doc.factsheet.sentence.free.unknown"
        told.append(language.text(key, plot_count=unmeasured))
    return " ".join(told)


def area_m2(plot: Site) -> int:
    """Return the area as delivered, 0 where unknown; for sorting and sums of known areas only."""
    value = plot.value("area_m2")
    return value if isinstance(value, int) else 0


def swatch_key(status: PlotStatus | None) -> str:
    """Return the key of a status among the swatches of a sheet."""
    return _UNKNOWN if status is None else status.value


def plots_table(
    plots: Sequence[Site], words: ValueWords, sources: SourceNumbers, rows_at_most: int
) -> tuple[Table, Table | None]:
    """Return the table of page 1 with at most so many plots, and the one with the rest, if any."""
    language = words.language
    listed = sorted((each for each in plots if status_of(each) is not PlotStatus.SOLD), key=_plot_order)
    sold = [each for each in plots if status_of(each) is PlotStatus.SOLD]
    rows = [_row(each, words) for each in listed]
    first = rows[:rows_at_most] + ([_sold_row(sold, words)] if sold else [])
    left_out = len(rows) - rows_at_most
    note = _source_note(plots, words, sources)
    if left_out <= 0:
        title = language.text("doc.plots.title")
        return Table(title, _columns(language), tuple(first), note), None
    heading = language.text("doc.plots.rest")
    more = language.text("doc.plots.more", plot_count=left_out, heading=heading)
    columns = _columns(language)
    return (
        Table(language.text("doc.plots.title"), columns, tuple(first), f"{more} {note}"),
        Table(heading, columns, tuple(rows[rows_at_most:]), note),
    )


def _columns(language: Language) -> tuple[Column, ...]:
    labels = ("plot", "status", "area", "category", "price", "term")
    right = {"area", "category", "price"}
    wide = {"plot": 0.8, "status": 1, "area": 0.8, "category": 0.8, "price": 0.9, "term": 1}
    return tuple(Column(language.text(f"doc.plots.{label}"), wide[label], label in right) for label in labels)


def _natural(name: str) -> tuple[tuple[str, int], ...]:
    """Return a key that puts A2 before A11."""
    parts = re.findall(r"(\D*)(\d*)", name)
    return tuple((letters, int(digits or 0)) for letters, digits in parts)


def _plot_order(plot: Site) -> tuple[int | tuple[str, int], ...]:
    status = status_of(plot)
    return (len(_ORDER) if status is None else _ORDER.index(status), *_natural(plot.name))


def _row(plot: Site, words: ValueWords) -> tuple[Cell, ...]:
    status = status_of(plot)
    style = "bold" if status is PlotStatus.AVAILABLE else ""
    status_words = words.words("status", plot.attribute("status"))
    return (
        cell(plot.name, style=style),
        Cell((status_words,), swatch=swatch_key(status)),
        _figure(plot, "area_m2", "m2", words),
        _figure(plot, "category_max", "", words),
        _figure(plot, "price_eur_m2", "dec2", words),
        Cell((_term(plot, status, words),)),
    )


def _figure(plot: Site, attribute_id: str, spec: str, words: ValueWords) -> Cell:
    """Return a bare number, of which the unit stands in the header."""
    value = plot.attribute(attribute_id)
    if not isinstance(value, Known):
        said = Words(words.language.text("word.unknown"), Mark.UNKNOWN, "unknown")
    else:
        number = words.language.value(value.value, "int" if spec == "m2" else spec)
        said = Words(number, Mark.STALE if words.is_stale(attribute_id, value) else "")
    return Cell((said,), figures=True)


def _term(plot: Site, status: PlotStatus | None, words: ValueWords) -> Words:
    language = words.language
    until, start = plot.attribute("status_until"), plot.attribute("available_from")
    if status in {PlotStatus.OPTION, PlotStatus.RESERVED} and isinstance(until, Known):
        return Words(language.text("doc.plots.until", until_on=until.value))
    if isinstance(start, Known):
        return Words(language.text("doc.plots.from", from_on=start.value))
    if status is PlotStatus.AVAILABLE:
        return Words(language.text("doc.plots.now"))
    return Words(language.text("word.unknown"), Mark.UNKNOWN, "unknown")


def _sold_row(sold: Sequence[Site], words: ValueWords) -> tuple[Cell, ...]:
    language = words.language
    total_m2 = sum(area_m2(each) for each in sold)
    complete = all(area_m2(each) for each in sold)
    area = language.value(total_m2, "int") if complete else language.text("word.unknown")
    dash = number_cell(NOT_APPLICABLE)
    return (
        cell(language.text("doc.plots.sold_count", plot_count=len(sold))),
        Cell((Words(language.text("choice.status.sold")),), swatch=PlotStatus.SOLD.value),
        number_cell(area),
        dash,
        dash,
        cell(NOT_APPLICABLE),
    )


def _source_note(plots: Sequence[Site], words: ValueWords, sources: SourceNumbers) -> str:
    language = words.language
    seen: dict[int, Known[object]] = {}
    for plot in plots:
        for attribute_id in ("status", "area_m2", "category_max", "price_eur_m2"):
            value = plot.attribute(attribute_id)
            if isinstance(value, Known):
                seen.setdefault(sources.number(value.source, value.as_of), value)
    names = tuple(sources.reference(each) for each in seen.values())
    return language.text("doc.plots.note", sources=names)
