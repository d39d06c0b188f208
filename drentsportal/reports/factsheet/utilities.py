"""What the grid, water, labour and other scarce things allow at a site, each with source and date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import Known
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Column, Table, Words, cell
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.sites.site_surroundings import GridHere
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
    from drentsportal.services.documents import FactsheetSubject

_SCARCE: Final = ("scarcity_grid", "scarcity_water", "scarcity_labour", "scarcity_nitrogen", "scarcity_space")


def utilities_table(subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers) -> Table:
    """Return a row per factor; what the capacity map says of the postcode stands above what was stated."""
    language = words.language
    columns = (
        Column(language.text("doc.utilities.factor"), 0.8),
        Column(language.text("doc.utilities.state"), 1.35),
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
        told = language.text("doc.utilities.grid_state", state=state, postcode=found.postcode)
        yield label, cell(told), cell(str(sources.number(found.source, found.as_of)), style="quiet")


def _stated(
    subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers
) -> Iterator[tuple[Cell, ...]]:
    """Tell what was stated of the site itself, else of its park."""
    for attribute_id in (*_SCARCE, "broadband"):
        owner = _owner(subject, attribute_id)
        if owner is None:
            continue
        value = owner.attribute(attribute_id)
        label = cell(words.language.text(f"doc.utilities.{attribute_id}"))
        number = NOT_APPLICABLE
        if isinstance(value, Known):
            number = str(sources.number(value.source, value.as_of))
        yield label, Cell((words.words(attribute_id, value),)), cell(number, style="quiet")


def _owner(subject: FactsheetSubject, attribute_id: str) -> Site | None:
    holders = [each for each in (subject.site, subject.park) if each is not None]
    holders = [each for each in holders if attribute_id in each.attributes]
    known = (each for each in holders if isinstance(each.attribute(attribute_id), Known))
    return next(known, holders[0] if holders else None)


def _ask(words: ValueWords) -> Cell:
    return Cell((Words(words.language.text("doc.value.ask"), Mark.UNKNOWN, "unknown"),))
