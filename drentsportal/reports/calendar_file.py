"""Dates as an iCalendar file (RFC 5545), the same bytes for the same dates.

Nothing in it depends on when it is written: the stamp of a date is the moment at which it was last changed,
which RFC 5545 (3.8.7.2) asks of a calendar that is published without a method.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard

from drentsportal.domain.actor import one_line
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.reports.typeset.finished_file import write_finished

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.services.case_calendar import CalendarDate
    from drentsportal.services.ports.documents import MadeDocument

_PRODUCT: Final = "-//Drents bedrijvenportal//drentsportal//NL"
_END: Final = b"END:VCALENDAR\r\n"
_MOST_OCTETS: Final = 75
"""So long is a line at most, its end left out (RFC 5545, 3.1)."""

_WINTER: Final = timedelta(hours=1)
_SUMMER: Final = timedelta(hours=2)


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
        # The library takes a second for a thousand events; of these seven lines none needs more than below.
        events = "".join(self._event(each) for each in dates).encode()
        return frame.removesuffix(_END) + events + _END

    def _event(self, held: CalendarDate) -> str:
        """Write an event in the lines and the order in which the library writes them."""
        day = _digits(held.on.isoformat())
        stamp = _digits(held.revised_at_utc.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat())
        summary = _text(one_line(self._language.text(held.summary)))
        if held.starts_at is None:
            start = f";VALUE=DATE:{day}"
            # A whole day stands in the calendar without blocking it.
            last = "TRANSP:TRANSPARENT\r\n"
        else:
            start, last = f";TZID={DUTCH_TIME.key}:{day}T{held.starts_at:%H%M%S}", ""
        return (
            f"BEGIN:VEVENT\r\n{_folded(f'SUMMARY:{summary}')}DTSTART{start}\r\n"
            f"DTSTAMP:{stamp}Z\r\n{_folded(f'UID:{held.uid}')}"
            f"SEQUENCE:{held.revision}\r\nCLASS:PRIVATE\r\n"
            f"STATUS:{'CANCELLED' if held.is_cancelled else 'CONFIRMED'}\r\n{last}END:VEVENT\r\n"
        )


def _digits(moment: str) -> str:
    """Write a day or moment without signs; the formats of the library of dates take ten times as long."""
    return moment.replace("-", "").replace(":", "")


def _text(line: str) -> str:
    """Write one line of text as a value (RFC 5545, 3.3.11)."""
    return line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Write a line, folded where it is too long for the standard (RFC 5545, 3.1); never within a sign."""
    if len(line.encode()) <= _MOST_OCTETS:
        return f"{line}\r\n"
    parts, octets = [""], 0
    for sign in line:
        # The blank with which a part begins counts too.
        if octets + len(sign.encode()) > _MOST_OCTETS - 1:
            parts.append("")
            octets = 0
        parts[-1] += sign
        octets += len(sign.encode())
    return "\r\n ".join(parts) + "\r\n"


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
