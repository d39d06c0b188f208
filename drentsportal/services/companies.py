"""Companies and their people, apart from cases: one company can stand behind several, each with a code name.

A case knows its company by key alone; its title stays the code name and may not give the name away.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.access import ALL_COMPANIES
from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.intake.company_likeness import like_companies
from drentsportal.domain.relations.company import Company, plain_name
from drentsportal.domain.retention.giveaways import gives_away
from drentsportal.errors import InputError, NotFoundError, QuestionError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.asking_person import asking_person
from drentsportal.services.changes import ChangeSet
from drentsportal.services.contact_intake import confirmed_contact, contact_traces, with_contact
from drentsportal.services.kept_papers import read_newest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.intake.company_likeness import CompanyLikeness
    from drentsportal.domain.relations.company import ContactPerson
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import UnitOfWork, Workspace

_KVK_DIGITS: Final = 8


class Companies:
    """Keeps companies and says which cases are theirs; internal, in no export."""

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, the time and the person at the desk."""
        self._workspace = workspace
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)

    def all(self) -> tuple[Company, ...]:
        """Return all companies with their people, by name; logged as one list."""
        found = self._by_name()
        self._access.opened(ALL_COMPANIES)
        return found

    def names(self) -> Mapping[str, str]:
        """Return the names of all companies by key, for words about a case whose look is logged."""
        return {each.key: each.name for each in self._by_name()}

    def company(self, key: str) -> Company:
        """Return one company by its key, in capitals or not, which is logged. Raises ``NotFoundError``."""
        with self._workspace.reading() as unit:
            found = unit.relations.company(key.strip().upper())
        self._access.opened(found.key)
        return found

    def asking_person(self, number: str) -> ContactPerson:
        """Return who the intake of a case confirmed to have asked, which is logged; internal.

        Empty words where nothing was confirmed. Raises ``NotFoundError``.
        """
        with self._workspace.reading() as unit:
            unit.cases.get(number)
            found = asking_person(unit, number)
        self._access.opened(number)
        return found

    def find(self, words: str) -> tuple[Company, ...]:
        """Return the companies that a key, a KvK number, or part of a name, place or person names.

        Logged as ``all`` is.
        """
        wanted = plain_name(words) if words.strip() else ""
        return tuple(
            each
            for each in self.all()
            if words.strip().upper() == each.key
            or (each.kvk_number and words.strip() == each.kvk_number)
            or any(wanted in plain_name(text) for text in _told(each))
        )

    def resolve(self, words: str) -> Company:
        """Return the one company that words name: a key, a KvK number, or a name without its legal form.

        A look at it, which is logged. Raises ``NotFoundError`` when there is none, ``InputError`` when there
        are several.
        """
        known = self._by_name()
        exact = [each for each in known if words.strip().upper() in {each.key, each.kvk_number or each.key}]
        found = exact or [each for each in known if plain_name(each.name) == plain_name(words)]
        if not found:
            raise NotFoundError("error.company.not_found", field="company", text=words)
        if len(found) > 1:
            keys = ", ".join(each.key for each in found)
            raise InputError("error.company.several", field="company", text=words, keys=keys)
        self._access.opened(found[0].key)
        return found[0]

    def add(
        self,
        name: str,
        kvk_number: str = "",
        place: str = "",
        persons: Sequence[ContactPerson] = (),
        *,
        is_another: bool = False,
    ) -> tuple[Company, ChangeSet]:
        """Keep a new company; the key is made here.

        Raises ``InputError`` without a name, for a KvK number that has not eight digits, and for a company
        that is known by that number or name unless ``is_another``.
        """
        company = _checked(Company("", name, kvk_number, place, tuple(persons)))
        with self._workspace.unit_of_work() as work:
            known = [each for each in work.relations.companies() if _is_same(each, company)]
            if known and not is_another:
                raise InputError("error.company.known", field="name", name=known[0].name, key=known[0].key)
            kept = replace(company, key=work.relations.next_key())
            work.relations.add_company(kept)
            work.commit()
        return kept, ChangeSet()

    def change(self, company: Company, *, is_another: bool = False) -> tuple[Company, ChangeSet]:
        """Replace what is kept of a company, its people included.

        Raises ``NotFoundError``, and ``InputError`` as ``add`` does and when the title of a linked case has
        the name; ``QuestionError`` for a new KvK number that another company has, unless ``is_another``.
        """
        kept = _checked(company)
        with self._workspace.unit_of_work() as work:
            if not is_another:
                _ask_when_taken(work, kept)
            for case in work.cases.bulk.cases(work.cases.bulk.numbers_of_company(kept.key)):
                _check_code_name(case, kept)
            work.relations.save_company(kept)
            work.commit()
        return kept, ChangeSet()

    def link(self, number: str, key: str) -> tuple[Case, ChangeSet]:
        """Tell which company stands behind a case; an empty key takes the link away.

        The contact that was confirmed when the request came in becomes one of the company. Raises
        ``NotFoundError``, and ``InputError`` when the title of the case gives the name away.
        """
        with self._workspace.unit_of_work() as work:
            case = work.cases.get(number)
            if key:
                _check_code_name(case, work.relations.company(key))
            if case.company_key == key:
                return case, ChangeSet()
            if key:
                _take_contact(work, number, key)
            saved = work.cases.save(replace(case, company_key=key))
            details = {"key": key, "before": case.company_key}
            now_utc = self._clock.now_utc()
            work.cases.add_event(
                number, CaseEvent(now_utc, EventKind.COMPANY, self._actors.current(), details)
            )
            work.commit()
        return saved, ChangeSet(cases=frozenset({number}))

    def cases_of(self, key: str) -> tuple[Case, ...]:
        """Return the cases of a company, by number. Raises ``NotFoundError`` for an unknown key."""
        with self._workspace.reading() as unit:
            unit.relations.company(key)
            return unit.cases.bulk.cases(unit.cases.bulk.numbers_of_company(key))

    def alike(self, number: str) -> tuple[CompanyLikeness, ...]:
        """Return the known companies that may stand behind a case that names none by key; never linked here.

        Compared are its company name and the contact that was confirmed. Raises ``NotFoundError``.
        """
        with self._workspace.reading() as unit:
            case = unit.cases.get(number)
            if case.company_key:
                return ()
            said = read_newest(unit.cases.papers(number, PaperKind.INTAKE), confirmed_contact) or {}
            return like_companies(contact_traces(case.company_name, said), unit.relations.companies())

    def _by_name(self) -> tuple[Company, ...]:
        with self._workspace.reading() as unit:
            found = unit.relations.companies()
        return tuple(sorted(found, key=lambda each: (plain_name(each.name), each.key)))


