"""How firm a match is: the same for the same match, and stopped when the person stops it."""

from __future__ import annotations

import pytest

from drentsportal.domain.asking.request import LocationRequest, Preference
from drentsportal.domain.firmness.question_value import question_values
from drentsportal.domain.firmness.stability import dethroning_changes, rank_intervals
from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.replay import replay, to_replay
from drentsportal.services.match_analysis import MatchAnalysis, seed_of
from drentsportal.services.progress import CancelledError, NoProgress
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table


def matched(weight: int = 30) -> MatchResult:
    """Match five parks, of which one has no price."""
    parks = [
        {"id": each, "name": each, "available_now_ha": 4.0, "reuse_class": "reuse", **values}
        for each, values in {
            "a": {"price_min_eur_m2": 40.0, "price_max_eur_m2": 60.0},
            "b": {"price_min_eur_m2": 50.0, "price_max_eur_m2": 50.0},
            "c": {},
            "d": {"price_min_eur_m2": 90.0, "price_max_eur_m2": 90.0, "park_management": True},
        }.items()
    ]
    wishes = (Preference("price", weight), Preference("park_management", 20))
    return match(LocationRequest(title="t", preferences=wishes), site_table(parks), (), PLAIN_PROFILE)


def test_a_replayed_match_has_the_same_analysis() -> None:
    """The seed comes from the outcome, so a copy that was kept gives every share again."""
    result = matched()
    analysis = MatchAnalysis().of(result, NoProgress())
    assert MatchAnalysis().of(replay(to_replay(result)), NoProgress()) == analysis
    assert analysis.draws.seed == seed_of(result) < 2**48
    assert seed_of(matched(weight=31)) != seed_of(result)


def test_each_part_is_that_of_its_own_module() -> None:
    """Nothing is added and nothing left out on the way."""
    result = matched()
    analysis = MatchAnalysis().of(result, NoProgress())
    assert analysis.dethroning == dethroning_changes(result)
    assert analysis.rank_intervals == rank_intervals(result)
    assert analysis.questions == question_values(result)
    assert sum(each.top_count for each in analysis.draws.shares) == 3 * analysis.draws.count


def test_a_person_can_stop_it() -> None:
    """Between two blocks of draws."""

    class Stops:
        steps = 0

        def step(self, done: int, total: int, what: str = "") -> None:
            assert what
            assert done <= total
            self.steps += 1
            if done:
                raise CancelledError

    stops = Stops()
    with pytest.raises(CancelledError):
        MatchAnalysis().of(matched(), stops)
    assert stops.steps == 2
