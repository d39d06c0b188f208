"""Factsheets for a case answer its request as those of its advice do, and never by an outdated match."""

from __future__ import annotations

from dataclasses import replace

from drentsportal.services.case_sheets import sheets_for_case
from tests.unit.services.document_fakes import NUMBER, Desk


def test_sheets_for_a_case_tell_how_each_site_answers() -> None:
    """By the newest match of what the case asks now, of the sites that qualify in it."""
    desk = Desk()
    desk.add_case("near")
    with desk.workspace.reading() as unit:
        case = unit.cases.get(NUMBER)
    outcome = desk.matching.latest(NUMBER)
    assert outcome is not None
    wish = sheets_for_case(case, outcome, ["near", "geen"], desk.workspace.catalogue)
    assert wish.case_number == NUMBER
    assert wish.cards == {"near": outcome.card_of("near")}
    other = replace(case, request=replace(case.request, title="Iets anders"))
    for stale in (
        sheets_for_case(other, outcome, ["near"], desk.workspace.catalogue),
        sheets_for_case(case, None, ["near"], desk.workspace.catalogue),
    ):
        assert (stale.case_number, stale.cards, stale.fittings) == (NUMBER, {}, {})
