"""What lists, figures and search read of many cases at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from drentsportal.domain.cases.case import Case, ContactMoment, ShortlistEntry
    from drentsportal.domain.cases.case_outline import CaseOutline
    from drentsportal.domain.cases.papers import CasePaper, PaperKind
    from drentsportal.domain.relations.company import Company

CaseRevision: TypeAlias = tuple[int, ...]
"""How far a case has come: another one means that something of it changed, and nothing else."""


@dataclass(frozen=True, slots=True)
class CaseWords:
    """The words of a case for search; internal and confidential, kept in memory only.

    ``timeline`` holds the details of its events with the notes left out; ``request`` what is asked in words;
    ``files`` the lines of its mails and of texts that are kept with it.
    """

    number: str
    title: str
    request: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    company_key: str = ""
    contacts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    timeline: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


class KeptWords(NamedTuple):
    """The words of a case as ``word_folding`` makes them; internal and confidential, as ``CaseWords``.

    ``folded`` is what is searched; ``told`` the same as it was told, packed; opened for what is found.
    """

    number: str
    company_key: str
    folded: str
    told: bytes


class KeptEntry(NamedTuple):
    """A case as lists and figures need it; papers as the data that their newest version holds."""

    outline: CaseOutline
    outcome: Any
    referrals: Any
    tasks: Any
    last_message_utc: datetime | None

    @property
    def has_open_tasks(self) -> bool:
        """Whether a task is not done. Raises ``KeyError`` or ``TypeError`` for a damaged paper."""
        return any(each["done_at_utc"] is None for each in self.tasks or ())


class CaseEntry(Protocol):
    """What ``KeptEntry`` says of a case; papers may be taken out of what a store keeps at each asking."""

    @property
    def outline(self) -> CaseOutline:
        """The case without its history."""
        ...

    @property
    def outcome(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The newest outcome as data, ``None`` where there is none."""
        ...

    @property
    def referrals(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The newest referrals as data, ``None`` where there are none."""
        ...

    @property
    def tasks(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The newest tasks as data, ``None`` where there are none."""
        ...

    @property
    def last_message_utc(self) -> datetime | None:
        """When its company heard last, ``None`` where it never did."""
        ...

    @property
    def has_open_tasks(self) -> bool:
        """Whether a task is not done."""
        ...


class CaseNames(NamedTuple):
    """How a case is called, and who stands behind it; internal and confidential."""

    title: str
    company_key: str
    company_name: str
    received_at_utc: datetime


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

    def all_papers(
        self, kinds: Collection[PaperKind], numbers: Collection[str] | None = None
    ) -> dict[tuple[str, PaperKind], tuple[CasePaper, ...]]:
        """Return every version of the papers of each kind that a case has, by version."""
        ...

    def last_messages(self, numbers: Collection[str] | None = None) -> dict[str, datetime]:
        """Return when the company of each case last heard: its last logged contact with it, or the answer.

        A contact with a gemeente or a partner is none with the company; see ``is_with_company``. A document
        that was made says nothing: whether it was sent is known of the answer alone.
        """
        ...

    def words(self, numbers: Collection[str] | None = None) -> dict[str, CaseWords]:
        """Return the words of cases."""
        ...

    def entries(self, numbers: Collection[str] | None = None) -> Mapping[str, CaseEntry]:
        """Return cases with their newest outcome, referrals and tasks, by number.

        Raises ``InputError`` for a paper that is damaged.
        """
        ...

    def kept_words(self, numbers: Collection[str] | None = None) -> list[KeptWords]:
        """Return the words of cases as search needs them, by number."""
        ...

    def unsettled_since(self, at_utc: datetime) -> list[str]:
        """Return the numbers of at least the cases that count in figures of then or later.

        Left out are cases that do not wait for an answer and of which nothing counted is dated since then.
        """
        ...

    def ends(
        self, numbers: Collection[str] | None = None
    ) -> dict[str, tuple[datetime | None, datetime | None]]:
        """Return when each case was answered and when closed, where it was; nothing sealed is opened."""
        ...

    def open_numbers(self) -> list[str]:
        """Return the numbers of the cases that wait for an answer, by number; nothing sealed is opened."""
        ...

    def answered_count(self) -> int:
        """Return how many cases are answered, or closed without an answer."""
        ...

    def unclosed_count(self) -> int:
        """Return how many cases are not closed."""
        ...

    def numbers_with_tasks(self) -> list[str]:
        """Return the numbers of at least the cases with a task that is not done, by number."""
        ...

    def company_keys(self) -> dict[str, str]:
        """Return the key of the company of each case that has one; nothing sealed is opened."""
        ...

    def numbers_of_company(self, key: str) -> list[str]:
        """Return the numbers of the cases of a company, by number; nothing sealed is opened."""
        ...

    def numbers_of_owner(self, folded_name: str) -> list[str]:
        """Return the numbers of the cases whose owner's name, in small letters, is this one."""
        ...

    def cases(self, numbers: Collection[str]) -> tuple[Case, ...]:
        """Return cases in full, by number."""
        ...

    def contacts(
        self, numbers: Collection[str] | None = None, since_utc: datetime | None = None
    ) -> list[tuple[str, ContactMoment]]:
        """Return the contacts of cases with their numbers, by case and in the order of logging."""
        ...

    def contact_names(self, numbers: Collection[str] | None = None) -> list[tuple[str, datetime, str]]:
        """Return of each contact its case, when it was, and the company or other relation that it names."""
        ...

    def shortlists(self) -> dict[str, tuple[ShortlistEntry, ...]]:
        """Return the shortlist of each case that has one with something in it; no other one is opened."""
        ...

    def match_times(self) -> dict[str, list[datetime]]:
        """Return when the matches of cases were kept, in that order; nothing sealed is opened."""
        ...

    def document_times(self, kind: str) -> dict[str, list[datetime]]:
        """Return when the documents of a kind were made, by case; nothing sealed is opened."""
        ...

    def names(self, numbers: Collection[str]) -> dict[str, CaseNames]:
        """Return title, company and receipt of cases; nothing else of them is opened."""
        ...

    def company_names(self, numbers: Collection[str] | None = None) -> dict[str, tuple[str, str]]:
        """Return of each case the key of its company, and the company as it was told."""
        ...


class CompanyBulkReader(Protocol):
    """Many companies in one read."""

    def company_revisions(self) -> dict[str, str]:
        """Return a mark per company that is another one after each change; nothing sealed is opened."""
        ...

    def companies_of(self, keys: Collection[str]) -> tuple[Company, ...]:
        """Return the companies with these keys, by key; unknown ones are left out."""
        ...
