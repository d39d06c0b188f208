"""The end of what is kept: destroyed with a statement, or anonymised; done by a person, never by itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.domain.cases.case_papers import outcome_from_data
from drentsportal.domain.cases.digesting import digest_of
from drentsportal.domain.cases.papers import CasePaper, PaperKind, ReferenceKind, ReferencePaper
from drentsportal.domain.relations.company import names_company
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.domain.retention.anonymising import (
    AnonymisedCase,
    anonymised_case,
    anonymised_documents,
    anonymised_events,
    anonymised_papers,
)
from drentsportal.domain.retention.giveaways import giveaways
from drentsportal.domain.retention.standing import (
    RetentionChoice,
    RetentionStanding,
    RetentionState,
    choice_to_data,
)
from drentsportal.errors import InputError, NotFoundError, StorageError
from drentsportal.services.case_clock import case_clock
from drentsportal.services.changes import ChangeSet
from drentsportal.services.kept_papers import paper_text, read_newest
from drentsportal.services.referral_log import referrals_of
from drentsportal.services.retention import category_label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.retention.selection_list import SelectionCategory
    from drentsportal.services.ports.cases import CaseReader
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import ReadUnit, Workspace
    from drentsportal.services.retention import Retention


@dataclass(frozen=True, slots=True)
class CompanyErasure:
    """What became of a company; ``case_numbers`` are cases that name it in their own words still."""

    key: str
    ground: str
    case_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompanyStatement:
    """The statement of destruction of a company: its key is all that is left of it."""

    key: str
    erased_at_utc: datetime
    actor: Actor
    ground: str


@dataclass(frozen=True, slots=True)
class Anonymising:
    """How a case is anonymised. ``ground`` is why; ``title`` replaces that of the request where it is given.

    ``keep_attachments`` are ids of files that somebody looked through and found free of personal data.
    """

    ground: str
    title: str = ""
    keep_attachments: tuple[str, ...] = ()


class Destruction:
    """Destroys and anonymises cases and companies of a workspace."""

    def __init__(self, workspace: Workspace, retention: Retention, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, the terms of its cases, and who does it when."""
        self._workspace = workspace
        self._retention = retention
        self._clock = clock
        self._rule = case_clock(clock).rule
        self._actors = actors

    def erase(self, number: str, ground: str, *, before_term: bool = False) -> tuple[ErasedCase, ChangeSet]:
        """Destroy a case here and in every kept copy; its figures and the statement stay.

        Documents that were sent lie outside the workspace and are not reached. ``before_term`` says that the
        person means it although the term has not passed, as after a request to be forgotten.

        Raises ``NotFoundError`` for an unknown case, ``InputError`` without a ground, for a ground that names
        somebody, for a case without category or kept for good, and before its term.
        """
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        with self._workspace.reading() as unit:
            case = unit.cases.get(number)
            standing = self._retention.standing_within(unit, number)
            _check_ground(ground, number, _names(unit, case))
            category = _category_to_end(standing, before_term=before_term)
            referrals = referrals_of(unit.cases, number)
            outcome = read_newest(unit.cases.papers(number, PaperKind.OUTCOME), outcome_from_data)
            closed_at_utc = unit.cases.bulk.outlines((number,))[number].closed_at_utc
        digest = digest_of(case, referrals, outcome, now_utc, closed_at_utc, self._rule)
        erased = ErasedCase(number, now_utc, actor, category_label(category), ground.strip(), digest)
        self._workspace.erase_case(erased)
        return erased, ChangeSet(cases=frozenset({number}))

    def anonymise(
        self, number: str, how: Anonymising, *, before_term: bool = False
    ) -> tuple[AnonymisedCase, ChangeSet]:
        """Take names and texts out of a case, here and in every kept copy; figures and request stay.

        What stays and what goes stands in ``domain.retention.anonymising``. Raises as ``erase``, and
        ``InputError`` when the title that stays names somebody or a file to keep is not there.
        """
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        with self._workspace.reading() as unit:
            case = unit.cases.get(number)
            standing = self._retention.standing_within(unit, number)
            names = _names(unit, case)
            _check_ground(how.ground, number, names)
            category = _category_to_end(standing, before_term=before_term)
            title = how.title.strip() or case.request.title
            if giveaways(title, names):
                raise InputError("error.retention.title_names", field="title", number=number)
            event = CaseEvent(now_utc, EventKind.ANONYMISED, actor, {"reason": how.ground.strip()})
            choice = RetentionChoice(category, how.ground.strip(), is_anonymised=True)
            decided = CasePaper(PaperKind.RETENTION, 1, now_utc, actor, paper_text(choice_to_data(choice)))
            left = AnonymisedCase(
                case=anonymised_case(case, title),
                events=(*anonymised_events(unit.cases.events(number)), event),
                documents=anonymised_documents(unit.cases.documents(number)),
                papers=(*_papers_left(unit.cases, number), decided),
                attachment_ids=_checked_ids(unit.cases, number, how.keep_attachments),
            )
        self._workspace.anonymise_case(left, AccessEntry(now_utc, actor, AccessKind.ANONYMISED, number))
        return left, ChangeSet(cases=frozenset({number}))

    def erase_company(self, key: str, ground: str) -> tuple[CompanyErasure, ChangeSet]:
        """Destroy a company, its people and what was said with it, here and in every kept copy.

        Cases stay and keep what is written in them; those that still name it are told. The statement stays
        with the workspace. Raises ``NotFoundError``, ``InputError`` as ``erase`` for the ground, and
        ``StorageError`` when remains of it could not be taken off the disk: the company is gone all the same.
        """
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        with self._workspace.reading() as unit:
            company = unit.relations.company(key)
            said = unit.relations.moments(Party(PartyKind.COMPANY, key))
            people = [*(each.name for each in company.persons), *(each.person for each in said)]
            _check_ground(ground, key, _distinct((company.name, *people)))
            told = unit.cases.bulk.company_names()
        numbers = tuple(
            number
            for number, (known, name) in sorted(told.items())
            if known == key or names_company(name, company.name)
        )
        remains = self._destroy_company(key, AccessEntry(now_utc, actor, AccessKind.ERASED, key))
        statement = ReferencePaper(
            ReferenceKind.DESTRUCTION, key, 1, now_utc, actor, paper_text({"ground": ground.strip()})
        )
        with self._workspace.unit_of_work() as work:
            work.shelf.add(statement)
            work.commit()
        if remains is not None:
            raise remains
        return CompanyErasure(key, ground.strip(), numbers), ChangeSet(cases=frozenset(numbers))

    def _destroy_company(self, key: str, entry: AccessEntry) -> StorageError | None:
        """Destroy a company; returns what went wrong after it was gone: a statement is due all the same."""
        try:
            self._workspace.erase_company(key, entry)
        except StorageError as error:
            with self._workspace.reading() as unit:
                try:
                    unit.relations.company(key)
                except NotFoundError:
                    return error
            raise
        return None

    def statements(self) -> tuple[ErasedCase, ...]:
        """Return the statements of destruction of cases, by number."""
        with self._workspace.reading() as unit:
            return unit.cases.erased()

    def company_statements(self) -> tuple[CompanyStatement, ...]:
        """Return the statements of destruction of companies, by key."""
        with self._workspace.reading() as unit:
            papers = unit.shelf.papers(ReferenceKind.DESTRUCTION)
        return tuple(
            CompanyStatement(each.id, each.at_utc, each.actor, json.loads(each.content)["ground"])
            for each in papers
        )


