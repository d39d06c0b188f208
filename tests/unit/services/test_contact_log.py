"""The contact log: contacts of cases and of relations together, found by company, person and day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.case_desk import Talk
from drentsportal.services.companies import Companies
from drentsportal.services.contact_log import ContactLog, ContactSearch, party_of
from tests.fakes import OFFICER
from tests.unit.services.desk_harness import FRIDAY, REQUEST, Desk

if TYPE_CHECKING:
    from collections.abc import Callable

EMMEN = Party(PartyKind.MUNICIPALITY, "GM0114")
NOM = Party(PartyKind.PARTNER, "NOM")


class Talks:
    """A company with two cases and a case of nobody, each with contacts, a minute apart."""

    def __init__(self, desk: Desk) -> None:
        """Log them."""
        self.desk = desk
        self.log = ContactLog(desk.workspace, desk.clock, desk.actors)
        companies = Companies(desk.workspace, desk.clock, desk.actors)
        self.company = Party(PartyKind.COMPANY, companies.add("Klompenpost B.V.")[0].key)
        self.first, self.second, self.other = (self._case() for _ in range(3))
        for number in (self.first, self.second):
            companies.link(number, self.company.id)
        self._in_case(self.first, Talk("eisen", person="J. Klomp"))
        self._outside(self.company, Talk("kennismaking", person="J. Klomp", agreement="belt terug"))
        self._in_case(self.second, Talk("codenaam", company="Webwinkel"))
        self._in_case(self.first, Talk("kavelprijs", company="gemeente Emmen", person="P. Bos"))
        self._in_case(self.other, Talk("toch zij", company="Klompenpost"))
        self._outside(EMMEN, Talk("gronduitgifte", person="P. Bos"))
        self._outside(NOM, Talk("kwartaal"))
        self._in_case(self.other, Talk("aanvraag", company="nom"))

    def subjects(self, party: Party) -> list[str]:
        """Return what was spoken about with a relation."""
        return [each.subject for each in self.log.of_party(party)]

    def _case(self) -> str:
        request = replace(REQUEST, title="Webwinkel")
        return self.desk.intake.open_case(request, RequestChannel.COMPANY, FRIDAY)[0].number

    def _in_case(self, number: str, talk: Talk) -> None:
        self.desk.clock.advance(timedelta(minutes=1))
        self.desk.desk.log_contact(number, talk)

    def _outside(self, party: Party, talk: Talk) -> None:
        self.desk.clock.advance(timedelta(minutes=1))
        self.log.log(party, talk)


@pytest.fixture
def talks(desk: Desk) -> Talks:
    """Give the contacts."""
    return Talks(desk)


def test_a_company_has_one_log_over_its_cases(talks: Talks) -> None:
    """Also what was logged under its name elsewhere; not what its case spoke about with a gemeente."""
    assert talks.subjects(talks.company) == ["eisen", "kennismaking", "codenaam", "toch zij"]
    first, outside = talks.log.of_party(talks.company)[:2]
    assert (first.case_number, first.with_name) == (talks.first, "Klompenpost B.V.")
    assert (outside.case_number, outside.agreement) == ("", "belt terug")


def test_a_gemeente_and_a_partner_have_one_log_too(talks: Talks) -> None:
    """With what was logged in cases under their names."""
    assert talks.subjects(EMMEN) == ["kavelprijs", "gronduitgifte"]
    assert talks.subjects(NOM) == ["kwartaal", "aanvraag"]
    assert talks.log.partners() == ("NOM",)


def test_a_case_shows_its_contacts_and_those_with_its_company(talks: Talks) -> None:
    """Not those of the other case of the company."""
    assert [each.subject for each in talks.log.of_case(talks.first)] == [
        "eisen",
        "kennismaking",
        "kavelprijs",
    ]
    assert [each.subject for each in talks.log.of_case(talks.other)] == ["toch zij", "aanvraag"]


def test_contacts_are_found_by_company_person_and_day(talks: Talks) -> None:
    """Each part of a search narrows it down; days are Dutch days, both included."""

    def found(search: ContactSearch) -> list[str]:
        return [each.subject for each in talks.log.find(search)]

    assert found(ContactSearch(person="bos")) == ["kavelprijs", "gronduitgifte"]
    assert found(ContactSearch(company="klompenpost", person="klomp")) == ["eisen", "kennismaking"]
    assert found(ContactSearch(company="B-0001")) == ["eisen", "kennismaking", "codenaam", "toch zij"]
    assert len(found(ContactSearch(since=date(2026, 11, 20), until=date(2026, 11, 20)))) == 8
    assert found(ContactSearch(since=date(2026, 11, 21))) == []
    assert found(ContactSearch(until=date(2026, 11, 19))) == []


def test_the_log_is_there_after_a_restart(talks: Talks) -> None:
    """What was said is kept."""
    before = talks.log.find(ContactSearch())
    talks.desk.restart()
    log = ContactLog(talks.desk.workspace, talks.desk.clock, talks.desk.actors)
    assert log.find(ContactSearch()) == before


def test_what_cannot_be_logged_is_refused(talks: Talks) -> None:
    """Nothing is kept of it."""
    later = talks.desk.clock.now_utc() + timedelta(seconds=1)
    refused: list[tuple[type[Exception], Callable[[], object]]] = [
        (InputError, lambda: talks.log.log(EMMEN, Talk(" "))),
        (InputError, lambda: talks.log.log(EMMEN, Talk("x", at_utc=later))),
        (InputError, lambda: talks.log.log(Party(PartyKind.MUNICIPALITY, "Groningen"), Talk("x"))),
        (InputError, lambda: talks.log.log(Party(PartyKind.PARTNER, " "), Talk("x"))),
        (NotFoundError, lambda: talks.log.log(Party(PartyKind.COMPANY, "B-0099"), Talk("x"))),
        (NotFoundError, lambda: talks.log.of_party(Party(PartyKind.COMPANY, "B-0099"))),
    ]
    before = talks.log.find(ContactSearch())
    for error, act in refused:
        with pytest.raises(error):
            act()
    assert talks.log.find(ContactSearch()) == before


def test_a_gemeente_is_read_by_name_or_code() -> None:
    """With or without the word; what is no gemeente of Drenthe is a partner."""
    for text in ("Emmen", "gemeente emmen", "GM0114", " Gemeente  Emmen "):
        assert party_of(text) == EMMEN
    assert party_of("Gemeente Groningen") == Party(PartyKind.PARTNER, "Gemeente Groningen")


@pytest.mark.parametrize(
    ("party", "name", "typed"),
    [
        pytest.param(Party(PartyKind.COMPANY, "B-0001"), "Klompenpost B.V.", "klompenpost bv", id="company"),
        pytest.param(EMMEN, "Emmen", "Gemeente Emmen", id="gemeente"),
        pytest.param(NOM, "NOM", "NOM", id="partner"),
    ],
)
def test_every_part_of_a_contact_is_kept_for_every_kind_of_relation(
    desk: Desk, party: Party, name: str, typed: str
) -> None:
    """Who, with whom, department, moment, channel, subject, agreement; in a case and outside, restarted."""
    Companies(desk.workspace, desk.clock, desk.actors).add("Klompenpost B.V.")
    number = desk.intake.open_case(REQUEST, RequestChannel.NOM, FRIDAY)[0].number
    talk = Talk(
        subject="kavelprijs",
        person="P. Bos",
        company=typed,
        department="Economie",
        channel="telefoon",
        agreement="belt terug",
        at_utc=FRIDAY - timedelta(days=3),
    )
    desk.desk.log_contact(number, talk)
    outside = replace(talk, company="", subject="kennismaking", at_utc=FRIDAY - timedelta(days=1))
    ContactLog(desk.workspace, desk.clock, desk.actors).log(party, outside)
    desk.restart()

    log = ContactLog(desk.workspace, desk.clock, desk.actors)
    found = log.of_party(party)
    assert [(each.case_number, each.subject, each.at_utc) for each in found] == [
        (number, "kavelprijs", FRIDAY - timedelta(days=3)),
        ("", "kennismaking", FRIDAY - timedelta(days=1)),
    ]
    for each in found:
        assert (each.actor, each.party) == (OFFICER, party)
        assert (each.person, each.department, each.channel) == ("P. Bos", "Economie", "telefoon")
        assert each.agreement == "belt terug"
    assert [each.with_name for each in found][1] == name
    others = {EMMEN, NOM, Party(PartyKind.COMPANY, "B-0001")} - {party}
    assert [log.of_party(each) for each in others] == [(), ()]
