"""Dates as an iCalendar file (RFC 5545), the same bytes for the same dates.

Nothing in it depends on when it is written: the stamp of a date is the moment at which it was last changed,
which RFC 5545 (3.8.7.2) asks of a calendar that is published without a method.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from drentsportal.domain.actor import one_line
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.reports.typeset.finished_file import write_finished
from drentsportal.services.case_calendar import TALK

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.services.case_calendar import CalendarDate
    from drentsportal.services.ports.documents import MadeDocument

_PRODUCT: Final = "-//Drents bedrijvenportal//drentsportal//NL"
_WINTER: Final = timedelta(hours=1)
_SUMMER: Final = timedelta(hours=2)
_LINES_HELD: Final = 4_096


class CalendarFiles:
    """``CalendarWriter`` in the words of one language."""

    def __init__(self, language: Language) -> None:
        """Keep the words."""
        self._language = language

    def calendar(self, dates: Sequence[CalendarDate], path: Path) -> MadeDocument:
        """Write a calendar file; raises ``ReportError``."""
        return write_finished(path, self.content(dates), "agenda")

    def content(self, dates: Sequence[CalendarDate]) -> bytes:
        """Make the bytes of a calendar; the order of the dates is kept."""
        made = Calendar()
        made.add("prodid", _PRODUCT)
        made.add("version", "2.0")
        if any(each.starts_at is not None for each in dates):
            made.add_component(dutch_time())
        frame: bytes = made.to_ical()
        end = Calendar().to_ical().splitlines(keepends=True)[-1]
        return b"".join((frame.removesuffix(end), *map(self._event, dates), end))

    def _event(self, held: CalendarDate) -> bytes:
        """Write an event in the order in which the library puts its lines."""
        on = (
            held.on
            if held.starts_at is None
            else datetime.combine(held.on, held.starts_at, tzinfo=DUTCH_TIME)
        )
        lines = [
            _event_line("summary", one_line(self._language.text(held.summary))),
            _shared_line("dtstart", on),
            *_lasting(held),
            _shared_line("dtstamp", held.revised_at_utc),
            _event_line("uid", held.uid),
            _shared_line("sequence", held.revision),
            _shared_line("class", "PRIVATE"),
            _shared_line("status", "CANCELLED" if held.is_cancelled else "CONFIRMED"),
        ]
        if held.starts_at is None:
            # A whole day stands in the calendar without blocking it.
            lines.append(_shared_line("transp", "TRANSPARENT"))
        return b"\r\n".join((b"BEGIN:VEVENT", *lines, b"END:VEVENT\r\n"))


def _lasting(held: CalendarDate) -> tuple[bytes, ...]:
    """Give a talk a length; as a duration, so that it is that long also in the night the clock changes."""
    return () if held.starts_at is None else (_shared_line("duration", TALK),)


def _event_line(name: str, value: object) -> bytes:
    """Let the library write one line of an event, escaped and folded, without its end."""
    event = Event()
    event.add(name, value)
    line: bytes = event.content_line(name.upper(), event[name]).to_ical()
    return line


@lru_cache(maxsize=_LINES_HELD)
def _shared_line(name: str, value: object) -> bytes:
    """Write a line that many events have, once: a calendar of thousands would take seconds."""
    return _event_line(name, value)


def dutch_time() -> Timezone:
    """Describe the Dutch clock by its rule since 1996: it changes on the last Sunday of March and October."""
    zone = Timezone()
    zone.add("tzid", DUTCH_TIME.key)
    for part, name, month, before, after in (
        (TimezoneDaylight(), "CEST", 3, _WINTER, _SUMMER),
        (TimezoneStandard(), "CET", 10, _SUMMER, _WINTER),
    ):
        part.add("tzname", name)
        # In local time of before the change: at two in March, at three in October.
        hour = 1 + before // timedelta(hours=1)
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))  # noqa: DTZ001, PLR2004 - RFC 5545 wants local time here; March
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone
