"""Who spoke with whom: one log per company, gemeente, partner and case; internal, in no export.

A contact belongs to a case or to a relation. The log of a relation shows both: what was logged with it, what
was logged in the cases of a company, and what was logged in any case under the relation's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from drentsportal.domain.actor import one_line
from drentsportal.domain.cases.access import ALL_CONTACTS
from drentsportal.domain.cases.deadline import DUTCH_TIME, require_utc
from drentsportal.domain.relations.company import plain_name
from drentsportal.domain.relations.contact_log import Party, PartyKind, RelationMoment
from drentsportal.domain.vocabulary import MUNICIPALITIES, MUNICIPALITY_CODES
from drentsportal.errors import InputError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.changes import ChangeSet
from drentsportal.services.contact_names import ContactNames

if TYPE_CHECKING:
    from collections.abc import Collection

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.cases.case import ContactMoment
    from drentsportal.services.case_desk import Talk
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import ReadUnit, Workspace

_GEMEENTE: Final = "gemeente "


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact of a log. ``with_name`` is what the relation is called; no ``case_number`` outside cases.

    ``party`` is the relation where it is known for sure: ``None`` for a contact in a case without a company.
    """

    at_utc: datetime
    actor: Actor
    with_name: str
    person: str
    department: str
    channel: str
    subject: str
    agreement: str
    party: Party | None = None
    case_number: str = ""


@dataclass(frozen=True, slots=True)
class ContactSearch:
    """What is looked for; empty and ``None`` mean anything. Days are Dutch calendar days, both included."""

    company: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None


