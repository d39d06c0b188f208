"""Page 2 of a factsheet: the answer to a request, facts, reach, utilities, management, what is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.reports.factsheet.answer import answer_tables
from drentsportal.reports.factsheet.management import management_table, managing
from drentsportal.reports.factsheet.reach import hubs_table, reach_table
from drentsportal.reports.factsheet.unknowns import unknowns_table
from drentsportal.reports.factsheet.utilities import utilities_table

if TYPE_CHECKING:
    from typing import TypeAlias

    from drentsportal.reports.typeset.blocks import Table
    from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
    from drentsportal.services.documents import FactsheetSubject

    Columns: TypeAlias = tuple[tuple[Table, ...], ...]
    """Tables under each other in columns that stand side by side."""


@dataclass(frozen=True, slots=True)
class SecondPage:
    """Puts the tables of page 2 in order; ``ask`` is the function that can be asked."""

    words: ValueWords
    sources: SourceNumbers
    ask: str

    def groups(
        self,
        subject: FactsheetSubject,
        facts: tuple[Table, ...],
        lists: tuple[Table, ...],
        going_on: Table | None = None,
    ) -> tuple[Columns, ...]:
        """Return the groups from above to below.

        ``facts`` are two tables that page 1 had no room for, or none; ``lists`` take the whole width. What is
        ``going_on`` from page 1 comes before all else.
        """
        words, sources = self.words, self.sources
        # Sources are numbered as they are read, from above to below.
        answer = answer_tables(subject, words, sources)
        beside = self._left_and_right(subject)
        found = (
            (_present((going_on,)),),
            *(((each,),) for each in answer),
            tuple((each,) for each in facts),
            beside,
            (_present((unknowns_table(subject, words, self.ask),)),),
            *(((each,),) for each in lists),
        )
        return tuple(columns for columns in map(_filled, found) if columns)

    def _left_and_right(self, subject: FactsheetSubject) -> Columns:
        """Return ways and hubs beside utilities and management; hubs stand where management leaves room."""
        words, sources = self.words, self.sources
        reach = reach_table(subject, words, sources)
        has_management = bool(managing(subject))
        hubs = hubs_table(subject, words, sources) if has_management else None
        utilities = utilities_table(subject, words, sources)
        under = (management_table if has_management else hubs_table)(subject, words, sources)
        return _present((reach, hubs)), _present((utilities, under))


def _present(tables: tuple[Table | None, ...]) -> tuple[Table, ...]:
    return tuple(each for each in tables if each is not None)


def _filled(columns: Columns) -> Columns:
    return tuple(each for each in columns if each)
