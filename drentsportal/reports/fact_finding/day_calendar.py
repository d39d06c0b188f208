"""A day as an iCalendar file (RFC 5545): one event per way, visit and pause, in Dutch time.

The same day made twice has the same identities, so that a calendar program changes what it has instead of
adding it again: a visit is known by its day, case and site, a way or pause by its place in the row.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final

from icalendar import Calendar, Event

from drentsportal.domain.actor import one_line
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.day_route.day_plan import DayPartKind
from drentsportal.reports.calendar_file import dutch_time
from drentsportal.reports.fact_finding.programme import Programme, missing_words
from drentsportal.reports.fact_finding.questions import MOST_AT_STOP, stop_questions
from drentsportal.reports.typeset.contacts import function_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.day_route.day_plan import DayPart
    from drentsportal.language import Language
    from drentsportal.services.day_subject import DayFunction, DaySubject, DayVisit

_PRODUCT: Final = "-//Drents bedrijvenportal//drentsportal//NL"
_NAMESPACE: Final = uuid.UUID("0b6f0a34-7c58-5d57-8d5e-6d1f2f0c9a21")
"""Chosen once: with another one every calendar would get its day twice."""


def calendar_bytes(subject: DaySubject, language: Language) -> bytes:
    """Return the day as a calendar; equal days give equal bytes."""
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add_component(dutch_time())
    for event in _DayEvents(subject, language).all():
        made.add_component(event)
    content: bytes = made.to_ical()
    return content


class _DayEvents:
    """Words the parts of one day as events."""

    def __init__(self, subject: DaySubject, language: Language) -> None:
        self._subject = subject
        self._language, self._text = language, language.text
        self._programme = Programme(subject, language)

    def all(self) -> Iterator[Event]:
        visits = iter(enumerate(self._subject.visits, start=1))
        for row, part in enumerate(self._subject.plan.parts):
            if part.kind is DayPartKind.VISIT:
                number, visit = next(visits)
                yield self._visit(part, number, visit)
            else:
                yield self._between(part, row)

    def _visit(self, part: DayPart, number: int, visit: DayVisit) -> Event:
        summary = self._text("doc.day.event.visit", number=number, name=visit.site.name)
        event = self._event(part, visit.site.id, summary)
        event.add("location", one_line(f"{visit.site.name}, {self._programme.place(visit)}"))
        event.add("description", "\n".join(one_line(each) for each in self._told(visit)))
        return event

    def _between(self, part: DayPart, row: int) -> Event:
        if part.kind is DayPartKind.PAUSE:
            return self._event(part, f"row-{row}", self._text("doc.day.event.pause"))
        place = self._subject.ground.name_at(part.place)
        event = self._event(part, f"row-{row}", self._text("doc.day.event.travel", place=place))
        event.add("location", one_line(place))
        event.add("description", one_line(self._programme.travel(part)))
        return event

    def _told(self, visit: DayVisit) -> Iterator[str]:
        """Give whom to invite with the telephone, what to ask, and where the rest of it stands."""
        for each in visit.people:
            yield self._met(each)
        asked = stop_questions(visit, self._language)
        for question in asked[:MOST_AT_STOP]:
            yield self._text("doc.day.event.ask", question=question.text)
        if more := len(asked[MOST_AT_STOP:]):
            yield self._text("doc.day.event.more", count=more)

    def _met(self, function: DayFunction) -> str:
        contact = function.contact
        if function.is_absent:
            return self._text("doc.day.no_park_management")
        if contact is None:
            return missing_words(function, self._language)
        parts = (function_name(contact, self._language), contact.organisation, contact.telephone)
        return ", ".join(each for each in parts if each)

    def _event(self, part: DayPart, what: str, summary: str) -> Event:
        subject = self._subject
        name = f"{subject.case_number or ''}/{subject.plan.terms.on.isoformat()}/{what}"
        event = Event()
        event.add("uid", f"{uuid.uuid5(_NAMESPACE, name)}@drentsportal")
        event.add("summary", one_line(summary))
        event.add("dtstart", part.begins_at_utc.astimezone(DUTCH_TIME))
        event.add("dtend", part.ends_at_utc.astimezone(DUTCH_TIME))
        event.add("dtstamp", subject.made_at_utc.replace(microsecond=0))
        event.add("class", "PRIVATE")
        return event
