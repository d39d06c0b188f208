"""The calendar file: read back by the library, the same bytes each time, nothing that breaks a line."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event, Timezone

from drentsportal.domain.actor import one_line
from drentsportal.domain.message import message
from drentsportal.errors import ReportError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.calendar_file import CalendarFiles
from drentsportal.services.case_calendar import CalendarDate

if TYPE_CHECKING:
    from pathlib import Path

REVISED_UTC = datetime(2026, 11, 20, 9, 40, tzinfo=UTC)


def held(
    on: date, starts_at: time | None = None, *, title: str = "Hal; met, komma", is_cancelled: bool = False
) -> CalendarDate:
    """Make a date."""
    what = message("calendar.task", task="t1")
    told = message("calendar.named", what=what, title=title, number="D-2026-0041")
    return CalendarDate("een@drentsportal", told, on, starts_at, 7, REVISED_UTC, is_cancelled)


@pytest.fixture(scope="module")
def files() -> CalendarFiles:
    """Write in Dutch."""
    return CalendarFiles(Language("nl", resources_dir(), strict=True))


def test_a_whole_day_is_a_date(files: CalendarFiles) -> None:
    """Without a zone, and without blocking the day."""
    content = files.content([held(date(2028, 2, 29))])
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event.decoded("dtstart") == date(2028, 2, 29)
    assert event["summary"] == "Taak t1 \N{EN DASH} Hal; met, komma (D-2026-0041)"
    assert (event["uid"], event["sequence"], event["transp"]) == ("een@drentsportal", 7, "TRANSPARENT")
    assert event.decoded("dtstamp") == REVISED_UTC
    assert event["status"] == "CONFIRMED"
    assert b"VTIMEZONE" not in content


@pytest.mark.parametrize(
    ("on", "at_utc"),
    [
        (date(2027, 3, 27), datetime(2027, 3, 27, 13, 30, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 12, 30, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 12, 30, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 13, 30, tzinfo=UTC)),
    ],
)
def test_a_talk_is_at_a_time_in_the_netherlands(files: CalendarFiles, on: date, at_utc: datetime) -> None:
    """Half past two on the wall, on both sides of both changes of the clock."""
    content = files.content([held(on, time(14, 30))])
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert f"DTSTART;TZID=Europe/Amsterdam:{on:%Y%m%d}T143000".encode() in content
    assert event.decoded("dtstart").astimezone(UTC) == at_utc


@pytest.mark.parametrize("on", [date(2026, 12, 1), date(2027, 3, 28), date(2026, 10, 25)])
@pytest.mark.parametrize("starts_at", [time(1, 30), time(14, 30), time(23, 30)])
def test_a_talk_lasts_an_hour(files: CalendarFiles, on: date, starts_at: time) -> None:
    """Also in the night in which the clock changes; a whole day has no length."""
    talk, day = Calendar.from_ical(files.content([held(on, starts_at), held(on)])).walk("VEVENT")
    assert talk.decoded("duration") == timedelta(hours=1)
    assert "transp" not in talk
    assert "duration" not in day
    assert "dtend" not in talk


def test_the_described_clock_is_the_dutch_one(files: CalendarFiles) -> None:
    """Its rule gives the offsets of the time zone data, day by day, for years."""
    content = files.content([held(date(2026, 12, 1), time(14, 30))])
    (described,) = Calendar.from_ical(content).walk("VTIMEZONE")
    assert isinstance(described, Timezone)
    zone, dutch = described.to_tz(lookup_tzid=False), ZoneInfo("Europe/Amsterdam")
    days = [datetime(2026, 1, 1, 12).toordinal() + each for each in range(366 * 4)]  # noqa: DTZ001 - the wall clock is asked
    for day in days:
        noon = datetime.combine(date.fromordinal(day), time(12))
        assert noon.replace(tzinfo=zone).utcoffset() == noon.replace(tzinfo=dutch).utcoffset(), noon


def test_the_same_dates_give_the_same_bytes(files: CalendarFiles, tmp_path: Path) -> None:
    """Whenever they are written; lines end as the standard asks and keep to its length."""
    dates = [held(date(2026, 12, 1), time(14, 30), title="é" * 200), held(date(2026, 12, 2))]
    made = [files.calendar(dates, tmp_path / f"{count}.ics") for count in range(2)]
    content = made[0].path.read_bytes()
    assert content == made[1].path.read_bytes()
    assert made[0].sha256 == hashlib.sha256(content).hexdigest()
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75


@pytest.mark.parametrize(
    "title", ["Hal\r\nBEGIN:VALARM", "Hal\nATTACH:file", "Hal\\nUID:x", "=HYPERLINK(1)", "a:b;c=d"]
)
def test_a_name_adds_no_line(files: CalendarFiles, title: str) -> None:
    """Whatever stands in a code name, the event keeps the lines that it has."""
    plain, hostile = (
        Calendar.from_ical(files.content([held(date(2026, 12, 1), title=each)])).walk("VEVENT")[0]
        for each in ("Hal", title)
    )
    assert list(hostile) == list(plain)
    assert hostile.subcomponents == []


@settings(deadline=None, max_examples=60)
@given(
    title=st.text(max_size=120),
    starts_at=st.none() | st.times(),
    status=st.sampled_from(("CONFIRMED", "CANCELLED")),
    revised_at_utc=st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds of what gets a zone
)
def test_an_event_is_what_the_library_writes_of_it(
    files: CalendarFiles, title: str, starts_at: time | None, status: str, revised_at_utc: datetime
) -> None:
    """Byte for byte, whether a line of it was written before or not."""
    on = date(2026, 12, 1)
    wanted = replace(
        held(on, starts_at, title=title, is_cancelled=status == "CANCELLED"), revised_at_utc=revised_at_utc
    )
    event = Event()
    event.add("uid", wanted.uid)
    event.add("dtstamp", revised_at_utc)
    event.add("sequence", 7)
    event.add("summary", one_line(Language("nl", resources_dir(), strict=True).text(wanted.summary)))
    zone = ZoneInfo("Europe/Amsterdam")
    event.add("dtstart", on if starts_at is None else datetime.combine(on, starts_at, tzinfo=zone))
    if starts_at is None:
        event.add("transp", "TRANSPARENT")
    else:
        event.add("duration", timedelta(hours=1))
    event.add("status", status)
    event.add("class", "PRIVATE")
    content = files.content([wanted, wanted])
    assert content.count(event.to_ical()) == 2
    assert content.endswith(event.to_ical() + b"END:VCALENDAR\r\n")


def test_what_was_taken_back_is_cancelled(files: CalendarFiles) -> None:
    """A calendar that held it takes it away."""
    content = files.content([held(date(2026, 12, 1), is_cancelled=True)])
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event["status"] == "CANCELLED"


def test_no_workspace_is_written_over(files: CalendarFiles, tmp_path: Path) -> None:
    """As every other document."""
    with pytest.raises(ReportError):
        files.calendar([held(date(2026, 12, 1))], tmp_path / "werk.drents")
