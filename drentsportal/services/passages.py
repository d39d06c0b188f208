"""What is internal as passages: of a case, and of all relations; read for inzage and Woo alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.retention.passages import ASKED, CONFIRMED, Passage, PassageField, PassageKind
from drentsportal.services.paper_passages import event_fields, paper_fields, request_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from drentsportal.domain.cases.case import Case, CaseEvent, ContactMoment
    from drentsportal.domain.relations.company import Company
    from drentsportal.domain.relations.contact_log import PartyKind, RelationMoment
    from drentsportal.services.ports.workspace import ReadUnit


def case_passages(unit: ReadUnit, number: str, site_name: Callable[[str], str] = str) -> tuple[Passage, ...]:
    """Return every passage of a case, in the order of a file; raises ``NotFoundError``.

    ``site_name`` names a site by its id; without it the id stands there.
    """
    return tuple(_with_names(each, site_name) for each in _case_passages(unit, number))


def _with_names(passage: Passage, site_name: Callable[[str], str]) -> Passage:
    """Name the sites of a passage: an id tells a reader nothing."""
    fields = tuple(
        replace(each, text="; ".join(site_name(part) for part in each.text.split("; ")))
        if each.name == "site"
        else each
        for each in passage.fields
    )
    return replace(passage, fields=fields)


def _case_passages(unit: ReadUnit, number: str) -> tuple[Passage, ...]:
    cases = unit.cases
    found = [_case(cases.get(number))]
    found += [_event(number, at, each) for at, each in enumerate(cases.events(number), 1)]
    found += [_contact(number, at, each) for at, each in enumerate(cases.contacts(number), 1)]
    for kind in PaperKind:
        for paper in cases.papers(number, kind):
            fields = (("paper", kind.value), ("by", paper.actor.name), *paper_fields(paper))
            name = f"paper-{kind.value}-{paper.version}"
            found.append(_passage(number, name, PassageKind.PAPER, fields))
    for file in cases.attachments(number):
        fields = (("file_name", file.name),)
        found.append(Passage(f"attachment-{file.id}", number, PassageKind.ATTACHMENT, _fields(fields)))
    for at, document in enumerate(cases.documents(number), 1):
        fields = (("file_name", document.file_name),)
        found.append(_passage(number, f"document-{at}", PassageKind.DOCUMENT, fields))
    return tuple(found)


def kept_requests(unit: ReadUnit, number: str) -> tuple[Passage, ...]:
    """Return the words of each request that was matched, as they were then."""
    found = []
    for at, (_, replay) in enumerate(unit.cases.matches(number), 1):
        asked = json.loads(replay).get("request")
        found.append(_passage(number, f"match-{at}", PassageKind.CASE, request_fields(asked)))
    return tuple(found)


def relation_passages(unit: ReadUnit) -> tuple[Passage, ...]:
    """Return what is kept of companies, of their people, and of contacts outside cases."""
    found: list[Passage] = []
    for company in unit.relations.companies():
        found += _company(company)
    said: dict[tuple[PartyKind, str], int] = {}
    for moment in unit.relations.moments():
        key = (moment.party.kind, moment.party.id)
        said[key] = said.get(key, 0) + 1
        found.append(_moment(moment, said[key]))
    return tuple(found)


def _case(case: Case) -> Passage:
    request = case.request
    fields = [
        ("requester", case.requester),
        ("company", case.company_name),
        ("owner", case.owner.name),
        ("title", request.title),
        ("summary", request.summary),
        ("sector", request.sector),
        ("origin", "" if request.origin is None else request.origin.label),
        *(("origin", each.label) for each in request.staff_points),
        *(("text", each) for each in request.soft_factors),
        *(("reason", each.reason) for each in case.stops),
        *(("reason", each.reason) for each in case.shortlist),
    ]
    if request.staff_count is not None:
        fields.append((f"{CONFIRMED}staff_count", str(request.staff_count)))
    fields += [
        (f"{ASKED}{each.criterion_id}", str(each.limit))
        for each in request.requirements
        if isinstance(each.limit, int) and not isinstance(each.limit, bool)
    ]
    if case.asked_at_utc is not None:
        fields.append(("asked_at", case.asked_at_utc.isoformat()))
    return Passage("case", case.number, PassageKind.CASE, _fields(fields), case.received_at_utc)


def _event(number: str, at: int, event: CaseEvent) -> Passage:
    fields = (("event", event.kind.value), ("by", event.actor.name), *event_fields(event))
    return Passage(f"event-{at}", number, PassageKind.EVENT, _fields(fields), event.at_utc)


def _contact(number: str, at: int, contact: ContactMoment) -> Passage:
    fields = (
        ("by", contact.actor.name),
        ("department", contact.department),
        ("company", contact.company),
        ("person", contact.person),
        ("channel", contact.channel),
        ("subject", contact.subject),
        ("agreement", contact.agreement),
    )
    return Passage(f"contact-{at}", number, PassageKind.CONTACT, _fields(fields), contact.at_utc)


def _company(company: Company) -> Iterator[Passage]:
    key = company.key
    fields = (("company", company.name), ("kvk", company.kvk_number), ("place", company.place))
    yield _passage(key, f"company-{key}", PassageKind.COMPANY, fields)
    for at, each in enumerate(company.persons, 1):
        person = (
            ("name", each.name),
            ("function", each.function),
            ("email", each.email),
            ("phone", each.phone),
            ("company", company.name),
        )
        yield _passage(key, f"person-{key}-{at}", PassageKind.PERSON, person)


def _moment(moment: RelationMoment, at: int) -> Passage:
    fields = (
        ("by", moment.actor.name),
        ("department", moment.department),
        ("person", moment.person),
        ("channel", moment.channel),
        ("subject", moment.subject),
        ("agreement", moment.agreement),
    )
    subject = moment.party.id
    name = f"relation-{moment.party.kind.value}-{at}"
    return Passage(name, subject, PassageKind.RELATION, _fields(fields), moment.at_utc)


def _passage(subject: str, name: str, kind: PassageKind, fields: tuple[tuple[str, str], ...]) -> Passage:
    return Passage(name, subject, kind, _fields(fields))


def _fields(pairs: Iterable[tuple[str, str]]) -> tuple[PassageField, ...]:
    return tuple(PassageField(name, text) for name, text in pairs if text.strip())
