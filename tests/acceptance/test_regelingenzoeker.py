"""Story 14: which instruments fit, which nearly, which have expired; through the services."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from drentsportal.domain.instruments.instrument_match import Fit
from drentsportal.domain.instruments.terms import Aspect
from drentsportal.domain.match.match_result import Verdict
from drentsportal.errors import InputError
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from drentsportal.services.instrument_catalogue import InstrumentCatalogue
from drentsportal.services.instrument_finding import FoundInstrument, FoundInstruments, InstrumentFinder
from tests.fakes import FixedActor, FixedClock, InMemoryWorkspace

scenarios("features/regelingenzoeker.feature")

CREDITS = ("Microkrediet", "Innovatiekrediet", "Ontwikkelkrediet")
PURPOSES = {"innovatie": "innovation", "groei": "growth"}


def _finder(clock: FixedClock) -> InstrumentFinder:
    shipped = TomlReference(resources_dir()).instruments
    return InstrumentFinder(InstrumentCatalogue(InMemoryWorkspace(), shipped, clock, FixedActor()))


@dataclass
class Story:
    """What one scenario works with."""

    clock: FixedClock = field(default_factory=FixedClock)
    finder: InstrumentFinder = field(init=False)
    outcome: FoundInstruments | None = None

    def __post_init__(self) -> None:
        """Open a workspace with the instruments that ship."""
        self.finder = _finder(self.clock)

    @property
    def found(self) -> dict[str, FoundInstrument]:
        """Every instrument by its name."""
        assert self.outcome is not None
        return {each.finding.instrument.name: each for each in self.outcome.found}

    def id_of(self, name: str) -> str:
        """Find an instrument by its name."""
        ids = {each.instrument.name: each.instrument.id for each in self.finder.catalogue.versions()}
        return ids[name]


@given("de meegeleverde regelingen", target_fixture="story")
def _shipped() -> Story:
    return Story()


@given("vandaag is het 20 november 2026")
def _today(story: Story) -> None:
    story.clock.at_utc = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@when(parsers.parse("een bedrijf uit het mkb {amount:d} euro zoekt voor {purpose}"))
def _ask(story: Story, amount: int, purpose: str) -> None:
    asked = replace(story.finder.request(), amount_eur=amount, size="sme", applicant="company")
    story.outcome = story.finder.find(replace(asked, purpose=PURPOSES[purpose]))


@when(parsers.parse("een bedrijf uit het mkb {amount:d} euro zoekt"))
def _ask_amount(story: Story, amount: int) -> None:
    asked = replace(story.finder.request(), amount_eur=amount, size="sme", applicant="company")
    story.outcome = story.finder.find(asked)


@when(parsers.parse('"{name}" vandaag wordt bevestigd'))
def _confirm(story: Story, name: str) -> None:
    story.finder.catalogue.confirm(story.id_of(name))


@then(parsers.parse('past alleen "{name}"'))
def _only(story: Story, name: str) -> None:
    assert story.outcome is not None
    assert [each.name for each in story.outcome.of(Fit.FITS)] == [name]


@then("past geen enkele regeling zonder vraag")
def _none_fits(story: Story) -> None:
    assert story.outcome is not None
    assert story.outcome.of(Fit.FITS) == ()


@then(parsers.parse('"{name}" past bijna, want het bedrag is {amount:d} euro te hoog'))
def _nearly(story: Story, name: str, amount: int) -> None:
    finding = story.found[name].finding
    assert story.found[name].group == "nearly"
    assert [each.difference_eur for each in finding.differences] == [-amount]


@then(parsers.parse('bij "{name}" staan verstrekker, voorwaarden, periode en bron'))
def _complete(story: Story, name: str) -> None:
    instrument = story.found[name].finding.instrument
    assert all((instrument.provider, instrument.conditions, instrument.period_text, instrument.source))


@then(parsers.parse('van de drie kredieten valt het bedrag alleen binnen "{name}"'))
def _in_range(story: Story, name: str) -> None:
    inside = [
        credit
        for credit in CREDITS
        for outcome in story.found[credit].finding.outcomes
        if outcome.aspect is Aspect.AMOUNT and outcome.verdict is Verdict.FITS
    ]
    assert inside == [name]


@then(parsers.parse('bij "{name}" is het doel na te vragen'))
def _ask_purpose(story: Story, name: str) -> None:
    assert story.found[name].group == "to_ask"
    assert [each.aspect for each in story.found[name].finding.questions] == [Aspect.PURPOSE]


@then(parsers.parse("passen van de drie kredieten: {names}"))
def _credits(story: Story, names: str) -> None:
    fitting = [each for each in CREDITS if story.found[each].group == "fits"]
    assert fitting == ([] if names == "geen" else names.split(" en "))


@then(parsers.parse('staat "{name}" bij verlopen'))
def _expired(story: Story, name: str) -> None:
    assert story.found[name].group == "expired"


@then(parsers.parse('"{name}" kan niet worden bevestigd'))
def _not_confirmed(story: Story, name: str) -> None:
    with pytest.raises(InputError):
        story.finder.catalogue.confirm(story.id_of(name))


@then("in een uitgaand document staat geen regeling")
def _nothing_goes_out(story: Story) -> None:
    assert story.finder.may_go_out() == ()


@then(parsers.parse('staat in een uitgaand document alleen "{name}"'))
def _goes_out(story: Story, name: str) -> None:
    assert [each.name for each in story.finder.may_go_out()] == [name]


@then("een jaar en een dag later staat er geen regeling meer in")
def _a_year_later(story: Story) -> None:
    story.clock.advance(timedelta(days=366))
    assert story.finder.may_go_out() == ()
