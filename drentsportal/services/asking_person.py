"""Who asked, as the intake confirmed it: name, telephone and mail; internal, in no export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.relations.company import ContactPerson
from drentsportal.errors import NotFoundError
from drentsportal.services.contact_intake import confirmed_contact
from drentsportal.services.kept_papers import read_newest
from drentsportal.services.ports.replies import Recipient

if TYPE_CHECKING:
    from drentsportal.domain.cases.case import Case
    from drentsportal.services.ports.workspace import ReadUnit


def asking_person(unit: ReadUnit, number: str) -> ContactPerson:
    """Return who was confirmed to have asked; with empty words where the intake says nothing.

    Raises ``InputError`` where the paper of the intake is damaged.
    """
    said = read_newest(unit.cases.papers(number, PaperKind.INTAKE), confirmed_contact) or {}
    words = {key: said.get(key, "").strip() for key in ("contact_name", "email", "phone")}
    return ContactPerson(words["contact_name"], email=words["email"], phone=words["phone"])


def company_recipient(unit: ReadUnit, case: Case) -> Recipient:
    """Return whom an answer to a company is for: who asked, and only where nobody is told a known person.

    What the company is known by since goes before what the intake says of the same person. Somebody else
    than who asked never gets the answer: without an address of theirs it has none.
    """
    asked = asking_person(unit, case.number)
    known = _persons(unit, case)
    if not asked.name and not asked.email:
        return next((Recipient(each.name, each.email) for each in known if each.email), Recipient())
    same = next((each for each in known if _is_same(each, asked)), asked)
    return Recipient(asked.name or same.name, same.email or asked.email)


def _persons(unit: ReadUnit, case: Case) -> tuple[ContactPerson, ...]:
    if not case.company_key:
        return ()
    try:
        return unit.relations.company(case.company_key).persons
    except NotFoundError:
        # Erased since, with its people.
        return ()


def _is_same(known: ContactPerson, asked: ContactPerson) -> bool:
    """Whether both are one person: by name, and without a name by the address."""
    if asked.name:
        return known.name.casefold() == asked.name.casefold()
    return known.email.casefold() == asked.email.casefold()
