"""Which known companies may be the one behind a request, and why; nothing is merged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from drentsportal.domain.intake.channel_rules import is_company_domain, mail_domain
from drentsportal.domain.intake.contact_finders import plain_phone
from drentsportal.domain.relations.company import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.domain.relations.company import Company, CompanyTraces


class LikenessReason(StrEnum):
    """What a request and a known company share, strongest first."""

    KVK_NUMBER = "kvk_number"
    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    EMAIL_DOMAIN = "email_domain"


@dataclass(frozen=True, slots=True)
class CompanyLikeness:
    """A known company that may be meant; ``contradicts`` says that its number of the KvK is another one."""

    company: Company
    reasons: tuple[LikenessReason, ...]
    contradicts: bool = False


def like_companies(traces: CompanyTraces, companies: Iterable[Company]) -> tuple[CompanyLikeness, ...]:
    """Return every known company that shares something with a request, the strongest ties first, then by key.

    Compared are the number of the KvK, the name without accents and legal form, the telephone number in one
    form, the mail address, and its domain unless it is that of a provider open to everybody.
    """
    found = []
    for company in companies:
        reasons = tuple(each for each in LikenessReason if each in _shared(traces, company))
        other = bool(traces.kvk_number and company.kvk_number and traces.kvk_number != company.kvk_number)
        if reasons:
            found.append(CompanyLikeness(company, reasons, other))
    order = list(LikenessReason)
    return tuple(
        sorted(found, key=lambda each: (order.index(each.reasons[0]), -len(each.reasons), each.company.key))
    )


def _shared(traces: CompanyTraces, company: Company) -> set[LikenessReason]:
    shared = set()
    emails = {each.email.casefold() for each in company.persons if each.email}
    domains = {mail_domain(each) for each in emails}
    phones = {plain_phone(each.phone) for each in company.persons} - {""}
    domain = mail_domain(traces.email)
    if traces.kvk_number and traces.kvk_number == company.kvk_number:
        shared.add(LikenessReason.KVK_NUMBER)
    if traces.name and plain_name(traces.name) == plain_name(company.name):
        shared.add(LikenessReason.NAME)
    if traces.email and traces.email.casefold() in emails:
        shared.add(LikenessReason.EMAIL)
    if traces.phone and plain_phone(traces.phone) in phones:
        shared.add(LikenessReason.PHONE)
    if domain in domains and is_company_domain(domain):
        shared.add(LikenessReason.EMAIL_DOMAIN)
    return shared
