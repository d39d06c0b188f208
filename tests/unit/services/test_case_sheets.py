"""Factsheets for a case answer its request as those of its advice do, and never by an outdated match."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from drentsportal.services.case_sheets import sheets_for_case
from drentsportal.services.factsheets import cards_of
from tests.unit.services.document_fakes import NUMBER, Desk

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult


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


@dataclass(frozen=True)
class _Outcome:
    """A match in which one park stands with two of its plots."""

    def ranking(self) -> tuple[str, ...]:
        """Return the park, and premises that offer no plot."""
        return ("near", "hall")

    def candidate(self, candidate_id: str) -> SimpleNamespace:
        """Return what stands for it."""
        return SimpleNamespace(offer_ids=("plot-1", "plot-2") if candidate_id == "near" else ())

    def card_of(self, candidate_id: str) -> str:
        """Return something that tells whose it is."""
        return f"card of {candidate_id}"


def test_a_plot_answers_with_the_candidate_in_whose_offer_it_stands() -> None:
    """Its card is that of the park; a plot that no candidate offers has none."""
    cards = cards_of(cast("MatchResult", _Outcome()), ["plot-2", "hall", "plot-9"])
    assert cast("object", cards) == {"plot-2": "card of near", "hall": "card of hall"}
