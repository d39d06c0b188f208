"""Whom an advice names to ask, and how to reach them: functions, never persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.firmness.whom_to_ask import question_told, scope_asked
from drentsportal.reports.advice.section import Section
from drentsportal.reports.typeset.blocks import Cell, Column, Table, Words, cell
from drentsportal.reports.typeset.contacts import function_words
from drentsportal.reports.typeset.value_words import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.language import Language
    from drentsportal.reports.typeset.value_words import SourceNumbers
    from drentsportal.services.documents import AdviceSite, AdviceSubject


def asked_of(site: AdviceSite, subject: AdviceSubject) -> Iterator[tuple[Message, str]]:
    """Return the questions of a site with the scope to ask; those on the grid go to its operator."""
    known = {each.scope for each in subject.surroundings.contacts}
    for each in site.card.questions:
        told = question_told(each.criterion_id, each.scope, each.text, known)
        yield told, scope_asked(each.criterion_id, each.scope, known)
    for facts in site.allocation:
        yield from ((each.text, each.scope) for each in facts.questions)


def question_count(subject: AdviceSubject) -> int:
    """Return how many questions are open on the proposed sites."""
    return sum(1 for site in subject.shortlist for _ in asked_of(site, subject))


def contacts_section(subject: AdviceSubject, language: Language, sources: SourceNumbers) -> Section | None:
    """Tell how to reach the desk, the gemeenten of the sites and whoever is asked; ``None`` where unknown."""
    rows: dict[ContactPoint, list[str]] = {}
    desk = subject.surroundings.contact("province")
    if desk is not None:
        rows[desk] = []
    for number, site in enumerate(subject.shortlist, start=1):
        scopes = [site.site.municipality_code or "", *(scope for _, scope in asked_of(site, subject))]
        for scope in dict.fromkeys(scopes):
            contact = subject.surroundings.contact(scope)
            if contact is not None:
                rows.setdefault(contact, []).append(str(number))
    if not rows:
        return None
    columns = (
        Column(language.text("doc.advice.column.contact"), 1),
        Column(language.text("doc.advice.column.telephone"), 28),
        Column(language.text("doc.advice.column.mail"), 1.3),
        Column(language.text("doc.advice.column.site"), 14),
    )
    made = tuple(
        (
            cell(function_words(each, language)),
            _reach(each.telephone, language),
            _reach(each.mail, language),
            cell(", ".join(dict.fromkeys(numbers)) or language.text("doc.advice.contact_all")),
        )
        for each, numbers in rows.items()
    )
    found = tuple(dict.fromkeys(str(sources.number(each.source, each.as_of)) for each in rows))
    note = language.text("doc.advice.contacts_note", sources=found)
    return Section(language.text("doc.advice.section.contacts"), table=Table("", columns, made, note))


def _reach(told: str, language: Language) -> Cell:
    """Return how to reach somebody; what is not known is said so."""
    if told:
        return cell(told)
    return Cell((Words(language.text("word.unknown"), Mark.UNKNOWN, "unknown"),))
