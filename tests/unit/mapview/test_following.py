"""A match in few bytes says on the map what a match in words says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.match.matching import MatchResult, match
from drentsportal.domain.match.offer_building import build_offers
from drentsportal.figures.symbology import score_class_id
from drentsportal.mapview.following import followed, words_of
from drentsportal.mapview.result import MapResult, map_result
from tests.benchmarks.bench_matching import SOURCE, demanding_request, national_table
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE

if TYPE_CHECKING:
    from drentsportal.domain.sites.site_table import RecordSource


class _OneSource:
    """Every value comes from the same place."""

    def source_of(self, site_id: str, attribute_id: str, record_id: int) -> RecordSource:
        """Return that place."""
        del site_id, attribute_id, record_id
        return SOURCE


def _result() -> MatchResult:
    table = national_table(500)
    asked = demanding_request()
    few = tuple(each for each in asked.requirements if each.criterion_id in {"category", "municipality"})
    request = type(asked)("proef", origin=asked.origin, requirements=few, preferences=asked.preferences)
    return match(request, build_offers(table), (), PLAIN_PROFILE, _OneSource())


def _worded(result: MatchResult) -> MapResult:
    return map_result(
        [result.card(place) for place in range(50)],
        [result.rejection(place) for place in range(50)],
        lambda message: message.id,
        str,
    )


def test_ranks_classes_checks_and_reasons_are_those_of_the_cards() -> None:
    """Each ranked and each excluded site looks as its card says."""
    result = _result()
    told = followed(result.map_columns, "score")
    assert [told.ids[row] for row in told.ranked] == list(result.ranking())
    for place in range(0, result.qualifier_count, 97):
        card = result.card(place)
        assert told.class_ids[int(told.classes[place])] == score_class_id(card.low)
        assert (told.checks[place] == "1") == bool(card.questions)
    row_of = {each: row for row, each in enumerate(told.ids)}
    for each in _worded(result).rejections:
        assert told.reason_ids[told.whys[row_of[each.site_id]]] == each.as_dict()["why"]


def test_scores_are_rounded_as_texts_round_them() -> None:
    """Tenths of a point, half a tenth up."""
    result = _result()
    worded = _worded(result)
    words = words_of(result.map_columns, worded.candidates, worded.rejections)
    for place in range(0, result.qualifier_count, 97):
        card = result.card(place)
        assert [tenths[place] for tenths in words.tenths] == [
            (score + 5_000_000) // 10_000_000 for score in (card.low, card.point, card.high)
        ]
    assert words.reasons.keys() <= {*result.ranking(), *result.rejected()}
    assert words.reasons
