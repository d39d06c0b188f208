"""Of what a change lets in it is told how many sites leave something to ask, as a match with it shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings

from drentsportal.domain.asking.request import LocationRequest, Requirement
from drentsportal.domain.match.joint_what_if import joint_relaxations, jointly_relaxed
from drentsportal.domain.match.left_to_ask import with_to_check
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.matching import match
from drentsportal.domain.match.nearest_relaxation import nearest_relaxations
from drentsportal.domain.match.what_if import best_relaxations, relaxed_request
from drentsportal.domain.message import message
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.match.test_joint_what_if import result_of
from tests.unit.domain.match.test_matching_laws import matched
from tests.unit.domain.matching_strategies import requests, sites
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from tests.unit.domain.matching_strategies import Sites

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)


def to_ask(after: MatchResult, gained: tuple[str, ...]) -> int:
    """Count the sites that are shown with a question."""
    cards = [after.card_of(each) for each in gained]
    return sum(any(each.verdict is Verdict.CHECK for each in card.outcomes) for card in cards)


@settings(max_examples=80, deadline=None)
@given(sites(), requests())
def test_as_many_are_left_to_ask_as_a_match_with_the_change_shows(
    drawn: Sites, request: LocationRequest
) -> None:
    """Of one change, of several together, and of all that the nearest sites need."""
    # Which plots are taken together depends on the area asked, so that is left as it is.
    assume(request.requirement("plot_area") is None)
    result = matched(request, drawn)
    for one in best_relaxations(result):
        after = matched(relaxed_request(request, one), drawn)
        assert one.to_check == to_ask(after, one.gained)
    for several in (*joint_relaxations(result), *nearest_relaxations(result)):
        after = matched(jointly_relaxed(request, several), drawn)
        assert several.to_check == to_ask(after, several.gained)


def test_the_sentence_says_how_many_of_what_comes_in_are_left_to_ask() -> None:
    """A and B could be built on with a permit; a price of D is known, that of nobody else counts."""
    asked = LocationRequest(
        "test", requirements=(Requirement("plot_area", 12_000), Requirement("height", 100))
    )
    result = result_of(asked)
    (height,) = (each for each in best_relaxations(result) if each.criterion_id == "height")
    assert (height.gained, height.to_check) == (("b", "a"), 2)
    assert DUTCH.text(height.statement) == "Bouwhoogte 10 m → 8 m: 2 erbij, alle na te vragen"


def test_nothing_is_added_where_all_that_comes_in_fits() -> None:
    """Of a park whose lowest and highest price are known."""
    known = {"id": "a", "name": "A", "available_now_ha": 3, "price_min_eur_m2": 45, "price_max_eur_m2": 45}
    asked = LocationRequest("test", requirements=(Requirement("price", 4_000),))
    (price, *_) = best_relaxations(match(asked, site_table([known]), (), PLAIN_PROFILE))
    assert (price.gained, price.to_check) == (("a",), 0)
    assert DUTCH.text(price.statement).endswith(": 1 erbij")


def test_what_drops_out_stands_between_so_the_sentence_starts_anew() -> None:
    """After a change that also takes sites away it is said of which ones something is left to ask."""
    change = message("what_if.category.both_ways", asked_category=3, needed_category=4, gained=3, lost=1)
    assert DUTCH.text(with_to_check(change, 3, 1, 0)).endswith(": 3 erbij, 1 eraf")
    assert DUTCH.text(with_to_check(change, 3, 1, 1)).endswith("; van de 3 erbij is 1 na te vragen")
    plain = message("what_if.price", asked_eurocent=4_000, needed_eurocent=5_000, gained=3)
    assert DUTCH.text(with_to_check(plain, 3, 0, 2)).endswith(": 3 erbij, waarvan 2 na te vragen")
