"""Many cases at once by their extracts, and by their rows where an extract is missing or of before."""

from __future__ import annotations

import json
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar

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
from drentsportal.storage.extract_bundles import ExtractBundles

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from sqlalchemy import Connection

    from drentsportal.domain.cases.case import Case
    from drentsportal.services.ports.case_bulk import CaseEntry, CaseRevision, KeptWords
    from drentsportal.storage.reader_memory import ReaderMemory
    from drentsportal.storage.sealed import Sealer

T = TypeVar("T")

_UNREADABLE: Final = (DrentsPortalError, LookupError, TypeError, ValueError)
"""What reading a damaged case can raise."""

_IN_ENTRY: Final = (PaperKind.OUTCOME, PaperKind.REFERRALS, PaperKind.TASKS)


class CaseBulk(CaseRowBulk):
    """Reads many cases at once, within one transaction, and keeps their extracts."""

    def __init__(self, connection: Connection, sealer: Sealer, memory: ReaderMemory | None = None) -> None:
        """Read as ``CaseRowBulk`` does."""
        super().__init__(connection, sealer, memory)
        self._extracts = CaseExtracts(connection, sealer)
        self._bundles = ExtractBundles(connection, sealer)

    def entries(self, numbers: Collection[str] | None = None) -> dict[str, CaseEntry]:
        """Return cases with their newest outcome, referrals and tasks, by number."""
        revisions = self._revisions_for(numbers)
        found = self._bundled(self._bundles.entries, numbers, revisions)
        left = self._left(revisions, found)
        if left:
            named = self._named(left)
            self.load_keys(named)
            found |= self._extracts.entries(left, named)
            missing = [number for number in left if number not in found]
            found |= self._fresh_entries(missing) if missing else {}
        return found

    def _bundled(
        self,
        read: Callable[[Mapping[str, CaseRevision], AbstractSet[str] | None], dict[str, T]],
        numbers: Collection[str] | None,
        revisions: Mapping[str, CaseRevision],
    ) -> dict[str, T]:
        """Return what bundles say of cases; of few cases nothing, as those are read one by one."""
        if self._named(numbers) is not None:
            return {}
        if numbers is None:
            return read(revisions, None)
        found = read(self.revisions(), revisions.keys())
        return {number: each for number, each in found.items() if number in revisions}

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
        revisions = self._revisions_for(numbers)
        found = self._bundled(self._bundles.words, numbers, revisions)
        left = self._left(revisions, found)
        if left:
            named = self._named(left)
            self.load_keys(named)
            found |= self._extracts.words(left, named)
            missing = [number for number in left if number not in found]
            told = self.words(missing) if missing else {}
            found |= {number: kept_words(each) for number, each in told.items()}
        return [found[number] for number in sorted(found)]

    def contact_names(self, numbers: Collection[str] | None = None) -> list[tuple[str, datetime, str]]:
        """Return of each contact its case, when it was, and the company or other relation that it names."""
        revisions = self._revisions_for(numbers)
        found = self._bundled(self._bundles.contact_names, numbers, revisions)
        told = [(number, *each) for number, said in found.items() for each in said]
        left = self._left(revisions, found)
        return told + super().contact_names(left) if left else told

    @staticmethod
    def _left(revisions: Mapping[str, CaseRevision], found: Mapping[str, object]) -> dict[str, CaseRevision]:
        return {number: at for number, at in revisions.items() if number not in found}

    def drop_bundles(self, numbers: Collection[str]) -> None:
        """Destroy the bundles that any of these cases can be in."""
        self._bundles.drop_with(numbers)

    def bundles_to_make(self) -> list[tuple[str, str]]:
        """Return the first and the last case of each bundle to be made; none while few cases are in none."""
        return self._bundles.to_make(self.revisions()) if self._bundles.are_worth_making() else []

    def make_bundle(self, first: str, last: str) -> None:
        """Make a bundle of the cases from one to another; none where one of them cannot be read."""
        column = schema.case_file.c.number
        numbers = self.list_numbers(column.between(first, last))
        try:
            entries, words = self.entries(numbers).values(), self.kept_words(numbers)
            contacts: dict[str, list[tuple[datetime, str]]] = {number: [] for number in numbers}
            for number, at_utc, name in self.contact_names(numbers):
                contacts[number].append((at_utc, name))
            self._bundles.keep(self._read_revisions(numbers), entries, words, contacts)
        except _UNREADABLE:
            # Whoever reads the case is told what is wrong; those beside it are read one by one.
            return

    def keep_extracts(self, numbers: Collection[str]) -> None:
        """Make the extracts of cases anew; of one that cannot be read there are none then."""
        if not numbers:
            return
        revisions = self._read_revisions(numbers)
        self.drop_bundles(numbers)
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
