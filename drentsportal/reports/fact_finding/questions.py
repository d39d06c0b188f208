"""What is asked at a stop, all of it: the programme has room for some, the list behind it tells the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import Message
from drentsportal.domain.sites.going_value import PRICE_ENDS
from drentsportal.reports.factsheet.unknowns import unknowns_here
from drentsportal.reports.typeset.blocks import Cell, Column, Table, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drentsportal.language import Language
    from drentsportal.services.day_subject import DaySubject, DayVisit

MOST_AT_STOP: Final = 5
"""What stands in the programme of one stop; the rest stands in the list behind it."""


@dataclass(frozen=True, slots=True)
class StopQuestion:
    """A question in words; ``label`` names what is unknown where the sheet of the site shows it as such."""

    text: str
    label: str = ""


def stop_questions(visit: DayVisit, language: Language) -> tuple[StopQuestion, ...]:
    """Return what is asked at a stop; where no case asks, also all else that its own factsheet lacks."""
    told = tuple(StopQuestion(language.text(each)) for each in visit.asked)
    return told if visit.is_of_case else (*told, *_lacking(visit, language))


def further_questions(subject: DaySubject, language: Language) -> Table | None:
    """Return what the programme had no room for, by stop; ``None`` where it told everything."""
    rows = tuple(
        (Cell((Words(visit.site.name),), badge=str(number)), Cell(tuple(map(Words, _lines(rest, language)))))
        for number, visit in enumerate(subject.visits, start=1)
        if (rest := stop_questions(visit, language)[MOST_AT_STOP:])
    )
    if not rows:
        return None
    columns = (
        Column(language.text("doc.day.column.site"), 0.5),
        Column(language.text("doc.day.column.ask"), 1.2),
    )
    return Table(language.text("doc.day.section.further"), columns, rows)


def _lines(rest: Sequence[StopQuestion], language: Language) -> Iterator[str]:
    """Give each question a line; what is merely unknown stands together on one."""
    yield from (each.text for each in rest if not each.label)
    labels = tuple(each.label for each in rest if each.label)
    if labels:
        yield language.text("doc.day.also_unknown", labels="; ".join(labels))


def _lacking(visit: DayVisit, language: Language) -> Iterator[StopQuestion]:
    """Name what the factsheet shows as unknown and was not asked yet, under the names of the factsheet."""
    asked = set(_asked_ids(visit))
    if not asked.isdisjoint(PRICE_ENDS):
        # The sheet asks for both ends of a price at once.
        asked.update(PRICE_ENDS)
    labels = (
        each.label
        for each in unknowns_here(visit.sheet, language)
        if not each.attribute_id or each.attribute_id not in asked
    )
    for label in dict.fromkeys(labels):
        yield StopQuestion(language.text("doc.day.asked_unknown", label=label), label)


def _asked_ids(visit: DayVisit) -> Iterator[str]:
    for each in visit.asked:
        attribute = each.named.get("attribute")
        if isinstance(attribute, Message):
            yield attribute.id.removeprefix("attribute.")
