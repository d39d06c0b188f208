"""What the use cases need of the store of relations, and of the log of who looked at what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from drentsportal.domain.cases.access import AccessEntry
    from drentsportal.domain.relations.company import Company
    from drentsportal.domain.relations.contact_log import Party, RelationMoment
    from drentsportal.services.ports.case_bulk import CompanyBulkReader


class RelationReader(Protocol):
    """Companies and contacts as they are stored; sealed columns are opened here."""

    @property
    def bulk(self) -> CompanyBulkReader:
        """Many companies at once."""
        ...

    def companies(self) -> tuple[Company, ...]:
        """Return all companies, by key."""
        ...

    def company(self, key: str) -> Company:
        """Return one company. Raises ``NotFoundError``."""
        ...

    def moments(self, party: Party | None = None) -> tuple[RelationMoment, ...]:
        """Return contacts outside cases, with one relation or with all, oldest first."""
        ...

    def moment_times(self) -> list[tuple[Party, datetime]]:
        """Return with whom and when each contact outside cases was; nothing sealed is opened."""
        ...

    def accesses(self, subject: str | None = None) -> tuple[AccessEntry, ...]:
        """Return who looked at a case or company, or at any, oldest first."""
        ...

    def accesses_of(self, name: str) -> tuple[AccessEntry, ...]:
        """Return what somebody looked at, oldest first; capitals and blanks around make no difference."""
        ...


class RelationStore(RelationReader, Protocol):
    """Relations in a unit of work; sealed columns are opened and sealed here."""

    def next_key(self) -> str:
        """Return the next free key of a company, ``B-0007``; that of an erased one is never free."""
        ...

    def add_company(self, company: Company) -> None:
        """Keep a new company. Raises ``ConflictError`` when the key exists."""
        ...

    def save_company(self, company: Company) -> None:
        """Replace what is kept of a company. Raises ``NotFoundError``."""
        ...

    def add_moment(self, moment: RelationMoment) -> None:
        """Log a contact; with a company that is kept. Raises ``NotFoundError``."""
        ...

    def add_access(self, entry: AccessEntry) -> None:
        """Log a look."""
        ...

    def add_accesses(self, entries: Sequence[AccessEntry]) -> None:
        """Log many looks at once, in their order."""
        ...

    def erase_company(self, key: str) -> None:
        """Destroy the key of a company, what is kept of it and what was said. Raises ``NotFoundError``."""
        ...
