"""Weight inputs as plain data, for the papers of a case and for files; what is none raises ``TypeError``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drentsportal.domain.weighing.weight_vote import (
    PairJudgement,
    SliderWeights,
    WeightMethod,
    WishComparisons,
    WishRanking,
    in_order,
    method_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.weighing.weight_vote import WeightInput


def input_to_data(given: WeightInput) -> dict[str, Any]:
    """Write an input as whole numbers, texts and lists, with its method."""
    data: dict[str, Any] = {"method": method_of(given).value}
    if isinstance(given, SliderWeights):
        data["weights"] = dict(given.weights)
    elif isinstance(given, WishRanking):
        data["order"] = [list(group) for group in given.order]
    else:
        data["criteria"] = list(given.criterion_ids)
        data["pairs"] = pairs_to_data(given)
    return data


def pairs_to_data(given: WishComparisons) -> list[dict[str, object]]:
    """Write comparisons as the list that a file of comparisons holds."""
    return [{"first": each.first, "second": each.second, "times": each.times} for each in given.judgements]


def input_from_data(data: Mapping[str, Any]) -> WeightInput:
    """Read what ``input_to_data`` wrote. Raises ``KeyError``, ``TypeError`` or ``ValueError``."""
    method = WeightMethod(data["method"])
    if method is WeightMethod.SLIDERS:
        weights = {_text(each): _whole(weight) for each, weight in data["weights"].items()}
        return SliderWeights(tuple((each, weights[each]) for each in in_order(weights)))
    if method is WeightMethod.RANKING:
        return WishRanking(tuple(tuple(_text(each) for each in group) for group in data["order"]))
    if method is WeightMethod.PAIRS:
        return WishComparisons(
            tuple(_text(each) for each in data["criteria"]), judgements_from_data(data["pairs"])
        )
    raise ValueError(method)


def judgements_from_data(data: object) -> tuple[PairJudgement, ...]:
    """Read the list of comparisons of a file. Raises ``KeyError`` or ``TypeError``."""
    if not isinstance(data, list):
        raise TypeError(type(data).__name__)
    return tuple(
        PairJudgement(_text(each["first"]), _text(each["second"]), _whole(each["times"])) for each in data
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(type(value).__name__)
    return value
