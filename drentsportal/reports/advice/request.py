"""The request as we understand it: requirements and weighted preferences in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.criteria import CRITERION_BY_ID, Criterion, LimitKind
from drentsportal.domain.match.printed_parts import card_weights
from drentsportal.domain.sectors.sector import scheme_and_rest
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.language.limit_words import amount_words, building_words, combining_words
from drentsportal.language.segment_words import segment_words
from drentsportal.reports.typeset.blocks import Column, Table, cell, number_cell

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import Limit, LocationRequest, Requirement
    from drentsportal.language import Language
    from drentsportal.services.documents import AdviceSubject

_STRAIGHT: Final = 100
_WORTH_SPLITTING: Final = 4
_DRIVEN: Final = frozenset({"present_minutes", "junction_minutes", "terminal_minutes"})


def request_columns(subject: AdviceSubject, language: Language) -> tuple[tuple[Table, ...], ...]:
    """Return requirements and preferences in two columns of about equal height.

    Where there are many requirements their last ones stand above the preferences.
    """
    required, *wished = request_tables(subject, language)
    wish_rows = sum(len(each.rows) + 1 for each in wished)
    surplus = len(required.rows) - wish_rows
    if surplus < _WORTH_SPLITTING:
        return tuple((each,) for each in (required, *wished))
    kept = len(required.rows) - (surplus - 1) // 2
    first, rest = (replace(required, rows=each) for each in (required.rows[:kept], required.rows[kept:]))
    return (first,), (rest, *wished)


def request_tables(subject: AdviceSubject, language: Language) -> tuple[Table, ...]:
    """Return requirements and preferences; the second only where there are any."""
    columns = (
        Column(language.text("doc.advice.column.requirement"), 0.75),
        Column(language.text("doc.advice.column.asked"), 1),
    )
    rows = [(cell(name), cell(text)) for name, text in _facts(subject.request, language)]
    rows += [(cell(name), cell(text)) for name, text in _required(subject, language)]
    rows += [(cell(name), cell(text)) for name, text in _told(subject.request, language)]
    tables = [Table("", columns, tuple(rows))]
    printed = card_weights(subject.shortlist[0].card)
    if printed:
        shares = (
            Column(language.text("doc.advice.column.preference"), 1),
            Column(language.text("doc.advice.column.weight"), 18, right=True),
        )
        weights = tuple(
            (
                cell(language.text(f"criterion.{criterion_id}")),
                number_cell(language.value(weight, "weight")),
            )
            for criterion_id, weight in printed.items()
        )
        tables.append(Table("", shares, weights))
    return tuple(tables)


def _facts(request: LocationRequest, language: Language) -> list[tuple[str, str]]:
    facts = [("type", language.text(f"request_type.{request.request_type.value}"))]
    if request.sector:
        facts.append(("sector", request.sector))
    if request.sector_code:
        facts.append(("sector_code", _sector_code(request.sector_code, language)))
    if request.staff_count is not None:
        facts.append(("staff", language.value(request.staff_count, "int")))
    facts.append(("housing", language.text(f"housing.{request.housing.value}")))
    if request.origin is not None:
        facts.append(("origin", request.origin.label))
    return [(language.text(f"doc.request.{key}"), text) for key, text in facts]


def _sector_code(key: str, language: Language) -> str:
    """Name the edition that a code belongs to; a code without one stays as it is."""
    scheme, rest = scheme_and_rest(key)
    if scheme is None:
        return key
    return language.text(f"doc.request.code.{scheme.value}", code=rest)


def _required(subject: AdviceSubject, language: Language) -> list[tuple[str, str]]:
    """Return everything that is judged, in the order of the criteria, and how plots were combined."""
    request = subject.request
    stated = {each.criterion_id: _limit(each, subject, language) for each in request.requirements}
    if request.building is not None:
        stated["building"] = building_words(language, "doc", request.building)
    order = list(CRITERION_BY_ID)
    found = [(language.text(f"criterion.{each}"), stated[each]) for each in sorted(stated, key=order.index)]
    if request.combines_plots:
        found.append(
            (language.text("doc.request.combining"), combining_words(language, "doc", request.combining))
        )
    return found


def _told(request: LocationRequest, language: Language) -> list[tuple[str, str]]:
    """Return what bears on the outcome, or is told only: way of driving, homes of staff, wishes in words."""
    told: list[tuple[str, str]] = []
    if request.truck_movements_per_day is not None:
        told.append(("trucks", language.value(request.truck_movements_per_day, "int")))
    if request.detour_percent != _STRAIGHT:
        told.append(("detour", language.value(request.detour_percent, "factor")))
    asked = {each.criterion_id for each in request.requirements}
    if _DRIVEN & (asked | {each.criterion_id for each in request.preferences}):
        told.append(("vehicle", language.text(f"doc.request.vehicle.{request.vehicle.value}")))
    if request.staff_points:
        homes = [
            language.text("doc.request.home", name=each.label, count=each.count)
            for each in request.staff_points
        ]
        told.append(("homes", language.value(tuple(homes), "list")))
    if request.soft_factors:
        told.append(("soft_factors", "; ".join(request.soft_factors)))
    return [(language.text(f"doc.request.{key}"), text) for key, text in told]


def _limit(requirement: Requirement, subject: AdviceSubject, language: Language) -> str:
    criterion = CRITERION_BY_ID.get(requirement.criterion_id)
    limit: Limit = requirement.limit
    if isinstance(limit, tuple):
        return language.value(tuple(_named(each, subject, language) for each in limit), "list")
    if criterion is None:
        return str(limit)
    if isinstance(limit, bool):
        return _yes(criterion, language, limit=limit)
    return amount_words(language, "doc", criterion, limit)


def _yes(criterion: Criterion, language: Language, *, limit: bool) -> str:
    """Word a requirement without an amount; of a need it is told that the amount is not known."""
    if criterion.limit_kind is LimitKind.NEED:
        # Of nitrogen there is no amount to ask.
        return language.text("doc.limit.needed" if criterion.unit == "class" else "doc.limit.need_unknown")
    return language.text("word.yes" if limit else "word.no")


def _named(text_id: str, subject: AdviceSubject, language: Language) -> str:
    region = subject.surroundings.regions.get(text_id)
    if region is not None:
        return region
    if f"region.{text_id}" in language:
        return language.text(f"region.{text_id}")
    if text_id in MUNICIPALITIES:
        return MUNICIPALITIES[text_id]
    return segment_words(text_id, subject.surroundings.segments, language)