def _category_to_end(standing: RetentionStanding, *, before_term: bool) -> SelectionCategory:
    """Return the category by which a case ends; raises ``InputError`` when it may not end now."""
    number, choice = standing.number, standing.choice
    if choice is None:
        raise InputError("error.retention.no_choice", field="case", number=number)
    if standing.state is RetentionState.PERMANENT:
        raise InputError("error.retention.permanent", field="case", number=number)
    ended = {RetentionState.DUE, RetentionState.ANONYMISED}
    if standing.state not in ended and not before_term:
        if standing.due_on is None:
            raise InputError("error.retention.not_started", field="before_term", number=number)
        raise InputError(
            "error.retention.not_due", field="before_term", number=number, due_on=standing.due_on
        )
    return choice.category


def _check_ground(ground: str, subject: str, names: Iterable[str]) -> None:
    """Refuse a ground that is empty, or names somebody: the statement is open and stays for good."""
    if not ground.strip():
        raise InputError("error.retention.ground_missing", field="ground", subject=subject)
    told = giveaways(ground, names)
    if told:
        raise InputError("error.retention.ground_names", field="ground", subject=subject, words=told)


def _names(unit: ReadUnit, case: Case) -> tuple[str, ...]:
    """Return who is named in the fields of a case: company and its people, requester, those spoken with."""
    names = [case.company_name, case.requester]
    names += [name for each in unit.cases.contacts(case.number) for name in (each.person, each.company)]
    for each in unit.relations.companies():
        if each.key == case.company_key:
            names += [each.name, *(person.name for person in each.persons)]
    return _distinct(names)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.strip() for each in names if each.strip()))


def _papers_left(cases: CaseReader, number: str) -> tuple[CasePaper, ...]:
    """Return the newest referrals and outcome, stripped, each as the first version of what is left."""
    newest = [
        papers[-1]
        for kind in (PaperKind.REFERRALS, PaperKind.OUTCOME)
        if (papers := cases.papers(number, kind))
    ]
    try:
        return tuple(replace(each, version=1) for each in anonymised_papers(newest))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError("error.retention.paper_damaged", field="case", number=number) from error


def _checked_ids(cases: CaseReader, number: str, wanted: Iterable[str]) -> frozenset[str]:
    known = {each.id for each in cases.attachments(number)}
    for each in wanted:
        if each not in known:
            raise InputError("error.retention.no_attachment", field="keep", number=number, attachment=each)
    return frozenset(wanted)
