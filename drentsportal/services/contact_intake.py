"""Who can be reached about a request: what was confirmed of it goes to the company, where one is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.asking.text_bounds import bounded_text
from drentsportal.domain.entry.entry_text import is_shown
from drentsportal.domain.intake.contact_finders import plain_phone
from drentsportal.domain.relations.company import CompanyTraces, ContactPerson
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.relations.company import Company
    from drentsportal.services.ports.relations import RelationStore

CONTACT_KEYS: Final = ("contact_name", "phone", "email", "kvk_number")
"""What an answer may hold of the company and whoever wrote for it; no part of a request."""

_KVK_DIGITS: Final = 8
_FEWEST_FIGURES: Final = 6


def check_contact(confirmed: Mapping[str, str]) -> None:
    """Raise ``InputError`` naming the key for a KvK number, telephone or address that cannot be one.

    As well for a text that is too long, or in more than one line: it would begin a heading in a mail.
    """
    for key in CONTACT_KEYS:
        text = confirmed.get(key, "").strip()
        bounded_text(key, text)
        if not is_shown(text):
            raise InputError("error.request.text_lines", field=key, key=key)
    kvk_number = confirmed.get("kvk_number", "")
    figures = "".join(kvk_number.split())
    if kvk_number and not (figures.isascii() and figures.isdigit() and len(figures) == _KVK_DIGITS):
        raise InputError("error.company.kvk_number", field="kvk_number", text=kvk_number)
    phone = confirmed.get("phone", "")
    if phone and sum(each.isdigit() for each in phone) < _FEWEST_FIGURES:
        raise InputError("error.intake.phone", field="phone", text=phone)
    email = confirmed.get("email", "")
    if email and "@" not in email[1:-1]:
        raise InputError("error.intake.email", field="email", text=email)


def check_for_company(company: Company, confirmed: Mapping[str, str]) -> None:
    """Raise ``InputError`` where a company has another KvK number, and for an address of nobody by name."""
    number = "".join(confirmed.get("kvk_number", "").split())
    if number and company.kvk_number and company.kvk_number != number:
        raise InputError(
            "error.intake.kvk_differs", field="kvk_number", key=company.key, known=company.kvk_number
        )
    if (confirmed.get("phone") or confirmed.get("email")) and not confirmed.get("contact_name"):
        raise InputError("error.intake.contact_unnamed", field="contact_name", key=company.key)


def with_contact(company: Company, confirmed: Mapping[str, str]) -> Company:
    """Return a company with what was confirmed: a person of that name gets telephone and address.

    A KvK number is taken over where none is known. Without a name nothing of a person is taken over.
    """
    number = company.kvk_number or "".join(confirmed.get("kvk_number", "").split())
    name = " ".join(confirmed.get("contact_name", "").split())
    persons = company.persons
    if name:
        known = next((each for each in persons if each.name.casefold() == name.casefold()), None)
        before = known or ContactPerson(name)
        phone = confirmed.get("phone", "").strip()
        person = replace(
            before,
            email=confirmed.get("email", "").strip() or before.email,
            phone=plain_phone(phone) or phone or before.phone,
        )
        persons = tuple(person if each is known else each for each in persons)
        persons = persons if known else (*persons, person)
    return replace(company, kvk_number=number, persons=persons)


def keep_contact(relations: RelationStore, company_key: str, confirmed: Mapping[str, str]) -> None:
    """Take what was confirmed over into a known company.

    Raises as ``check_for_company``, and ``NotFoundError`` for an unknown company.
    """
    company = relations.company(company_key)
    check_for_company(company, confirmed)
    known = with_contact(company, confirmed)
    if known != company:
        relations.save_company(known)


def contact_traces(company_name: str, contact: Mapping[str, str]) -> CompanyTraces:
    """Return what name and contact tell of the company behind a request."""
    return CompanyTraces(
        name=company_name,
        kvk_number="".join(contact.get("kvk_number", "").split()),
        email=contact.get("email", ""),
        phone=contact.get("phone", ""),
    )


def confirmed_contact(paper: Mapping[str, Any]) -> dict[str, str]:
    """Read from the paper of an intake what was confirmed of the contact."""
    rows = paper.get("confirmed") or ()
    return {each["key"]: str(each["value"]) for each in rows if each["key"] in CONTACT_KEYS}
