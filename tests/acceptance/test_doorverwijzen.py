"""Story 6: a company is referred on instead of lost; through the services, on the sample data."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from drentsportal.bootstrap import open_services
from drentsportal.domain.cases.deadline import ClockState
from drentsportal.paths import sample_data_dir
from drentsportal.services.case_files import NewFile
from drentsportal.services.contact_log import party_of
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from drentsportal.services.referral_log import ReferralFollowUp, ReferralTerms
from drentsportal.services.samples import SAMPLE_FILES
from drentsportal.settings import Settings
from tests.fakes import FixedClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.cases.deadline import ClockReading
    from drentsportal.domain.fairness.referral import ReferralProposal

scenarios("features/doorverwijzen.feature")

HOUR = timedelta(hours=1)
PROMISED = re.compile(r"toegezegd|toezegging|gereserveerd|gegarandeerd", re.IGNORECASE)
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


class Story:
    """The services, the case that is spoken of, and the proposal that was worked out."""

    def __init__(self, services: AppServices, clock: FixedClock) -> None:
        """Keep the services and the time."""
        self.services = services
        self.clock = clock
        self.number = ""
        self.proposal: ReferralProposal | None = None
        self.before: tuple[object, ...] = ()

    def kept(self) -> tuple[object, ...]:
        """Return what is written down of the case."""
        services, number = self.services, self.number
        return (
            services.desk.case(number),
            services.desk.timeline(number),
            services.desk.documents(number),
            services.referrals.referrals(number),
            services.shortlist.entries(number),
        )

    def clock_reading(self) -> ClockReading:
        """Return how the clock of the case stands now."""
        return self.services.desk.clock(self.services.desk.case(self.number))


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    """Give the story over a workspace file, and close it."""
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    clock = FixedClock(NOW)
    services = open_services(Settings(), tmp_path / "proef.drents", clock=clock)
    yield Story(services, clock)
    services.workspace.close()


def _code(name: str) -> str:
    return party_of(name).id


@given("de voorbeeldgegevens van Drenthe")
def _samples(story: Story) -> None:
    for name in SAMPLE_FILES:
        story.services.imports.run(sample_data_dir() / name, ImportOptions(), NoProgress())


@given("de aanvraag van een logistiek bedrijf, met een match")
def _case(story: Story) -> None:
    path = sample_data_dir() / "requests" / "2-logistiek.json"
    read = story.services.request_files.read(path.read_text(encoding="utf-8"))
    assert read.received_at_utc is not None
    case, _ = story.services.intake.open_case(read.request, read.through(), read.received_at_utc)
    story.number = case.number
    story.services.matching.match_case(case.number)


@when(parsers.parse("{name} zoekt waar het bedrijf wel terecht kan"))
def _propose(story: Story, name: str) -> None:
    story.before = story.kept()
    story.proposal = story.services.referring.proposal(story.number, _code(name))


@when(parsers.parse('{sender} het bedrijf doorverwijst naar {to} omdat "{reason}"'))
def _refer(story: Story, sender: str, to: str, reason: str) -> None:
    story.services.referrals.refer(story.number, ReferralTerms(to, reason, sender))


@when(parsers.parse("NOM daarover op {day} is ingelicht"))
def _inform(story: Story, day: str) -> None:
    known = ReferralFollowUp(nom_informed_on=date.fromisoformat(day))
    story.services.referrals.follow(story.number, 1, known)


@when(parsers.parse('{name} het bedrijf overneemt met als resultaat "{result}"'))
def _accept(story: Story, name: str, result: str) -> None:
    followed, _ = story.services.referrals.follow(
        story.number, 1, ReferralFollowUp(is_accepted=True, result=result)
    )
    assert followed.to.id == _code(name)


@then(parsers.parse("zijn er locaties buiten {name}, elk met een reden"))
def _options(story: Story, name: str) -> None:
    assert story.proposal is not None
    assert story.proposal.options
    for each in story.proposal.options:
        assert each.candidate.municipality_code != _code(name)
        assert each.fits


@then("geen van die locaties is toegezegd")
def _no_promise(story: Story) -> None:
    assert story.proposal is not None
    say = story.services.language.text
    told = [say(story.proposal.statement)]
    told += [say(each) for option in story.proposal.options for each in (*option.fits, *option.asks)]
    assert len(told) > len(story.proposal.options)
    assert [each for each in told if PROMISED.search(each)] == []
    # To propose writes nothing down: no referral, no choice, nothing that was sent.
    assert story.kept() == story.before


@then(parsers.parse("staat er bij de aanvraag één doorverwijzing van {sender} naar {to}, aangenomen"))
def _kept(story: Story, sender: str, to: str) -> None:
    (kept,) = story.services.referrals.referrals(story.number)
    assert (kept.from_municipality_code, kept.to.id, kept.is_accepted) == (_code(sender), _code(to), True)
    assert (kept.nom_informed_on, kept.result) == (date(2026, 11, 20), "kavel in optie")


@then(parsers.parse("telt het kwartaaloverzicht {count:d} doorverwijzing van {sender} naar {to}"))
def _counted(story: Story, count: int, sender: str, to: str) -> None:
    report = story.services.quarter_report
    (line,) = report.figures(report.current_quarter()).referrals
    assert (line.from_code, line.to_id, line.count) == (_code(sender), _code(to), count)


@then("loopt de klok door tot het antwoord")
def _runs(story: Story) -> None:
    running = {ClockState.RUNNING, ClockState.SOON, ClockState.OVERDUE}
    before = story.clock_reading()
    story.clock.advance(HOUR)
    after = story.clock_reading()
    assert {before.state, after.state} <= running
    assert (before.remaining - after.remaining, after.net - before.net) == (HOUR, HOUR)
    story.services.desk.answer(story.number, file=NewFile("advies.pdf", b"%PDF"))
    story.clock.advance(HOUR)
    answered = story.clock_reading()
    assert (answered.state, answered.net) == (ClockState.ANSWERED, after.net)
