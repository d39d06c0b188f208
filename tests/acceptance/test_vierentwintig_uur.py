"""Story 4: the 24 hours of a case, through the services and a workspace file."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.case import EventKind, RequestChannel
from drentsportal.domain.cases.clock_notices import DEFAULT_NOTICES
from drentsportal.domain.cases.deadline import DUTCH_TIME, ClockState
from drentsportal.domain.cases.working_time import ClockRuleKind, clock_rule
from drentsportal.errors import InputError
from drentsportal.services.case_clock import CaseClock
from drentsportal.services.case_desk import CaseDesk
from drentsportal.services.case_register import CaseRegister
from drentsportal.services.case_timeline import CaseTimeline
from drentsportal.services.clock_watch import ClockWatch
from tests.unit.services.desk_harness import FRIDAY, REQUEST, Desk, in_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.domain.cases.deadline import ClockReading

scenarios("features/vierentwintig_uur.feature")

HOUR = timedelta(hours=1)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=DUTCH_TIME).astimezone(FRIDAY.tzinfo)


def _span(text: str) -> timedelta:
    """Read hours, minutes and seconds; there may be more hours than a day has."""
    hours, minutes, seconds = map(int, text.split(":"))
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


class Story:
    """The desk, the case that is spoken of, and what was refused last."""

    def __init__(self, folder: Path) -> None:
        """Open a workspace file."""
        self.desk = Desk(in_file(folder), FRIDAY)
        self.rule = clock_rule(ClockRuleKind.ELAPSED)
        self.number = ""
        self.seen = FRIDAY
        self.refused: InputError | None = None

    @property
    def service(self) -> CaseDesk:
        """The desk with the rule of the settings."""
        return CaseDesk(self.desk.workspace, CaseClock(self.desk.clock, self.rule), self.desk.actors)

    @property
    def reading(self) -> ClockReading:
        """The clock of the case, once desk, list and figures were found to agree on it."""
        reading = self.service.clock(self.service.case(self.number))
        (listed,) = [each.clock for each in self.service.cases() if each.case.number == self.number]
        register = CaseRegister(self.desk.workspace, CaseClock(self.desk.clock, self.rule))
        (line,) = [each.clock for each in register.lines() if each.number == self.number]
        (digest,) = [each for each in register.digests() if each.number == self.number]
        assert reading == listed == line
        assert (digest.gross_s, digest.net_s) == (
            reading.gross.total_seconds(),
            reading.net.total_seconds(),
        )
        return reading

    def opened(self, at_utc: datetime) -> str:
        """Open a case that was received at a moment."""
        self.desk.clock.at_utc = max(self.desk.clock.at_utc, at_utc)
        return self.desk.intake.open_case(REQUEST, RequestChannel.NOM, at_utc)[0].number


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """Give the story, and close its workspace."""
    opened = Story(tmp_path)
    yield opened
    opened.desk.close()


@given("een instelling die alleen werkuren telt")
def _working(story: Story) -> None:
    story.rule = clock_rule(ClockRuleKind.WORKING)


@given(parsers.parse("een aanvraag die is ontvangen op {received}"))
def _case(story: Story, received: str) -> None:
    story.desk.clock.at_utc = _moment(received)
    story.number = story.opened(_moment(received))


@given(parsers.parse("nog een aanvraag die is ontvangen op {received}"))
def _another(story: Story, received: str) -> None:
    story.opened(_moment(received))


@given(parsers.parse("een aanvraag die is gevraagd op {asked} en ontvangen op {received}"))
def _asked(story: Story, asked: str, received: str) -> None:
    story.desk.clock.at_utc = _moment(received)
    opened, _ = story.desk.intake.open_case(REQUEST, RequestChannel.NOM, _moment(received), _moment(asked))
    story.number = opened.number


@given(parsers.parse("er is voor het laatst gekeken op {at}"))
def _seen(story: Story, at: str) -> None:
    story.seen = _moment(at)


@when(parsers.parse("het {at} is"))
def _now(story: Story, at: str) -> None:
    story.desk.clock.at_utc = _moment(at)


@when("het programma opnieuw wordt gestart")
def _restart(story: Story) -> None:
    story.desk.restart()


@when("de klok zonder reden wordt stilgezet")
def _stop_without(story: Story) -> None:
    with pytest.raises(InputError) as caught:
        story.service.stop_clock(story.number, " ")
    story.refused = caught.value


@when(parsers.parse('de klok wordt stilgezet omdat "{reason}"'))
def _stop(story: Story, reason: str) -> None:
    story.service.stop_clock(story.number, reason)


@when("de klok weer loopt")
def _resume(story: Story) -> None:
    story.service.resume_clock(story.number)


@when("het advies is gemaakt")
def _advice(story: Story) -> None:
    story.desk.make_advice(story.number)


@when("de aanvraag als beantwoord wordt vastgelegd")
def _answer(story: Story) -> None:
    try:
        story.service.answer(story.number)
    except InputError as error:
        story.refused = error


@when(parsers.parse("de aanvraag wordt overgedragen aan {name}"))
def _handed_over(story: Story, name: str) -> None:
    story.service.hand_over(story.number, Actor(name, "Gemeente Emmen", Role.GEMEENTE))


@when(parsers.parse("de computer daarna slaapt tot {at}"))
def _slept(story: Story, at: str) -> None:
    story.seen = story.desk.clock.at_utc
    story.desk.clock.at_utc = _moment(at)


@when("er daarna een maand voorbijgaat")
def _month_later(story: Story) -> None:
    story.desk.clock.advance(timedelta(days=31))


@then("is dat geweigerd")
def _is_refused(story: Story) -> None:
    assert story.refused is not None
    assert story.refused.message_id in {"error.case.reason_missing", "error.case.nothing_sent"}
    assert story.service.case(story.number).answered_at_utc is None
    assert story.service.case(story.number).stops == ()


@then(parsers.parse("moet het antwoord er zijn op {due}"))
@then(parsers.parse("is {due} de termijn als de klok nu weer zou lopen"))
def _due(story: Story, due: str) -> None:
    assert story.reading.due_at_utc == _moment(due)


@then(parsers.re(r"(is|was) er nog (?P<left>\d\d:\d\d:\d\d) over"))
def _left(story: Story, left: str) -> None:
    assert story.reading.remaining == _span(left)


@then(parsers.parse("duurde het antwoord bruto {gross} en netto {net}"))
def _took(story: Story, gross: str, net: str) -> None:
    assert story.reading.state is ClockState.ANSWERED
    assert (story.reading.gross, story.reading.net) == (_span(gross), _span(net))


@then(parsers.parse("heeft {name} de aanvraag"))
def _owned(story: Story, name: str) -> None:
    assert story.service.case(story.number).owner.name == name


@then("staan stilzetten, overdragen en beantwoorden in de tijdlijn")
def _all_told(story: Story) -> None:
    kinds = [each.kind for each in story.service.timeline(story.number)]
    told = (
        EventKind.CLOCK_STOPPED,
        EventKind.HANDED_OVER,
        EventKind.CLOCK_RESUMED,
        EventKind.ANSWERED,
    )
    assert [each for each in kinds if each in told] == list(told)


@then(parsers.parse("staan de aanvragen in de lijst met {first:d}, {second:d} en {third:d} uur over"))
def _listed(story: Story, first: int, second: int, third: int) -> None:
    left = [line.clock.remaining / HOUR for line in story.service.cases()]
    assert left == [first, second, third]


@then(parsers.parse('staat "{text}" in de tijdlijn'))
def _told(story: Story, text: str) -> None:
    rows = CaseTimeline(story.desk.workspace, story.desk.clock, story.desk.actors).rows(story.number)
    assert any(row.message.named.get("reason") == text for row in rows)
    assert all(row.is_internal for row in rows if row.message.named.get("reason") == text)


@then(parsers.parse("staat de klok stil op {gross:d} uur bruto en {net:d} uur netto"))
def _stands(story: Story, gross: int, net: int) -> None:
    reading = story.service.clock(story.service.case(story.number))
    assert (reading.gross, reading.net) == (gross * HOUR, net * HOUR)


@then(parsers.parse("zijn er meldingen bij {first:d} en {second:d} uur voor het einde"))
def _notices(story: Story, first: int, second: int) -> None:
    watch = ClockWatch(story.desk.workspace, CaseClock(story.desk.clock, story.rule), DEFAULT_NOTICES)
    found, story.seen = watch.since(story.seen)
    assert [each.before / HOUR for each in found] == [first, second]


@then("daarna zijn er geen nieuwe meldingen")
def _no_more(story: Story) -> None:
    watch = ClockWatch(story.desk.workspace, CaseClock(story.desk.clock, story.rule), DEFAULT_NOTICES)
    story.desk.clock.advance(timedelta(minutes=59))
    assert watch.since(story.seen)[0] == ()
    assert watch.next_utc() == story.desk.clock.at_utc + timedelta(minutes=1)
