"""One field over everything: sites, cases by number and title, companies, and the functions to call.

A list, and so no look (docs/desk.md): of a case it holds the number and the title, which name nobody. Names
of companies are internal; a search that shows one leaves the same line as the search of the inbox. All of
it lies in memory only and is brought up to date by what changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.access import SEARCH
from drentsportal.domain.vocabulary import MUNICIPALITIES, SiteKind
from drentsportal.services.access_log import AccessLog
from drentsportal.services.finding_index import FindingIndex, FindingRow, IndexHits, Nearness
from drentsportal.services.found_sites import FoundSites
from drentsportal.services.many_objects import no_tidying

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.domain.relations.company import Company
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.services.case_register import CaseRegister
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace

MOST_OF_A_KIND: Final = 6
"""So many things of each kind are shown at most, unless more are asked for."""


class FindingKind(StrEnum):
    """What kind of thing is found, in the order in which equally near ones are shown."""

    CASE = "case"
    PARK = "park"
    PLOT = "plot"
    PREMISES = "premises"
    COMPANY = "company"
    CONTACT = "contact"


_SITE_KINDS: Final = {
    FindingKind.PARK: SiteKind.PARK,
    FindingKind.PLOT: SiteKind.PLOT,
    FindingKind.PREMISES: SiteKind.PREMISES,
}


@dataclass(frozen=True, slots=True)
class FoundThing:
    """A thing that was found: ``id`` is that of a site or function, the number of a case, a company's key.

    ``beside`` are plain facts that tell it from others of its name. ``scope`` and ``organisation`` are those
    of a function.
    """

    kind: FindingKind
    id: str
    name: str
    beside: tuple[str, ...] = ()
    nearness: Nearness = Nearness.EXACT
    scope: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What was found of one kind: how many there are, and the nearest of them."""

    kind: FindingKind
    count: int
    things: tuple[FoundThing, ...]


