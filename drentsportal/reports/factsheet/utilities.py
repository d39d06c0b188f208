"""What the grid, water, labour and other scarce things allow at a site, each with source and date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.sites.going_value import going_value
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Column, Table, Words, cell
from drentsportal.reports.typeset.going_words import going_words, of_park, source_numbers
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.sites.site_surroundings import GridHere
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
    from drentsportal.services.documents import FactsheetSubject

_SCARCE: Final = ("scarcity_grid", "scarcity_water", "scarcity_labour", "scarcity_nitrogen")
"""What every company asks of, wherever the site lies."""
_SHOWN: Final = (*_SCARCE, "scarcity_space", "broadband")


def utilities_table(subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers) -> Table:
    """Return a row per factor; what the capacity map says of the postcode stands above what was stated."""
    language = words.language
    columns = (
        Column(language.text("doc.utilities.factor"), 1.1),
        Column(language.text("doc.utilities.state"), 1.25),
        Column(language.text("doc.facts.source"), 10, right=True),
    )
    grid = subject.around.grid if subject.around is not None else None
    rows = (
        *(_grid_rows(grid, words, sources) if grid is not None else ()),
        *_stated(subject, words, sources),
    )
    return Table(language.text("doc.utilities.title"), columns, rows, language.text("doc.utilities.note"))


def _grid_rows(grid: GridHere, words: ValueWords, sources: SourceNumbers) -> Iterator[tuple[Cell, ...]]:
    found, language = grid.at_postcode, words.language
    if found is None:
        return
    for side, state in (("demand", found.demand), ("generation", found.generation)):
        label = cell(language.text(f"doc.utilities.grid_{side}"))
        if state is None:
            yield label, _ask(words), cell(NOT_APPLICABLE, style="quiet")
            continue
        key = "doc.utilities.grid_state_of_park" if grid.of_park else "doc.utilities.grid_state"
        told = language.text(key, state=state, postcode=found.postcode)
        yield label, cell(told), cell(str(sources.number(found.source, found.as_of)), style="quiet")


def _stated(
    subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers
) -> Iterator[tuple[Cell, ...]]:
    """Tell what was stated of the site itself, else of its park, and then that the park says it."""
    for attribute_id in shown_utilities(subject):
        found = going_value(subject.site, subject.park, attribute_id)
        label = cell(words.language.text(f"doc.utilities.{attribute_id}"))
        told = Cell((going_words(found, words), *of_park(found, words.language)))
        yield label, told, cell(source_numbers(found, sources), style="quiet")


def shown_utilities(subject: FactsheetSubject) -> tuple[str, ...]:
    """Return the attributes of the table: the scarce ones always, unknown where nobody states them.

    Room to grow and broadband only where the kind of the site, or its park, has them at all.
    """
    holders = [each for each in (subject.site, subject.park) if each is not None]
    return tuple(
        each for each in _SHOWN if each in _SCARCE or any(each in holder.attributes for holder in holders)
    )


def _ask(words: ValueWords) -> Cell:
    return Cell((Words(words.language.text("doc.value.ask"), Mark.UNKNOWN, "unknown"),))
