"""What lists, figures and search read of many cases at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from drentsportal.domain.cases.case_outline import CaseOutline
    from drentsportal.domain.cases.papers import CasePaper, PaperKind
    from drentsportal.domain.relations.company import Company

CaseRevision: TypeAlias = tuple[int, ...]
"""How far a case has come: another one means that something of it changed, and nothing else."""


@dataclass(frozen=True, slots=True)
class CaseWords:
    """The words of a case for search; internal and confidential, kept in memory only.

    ``timeline`` holds the details of its events with the notes left out; ``request`` what is asked in words.
    """

    number: str
    title: str
    request: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    company_key: str = ""
    contacts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    timeline: tuple[str, ...] = ()


class CaseBulkReader(Protocol):
    """Many cases in a few reads: no query per case. ``numbers`` None means all; unknown ones are left out."""

    def state_mark(self) -> tuple[int, ...]:
        """Return a mark of the whole store: while it is the same, nothing was changed by anybody.

        Not to be asked within a unit of work: what is rolled back later would count as the state.
        """
        ...

    def revisions(self) -> dict[str, CaseRevision]:
        """Return how far each case has come, without opening anything sealed."""
        ...

    def erased_count(self) -> int:
        """Return how many cases were erased; what is left of one never changes."""
        ...

    def outlines(self, numbers: Collection[str] | None = None) -> dict[str, CaseOutline]:
        """Return the outlines of cases."""
        ...

    def newest_papers(
        self, kinds: Collection[PaperKind], numbers: Collection[str] | None = None
    ) -> dict[tuple[str, PaperKind], CasePaper]:
        """Return the newest paper of each kind that a case has, by number and kind."""
        ...

    def last_messages(self, numbers: Collection[str] | None = None) -> dict[str, datetime]:
        """Return when each case had its last logged contact or sent document, where it had one."""
        ...

    def words(self, numbers: Collection[str] | None = None) -> dict[str, CaseWords]:
        """Return the words of cases."""
        ...


class CompanyBulkReader(Protocol):
    """Many companies in one read."""

    def company_revisions(self) -> dict[str, str]:
        """Return a mark per company that is another one after each change; nothing sealed is opened."""
        ...

    def companies_of(self, keys: Collection[str]) -> tuple[Company, ...]:
        """Return the companies with these keys, by key; unknown ones are left out."""
        ...
