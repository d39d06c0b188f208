"""Matches that were kept by earlier versions come back with the outcome that they had."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from drentsportal.domain.asking.request import Preference
from drentsportal.domain.match.choice import OfferOrder, choose
from drentsportal.domain.match.replay import FORMAT_VERSION, differences, outcome_digest, replay, to_replay
from drentsportal.domain.match.replay_parts import PARTS
from drentsportal.domain.match.trial import tried
from drentsportal.domain.message import message

KEPT = Path(__file__).parents[1] / "kept_matches"


def test_a_match_of_the_second_format_still_replays() -> None:
    """Written before requests had a building, a detour factor or shapes of scales."""
    text = (KEPT / "format_2.json").read_text(encoding="utf-8")
    result = replay(text)
    assert result.ranking() == ("bargermeer", "zuid", "los", "stil")
    assert result.rejected() == ("hal", "noord")
    assert outcome_digest(result) == json.loads(text)["outcome_sha256"]
    assert json.loads(to_replay(result))["format_version"] == FORMAT_VERSION
    assert replay(to_replay(result)).ranking() == result.ranking()


def test_a_match_of_the_third_format_keeps_the_rule_that_it_was_made_by() -> None:
    """One plot stood before plots together whatever they score; written anew, the match says so."""
    text = (KEPT / "format_3.json").read_text(encoding="utf-8")
    kept = replay(text)
    assert outcome_digest(kept) == json.loads(text)["outcome_sha256"]
    assert [kept.candidate(each).offer_ids for each in kept.ranking()] == [("q4",), ("p3",)]
    anew = json.loads(to_replay(kept))
    assert (anew["format_version"], anew["direct_first"]) == (FORMAT_VERSION, True)
    assert to_replay(replay(to_replay(kept))) == to_replay(kept)


def _without_digests(text: str) -> dict[str, object]:
    return {key: value for key, value in json.loads(text).items() if key not in {PARTS, "inputs_sha256"}}


def test_a_match_from_before_premises_were_judged_on_the_building_comes_back_as_it_was() -> None:
    """Both premises qualified without a question; the kept columns say that they were not judged."""
    text = (KEPT / "building_before_floor.json").read_text(encoding="utf-8")
    kept = replay(text)
    # The digests of its parts are new; by them an alteration is told from now on.
    again = to_replay(kept)
    assert _without_digests(again) == _without_digests(text)
    assert to_replay(replay(again)) == again
    assert json.loads(again)["outcome_sha256"] == json.loads(text)["outcome_sha256"]
    assert kept.ranking() == ("groot", "silo")
    assert not any(kept.questions(position) for position in range(2))


def test_a_match_from_before_areas_bounded_the_building_comes_back_as_it_was() -> None:
    """Sites of 1.7 ha qualified for a building that takes 8.06 ha, as a question."""
    text = (KEPT / "building_before_area.json").read_text(encoding="utf-8")
    kept = replay(text)
    assert to_replay(kept) == text
    assert kept.ranking() == ("haven", "kaal")
    assert [kept.questions(place)[-1].criterion_id for place in range(2)] == ["building", "building"]


def test_what_is_tried_on_a_kept_match_keeps_its_rule() -> None:
    """Moving a weight of an old match does not change the rule on the way."""
    kept = replay((KEPT / "format_3.json").read_text(encoding="utf-8"))
    moved = tried(kept, replace(kept.request, preferences=(Preference("price", 7),)))
    assert moved is not None
    assert [moved.candidate(each).offer_ids for each in moved.ranking()] == [("q4",), ("p3",)]


def test_the_rule_of_now_is_told_as_a_difference() -> None:
    """By score the two plots of 40 euro a metre together go before the planned one of 110."""
    text = (KEPT / "format_3.json").read_text(encoding="utf-8")
    kept = replay(text)
    now = type(kept)(replace(kept.inputs, direct_first=False), kept.sources)
    assert now.candidate("p").offer_ids == ("p1", "p2")
    assert differences(text, now) == (message("difference.offer_rule"),)


def test_of_equal_scores_one_plot_then_the_fewest_then_the_nearest_area() -> None:
    """Without any wish all offers score the same, and the rule after the score decides."""
    kept = replay((KEPT / "format_3.json").read_text(encoding="utf-8"))
    offers = kept.inputs.offers
    level = replace(kept.scores, low=kept.scores.low * 0, high=kept.scores.high * 0)
    choice = choose(offers, kept.judgements, level, kept.profile, OfferOrder(15_000))
    assert [offers.plot_ids(row) for row in choice.shown_offer.tolist()] == [("p3",), ("q4",)]
    assert choice.precedence.tolist() == [0] * len(offers)