def _checked(company: Company) -> Company:
    """Return a company as it is kept: without spaces around, and refused where it says nothing."""
    name, kvk_number = " ".join(company.name.split()), "".join(company.kvk_number.split())
    if not name:
        raise InputError("error.company.name_missing", field="name")
    if kvk_number and not (kvk_number.isascii() and kvk_number.isdigit() and len(kvk_number) == _KVK_DIGITS):
        raise InputError("error.company.kvk_number", field="kvk", text=company.kvk_number)
    if any(not each.name.strip() for each in company.persons):
        raise InputError("error.company.person_missing", field="person")
    return replace(company, name=name, kvk_number=kvk_number, place=company.place.strip())


def _check_code_name(case: Case, company: Company) -> None:
    if gives_away(case.request.title, company.name):
        raise InputError("error.intake.title_names_company", field="title", title=case.request.title)


def _ask_when_taken(work: UnitOfWork, company: Company) -> None:
    if not company.kvk_number or work.relations.company(company.key).kvk_number == company.kvk_number:
        return
    for each in work.relations.companies():
        if each.key != company.key and each.kvk_number == company.kvk_number:
            raise QuestionError("error.company.kvk_taken", option="--another", name=each.name, key=each.key)


def _take_contact(work: UnitOfWork, number: str, key: str) -> None:
    confirmed = read_newest(work.cases.papers(number, PaperKind.INTAKE), confirmed_contact)
    company = work.relations.company(key)
    known = with_contact(company, confirmed or {})
    if known != company:
        work.relations.save_company(known)


def _is_same(known: Company, other: Company) -> bool:
    if known.kvk_number and other.kvk_number:
        return known.kvk_number == other.kvk_number
    return plain_name(known.name) == plain_name(other.name)


def _told(company: Company) -> tuple[str, ...]:
    return (company.name, company.place, *(each.name for each in company.persons))
