"""A match that is given out only when a request that must be weighed was weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.services.assessing import Assessing
    from drentsportal.services.ports.matches import LatestMatch


class AssessedMatch:
    """The newest match of a case, given out only when a request that must be weighed was weighed."""

    def __init__(self, matching: LatestMatch, assessing: Assessing) -> None:
        """Keep where matches are found and what must come first."""
        self._matching = matching
        self._assessing = assessing

    def latest(self, number: str) -> MatchResult | None:
        """Return the newest match. Raises ``NotFoundError``, and ``InputError`` as ``Assessing.require``."""
        self._assessing.require(number)
        return self._matching.latest(number)
