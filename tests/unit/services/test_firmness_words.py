"""Shares of draws in words: none and all are said only where it is none and all."""

from __future__ import annotations

import pytest

from drentsportal.domain.firmness.stability import Dethroning, Tipping
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.services.firmness_words import nearest_tipping, share_message, trials_message


@pytest.fixture(scope="module")
def dutch() -> Language:
    """Read the Dutch catalogue that ships."""
    return Language("nl", resources_dir(), strict=True)


@pytest.mark.parametrize(
    ("count", "share", "trials"),
    [
        (0, "0 %", "in geen van de proeven bij de eerste drie"),
        (1, "< 1 %", "bij de eerste drie in minder dan 1 van de 100 proeven"),
        (50, "1 %", "bij de eerste drie in 1 van de 100 proeven"),
        (9_449, "94 %", "bij de eerste drie in 94 van de 100 proeven"),
        (9_450, "95 %", "bij de eerste drie in 95 van de 100 proeven"),
        (9_999, "> 99 %", "bij de eerste drie in meer dan 99 van de 100 proeven"),
        (10_000, "100 %", "in alle proeven bij de eerste drie"),
    ],
)
def test_hundredths_are_rounded_without_making_none_or_all(
    dutch: Language, count: int, share: str, trials: str
) -> None:
    """One draw of ten thousand is not none, and one that is missing leaves less than all."""
    assert dutch.text(share_message(count, 10_000)) == share
    assert dutch.text(trials_message(count, 10_000)) == trials


def test_the_nearest_change_of_a_weight_is_told() -> None:
    """Up or down, whichever is the smaller step; nothing where no weight changes the first place."""
    price = Dethroning("price", 20, Tipping(32, "b"), Tipping(12, "c"))
    reuse = Dethroning("reuse", 25, Tipping(33, "c"), None)
    park = Dethroning("park_management", 10, None, Tipping(6, "d"))
    assert nearest_tipping((price, reuse, park)) == (park, Tipping(6, "d"))
    assert nearest_tipping((price, reuse)) == (price, Tipping(12, "c"))
    assert nearest_tipping((Dethroning("reuse", 25, None, None),)) is None
