"""The request as we understand it: requirements and weighted preferences in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.criteria import CRITERION_BY_ID, WEIGHT_SUM, LimitKind
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.reports.blocks import Column, Table, cell, number_cell

if TYPE_CHECKING:
    from drentsportal.domain.request import Limit, Requirement
    from drentsportal.language import Language
    from drentsportal.services.documents import AdviceSubject


def request_tables(subject: AdviceSubject, language: Language) -> tuple[Table, ...]:
    """Return requirements and preferences, side by side; the second only where there are any."""
    columns = (
        Column(language.text("doc.advice.column.requirement"), 0.75),
        Column(language.text("doc.advice.column.asked"), 1),
    )
    rows = [(cell(label), cell(text)) for label, text in _facts(subject, language)]
    rows += [
        (cell(language.text(f"criterion.{each.criterion_id}")), cell(_limit(each, subject, language)))
        for each in subject.request.requirements
    ]
    tables = [Table("", columns, tuple(rows))]
    contributions = subject.shortlist[0].card.contributions
    if contributions:
        shares = (
            Column(language.text("doc.advice.column.preference"), 1),
            Column(language.text("doc.advice.column.weight"), 18, right=True),
        )
        weights = tuple(
            (
                cell(language.text(f"criterion.{each.criterion_id}")),
                number_cell(language.value(each.weight / WEIGHT_SUM, "percent")),
            )
            for each in contributions
        )
        tables.append(Table("", shares, weights))
    return tuple(tables)


def _facts(subject: AdviceSubject, language: Language) -> list[tuple[str, str]]:
    request = subject.request
    facts = [("type", language.text(f"request_type.{request.request_type.value}"))]
    if request.sector:
        facts.append(("sector", request.sector))
    if request.staff_count is not None:
        facts.append(("staff", language.value(request.staff_count, "int")))
    facts.append(("housing", language.text(f"housing.{request.housing.value}")))
    if request.origin is not None:
        facts.append(("origin", request.origin.label))
    return [(language.text(f"doc.request.{key}"), text) for key, text in facts]


def _limit(requirement: Requirement, subject: AdviceSubject, language: Language) -> str:
    criterion = CRITERION_BY_ID.get(requirement.criterion_id)
    limit: Limit = requirement.limit
    if isinstance(limit, tuple):
        return language.value(tuple(_named(each, subject, language) for each in limit), "list")
    if isinstance(limit, bool):
        return language.text("word.yes" if limit else "word.no")
    unit = criterion.unit if criterion is not None else ""
    if requirement.criterion_id == "floor_area":
        unit = "floor_m2"  # people speak of a floor in square metres and of a plot in hectares
    template = f"doc.limit.{unit}.{_direction(requirement.criterion_id)}"
    return language.text(template, limit=limit) if template in language else str(limit)


def _direction(criterion_id: str) -> str:
    criterion = CRITERION_BY_ID.get(criterion_id)
    at_most = criterion is not None and criterion.limit_kind is LimitKind.AT_MOST
    return "at_most" if at_most else "at_least"


def _named(text_id: str, subject: AdviceSubject, language: Language) -> str:
    region = subject.surroundings.regions.get(text_id)
    if region is not None:
        return region
    if f"region.{text_id}" in language:
        return language.text(f"region.{text_id}")
    return MUNICIPALITIES.get(text_id, subject.surroundings.segments.get(text_id, text_id))
