"""A sum that tells what it does not know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class KnownSum:
    """A sum over what is known, and how often it is not; ``None`` where nothing is known."""

    total: int | None
    known_count: int
    unknown_count: int


def known_sum(values: Iterable[int | None]) -> KnownSum:
    """Add up what is known, and count what is not."""
    listed = list(values)
    known = [each for each in listed if each is not None]
    return KnownSum(sum(known) if known else None, len(known), len(listed) - len(known))
