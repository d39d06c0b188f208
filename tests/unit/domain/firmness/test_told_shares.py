"""A short table of shares hides no contender, whatever its rank."""

from __future__ import annotations

import pytest

from drentsportal.domain.firmness.draws import Acceptability, DrawResult


def drawn(*counts: tuple[int, int]) -> DrawResult:
    """Make the outcome of 1,000 draws: how often each is first and in the top three, in their order."""
    shares = tuple(
        Acceptability(f"s{rank}", rank, first, top, None) for rank, (first, top) in enumerate(counts, start=1)
    )
    return DrawResult(1, "", "", 1_000, 25, shares)


@pytest.mark.parametrize(
    ("late", "is_told"),
    [((200, 300), True), ((50, 50), True), ((0, 50), True), ((49, 49), False), ((0, 0), False)],
)
def test_who_often_leads_is_told_beyond_the_first_rows(late: tuple[int, int], *, is_told: bool) -> None:
    """At rank 4 of a table of two: told from one draw in twenty on; the first rows always."""
    told = drawn((0, 0), (700, 900), (10, 20), late).told(2)
    assert [each.rank for each in told] == [1, 2, *([4] if is_told else [])]
