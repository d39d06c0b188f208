"""Story 12: who spoke with whom, found by company, and kept out of what goes outside."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.cases.digesting import digest_of
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.services.case_desk import Talk
from drentsportal.services.case_timeline import CaseTimeline
from drentsportal.services.companies import Companies
from drentsportal.services.contact_log import ContactLog, ContactSearch
from drentsportal.services.request_content import request_content
from tests.unit.services.desk_harness import FRIDAY, REQUEST, Desk, in_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

scenarios("features/wie_sprak_met_wie.feature")

CODE_NAME = "Webwinkel"
MINUTE = timedelta(minutes=1)


class Story:
    """The desk, the company and its cases."""

    def __init__(self, folder: Path) -> None:
        """Open a workspace file."""
        self.desk = Desk(in_file(folder), FRIDAY)
        self.companies = Companies(self.desk.workspace, self.desk.clock, self.desk.actors)
        self.log = ContactLog(self.desk.workspace, self.desk.clock, self.desk.actors)
        self.key = ""
        self.numbers: list[str] = []


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """Give the story, and close its workspace."""
    opened = Story(tmp_path)
    yield opened
    opened.desk.close()


@given(parsers.parse('het bedrijf "{name}" met twee aanvragen onder een codenaam'))
def _company(story: Story, name: str) -> None:
    story.key = story.companies.add(name)[0].key
    for _ in range(2):
        request = replace(REQUEST, title=CODE_NAME)
        number = story.desk.intake.open_case(request, RequestChannel.COMPANY, FRIDAY)[0].number
        story.companies.link(number, story.key)
        story.numbers.append(number)


@when(
    parsers.parse(
        'Anna de Vries van "{department}" met "{person}" spreekt over "{subject}" bij de eerste aanvraag'
    )
)
def _in_case(story: Story, department: str, person: str, subject: str) -> None:
    story.desk.desk.log_contact(story.numbers[0], Talk(subject, person=person, department=department))


@when(
    parsers.parse(
        'Anna de Vries van "{department}" met "{person}" spreekt over "{subject}" buiten een aanvraag om'
    )
)
def _outside(story: Story, department: str, person: str, subject: str) -> None:
    story.desk.clock.advance(MINUTE)
    story.log.log(Party(PartyKind.COMPANY, story.key), Talk(subject, person=person, department=department))


@then(
    parsers.parse('staan bij "{company}" de contacten "{first}" en "{second}", met persoon, afdeling en dag')
)
def _found(story: Story, company: str, first: str, second: str) -> None:
    found = story.log.of_party(Party(PartyKind.COMPANY, story.companies.resolve(company).key))
    assert [each.subject for each in found] == [first, second]
    assert [(each.person, each.department) for each in found] == [
        ("J. Klomp", "Economie"),
        ("P. Vis", "Vergunningen"),
    ]
    assert {(each.actor.name, each.at_utc) for each in found} == {
        ("Anna de Vries", FRIDAY),
        ("Anna de Vries", FRIDAY + MINUTE),
    }
    assert story.log.find(ContactSearch(company=company)) == found


@then(parsers.parse('staat bij persoon "{person}" alleen het contact "{subject}"'))
def _of_person(story: Story, person: str, subject: str) -> None:
    assert [each.subject for each in story.log.find(ContactSearch(person=person))] == [subject]


@then(parsers.parse("is op {day} geen contact te vinden"))
def _none_on(story: Story, day: str) -> None:
    on = date.fromisoformat(day)
    assert story.log.find(ContactSearch(since=on, until=on)) == ()


@then(
    parsers.parse(
        'staat in het aanvraagbestand en in de tijdlijn voor buiten niets van "{a}", "{b}" of "{c}"'
    )
)
def _not_outside(story: Story, a: str, b: str, c: str) -> None:
    number = story.numbers[0]
    case = story.desk.desk.case(number)
    timeline = CaseTimeline(story.desk.workspace, story.desk.clock, story.desk.actors)
    rows = timeline.rows(number, internal=False)
    digest = digest_of(case, (), None, FRIDAY)
    told = json.dumps(request_content(case.request), ensure_ascii=False) + repr(rows) + repr(digest)
    assert rows
    assert [text for text in (a, b, c) if text in told] == []
    inside = repr(timeline.rows(number))
    assert all(text in inside for text in (a, b, c))


@then("heet de eerste aanvraag nog steeds naar haar codenaam")
def _code_name(story: Story) -> None:
    assert story.desk.desk.case(story.numbers[0]).request.title == CODE_NAME
