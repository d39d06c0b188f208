"""How firm the outcome on screen is, as panels ask for it: by candidate, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.services.firmness_words import (
    has_order,
    share_message,
    span_message,
    tipping_message,
    trials_message,
)

if TYPE_CHECKING:
    from drentsportal.domain.firmness.draws import Acceptability
    from drentsportal.domain.firmness.stability import RankInterval
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.message import Message
    from drentsportal.services.match_analysis import Analysis


class Firmness:
    """An outcome with its analysis."""

    def __init__(self, result: MatchResult, analysis: Analysis) -> None:
        """Keep both; what is asked for by candidate is found at once."""
        self.result = result
        self.analysis = analysis
        self.has_order = has_order(result)
        self._shares = {each.candidate_id: each for each in analysis.draws.shares}
        self._intervals = {each.candidate_id: each for each in analysis.rank_intervals}

    def top_count(self, candidate_id: str) -> int:
        """Return in how many draws a candidate was in the top three."""
        found = self._shares.get(candidate_id)
        return 0 if found is None else found.top_count

    def top_share(self, candidate_id: str) -> float:
        """Return the share of draws in the top three, 0 to 1, for drawing only."""
        return self.top_count(candidate_id) / self.analysis.draws.count

    def shown(self) -> tuple[Acceptability, ...]:
        """Return the first of the ranking, of whom the ranks over all draws are known."""
        return tuple(each for each in self.analysis.draws.shares if each.span is not None)

    def usual_places(self, candidate_id: str) -> tuple[int, int] | None:
        """Return the ranks in nine of ten draws; ``None`` beyond the first, of whom they are counted."""
        found = self._shares.get(candidate_id)
        return None if found is None or found.span is None else (found.span.p5, found.span.p95)

    def interval(self, candidate_id: str) -> RankInterval | None:
        """Return the ranks that are possible; ``None`` for who does not qualify."""
        return self._intervals.get(candidate_id)

    def share_text(self, candidate_id: str) -> Message | None:
        """Word the share in per cents; ``None`` where no score makes the order or it does not qualify."""
        if not self.has_order or candidate_id not in self._intervals:
            return None
        return share_message(self.top_count(candidate_id), self.analysis.draws.count)

    def trials_text(self, candidate_id: str) -> Message | None:
        """Word the share as a count of a hundred; ``None`` as above."""
        if not self.has_order or candidate_id not in self._intervals:
            return None
        return trials_message(self.top_count(candidate_id), self.analysis.draws.count)

    def span_text(self, candidate_id: str) -> Message | None:
        """Word the ranks that are possible; ``None`` as above."""
        found = self._intervals.get(candidate_id)
        return None if found is None or not self.has_order else span_message(found)

    def ways_to_top(self, candidate_id: str) -> tuple[Message, ...]:
        """Word each change of one weight that puts a candidate on top."""
        return tuple(
            tipping_message(self.result, change, tipping)
            for change in self.analysis.dethroning
            for tipping in (change.down, change.up)
            if tipping is not None and tipping.candidate_id == candidate_id
        )