@dataclass(slots=True)
class _Desk:
    """What is held of cases and companies; let go of when the window locks."""

    state_mark: tuple[int, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    company_marks: dict[str, str] = field(default_factory=dict)
    companies: dict[str, Company] = field(default_factory=dict)
    cases: FindingIndex = field(default_factory=FindingIndex)
    names: FindingIndex = field(default_factory=FindingIndex)


@dataclass(slots=True)
class _Ground:
    """What is held of one data version; nothing of it is internal."""

    version: int
    sites: FoundSites
    contacts: dict[str, ContactPoint]
    functions: FindingIndex


class Finding:
    """Finds by the beginnings of words, the nearest first. Threads take turns."""

    def __init__(
        self, workspace: Workspace, register: CaseRegister, clock: Clock, actors: ActorSource
    ) -> None:
        """Keep where things are, the time and the person at the desk."""
        self._workspace = workspace
        self._register = register
        self._access = AccessLog(workspace, clock, actors)
        self._lock = Lock()
        self._desk = _Desk()
        self._ground: _Ground | None = None

    def find(
        self, text: str, most: int = MOST_OF_A_KIND, *, with_companies: bool = True
    ) -> tuple[FoundGroup, ...]:
        """Find what has every word of ``text``, by kind: that with the nearest thing first.

        Without a word nothing is found. ``most`` is per kind. Showing companies is logged as one look.
        """
        with self._lock:
            ground = self._brought_up_to_date()
            found = [(kind, self._hits(kind, ground, text, most)) for kind in FindingKind]
            groups = [self._group(kind, hits, ground) for kind, hits in found if hits.count]
        shown = [each for each in groups if with_companies or each.kind is not FindingKind.COMPANY]
        if any(each.kind is FindingKind.COMPANY for each in shown):
            self._access.opened(SEARCH)
        return tuple(sorted(shown, key=lambda each: each.things[0].nearness))

    def named(self, wanted: Iterable[tuple[FindingKind, str]]) -> tuple[FoundThing, ...]:
        """Return things by kind and id, in that order; those that are gone are left out.

        A company is told by its key alone, so that this names nobody.
        """
        with self._lock:
            ground = self._brought_up_to_date()
            return tuple(self._thing(kind, each, ground) for kind, each in wanted if self._has(kind, each))

    def has(self, kind: FindingKind, thing_id: str) -> bool:
        """Tell whether there is such a thing at this moment; opens nothing of it."""
        with self._lock:
            self._brought_up_to_date()
            return self._has(kind, thing_id)

    def refresh(self) -> None:
        """Bring what is held up to date, so that the next search finds it ready."""
        with self._lock:
            self._brought_up_to_date()

    def forget(self) -> None:
        """Let go of every word in memory, as when the workspace is locked."""
        with self._lock:
            self._desk, self._ground = _Desk(), None

    def _hits(self, kind: FindingKind, ground: _Ground, text: str, most: int) -> IndexHits:
        if kind is FindingKind.CASE:
            return self._desk.cases.find(text, most)
        if kind is FindingKind.COMPANY:
            return self._desk.names.find(text, most)
        if kind is FindingKind.CONTACT:
            return ground.functions.find(text, most)
        return ground.sites.indexes[_SITE_KINDS[kind]].find(text, most)

    def _group(self, kind: FindingKind, hits: IndexHits, ground: _Ground) -> FoundGroup:
        return FoundGroup(
            kind,
            hits.count,
            tuple(self._thing(kind, each, ground, near) for each, near in hits.nearest),
        )

    def _thing(
        self, kind: FindingKind, thing_id: str, ground: _Ground, nearness: Nearness | None = None
    ) -> FoundThing:
        """Return what is told of a thing; without ``nearness`` it was not sought by its name."""
        near = Nearness.EXACT if nearness is None else nearness
        if kind is FindingKind.CASE:
            return FoundThing(kind, thing_id, self._desk.titles[thing_id], (thing_id,), near)
        if kind is FindingKind.COMPANY:
            company = self._desk.companies[thing_id]
            if nearness is None:
                return FoundThing(kind, thing_id, thing_id)
            beside = tuple(filter(None, (thing_id, company.place)))
            return FoundThing(kind, thing_id, company.name, beside, near)
        if kind is FindingKind.CONTACT:
            contact = ground.contacts[thing_id]
            beside = tuple(filter(None, (contact.organisation, contact.telephone)))
            told = (contact.scope, contact.organisation)
            return FoundThing(kind, thing_id, contact.function, beside, near, *told)
        sites, site_kind = ground.sites, _SITE_KINDS[kind]
        name = sites.name(site_kind, thing_id) or thing_id
        return FoundThing(kind, thing_id, name, sites.beside(site_kind, thing_id), near)

    def _has(self, kind: FindingKind, thing_id: str) -> bool:
        ground = self._ground
        if kind is FindingKind.CASE:
            return thing_id in self._desk.titles
        if kind is FindingKind.COMPANY:
            return thing_id in self._desk.companies
        if ground is None:
            return False
        if kind is FindingKind.CONTACT:
            return thing_id in ground.contacts
        return ground.sites.name(_SITE_KINDS[kind], thing_id) is not None

    def _brought_up_to_date(self) -> _Ground:
        with no_tidying():
            self._take_in_desk()
            version = self._workspace.catalogue.data_version()
            if self._ground is None or self._ground.version != version:
                self._ground = self._read_ground(version)
        return self._ground

    def _take_in_desk(self) -> None:
        desk = self._desk
        with self._workspace.reading() as unit:
            mark = unit.cases.bulk.state_mark()
            if mark == desk.state_mark:
                return
            marks = unit.relations.bulk.company_revisions()
            if marks != desk.company_marks:
                changed = {key for key, at in marks.items() if desk.company_marks.get(key) != at}
                kept = {key: each for key, each in desk.companies.items() if key in marks}
                read = {each.key: each for each in unit.relations.bulk.companies_of(changed)}
                desk.companies, desk.company_marks = kept | read, marks
                desk.names = FindingIndex(_company_row(each) for each in desk.companies.values())
        titles = {number: each.outline.title for number, each in self._register.entries().items()}
        if titles != desk.titles:
            desk.titles = titles
            desk.cases = FindingIndex(_case_row(number, title) for number, title in titles.items())
        desk.state_mark = mark

    def _read_ground(self, version: int) -> _Ground:
        catalogue = self._workspace.catalogue
        contacts = {each.id: each for each in catalogue.contact_points(version)}
        functions = FindingIndex(
            FindingRow(each.id, each.function, beside=_told_of(each)) for each in contacts.values()
        )
        return _Ground(version, FoundSites(catalogue.site_table(version)), contacts, functions)


def _case_row(number: str, title: str) -> FindingRow:
    """Return a case; the last part of its number is found without the zeros before it."""
    return FindingRow(number, title, (number, number.rpartition("-")[2].lstrip("0")))


def _company_row(company: Company) -> FindingRow:
    return FindingRow(company.key, company.name, (company.key, company.kvk_number), (company.place,))


def _told_of(contact: ContactPoint) -> tuple[str, ...]:
    return (contact.organisation, MUNICIPALITIES.get(contact.scope, ""))
