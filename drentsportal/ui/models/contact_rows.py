"""Relations of the desk and their logs as the window shows them; internal, in no export."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.relations.company import plain_name
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.ui.widgets.text_cell import TextCell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.relations.company import Company
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.language import Language
    from drentsportal.services.contact_log import ContactLine

RELATION_COLUMNS: Final = ("name", "kind", "last")
LOG_COLUMNS: Final = ("at", "channel", "who", "subject", "agreement", "case")


@dataclass(frozen=True, slots=True)
class Relation:
    """Somebody the province speaks with. ``last_at_utc`` is that of the newest contact, ``None`` for none.

    ``told`` is all by which it is found, as ``plain_name`` compares it. ``is_typed`` is a name that stands
    with a contact of a case and that nobody kept as company or partner.
    """

    party: Party
    name: str
    company: Company | None = None
    contact: ContactPoint | None = None
    is_typed: bool = False
    last_at_utc: datetime | None = None
    told: str = ""

    @property
    def kind(self) -> str:
        """The kind as the window names it: ``company``, ``municipality``, ``partner`` or ``typed``."""
        return "typed" if self.is_typed else self.party.kind.value

    def answers(self, words: str) -> bool:
        """Whether each of the words stands in the name or what is kept beside it."""
        return all(word in self.told for word in plain_name(words).split())


@dataclass(frozen=True, slots=True)
class RelationLog:
    """What was said with a relation, newest first, and the cases of a company."""

    relation: Relation
    lines: tuple[ContactLine, ...] = ()
    cases: tuple[Case, ...] = ()


def same_party(party: Party) -> tuple[PartyKind, str]:
    """Return what two names of one relation have in common."""
    return party.kind, plain_name(party.id) if party.kind is PartyKind.PARTNER else party.id


def read_relations(services: AppServices) -> tuple[Relation, ...]:
    """Read companies by name, then gemeenten, then partners, then names that only cases have."""
    spoken = services.contacts.last_contacts()
    # Oldest first, so that the newest stays.
    last = {same_party(party): at_utc for party, at_utc in sorted(spoken.items(), key=itemgetter(1))}
    found = {same_party(each.party): each for each in _kept(services)}
    typed = [Relation(party, party.id, is_typed=True) for party in spoken]
    for each in _by_name(typed):
        found.setdefault(same_party(each.party), each)
    return tuple(replace(each, last_at_utc=last.get(key), told=_told(each)) for key, each in found.items())


def read_log(services: AppServices, relation: Relation) -> RelationLog:
    """Read the one log of a relation, which is logged."""
    cases: tuple[Case, ...] = ()
    if relation.company is not None:
        cases = services.companies.cases_of(relation.company.key)
    return RelationLog(relation, services.contacts.of_party(relation.party)[::-1], cases)


def relation_cells(language: Language, relation: Relation) -> tuple[TextCell, ...]:
    """Return name, kind and day of the newest contact."""
    day = relation.last_at_utc
    last = (
        TextCell(language.text("ui.contacts.never"), quiet=True, right=True)
        if day is None
        else TextCell(language.value(day.astimezone(DUTCH_TIME).date(), "date"), right=True)
    )
    mark = "unknown" if relation.is_typed else relation.kind
    kind = TextCell(language.text(f"ui.contacts.one.{relation.kind}"), quiet=True)
    return TextCell(relation.name, strong=True, mark=mark), kind, last


def log_cells(language: Language, line: ContactLine) -> tuple[TextCell, ...]:
    """Return moment, channel, who with whom, subject, agreement and case of a contact."""
    who = line.actor.name
    if line.department:
        who = language.text("ui.contacts.who_of", actor=who, department=line.department)
    if line.person:
        who = language.text("ui.contacts.who_with", who=who, person=line.person)
    return (
        TextCell(language.value(line.at_utc, "moment")),
        TextCell(line.channel),
        TextCell(who),
        TextCell(line.subject),
        TextCell(line.agreement),
        TextCell(line.case_number, text_role="accent"),
    )


def relation_facts(language: Language, log: RelationLog) -> tuple[str, ...]:
    """Return what is kept beside the name of a relation, line by line."""
    say, relation = language.text, log.relation
    company = relation.company
    if relation.is_typed:
        return (say("ui.contacts.facts.typed"),)
    if company is None:
        return (_call(language, relation.contact),) if _may_be_called(relation) else ()
    told = [
        say(
            "ui.contacts.facts.company",
            key=company.key,
            kvk=company.kvk_number or None,
            place=company.place or None,
        )
    ]
    for each in company.persons:
        parts = ", ".join(part for part in (each.function, each.email, each.phone) if part)
        told.append(say("ui.contacts.facts.person", name=each.name, told=parts) if parts else each.name)
    if log.cases:
        cases = tuple(
            say("ui.contacts.facts.case", number=each.number, title=each.request.title) for each in log.cases
        )
        told.append(say("ui.contacts.facts.cases", cases=cases))
    return tuple(told)


def _kept(services: AppServices) -> Iterable[Relation]:
    for company in services.companies.all():
        yield Relation(Party(PartyKind.COMPANY, company.key), company.name, company)
    managers = services.account_managers.all()
    known = {same_party(each.party) for each in managers}
    others = [Relation(Party(PartyKind.PARTNER, name), name) for name in services.contacts.partners()]
    for each in managers:
        if each.party.kind is PartyKind.MUNICIPALITY:
            yield Relation(each.party, each.name, contact=each.contact)
    organisations = [
        Relation(each.party, each.name, contact=each.contact)
        for each in managers
        if each.party.kind is PartyKind.PARTNER
    ]
    yield from _by_name([*organisations, *(each for each in others if same_party(each.party) not in known)])


def _told(relation: Relation) -> str:
    told, company = [relation.name], relation.company
    if company is not None:
        told += [company.key, company.kvk_number, company.place, *(each.name for each in company.persons)]
    return plain_name(" ".join(told))


def _by_name(found: list[Relation]) -> list[Relation]:
    return sorted(found, key=lambda each: plain_name(each.name))


def _may_be_called(relation: Relation) -> bool:
    """Whether it is told whom to call: always of a gemeente, of a partner where it is known."""
    return relation.party.kind is PartyKind.MUNICIPALITY or relation.contact is not None


def _call(language: Language, contact: ContactPoint | None) -> str:
    if contact is None:
        return language.text("ui.contacts.facts.nobody")
    number = contact.telephone.strip() or language.text("ui.contacts.facts.no_number")
    told = ", ".join(part for part in (number, contact.mail) if part)
    return language.text("ui.contacts.facts.call", function=contact.function, told=told)
