"""The catalogue of a workspace: confirmed, ended, changed and added, with who and when; what ships stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.papers import ReferenceKind
from drentsportal.domain.instruments.instrument import InstrumentState
from drentsportal.domain.instruments.instrument_data import instrument_from_data, instrument_to_data
from drentsportal.domain.instruments.instrument_match import MOST_EUR, Fit
from drentsportal.domain.instruments.instrument_version import InstrumentChange
from drentsportal.domain.values import PartialDate
from drentsportal.errors import ConflictError, InputError, NotFoundError
from drentsportal.paths import resources_dir
from drentsportal.reference import TomlReference
from drentsportal.services.instrument_catalogue import InstrumentCatalogue, read_instrument_text
from drentsportal.services.instrument_finding import InstrumentFinder
from drentsportal.services.profiles import ProfileSource
from tests.fakes import OFFICER, FixedActor, FixedClock, InMemoryWorkspace

if TYPE_CHECKING:
    from drentsportal.domain.instruments.instrument import Instrument

SHIPPED = TomlReference(resources_dir())
TODAY = date(2026, 11, 20)


class Desk:
    """A workspace with its catalogue."""

    def __init__(self) -> None:
        """Open it, empty."""
        self.workspace = InMemoryWorkspace()
        self.clock = FixedClock()
        self.reference = ProfileSource(self.workspace, SHIPPED)
        self.catalogue = InstrumentCatalogue(self.workspace, SHIPPED.instruments, self.clock, FixedActor())
        self.finder = InstrumentFinder(self.catalogue)

    def outgoing(self) -> list[str]:
        """Name what may go out."""
        return [each.id for each in self.finder.may_go_out()]


@pytest.fixture
def desk() -> Desk:
    """Open a workspace."""
    return Desk()


def test_without_own_versions_the_catalogue_is_what_ships(desk: Desk) -> None:
    """Version 0, nobody, nothing goes out."""
    versions = desk.catalogue.versions()
    assert tuple(each.instrument for each in versions) == SHIPPED.instruments()
    assert {(each.version, each.actor) for each in versions} == {(0, None)}
    assert desk.outgoing() == []


def test_a_confirmed_instrument_goes_out_for_twelve_months(desk: Desk) -> None:
    """With who and when, in its old place; the advice reads the same; what ships stays."""
    kept, changed = desk.catalogue.confirm("innovatiekrediet", note=" NOM, loket ")
    assert changed.reference
    assert (kept.version, kept.change, kept.actor) == (1, InstrumentChange.CONFIRMED, OFFICER)
    assert (kept.at_utc, kept.note, kept.instrument.confirmed_on) == (desk.clock.at_utc, "NOM, loket", TODAY)
    assert desk.outgoing() == ["innovatiekrediet"]
    assert [each.id for each in desk.reference.instruments()] == [each.id for each in SHIPPED.instruments()]
    assert kept.instrument in desk.reference.instruments()
    first, last = desk.catalogue.history("innovatiekrediet")
    assert (first.version, first.instrument.confirmed_on, last) == (0, None, kept)
    desk.clock.advance(timedelta(days=365))
    assert desk.outgoing() == ["innovatiekrediet"]
    desk.clock.advance(timedelta(days=1))
    assert desk.outgoing() == []


def test_the_day_is_the_dutch_one(desk: Desk) -> None:
    """Half past midnight in the Netherlands is still the day before in UTC."""
    desk.clock.at_utc = desk.clock.at_utc.replace(hour=23, minute=30)
    kept, _ = desk.catalogue.confirm("microkrediet")
    assert kept.instrument.confirmed_on == date(2026, 11, 21)


def test_ending_takes_it_out_of_documents_the_day_after(desk: Desk) -> None:
    """A confirmation of before does not help."""
    desk.catalogue.confirm("microkrediet")
    kept, _ = desk.catalogue.end("microkrediet", PartialDate(2026, 11, 20), "NOM")
    assert (kept.version, kept.change) == (2, InstrumentChange.ENDED)
    assert desk.outgoing() == ["microkrediet"]
    desk.clock.advance(timedelta(days=1))
    assert desk.outgoing() == []
    assert (
        desk.catalogue.newest("microkrediet").instrument.state(date(2026, 11, 21)) is InstrumentState.EXPIRED
    )


def test_an_expired_one_is_confirmed_only_with_a_new_end(desk: Desk) -> None:
    """And a later end than was confirmed takes the confirmation away."""
    with pytest.raises(InputError) as caught:
        desk.catalogue.confirm("clustertraject")
    assert caught.value.message_id == "error.instrument.confirm_expired"
    desk.catalogue.end("clustertraject", PartialDate(2027))
    desk.catalogue.confirm("clustertraject")
    assert desk.outgoing() == ["clustertraject"]
    desk.catalogue.end("clustertraject", PartialDate(2028))
    assert desk.outgoing() == []


def test_other_content_must_be_confirmed_anew(desk: Desk) -> None:
    """What nobody asked the provider about does not go out under an old confirmation."""
    before, _ = desk.catalogue.confirm("microkrediet")
    kept, _ = desk.catalogue.change(replace(before.instrument, maximum_eur=60_000))
    assert (kept.version, kept.instrument.maximum_eur, kept.instrument.confirmed_on) == (2, 60_000, None)
    assert desk.outgoing() == []
    with pytest.raises(InputError):
        desk.catalogue.change(kept.instrument)


def test_an_added_one_stands_last_and_waits_for_a_confirmation(desk: Desk) -> None:
    """Even where its file says that it was confirmed."""
    new = replace(SHIPPED.instruments()[0], id="nieuw", name="Nieuw", confirmed_on=TODAY)
    kept, _ = desk.catalogue.add(new)
    assert (kept.change, kept.instrument.confirmed_on) == (InstrumentChange.ADDED, None)
    assert desk.catalogue.versions()[-1] == kept
    assert desk.outgoing() == []
    desk.catalogue.confirm("nieuw")
    assert desk.outgoing() == ["nieuw"]


@pytest.mark.parametrize("wrong", ["microkrediet", "", "Met Spatie", "../x", "a" * 61])
def test_an_id_that_exists_or_is_none_is_refused(desk: Desk, wrong: str) -> None:
    """Nothing is kept."""
    with pytest.raises(InputError):
        desk.catalogue.add(replace(SHIPPED.instruments()[0], id=wrong))
    assert desk.workspace.reference_papers == ()


def test_what_makes_no_sense_is_refused(desk: Desk) -> None:
    """A day to come, an end before the start, an end that is there already, an unknown id."""
    with pytest.raises(InputError):
        desk.catalogue.confirm("microkrediet", TODAY + timedelta(days=1))
    with pytest.raises(InputError):
        desk.catalogue.end("microkrediet", PartialDate(2014, 3))
    with pytest.raises(InputError):
        desk.catalogue.end("clustertraject", PartialDate(2015, 12))
    with pytest.raises(NotFoundError):
        desk.catalogue.confirm("onbekend")
    assert desk.workspace.reference_papers == ()


def test_two_people_do_not_write_over_each_other(desk: Desk) -> None:
    """Whoever saw an older version is told."""
    desk.catalogue.confirm("microkrediet", based_on=0)
    with pytest.raises(ConflictError):
        desk.catalogue.end("microkrediet", PartialDate(2027), based_on=0)
    desk.catalogue.end("microkrediet", PartialDate(2027), based_on=1)


def test_a_damaged_version_is_told_by_name(desk: Desk) -> None:
    """It is not passed over for what ships: the workspace said something else."""
    desk.catalogue.confirm("microkrediet")
    (paper,) = desk.workspace.reference_papers
    assert paper.kind is ReferenceKind.INSTRUMENT
    desk.workspace.reference_papers = (replace(paper, content="{}"),)
    with pytest.raises(InputError) as caught:
        desk.catalogue.versions()
    assert caught.value.params == {"instrument": "microkrediet", "version": 1}


def test_a_file_that_is_none_is_refused_with_what_is_wrong() -> None:
    """Missing keys and other shapes."""
    shapes: tuple[object, ...] = ([], {}, {"id": 5}, "tekst")
    for wrong in shapes:
        with pytest.raises(InputError) as caught:
            read_instrument_text(wrong)
        assert caught.value.message_id == "error.instrument.unreadable"


def test_the_finder_looks_at_any_day_and_documents_at_today(desk: Desk) -> None:
    """In 2015 the traject ran; today it is expired, and whatever day is asked it never goes out."""
    then = replace(desk.finder.request(date(2015, 1, 1)), amount_eur=2_000, purpose="innovation")
    found = desk.finder.find(then)
    assert "innovatietraject" in [each.id for each in found.of(Fit.FITS)]
    now = desk.finder.find(replace(then, on=TODAY))
    stopped = {each.finding.instrument.id: each for each in now.stopped}
    assert stopped["innovatietraject"].group == "expired"
    assert stopped["innovatietraject"].finding.fit is Fit.FITS
    assert desk.finder.may_go_out(then) == ()
    desk.catalogue.confirm("microkrediet")
    asked = replace(then, amount_eur=20_000)
    assert [each.id for each in desk.finder.may_go_out(asked)] == ["microkrediet"]
    assert desk.finder.may_go_out(replace(asked, amount_eur=75_000)) == ()


@pytest.mark.parametrize("name", ["minimum_eur", "maximum_eur", "own_eur"])
def test_an_amount_beyond_what_can_be_asked_is_refused_however_it_comes(desk: Desk, name: str) -> None:
    """From a file as from the window: the bound is that of the finder, which is still allowed itself."""
    shipped = desk.catalogue.newest("innovatiekrediet").instrument
    plain = replace(shipped, minimum_eur=None, maximum_eur=None)

    def with_amount(amount_eur: int, instrument_id: str) -> Instrument:
        data = {**instrument_to_data(plain), "id": instrument_id, name: amount_eur}
        return instrument_from_data(data)

    before = desk.catalogue.versions()
    with pytest.raises(InputError) as added:
        desk.catalogue.add(with_amount(MOST_EUR + 1, "nieuw"))
    with pytest.raises(InputError) as changed:
        desk.catalogue.change(with_amount(MOST_EUR + 1, shipped.id))
    assert {each.value.message_id for each in (added, changed)} == {"error.instrument.amount_most"}
    assert desk.catalogue.versions() == before
    desk.catalogue.add(with_amount(MOST_EUR, "nieuw"))
    assert desk.catalogue.newest("nieuw").instrument.id == "nieuw"
