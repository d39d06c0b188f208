"""Companies: kept once, linked to several cases, and never named by the title of a case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.cases.case import EventKind, RequestChannel
from drentsportal.domain.relations.company import ContactPerson, names_company
from drentsportal.errors import InputError, NotFoundError, QuestionError
from drentsportal.services.companies import Companies
from tests.unit.services.desk_harness import FRIDAY, REQUEST, Desk

if TYPE_CHECKING:
    from collections.abc import Callable

PERSON = ContactPerson("J. Klomp", "directeur", "j.klomp@klompenpost.example", "0592")


@pytest.fixture
def companies(desk: Desk) -> Companies:
    """Give the companies of the desk."""
    return Companies(desk.workspace, desk.clock, desk.actors)


def opened(desk: Desk, title: str = "Webwinkel") -> str:
    """Open a case and return its number."""
    request = replace(REQUEST, title=title)
    return desk.intake.open_case(request, RequestChannel.COMPANY, FRIDAY)[0].number


def test_one_company_stands_behind_several_cases(desk: Desk, companies: Companies) -> None:
    """It is kept once, and each case keeps its code name as its title."""
    company, _ = companies.add(" Klompenpost  B.V. ", "1234 5678", "Assen", [PERSON])
    first, second = opened(desk), opened(desk, "Webwinkel, tweede hal")
    for number in (first, second):
        companies.link(number, company.key)
    assert (company.key, company.name, company.kvk_number) == ("B-0001", "Klompenpost B.V.", "12345678")
    assert [each.number for each in companies.cases_of("B-0001")] == [first, second]
    assert desk.desk.case(first).request.title == "Webwinkel"
    assert desk.desk.timeline(first)[-1].kind is EventKind.COMPANY
    companies.link(first, "")
    assert [each.number for each in companies.cases_of("B-0001")] == [second]


def test_linking_twice_changes_nothing(desk: Desk, companies: Companies) -> None:
    """A link that stands is no new line in the timeline."""
    key, number = companies.add("Klompenpost BV")[0].key, opened(desk)
    companies.link(number, key)
    count = len(desk.desk.timeline(number))
    companies.link(number, key)
    assert len(desk.desk.timeline(number)) == count


def test_a_title_that_names_the_company_is_not_linked(desk: Desk, companies: Companies) -> None:
    """The code name stays a code name: also when the company is renamed afterwards."""
    key = companies.add("Klompenpost BV")[0].key
    number = opened(desk, "Magazijn voor KLOMPENPOST")
    with pytest.raises(InputError, match="title_names_company"):
        companies.link(number, key)
    other = opened(desk, "Grote composietverwerker")
    companies.link(other, key)
    with pytest.raises(InputError, match="title_names_company"):
        companies.link(opened(desk, "Klompenpost"), companies.add("Klompenpost Transport BV")[0].key)
    with pytest.raises(InputError, match="title_names_company"):
        companies.change(replace(companies.company(key), name="Composietverwerker BV"))
    assert companies.company(key).name == "Klompenpost BV"


def test_a_company_is_found_by_what_is_known_of_it(companies: Companies) -> None:
    """By key, number, part of a name, place or person; one of two with the same name must be chosen."""
    companies.add("Klompenpost B.V.", "12345678", "Assen", [PERSON])
    companies.add("Composiet Noord", "", "Emmen")
    for words in ("b-0001", "12345678", "klompen", "assen", "klomp"):
        assert [each.key for each in companies.find(words)] == ["B-0001"], words
    assert len(companies.find("")) == 2
    assert companies.resolve("klompenpost").key == "B-0001"
    companies.add("Klompenpost", is_another=True)
    with pytest.raises(InputError, match="several"):
        companies.resolve("Klompenpost N.V.")
    with pytest.raises(NotFoundError):
        companies.resolve("Onbekend")


def test_what_says_nothing_or_is_known_is_refused(companies: Companies) -> None:
    """Nothing is kept of it."""
    companies.add("Klompenpost B.V.", "12345678")
    refused: list[Callable[[], object]] = [
        lambda: companies.add("  "),
        lambda: companies.add("Nieuw", "1234567"),
        lambda: companies.add("Nieuw", "1234567a"),
        lambda: companies.add("Nieuw", persons=[ContactPerson(" ")]),
        lambda: companies.add("klompenpost bv"),
        lambda: companies.add("Heel anders", "12345678"),
    ]
    for act in refused:
        with pytest.raises(InputError):
            act()
    assert len(companies.all()) == 1


@given(before=st.text(alphabet="abc ", max_size=9), after=st.text(alphabet="abc ", max_size=9))
def test_a_name_is_found_as_words_wherever_it_stands(before: str, after: str) -> None:
    """As words of a text and never as part of a word."""
    assert names_company(f"{before} Klompenpost B.V. {after}", "klompenpost")
    assert not names_company(f"{before} klompenposterij {after}", "Klompenpost")
    assert not names_company(f"{before} {after}", "")


def test_a_number_of_another_company_is_taken_only_when_it_is_said(companies: Companies) -> None:
    """Two companies with one KvK number are rare, and mostly a slip."""
    first, _ = companies.add("Klompenpost BV", "12345678")
    second, _ = companies.add("Turfbaan BV")
    with pytest.raises(QuestionError) as asked:
        companies.change(replace(second, kvk_number="12345678"))
    assert (asked.value.message_id, asked.value.params["key"]) == ("error.company.kvk_taken", first.key)
    taken, _ = companies.change(replace(second, kvk_number="12345678"), is_another=True)
    companies.change(replace(taken, place="Assen"))
