"""Many cases at once by their extracts, and by their rows where an extract is missing or of before."""

from __future__ import annotations

import json
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import exists, select

from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.errors import DrentsPortalError, InputError
from drentsportal.services.ports.case_bulk import KeptEntry
from drentsportal.services.word_folding import kept_words
from drentsportal.storage import schema
from drentsportal.storage.bulk_rows import NAMED_AT_ONCE
from drentsportal.storage.case_bulk import CaseRowBulk
from drentsportal.storage.case_extracts import CaseExtracts
from drentsportal.storage.case_rows import CaseRows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from drentsportal.domain.cases.case import Case
    from drentsportal.services.ports.case_bulk import CaseRevision, KeptWords
    from drentsportal.storage.reader_memory import ReaderMemory
    from drentsportal.storage.sealed import Sealer

_UNREADABLE: Final = (DrentsPortalError, LookupError, TypeError, ValueError)
"""What reading a damaged case can raise."""

_IN_ENTRY: Final = (PaperKind.OUTCOME, PaperKind.REFERRALS, PaperKind.TASKS)


class CaseBulk(CaseRowBulk):
    """Reads many cases at once, within one transaction, and keeps their extracts."""

    def __init__(self, connection: Connection, sealer: Sealer, memory: ReaderMemory | None = None) -> None:
        """Read as ``CaseRowBulk`` does."""
        super().__init__(connection, sealer, memory)
        self._extracts = CaseExtracts(connection, sealer)

    def entries(self, numbers: Collection[str] | None = None) -> dict[str, KeptEntry]:
        """Return cases with their newest outcome, referrals and tasks, by number."""
        self.load_keys(numbers)
        revisions = self._revisions_for(numbers)
        found = self._extracts.entries(revisions, self._named(numbers))
        missing = [number for number in revisions if number not in found]
        return found | self._fresh_entries(missing) if missing else found

    def _fresh_entries(self, numbers: Collection[str]) -> dict[str, KeptEntry]:
        """Read entries from the rows themselves. Raises ``InputError`` for a paper that is damaged."""
        papers, messages = self.newest_papers(_IN_ENTRY, numbers), self.last_messages(numbers)
        found = {}
        for number, outline in self.outlines(numbers).items():
            outcome, referrals, tasks = (
                _paper_data(number, papers.get((number, kind))) for kind in _IN_ENTRY
            )
            found[number] = KeptEntry(outline, outcome, referrals, tasks, messages.get(number))
        return found

    def kept_words(self, numbers: Collection[str] | None = None) -> list[KeptWords]:
        """Return the words of cases as search needs them, by number."""
        self.load_keys(numbers)
        revisions = self._revisions_for(numbers)
        found = self._extracts.words(revisions, self._named(numbers))
        missing = [number for number in revisions if number not in found]
        if missing:
            found |= {each.number: kept_words(each) for each in self.words(missing).values()}
        return [found[number] for number in sorted(found)]

    def keep_extracts(self, numbers: Collection[str]) -> None:
        """Make the extracts of cases anew; of one that cannot be read there are none then."""
        if not numbers:
            return
        revisions = self._read_revisions(numbers)
        try:
            self._keep(revisions, revisions)
        except _UNREADABLE:
            for number in revisions:
                try:
                    self._keep(revisions, [number])
                except _UNREADABLE:
                    # Whoever reads the case is told what is wrong; what is written now is not at fault.
                    self._extracts.drop(number)

    def _keep(self, revisions: Mapping[str, CaseRevision], numbers: Collection[str]) -> None:
        entries = self._fresh_entries(numbers).values()
        words = [kept_words(each) for each in self.words(numbers).values()]
        self._extracts.keep(revisions, entries, words)

    def without_extracts(self) -> list[str]:
        """Return the numbers of cases that have no extract, as after a migration."""
        table, cases = schema.case_words, schema.case_file
        return self.list_numbers(~exists().where(table.c.case_number == cases.c.number))

    def unsettled_since(self, at_utc: datetime) -> list[str]:
        """Return the numbers of the cases of which something is dated since then, or still open."""
        revisions = self.revisions()
        return sorted(revisions.keys() - self._extracts.settled_before(revisions, at_utc))

    def numbers_with_tasks(self) -> list[str]:
        """Return the numbers of the cases with a task that is not done, or of which that is not known."""
        revisions = self.revisions()
        return sorted(revisions.keys() - self._extracts.without_tasks(revisions))

    def cases(self, numbers: Collection[str]) -> tuple[Case, ...]:
        """Return cases in full, by number."""
        self.load_keys(numbers)
        table, rows = schema.case_file, CaseRows(self._connection, self._sealer)
        wanted, found = list(numbers), []
        for begin in range(0, len(wanted), NAMED_AT_ONCE):
            statement = select(table).where(table.c.number.in_(wanted[begin : begin + NAMED_AT_ONCE]))
            found += [rows.case(row) for row in self._connection.execute(statement).mappings()]
        return tuple(sorted(found, key=attrgetter("number")))

    def _revisions_for(self, numbers: Collection[str] | None) -> dict[str, CaseRevision]:
        if numbers is None:
            return self.revisions()
        if len(numbers) <= NAMED_AT_ONCE:
            return self._read_revisions(numbers)
        wanted = frozenset(numbers)
        return {number: at for number, at in self.revisions().items() if number in wanted}

    def _named(self, numbers: Collection[str] | None) -> list[str] | None:
        """Return the numbers that a statement names, ``None`` where it reads all of them."""
        return None if numbers is None or len(numbers) > NAMED_AT_ONCE else list(numbers)


def _paper_data(number: str, paper: CasePaper | None) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return None if paper is None else json.loads(paper.content)
    except ValueError as error:
        raise InputError("error.desk_figures.damaged", field="case", number=number) from error
