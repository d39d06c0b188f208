"""The relations of the in-memory workspace; see `tests.fakes`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drentsportal.domain.actor import one_line
from drentsportal.domain.cases.access import AccessKind
from drentsportal.domain.relations.contact_log import PartyKind
from drentsportal.errors import ConflictError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime

    from drentsportal.domain.cases.access import AccessEntry
    from drentsportal.domain.cases.case_digest import ErasedCase
    from drentsportal.domain.relations.company import Company
    from drentsportal.domain.relations.contact_log import Party, RelationMoment


@dataclass
class RelationFiles:
    """Companies, contacts, looks, and what is left of erased cases."""

    companies: dict[str, Company] = field(default_factory=dict)
    moments: list[RelationMoment] = field(default_factory=list)
    accesses: list[AccessEntry] = field(default_factory=list)
    erased: dict[str, ErasedCase] = field(default_factory=dict)

    def copied(self) -> RelationFiles:
        """Return files that later changes of these do not touch."""
        return RelationFiles({**self.companies}, [*self.moments], [*self.accesses], {**self.erased})


class InMemoryRelations:
    """Relations, in memory."""

    def __init__(self, files: Callable[[], RelationFiles]) -> None:
        """Keep them in whatever files there are at the moment of asking."""
        self._files = files

    @property
    def bulk(self) -> InMemoryRelations:
        """Return many companies at once."""
        return self

    def company_revisions(self) -> dict[str, str]:
        """Return a mark per company."""
        return {key: repr(company) for key, company in self._files().companies.items()}

    def companies_of(self, keys: Collection[str]) -> tuple[Company, ...]:
        """Return some companies, by key."""
        return tuple(each for each in self.companies() if each.key in keys)

    def next_key(self) -> str:
        """Return the next free key."""
        erased = [each.subject for each in self._files().accesses if each.kind is AccessKind.ERASED]
        tails = [key.removeprefix("B-") for key in (*self._files().companies, *erased)]
        return f"B-{max((int(each) for each in tails if each.isdigit()), default=0) + 1:04d}"

    def add_company(self, company: Company) -> None:
        """Keep a new company."""
        if company.key in self._files().companies:
            raise ConflictError("error.storage.company_exists", company=company.key)
        self._files().companies[company.key] = company

    def save_company(self, company: Company) -> None:
        """Replace a company."""
        self.company(company.key)
        self._files().companies[company.key] = company

    def company(self, key: str) -> Company:
        """Return one company."""
        try:
            return self._files().companies[key]
        except KeyError as error:
            raise NotFoundError("error.storage.no_company", company=key) from error

    def companies(self) -> tuple[Company, ...]:
        """Return all companies, by key."""
        return tuple(self._files().companies[key] for key in sorted(self._files().companies))

    def add_moment(self, moment: RelationMoment) -> None:
        """Log a contact."""
        if moment.party.kind is PartyKind.COMPANY:
            self.company(moment.party.id)
        self._files().moments.append(moment)

    def moments(self, party: Party | None = None) -> tuple[RelationMoment, ...]:
        """Return contacts, oldest first."""
        found = (each for each in self._files().moments if party is None or each.party == party)
        return tuple(sorted(found, key=lambda each: each.at_utc))

    def moment_times(self) -> list[tuple[Party, datetime]]:
        """Return with whom and when contacts were."""
        return [(each.party, each.at_utc) for each in self._files().moments]

    def add_access(self, entry: AccessEntry) -> None:
        """Log a look."""
        self._files().accesses.append(entry)

    def add_accesses(self, entries: Sequence[AccessEntry]) -> None:
        """Log many looks."""
        self._files().accesses.extend(entries)

    def accesses(self, subject: str | None = None) -> tuple[AccessEntry, ...]:
        """Return looks, oldest first."""
        found = (each for each in self._files().accesses if subject is None or each.subject == subject)
        return tuple(sorted(found, key=lambda each: each.at_utc))

    def accesses_of(self, name: str) -> tuple[AccessEntry, ...]:
        """Return looks of somebody, oldest first."""
        wanted = one_line(name).casefold()
        return tuple(each for each in self.accesses() if one_line(each.actor.name).casefold() == wanted)

    def erase_company(self, key: str) -> None:
        """Destroy a company and what was said."""
        self.company(key)
        del self._files().companies[key]
        kept = [each for each in self._files().moments if each.party.id != key]
        self._files().moments[:] = kept
