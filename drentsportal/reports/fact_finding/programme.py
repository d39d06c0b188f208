"""The programme of a day as a table: when, where, who is there, and what to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.day_route.day_plan import DayPartKind
from drentsportal.domain.day_route.legs import LegBasis
from drentsportal.reports.fact_finding.questions import MOST_AT_STOP, stop_questions
from drentsportal.reports.typeset.blocks import NOT_APPLICABLE, Cell, Column, Table, Words, cell
from drentsportal.reports.typeset.contacts import function_name
from drentsportal.reports.typeset.value_words import Mark
from drentsportal.services.day_people import municipality_of
from drentsportal.services.day_subject import DayRole, clock_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from drentsportal.domain.day_route.day_plan import DayPart
    from drentsportal.language import Language
    from drentsportal.services.day_subject import DayFunction, DaySubject, DayVisit

_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Programme:
    """Words the times of one day in one language."""

    subject: DaySubject
    language: Language

    def table(self) -> Table:
        """Return a row for the departure, each visit, the pause and the return."""
        text = self.language.text
        columns = (
            Column(text("doc.day.column.time"), 22),
            Column(text("doc.day.column.stop"), 1.15),
            Column(text("doc.day.column.who"), 0.95),
            Column(text("doc.day.column.ask"), 1.1),
        )
        return Table(text("doc.day.section.programme"), columns, tuple(self._rows()))

    def clock(self, at_utc: datetime) -> str:
        """Return a moment as a time of day in the Netherlands."""
        return self.language.text(clock_words(at_utc.astimezone(DUTCH_TIME).time()))

    def span(self, part: DayPart) -> str:
        """Return from when till when a part of the day takes."""
        return self.language.text(
            "doc.day.span", start=self.clock(part.begins_at_utc), end=self.clock(part.ends_at_utc)
        )

    def travel(self, part: DayPart) -> str:
        """Return how long a way takes, how far it is straight, and that it is an estimate where it is one."""
        if part.leg is None:
            return ""
        key = "doc.day.travel" if part.leg.basis is LegBasis.ROADS else "doc.day.travel_estimated"
        minutes = (part.ends_at_utc - part.begins_at_utc) // _MINUTE
        return self.language.text(key, minutes=minutes, straight_m=part.leg.straight_m)

    def place(self, visit: DayVisit) -> str:
        """Return where a site lies: park, locality and gemeente, as far as they are known."""
        around, sheet = visit.sheet.surroundings, visit.sheet
        gemeente = around.municipality_name(municipality_of(sheet))
        locality, postcode = sheet.site.value("locality"), sheet.site.value("postcode")
        place = " ".join(each for each in (postcode, locality) if isinstance(each, str) and each)
        parts = [sheet.park.name if sheet.park is not None else "", place]
        if gemeente and gemeente != locality:
            parts.append(self.language.text("doc.day.municipality", municipality=gemeente))
        told = ", ".join(each for each in parts if each)
        return told or self.language.text("doc.day.place_unknown")

    def _rows(self) -> Iterator[tuple[Cell, ...]]:
        text, ground = self.language.text, self.subject.ground
        visits = iter(enumerate(self.subject.visits, start=1))
        begins = self.clock(self.subject.plan.terms.starts_at_utc)
        yield self._plain(begins, text("doc.day.departure", place=ground.start.label))
        way: DayPart | None = None
        for part in self.subject.plan.parts:
            if part.kind is DayPartKind.TRAVEL:
                way = part
            elif part.kind is DayPartKind.PAUSE:
                minutes = (part.ends_at_utc - part.begins_at_utc) // _MINUTE
                yield self._plain(self.span(part), text("doc.day.pause", minutes=minutes))
            else:
                number, visit = next(visits)
                yield self._visit(number, visit, part, way)
                way = None
        last = self.subject.plan.parts[-1]
        back = self.travel(last) if last.kind is DayPartKind.TRAVEL else ""
        label = text("doc.day.return", place=ground.end.label)
        yield self._plain(self.clock(last.ends_at_utc), label, back)

    def _plain(self, when: str, what: str, quiet: str = "") -> tuple[Cell, ...]:
        lines = (Words(what), Words(quiet, "", "quiet")) if quiet else (Words(what),)
        return (_time(when), Cell(lines), cell(NOT_APPLICABLE), cell(NOT_APPLICABLE))

    def _visit(self, number: int, visit: DayVisit, part: DayPart, way: DayPart | None) -> tuple[Cell, ...]:
        lines = [Words(visit.site.name, "", "bold"), Words(self.place(visit))]
        if way is not None:
            lines.append(Words(self.travel(way), "", "quiet"))
        return (
            _time(self.span(part)),
            Cell(tuple(lines), badge=str(number)),
            Cell(tuple(self._met(each) for each in visit.people)),
            self._asked(visit),
        )

    def _met(self, function: DayFunction) -> Words:
        """Name a function, whom the contacts tell how to reach; who is missing is said."""
        text, contact = self.language.text, function.contact
        if function.is_absent:
            return Words(text("doc.day.no_park_management"))
        if contact is None:
            return Words(missing_words(function, self.language), Mark.UNKNOWN)
        return Words(function_name(contact, self.language))

    def _asked(self, visit: DayVisit) -> Cell:
        text = self.language.text
        asked = stop_questions(visit, self.language)
        if not asked:
            return cell(text("doc.day.nothing_to_ask"))
        lines = [Words(each.text) for each in asked[:MOST_AT_STOP]]
        if more := len(asked[MOST_AT_STOP:]):
            lines.append(Words(text("doc.day.more_to_ask", count=more), "", "quiet"))
        return Cell(tuple(lines))


def functions_of(subject: DaySubject) -> Iterator[tuple[DayFunction, tuple[int, ...]]]:
    """Give each function once, with the numbers of the stops that it belongs to; partners have none."""
    found: dict[tuple[DayRole, str, str], tuple[DayFunction, list[int]]] = {}
    for number, visit in enumerate(subject.visits, start=1):
        for each in visit.people:
            key = (each.role, each.name, each.contact.id if each.contact else "")
            if not each.is_absent:
                found.setdefault(key, (each, []))[1].append(number)
    yield from ((each, tuple(numbers)) for each, numbers in found.values())
    yield from ((each, ()) for each in subject.partners)


def missing_words(function: DayFunction, language: Language) -> str:
    """Say that nobody is known for a function; without a name not even the gemeente is known."""
    if function.role is DayRole.MUNICIPALITY and not function.name:
        return language.text("doc.day.missing.no_municipality")
    return language.text(f"doc.day.missing.{function.role.value}", name=function.name)


def unbroken_number(telephone: str) -> str:
    """Return a telephone number that stays on one line."""
    return telephone.replace(" ", "\N{NO-BREAK SPACE}")


def _time(words: str) -> Cell:
    return Cell((Words(words, "", "bold"),), figures=True)
