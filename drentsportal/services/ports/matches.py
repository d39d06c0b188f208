"""Where services find the matches of a case: as they are, or only once a request was weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult


class LatestMatch(Protocol):
    """Where the newest match of a case is found."""

    def latest(self, number: str) -> MatchResult | None:
        """Return the newest match, ``None`` where there is none. Raises ``NotFoundError``."""
        ...
