"""Who manages a park together with its companies, and what they get from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.values import Known
from drentsportal.language.benefit_words import benefit_words
from drentsportal.reports.typeset.blocks import Cell, Column, Table, Words, cell
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from drentsportal.domain.sites.site_surroundings import ParkManagementHere
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
    from drentsportal.services.documents import FactsheetSubject


def stated_manager(subject: FactsheetSubject) -> tuple[Known[object], ...]:
    """Return the organisation that the park names, else those that name the park; empty where none does."""
    stated = (subject.park or subject.site).attribute("park_management_organisation")
    if isinstance(stated, Known):
        return (stated,)
    here = subject.around.management if subject.around is not None else ()
    certain = (each.organisation for each in here if each.is_certain)
    return tuple(Known(each.name, each.source, each.as_of) for each in certain)


def management_table(subject: FactsheetSubject, words: ValueWords, sources: SourceNumbers) -> Table | None:
    """Return a row per organisation with its benefits; ``None`` where none is known.

    Where the park says that nobody manages it, one that only works in its gemeente is not asked after.
    """
    here = managing(subject)
    if not here:
        return None
    language = words.language
    columns = (
        Column(language.text("doc.management.organisation"), 0.8),
        Column(language.text("doc.management.benefits"), 1.35),
        Column(language.text("doc.facts.source"), 10, right=True),
    )
    rows = tuple(_row(each, words, sources) for each in here)
    return Table(language.text("doc.management.title"), columns, rows)


def lacks_benefits(subject: FactsheetSubject) -> bool:
    """Tell whether nothing is said of what companies get from park management, and it may exist."""
    is_denied = (subject.park or subject.site).value("park_management") is False
    return not managing(subject) and not is_denied


def managing(subject: FactsheetSubject) -> tuple[ParkManagementHere, ...]:
    """Return the organisations of park management that a sheet tells of."""
    here = subject.around.management if subject.around is not None else ()
    if (subject.park or subject.site).value("park_management") is False:
        return tuple(each for each in here if each.is_certain)
    return here


def _row(here: ParkManagementHere, words: ValueWords, sources: SourceNumbers) -> tuple[Cell, ...]:
    language, organisation = words.language, here.organisation
    name = [Words(organisation.name)]
    if not here.is_certain:
        name.append(Words(language.text("doc.management.uncertain"), Mark.CHECK))
    benefits = tuple(Words(f"\N{EN DASH} {benefit_words(each, language)}") for each in organisation.benefits)
    if not benefits:
        benefits = (Words(language.text("doc.value.ask"), Mark.UNKNOWN, "unknown"),)
    number = str(sources.number(organisation.source, organisation.as_of))
    return Cell(tuple(name)), Cell(benefits), cell(number, style="quiet")
