"""The plots of a park as a table: every plot that is not sold, the sold ones in one row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.sites.going_value import going_value
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import PlotStatus, SiteKind
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Column, Table, Words, cell, number_cell
from drentsportal.reports.typeset.going_words import price_text
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.going_value import GoingValue
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
_FIGURES: Final = ("area_m2", "category_max", "price_eur_m2")
_OF_PARK: Final = "*"


def status_of(plot: Site) -> PlotStatus | None:
    """Return the status of a plot, ``None`` where it is unknown or no word of the list."""
    value = plot.value("status")
    return PlotStatus(value) if isinstance(value, str) and value in set(PlotStatus) else None


def is_sold(site: Site) -> bool:
    """Whether a plot is sold; a park or premises never is by its status."""
    return site.kind is SiteKind.PLOT and status_of(site) is PlotStatus.SOLD


def free_plots(plots: Sequence[Site]) -> tuple[Site, ...]:
    """Return the available plots of known area, largest first, equal ones by name."""
    free = [each for each in plots if status_of(each) is PlotStatus.AVAILABLE and has_area(each)]
    return tuple(sorted(free, key=lambda each: (-area_m2(each), each.name)))


def on_offer(plots: Sequence[Site]) -> tuple[Site, ...]:
    """Return the available plots, also those of which nobody stated the area."""
    return tuple(each for each in plots if status_of(each) is PlotStatus.AVAILABLE)


def has_no_free_plot(plots: Sequence[Site]) -> bool:
    """Whether it is known that none is free: there are plots on record, each with a status."""
    return bool(plots) and not on_offer(plots) and None not in map(status_of, plots)


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


def has_area(plot: Site) -> bool:
    """Whether somebody stated the area; a stated 0 is stated, and stands so in the table."""
    return isinstance(plot.value("area_m2"), int)


def swatch_key(status: PlotStatus | None) -> str:
    """Return the key of a status among the swatches of a sheet."""
    return _UNKNOWN if status is None else status.value


def plots_table(
    park: Site, plots: Sequence[Site], words: ValueWords, sources: SourceNumbers, rows_at_most: int
) -> tuple[Table, Table | None]:
    """Return the table of page 1 with at most so many plots, and the one with the rest, if any.

    What is not known of a plot is told as the park states it, with a sign.
    """
    language = words.language
    listed = sorted((each for each in plots if status_of(each) is not PlotStatus.SOLD), key=_plot_order)
    sold = [each for each in plots if status_of(each) is PlotStatus.SOLD]
    rows = [_row(each, park, words) for each in listed]
    first = rows[:rows_at_most] + ([_sold_row(sold, words)] if sold else [])
    left_out = len(rows) - rows_at_most
    note = _source_note(park, plots, words, sources)
    if left_out <= 0:
        title = language.text("doc.plots.title")
        return Table(title, _columns(language), tuple(first), note), None
    heading = language.text("doc.plots.rest")
    more = " ".join(
        (
            language.text("doc.plots.more", plot_count=left_out, heading=heading),
            *_free_among(listed[rows_at_most:], language),
        )
    )
    columns = _columns(language)
    return (
        Table(language.text("doc.plots.title"), columns, tuple(first), f"{more} {note}"),
        Table(heading, columns, tuple(rows[rows_at_most:]), note),
    )


def _free_among(left_out: Sequence[Site], language: Language) -> tuple[str, ...]:
    """Say how many of the plots that go on elsewhere are free and how large, so that page 1 tells of all."""
    free = free_sentence(left_out, language)
    return (language.text("doc.plots.more.free", free=free),) if free else ()


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


def _row(plot: Site, park: Site, words: ValueWords) -> tuple[Cell, ...]:
    status = status_of(plot)
    style = "bold" if status is PlotStatus.AVAILABLE else ""
    status_words = words.words("status", plot.attribute("status"))
    return (
        cell(plot.name, style=style),
        Cell((status_words,), swatch=swatch_key(status)),
        *(_figure(going_value(plot, park, each), words) for each in _FIGURES),
        Cell((_term(plot, park, words),)),
    )


def _figure(found: GoingValue, words: ValueWords) -> Cell:
    """Return a bare number, of which the unit stands in the header."""
    if not found.known:
        return Cell((Words(words.language.text("word.unknown"), Mark.UNKNOWN, "unknown"),), figures=True)
    aged = any(words.is_stale(name, each) for name, each in found.known.items())
    return Cell((Words(_signed(_bare(found, words), found), Mark.STALE if aged else ""),), figures=True)


def _bare(found: GoingValue, words: ValueWords) -> str:
    language = words.language
    if found.ends is not None:
        return price_text(found.ends, language, is_bare=True)
    value = found.value.value if isinstance(found.value, Known) else ""
    spec = {"area_m2": "int", "price_eur_m2": "dec2"}.get(found.attribute_id, "")
    return language.value(value, spec) if spec else str(value)


def _signed(told: str, found: GoingValue) -> str:
    return f"{told}{_OF_PARK}" if found.of_park else told


def _term(plot: Site, park: Site, words: ValueWords) -> Words:
    language, status = words.language, status_of(plot)
    until = plot.attribute("status_until")
    if status in {PlotStatus.OPTION, PlotStatus.RESERVED} and isinstance(until, Known):
        return Words(language.text("doc.plots.until", until_on=until.value))
    found = going_value(plot, park, "available_from")
    if found.at_once:
        return Words(language.text("doc.plots.now"))
    if isinstance(found.value, Known):
        return Words(_signed(language.text("doc.plots.from", from_on=found.value.value), found))
    return Words(language.text("word.unknown"), Mark.UNKNOWN, "unknown")


def _sold_row(sold: Sequence[Site], words: ValueWords) -> tuple[Cell, ...]:
    language = words.language
    total_m2 = sum(area_m2(each) for each in sold)
    complete = all(map(has_area, sold))
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


def _source_note(park: Site, plots: Sequence[Site], words: ValueWords, sources: SourceNumbers) -> str:
    language = words.language
    own = [each.attribute(name) for each in plots for name in ("status", *_FIGURES)]
    listed = [each for each in plots if status_of(each) is not PlotStatus.SOLD]
    found = [going_value(each, park, name) for each in listed for name in (*_FIGURES, "available_from")]
    handed = [value for each in found if each.of_park for value in each.known.values()]
    names = dict.fromkeys(sources.reference(each) for each in (*own, *handed) if isinstance(each, Known))
    note = language.text("doc.plots.note", sources=tuple(names))
    return f"{language.text('doc.plots.of_park', sign=_OF_PARK)} {note}" if handed else note
