"""Story 19: the path from the first talk to the visit half a year after the opening; through the services."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final

import pytest
from icalendar import Calendar
from pytest_bdd import given, parsers, scenarios, then, when

from drentsportal.bootstrap.path_services import LateCalendarFiles
from drentsportal.domain.asking.request import Requirement
from drentsportal.domain.path.height_check import PermitNeeded
from drentsportal.domain.path.path_steps import START_UP_TALKS, item_name
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.values import PartialDate
from drentsportal.errors import InputError
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.services.case_calendar import CaseCalendar
from drentsportal.services.establishment import Establishment
from tests.fakes import OFFICER, FixedActor
from tests.unit.services.document_fakes import NUMBER, REQUEST, Desk

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.path.path import ItemPlan
    from drentsportal.services.establishment import PathStanding

scenarios("features/vestigingstraject.feature")

MONTHS: Final = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
COMPANY: Final = "Geheim"
ANSWERS: Final = {"nodig": "yes", "niet nodig": "no", "onbekend": "unknown"}


def read_day(text: str) -> date:
    """Read a date as people write it."""
    day, month, year = text.split()
    return date(int(year), MONTHS.index(month) + 1, int(day))


@dataclass
class Story:
    """One case on one desk, and its path."""

    desk: Desk = field(default_factory=Desk)
    language: Language = field(default_factory=lambda: Language("nl", resources_dir(), strict=True))

    def __post_init__(self) -> None:
        """Open the case, with a park on its shortlist."""
        actors = FixedActor()
        workspace, clock = self.desk.workspace, self.desk.clock
        self.establishment = Establishment(workspace, clock, actors)
        self.calendar = CaseCalendar(workspace, LateCalendarFiles(self.language), clock, actors)
        request = replace(REQUEST, requirements=(Requirement("height", 120),))
        self.desk.add_case("near", company=COMPANY, request=request, matched=False)

    @property
    def standing(self) -> PathStanding:
        """How the path stands."""
        return self.establishment.standing(NUMBER)

    def item(self, name: str) -> str:
        """Find a step, part or agreement by what it is called on screen."""
        names = {self.language.text(item_name(each)): each for each in self.standing.path.item_ids}
        return names[name]

    def plan(self, name: str, **changes: object) -> None:
        """Change what is planned."""

        def alter(before: ItemPlan) -> ItemPlan:
            return replace(before, **changes)  # type: ignore[arg-type] # each value is of its field

        self.establishment.plan(NUMBER, self.item(name), alter)

    def refusal(self, name: str) -> str:
        """Return in words why an item cannot be called done."""
        with pytest.raises(InputError) as refused:
            self.establishment.call_done(NUMBER, self.item(name))
        return self.language.text(refused.value)


@given("een aanvraag voor een gebouw van 12 meter hoog", target_fixture="story")
def _story() -> Story:
    return Story()


@given(parsers.parse("vandaag is het {day}"))
@when(parsers.parse("het {day} is geworden"))
def _today(story: Story, day: str) -> None:
    story.desk.clock.at_utc = datetime.combine(read_day(day), time(9, 40), tzinfo=UTC)


@when(parsers.parse('het "{name}" is gepland op {day} om {hour} uur door "{owner}"'))
def _plan_talk(story: Story, name: str, day: str, hour: str, owner: str) -> None:
    story.plan(name, on=read_day(day), starts_at=time.fromisoformat(hour), owner=owner)


@when(parsers.parse('"{name}" is gepland op {day} zonder contact'))
def _plan_alone(story: Story, name: str, day: str) -> None:
    story.plan(name, on=read_day(day))


@when(parsers.parse('"{name}" is gepland op {day} met "{contact}"'))
def _plan_with(story: Story, name: str, day: str, contact: str) -> None:
    story.plan(name, on=read_day(day), contact=contact)


@when(parsers.parse("de opening is gepland op {day}"))
def _plan_opening(story: Story, day: str) -> None:
    story.plan("Opening", on=read_day(day))


@when(parsers.parse('van "{name}" de eerste {count:d} delen zijn afgevinkt'))
def _tick_off(story: Story, name: str, count: int) -> None:
    for part in story.standing.path.parts_of(story.item(name))[:count]:
        story.establishment.call_done(NUMBER, part)


@when(parsers.parse('"{name}" is gedaan'))
def _done(story: Story, name: str) -> None:
    story.establishment.call_done(NUMBER, story.item(name))


@when(parsers.parse('de gekozen locatie {allowed} bouwhoogte toestaat volgens "{source}"'))
def _allowed(story: Story, allowed: str, source: str) -> None:
    if allowed != "onbekende":
        height_m = float(allowed.removesuffix(" meter"))
        _set_height(story, height_m, source)
    story.establishment.check_heights(NUMBER)


def _set_height(story: Story, height_m: float, source: str) -> None:
    choice = ValueChoice(
        site_id="near",
        attribute_id="max_height_m",
        from_version=0,
        until_version=None,
        record_id=None,
        value=height_m,
        source=source,
        as_of=PartialDate(2026, 11, 20),
        actor=OFFICER,
        chosen_at_utc=story.desk.clock.now_utc(),
        reason="opgave van de gemeente",
    )
    with story.desk.workspace.unit_of_work() as work:
        work.sites.choose(choice)
        work.commit()


@when(parsers.parse('een medewerker vastlegt dat een vergunning nodig is volgens "{source}"'))
def _stated(story: Story, source: str) -> None:
    story.establishment.state_permit(NUMBER, PermitNeeded.YES, source)


@when(parsers.parse('is afgesproken dat "{text}" op {day}'))
def _agreed(story: Story, text: str, day: str) -> None:
    story.establishment.agree(NUMBER, text, read_day(day))


@when(parsers.parse('"{name}" niet is nagekomen, want "{why}"'))
def _broken(story: Story, name: str, why: str) -> None:
    story.establishment.settle(NUMBER, story.item(name), is_kept=False, note=why)


@when(parsers.parse('"{name}" niet van toepassing is, want "{why}"'))
def _set_aside(story: Story, name: str, why: str) -> None:
    story.establishment.set_aside(NUMBER, story.item(name), why)


@when("de agenda van de aanvraag wordt gemaakt", target_fixture="calendar_file")
def _calendar(story: Story, tmp_path: Path) -> Path:
    return story.calendar.export(NUMBER, tmp_path / "agenda.ics").document.path


@then(parsers.re(r'is "(?P<name>[^"]+)" (?P<state>gepland|te laat|niet van toepassing)'))
def _state(story: Story, name: str, state: str) -> None:
    stands = story.standing.state(story.item(name))
    assert story.language.text(f"path_state.{stands.value}") == state


@then(parsers.parse('heeft "{name}" {count:d} onderdelen'))
def _parts(story: Story, name: str, count: int) -> None:
    assert len(story.standing.path.parts_of(story.item(name))) == count


@then(parsers.parse("zijn er {count:d} startgesprekken"))
def _talks(story: Story, count: int) -> None:
    assert story.standing.path.parts_of("v6") == START_UP_TALKS
    assert len(START_UP_TALKS) == count


@then(parsers.parse('kan "{name}" niet worden afgerond, want "{part}" staat nog open'))
def _refused_for(story: Story, name: str, part: str) -> None:
    assert part in story.refusal(name)


@then(parsers.re(r'kan "(?P<name>[^"]+)" niet worden afgerond'))
def _refused(story: Story, name: str) -> None:
    assert story.refusal(name)


@then(parsers.re(r'kan "(?P<name>[^"]+)" worden afgerond'))
def _accepted(story: Story, name: str) -> None:
    standing, _ = story.establishment.call_done(NUMBER, story.item(name))
    assert story.language.text(f"path_state.{standing.state(story.item(name)).value}") == "gedaan"


@then("kan de controle op de bouwhoogte niet worden afgerond")
def _check_refused(story: Story) -> None:
    with pytest.raises(InputError):
        story.establishment.call_done(NUMBER, "v5")
    assert story.language.text(f"path_state.{story.standing.state('v5').value}") != "gedaan"


@then("kan de controle op de bouwhoogte worden afgerond")
def _check_accepted(story: Story) -> None:
    standing, _ = story.establishment.call_done(NUMBER, "v5")
    assert story.language.text(f"path_state.{standing.state('v5').value}") == "gedaan"
    assert story.standing.path == standing.path


@then(parsers.re(r"is een vergunning voor afwijken (?P<answer>nodig|niet nodig|onbekend)"))
def _permit(story: Story, answer: str) -> None:
    check = story.standing.path.height_check
    assert check is not None
    assert check.permit_needed.value == ANSWERS[answer]
    known = [each for site in check.sites for each in site.heights if each.allowed_m is not None]
    assert all(each.source for each in known)


@then(parsers.parse("is het werkbezoek op {day}"))
def _visit(story: Story, day: str) -> None:
    assert story.standing.date("v8.visit") == read_day(day)


@then(parsers.parse("staat het werkbezoek in de agenda op {day}"))
def _in_calendar(calendar_file: Path, day: str) -> None:
    events = Calendar.from_ical(calendar_file.read_bytes()).walk("VEVENT")
    visits = [each for each in events if "Werkbezoek" in str(each["summary"])]
    assert [each.decoded("dtstart") for each in visits] == [read_day(day)]


@then("staat de naam van het bedrijf niet in de agenda")
def _not_named(calendar_file: Path) -> None:
    content = calendar_file.read_bytes().replace(b"\r\n ", b"").decode().casefold()
    assert NUMBER.casefold() in content
    assert COMPANY.casefold() not in content
