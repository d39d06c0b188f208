"""What a favourable answer surely does to the top, and what it only may do."""

from __future__ import annotations

import pytest

from drentsportal.domain.firmness.top_standing import StandingKey, TopStanding
from drentsportal.domain.message import Message

KEYS: list[StandingKey] = [(-90, -90, 0), (-80, -80, 1), (-70, -70, 2), (-60, -100, 3)]


def favourable(at: int, falls: list[StandingKey | None], *rises: int) -> str:
    """Name the message on favourable answers of a candidate that then scores so much."""
    standing = TopStanding(KEYS, 5, str)
    why = standing.why(at, KEYS[at], falls, [(-each, -each, at) for each in rises])
    told = why.named["favourable"]
    assert isinstance(told, Message)
    return told.id.removeprefix("question_value.why.")


@pytest.mark.parametrize(
    ("at", "rises", "told"),
    [
        (1, (95, 99), "leads"),
        (1, (85, 99), "perhaps.leads"),
        (3, (75, 85), "enters"),
        (3, (65, 85), "perhaps.enters"),
        (3, (95, 99), "becomes_first"),
        (3, (95,), "becomes_first"),
        (3, (65, 99), "perhaps.becomes_first"),
        (3, (85, 99), "enters_first"),
        (3, (65, 85, 99), "perhaps.enters_first"),
    ],
)
def test_only_what_every_favourable_answer_does_is_promised(
    at: int, rises: tuple[int, ...], told: str
) -> None:
    """A middling answer that leaves the top as it is makes of it a possibility."""
    assert favourable(at, [], *rises) == told
    assert favourable(at, [None], *rises) == told


def test_an_answer_that_raises_nothing_is_no_favourable_one() -> None:
    """Without a requirement a known low worth is no good answer; with one it meets the requirement."""
    assert favourable(3, [], 60, 85) == "enters"
    assert favourable(3, [None], 60, 85) == "perhaps.enters"
