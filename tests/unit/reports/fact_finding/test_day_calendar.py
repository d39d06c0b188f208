"""The day for calendar programs: read back, every event in Dutch time, and the same identities each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.message import message
from drentsportal.reports.fact_finding.day_calendar import calendar_bytes
from tests.unit.reports.fact_finding.day_subjects import END, day
from tests.unit.reports.subjects import HOSTILE_NAMES

if TYPE_CHECKING:
    from drentsportal.language import Language


def test_one_event_per_part_of_the_day_at_its_moment(dutch: Language) -> None:
    """Ways, visits and the pause; the zone is described in the file and named by each event."""
    subject = day("Alfa", "Beta", "Gamma", "Delta", "Epsilon", end=END)
    content = calendar_bytes(subject, dutch)
    read = Calendar.from_ical(content)
    assert read.errors == []
    events = list(read.walk("VEVENT"))
    assert [(each.decoded("dtstart"), each.decoded("dtend")) for each in events] == [
        (part.begins_at_utc.astimezone(DUTCH_TIME), part.ends_at_utc.astimezone(DUTCH_TIME))
        for part in subject.plan.parts
    ]
    assert {each["dtstart"].params["TZID"] for each in events} == {"Europe/Amsterdam"}
    assert [str(each["tzid"]) for each in read.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert all(each.errors == [] and each["uid"] and each["dtstamp"] for each in events)
    assert len({str(each["uid"]) for each in events}) == len(events)
    summaries = [str(each["summary"]) for each in events]
    assert summaries[:2] == ["Rijden naar Alfa", "Stop 1: Alfa"]
    assert summaries[-1] == "Rijden naar Assen"
    assert "Pauze" in summaries
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_a_visit_says_where_who_and_what_to_ask(dutch: Language) -> None:
    """So that a telephone in a car has all of it."""
    visit = next(
        each
        for each in Calendar.from_ical(calendar_bytes(day("Alfa", "Beta"), dutch)).walk("VEVENT")
        if "Stop 1" in str(each["summary"])
    )
    assert str(visit["location"]) == "Alfa, gemeente Emmen"
    told = str(visit["description"]).split("\n")
    assert told[0] == "Accountmanager, Gemeente Emmen, +31 000 000 001"
    assert "Vragen: Grootste bouwhoogte: nog onbekend" in told


def test_what_a_calendar_has_no_room_for_is_counted_with_its_place(dutch: Language) -> None:
    """Five questions, and how many more stand where; a stop that asks no more says nothing of it."""
    plain = day("Alfa", "Beta")
    seven = tuple(message("day.clock", hour="Vraag", minute=str(each)) for each in range(1, 8))
    visits = tuple(
        replace(each, asked=seven[:count], is_of_case=True)
        for each, count in zip(plain.visits, (7, 5), strict=True)
    )
    content = calendar_bytes(replace(plain, visits=visits), dutch)
    first, second = (
        str(each["description"]).split("\n")
        for each in Calendar.from_ical(content).walk("VEVENT")
        if str(each["summary"]).startswith("Stop")
    )
    assert first[-2] == "Vragen: Vraag.5"
    assert first[-1].startswith("En nog 2 vragen: zie")
    assert first[-1].endswith("in het dagprogramma (pdf).")
    assert second[-1] == "Vragen: Vraag.5"


def test_made_again_later_it_changes_what_a_calendar_has(dutch: Language) -> None:
    """The same identities under a newer stamp."""
    subject = day("Alfa", "Beta")
    later = replace(subject, made_at_utc=subject.made_at_utc + timedelta(hours=2))
    first, second = (
        list(Calendar.from_ical(calendar_bytes(each, dutch)).walk("VEVENT")) for each in (subject, later)
    )
    assert [each["uid"] for each in first] == [each["uid"] for each in second]
    assert all(a.decoded("dtstamp") < b.decoded("dtstamp") for a, b in zip(first, second, strict=True))
    other = Calendar.from_ical(calendar_bytes(replace(subject, case_number="D-2026-0041"), dutch))
    assert {each["uid"] for each in first}.isdisjoint(each["uid"] for each in other.walk("VEVENT"))


def test_a_name_stays_text(dutch: Language) -> None:
    """Line ends, commas and long names come back as they went in, and begin no property of their own."""
    for name in (*HOSTILE_NAMES, "Twee\r\nBEGIN:VALARM, regels; \\n"):
        read = Calendar.from_ical(calendar_bytes(day(name, "Beta"), dutch))
        found = [str(each["summary"]) for each in read.walk("VEVENT")]
        assert found[1] == f"Stop 1: {' '.join(name.split())}"
        assert not list(read.walk("VALARM"))