class ContactLog:
    """Logs contacts outside cases, and reads all contacts together."""

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, the time and the person at the desk."""
        self._workspace = workspace
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)
        self._names = ContactNames()

    def forget(self) -> None:
        """Let go of every name in memory, as when the workspace is locked."""
        self._names.forget()

    def log(self, party: Party, talk: Talk) -> tuple[RelationMoment, ChangeSet]:
        """Log a contact with a relation; ``talk.company`` is not used, since the relation tells it.

        Raises ``InputError`` without a subject, for a moment in the future or an unknown gemeente, and
        ``NotFoundError`` for an unknown company.
        """
        if not talk.subject.strip():
            raise InputError("error.contact.subject_missing", field="subject")
        now_utc = self._clock.now_utc()
        at_utc = require_utc(talk.at_utc or now_utc, "at")
        if at_utc > now_utc:
            raise InputError("error.case.moment_in_future", field="at", at_utc=at_utc, now_utc=now_utc)
        moment = RelationMoment(
            at_utc=at_utc,
            actor=self._actors.current(),
            party=_checked(party),
            department=talk.department.strip(),
            person=talk.person.strip(),
            channel=talk.channel.strip(),
            subject=talk.subject.strip(),
            agreement=talk.agreement.strip(),
        )
        with self._workspace.unit_of_work() as work:
            work.relations.add_moment(moment)
            work.commit()
        return moment, ChangeSet()

    def of_party(self, party: Party) -> tuple[ContactLine, ...]:
        """Return every contact with a relation, oldest first.

        Contacts of the cases of a company count, but those that name another relation; of other cases those
        that name this one. A look at the relation, which is logged. Raises ``NotFoundError`` for an unknown
        company.
        """
        with self._workspace.reading() as unit:
            if party.kind is PartyKind.COMPANY:
                unit.relations.company(party.id)
            found = tuple(each for each in self._lines_with(unit, party) if _is_with(each.party, party))
        self._access.opened(party.id)
        return found

    def of_case(self, number: str) -> tuple[ContactLine, ...]:
        """Return the contacts of a case and those with its company outside cases, oldest first.

        A look at the case and at its company, which is logged. Raises ``NotFoundError``.
        """
        with self._workspace.reading() as unit:
            case = unit.cases.get(number)
            company = Party(PartyKind.COMPANY, case.company_key)
            found = tuple(
                each
                for each in _lines(unit, [number])
                if each.case_number == number
                or (case.company_key and not each.case_number and each.party == company)
            )
        self._access.opened(number, *filter(None, [case.company_key]))
        return found

    def find(self, search: ContactSearch) -> tuple[ContactLine, ...]:
        """Return the contacts that answer to every part of a search, oldest first; logged as one list."""
        with self._workspace.reading() as unit:
            keys = {each.key: each.name for each in unit.relations.companies()}
            lines = _lines(unit, since_utc=None if search.since is None else _midnight(search.since))
            found = tuple(each for each in lines if _answers(each, search, keys))
        self._access.opened(ALL_CONTACTS)
        return found

    def last_contacts(self) -> dict[Party, datetime]:
        """Return who was spoken with and when last, each under every name; logged as one list."""
        with self._workspace.reading() as unit:
            known = _Known(unit)
            found = unit.relations.moment_times()
            keys = unit.cases.bulk.company_keys()
            newest: dict[tuple[str, str], datetime] = {}
            for number, at_utc, named in self._names.read(unit):
                said = named, keys.get(number, "")
                before = newest.get(said)
                newest[said] = at_utc if before is None or at_utc > before else before
        for (named, key), at_utc in newest.items():
            party = known.party(named, key)
            if party is not None:
                found.append((party, at_utc))
        self._access.opened(ALL_CONTACTS)
        # Oldest first, so that the newest stays.
        return dict(sorted(found, key=itemgetter(1)))

    def partners(self) -> tuple[str, ...]:
        """Return the names of partners that are in the log, by name."""
        with self._workspace.reading() as unit:
            parties = {party for party, _ in unit.relations.moment_times()}
        return tuple(sorted(each.id for each in parties if each.kind is PartyKind.PARTNER))

    def _lines_with(self, unit: ReadUnit, party: Party) -> list[ContactLine]:
        """Return at least the contacts with a relation, and of other cases than have one none at all."""
        known, keys = _Known(unit), unit.cases.bulk.company_keys()
        numbers = {
            number
            for number, _, named in self._names.read(unit)
            if _is_with(known.party(named, keys.get(number, "")), party)
        }
        outside = None if party.kind is PartyKind.PARTNER else party
        return _lines(unit, numbers, known=known, outside=outside)


def party_of(text: str) -> Party:
    """Read a gemeente of Drenthe by name or code, with or without "gemeente"; anything else is a partner.

    Raises ``InputError`` for an empty text.
    """
    name = one_line(text)
    if not name:
        raise InputError("error.contact.party_missing", field="to")
    bare = name.casefold().removeprefix(_GEMEENTE).strip()
    codes = MUNICIPALITY_CODES | {code.casefold(): code for code in MUNICIPALITIES}
    code = codes.get(bare)
    return Party(PartyKind.PARTNER, name) if code is None else Party(PartyKind.MUNICIPALITY, code)


def party_name(party: Party, companies: dict[str, str] | None = None) -> str:
    """Name a relation: a gemeente by its name, a company by its own where it is given, else by its key."""
    if party.kind is PartyKind.MUNICIPALITY:
        return MUNICIPALITIES.get(party.id, party.id)
    if party.kind is PartyKind.COMPANY:
        return (companies or {}).get(party.id, party.id)
    return party.id


def _checked(party: Party) -> Party:
    if party.kind is PartyKind.COMPANY:
        return party
    read = party_of(party.id)
    if party.kind is PartyKind.MUNICIPALITY and read.kind is not PartyKind.MUNICIPALITY:
        raise InputError(
            "error.contact.municipality_unknown",
            field="gemeente",
            text=party.id,
            accepted=", ".join(MUNICIPALITIES.values()),
        )
    return Party(party.kind, read.id)


class _Known:
    """Who is known by name, each name looked at once."""

    def __init__(self, unit: ReadUnit) -> None:
        self.companies = {each.key: each.name for each in unit.relations.companies()}
        self._by_name = {
            plain_name(name): Party(PartyKind.COMPANY, key) for key, name in self.companies.items()
        }
        self._named: dict[str, Party | None] = {}

    def party(self, text: str, company_key: str) -> Party | None:
        """Tell with whom a contact of a case was: who was typed, else the company of the case."""
        named = self._party_named(text) if text else None
        own = Party(PartyKind.COMPANY, company_key) if company_key in self.companies else None
        is_other = named is not None and (named.kind is not PartyKind.PARTNER or own is None)
        return named if is_other else own

    def _party_named(self, text: str) -> Party | None:
        if text not in self._named:
            is_said = bool(text.strip())
            self._named[text] = (self._by_name.get(plain_name(text)) or party_of(text)) if is_said else None
        return self._named[text]


def _lines(
    unit: ReadUnit,
    numbers: Collection[str] | None = None,
    since_utc: datetime | None = None,
    *,
    known: _Known | None = None,
    outside: Party | None = None,
) -> list[ContactLine]:
    """Return contacts outside cases (with ``outside``, else all) and those of some cases, oldest first.

    Without ``numbers`` those of all cases; of cases those before ``since_utc`` are left out.
    """
    known, bulk = known or _Known(unit), unit.cases.bulk
    lines = [_of_relation(each, known.companies) for each in unit.relations.moments(outside)]
    contacts = bulk.contacts(numbers, since_utc)
    companies = bulk.company_names({number for number, _ in contacts})
    lines += [_of_case(each, number, companies[number], known) for number, each in contacts]
    return sorted(lines, key=lambda each: each.at_utc)


def _midnight(day: date) -> datetime:
    """Return the instant with which a Dutch day begins."""
    return datetime.combine(day, time.min, DUTCH_TIME).astimezone(UTC)


def _of_relation(moment: RelationMoment, companies: dict[str, str]) -> ContactLine:
    return ContactLine(
        at_utc=moment.at_utc,
        actor=moment.actor,
        with_name=party_name(moment.party, companies),
        person=moment.person,
        department=moment.department,
        channel=moment.channel,
        subject=moment.subject,
        agreement=moment.agreement,
        party=moment.party,
    )


def _of_case(moment: ContactMoment, number: str, company: tuple[str, str], known: _Known) -> ContactLine:
    """Tell a contact of a case; ``company`` is its key and the company as the case tells it."""
    company_key, company_name = company
    party = known.party(moment.company, company_key)
    return ContactLine(
        at_utc=moment.at_utc,
        actor=moment.actor,
        with_name=moment.company or (party_name(party, known.companies) if party else company_name),
        person=moment.person,
        department=moment.department,
        channel=moment.channel,
        subject=moment.subject,
        agreement=moment.agreement,
        party=party,
        case_number=number,
    )


def _is_with(found: Party | None, wanted: Party) -> bool:
    if found is None or found.kind is not wanted.kind:
        return False
    if wanted.kind is PartyKind.PARTNER:
        return plain_name(found.id) == plain_name(wanted.id)
    return found.id == wanted.id


def _answers(line: ContactLine, search: ContactSearch, companies: dict[str, str]) -> bool:
    day = line.at_utc.astimezone(DUTCH_TIME).date()
    names = [line.with_name]
    if line.party is not None:
        names += [line.party.id, party_name(line.party, companies)]
    return (
        (not search.company.strip() or any(plain_name(search.company) in plain_name(each) for each in names))
        and (not search.person.strip() or plain_name(search.person) in plain_name(line.person))
        and (search.since is None or day >= search.since)
        and (search.until is None or day <= search.until)
    )
