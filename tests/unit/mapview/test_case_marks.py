"""Marks of the inbox: where a case searches, else where the company is, and what cannot be placed."""

from __future__ import annotations

import pytest

from drentsportal.mapview.case_marks import MarkedCase, cases_message

ROLDE_RD = (240_000, 557_000)


def case(number: str = "D-2026-0001", **more: object) -> MarkedCase:
    """Return a case that runs."""
    return MarkedCase(number, "Bouwer zoekt 2 ha", "running", "nog 5 u 20 m", **more)  # type: ignore[arg-type]  # fields by name


def test_a_case_that_asks_for_gemeenten_is_marked_in_each() -> None:
    """The wish goes before the present location."""
    told = cases_message([case(municipality_names=("Emmen", "Assen"), origin_rd=ROLDE_RD)])
    assert [(each["at"], each["asked"]) for each in told.marks] == [("Emmen", True), ("Assen", True)]
    assert all("lonlat" not in each for each in told.marks)


def test_without_a_wish_it_is_marked_where_the_company_is() -> None:
    """In degrees, longitude first, with the name of the place."""
    told = cases_message([case(origin_rd=ROLDE_RD, origin_place="Rolde")])
    [mark] = told.marks
    assert mark["lonlat"] == pytest.approx([6.63, 52.99], abs=0.03)
    assert (mark["place"], mark["asked"]) == ("Rolde", False)


def test_who_searches_everywhere_is_marked_where_he_is_now() -> None:
    """Four gemeenten are not one place."""
    names = ("Emmen", "Assen", "Meppel", "Hoogeveen")
    assert [
        each["asked"] for each in cases_message([case(municipality_names=names, origin_rd=ROLDE_RD)]).marks
    ] == [False]
    assert cases_message([case(municipality_names=names)]).unplaced == 1


def test_what_has_no_place_is_counted_and_not_guessed() -> None:
    """Neither a wish nor a present location: no mark, and the legend says so."""
    told = cases_message([case(), case("D-2026-0002", municipality_names=("Emmen",))], "D-2026-0002")
    assert (told.unplaced, [each["number"] for each in told.marks]) == (1, ["D-2026-0002"])
    assert told.selected == "D-2026-0002"


def test_of_very_many_the_first_are_marked_and_the_rest_counted() -> None:
    """The list stands in the order of urgency."""
    told = cases_message([case(f"D-2026-{at:04}", municipality_names=("Emmen",)) for at in range(250)])
    assert (len(told.marks), told.left_out) == (200, 50)
    assert told.marks[0]["number"] == "D-2026-0000"
