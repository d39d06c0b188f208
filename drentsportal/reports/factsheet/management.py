"""Who manages a park together with its companies, and what they get from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.reports.typeset.blocks import Cell, Column, Table, Words, cell
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from drentsportal.domain.sites.site_surroundings import ParkManagementHere
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
    from drentsportal.services.documents import FactsheetSubject


def management_table(subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers) -> Table | None:
    """Return a row per organisation with its benefits; ``None`` where none is known."""
    if subject.around is None or not subject.around.management:
        return None
    language = words.language
    columns = (
        Column(language.text("doc.management.organisation"), 0.8),
        Column(language.text("doc.management.benefits"), 1.35),
        Column(language.text("doc.facts.source"), 10, right=True),
    )
    rows = tuple(_row(each, words, sources) for each in subject.around.management)
    return Table(language.text("doc.management.title"), columns, rows)


def _row(here: ParkManagementHere, words: ValueWords, sources: SourceNumbers) -> tuple[Cell, ...]:
    language, organisation = words.language, here.organisation
    name = [Words(organisation.name)]
    if not here.is_certain:
        name.append(Words(language.text("doc.management.uncertain"), Mark.CHECK))
    benefits = tuple(Words(f"\N{EN DASH} {each}") for each in organisation.benefits)
    if not benefits:
        benefits = (Words(language.text("doc.value.ask"), Mark.UNKNOWN, "unknown"),)
    number = str(sources.number(organisation.source, organisation.as_of))
    return Cell(tuple(name)), Cell(benefits), cell(number, style="quiet")
