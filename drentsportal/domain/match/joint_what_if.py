"""What if several requirements are moved together: the few changes that would add most sites.

All pairs are counted; a third requirement is added to the best pairs, one by one. Numbers move by no more
than a quarter of what was asked, and in the end no further than the sites that come in need; a building of
which only bounds are known that say too little moves by the quarter. What is told is counted by ``recount``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.change_words import move_statement
from drentsportal.domain.match.criteria import LimitKind
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.modest_changes import modest_limits
from drentsportal.domain.match.recount import Recounts, eased, with_counts
from drentsportal.domain.match.relative_change import is_numeric, on_step
from drentsportal.domain.match.requirements import as_number, judge
from drentsportal.domain.match.thresholds import strictest_limits
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import Limit, LocationRequest
    from drentsportal.domain.match.criteria import Criterion
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.recount import Recount
    from drentsportal.domain.match.requirements import Judgement
    from drentsportal.domain.message import Message

PROPOSALS: Final = 3


@dataclass(frozen=True, slots=True)
class Move:
    """One requirement and the limit that it moves to."""

    criterion_id: str
    asked: Limit
    needed: Limit
    statement: Message


@dataclass(frozen=True, slots=True)
class JointProposal:
    """Changes that are made together, and whom they let in; ``lost`` is empty but for another category.

    ``unmeasured`` counts those of ``gained`` of which nobody measured whether the building fits, ``to_check``
    those that leave a requirement to be asked rather than fit.
    """

    moves: tuple[Move, ...]
    count_now: int
    count_then: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    statement: Message
    unmeasured: int = 0
    to_check: int = 0


def joint_relaxations(result: MatchResult, most: int = 3) -> tuple[JointProposal, ...]:
    """Propose changes of two requirements together, or of up to ``most``, that add most sites first.

    Only where they add more together than any part of them does: what one change brings,
    ``what_if.best_relaxations`` tells. At most ``PROPOSALS``.
    """
    return _Joint(result).proposals(most)


def proposed_together(moves: tuple[Move, ...], recount: Recount) -> JointProposal:
    """Tell what changes bring that are made together, as they were counted."""
    variant = "what_if.joint_both_ways" if recount.lost else "what_if.joint"
    parts = tuple(move.statement for move in moves)
    statement = message(variant, parts=parts, gained=len(recount.gained), lost=len(recount.lost))
    return JointProposal(
        moves,
        recount.count_now,
        recount.count_then,
        recount.gained,
        recount.lost,
        with_counts(statement, recount),
        recount.unmeasured,
        recount.to_check,
    )


def jointly_relaxed(request: LocationRequest, proposal: JointProposal) -> LocationRequest:
    """Return the request with all changes of a proposal made; a requirement that is given up is left out."""
    return eased(request, {each.criterion_id: each.needed for each in proposal.moves})


@dataclass(frozen=True, slots=True, eq=False)
class _Trial:
    """One requirement at another limit, over all offers."""

    place: int
    needed: Limit
    fails: NDArray[np.bool_]
    change: int


class _Joint:
    def __init__(self, result: MatchResult) -> None:
        self._result = result
        self._offers = result.inputs.offers
        self._starts = self._offers.candidate_starts()
        self._fails = [each.verdicts == Verdict.FAILS for each in result.judgements]
        self._now = result.choice.passing[result.choice.shown_offer]
        self.trials = [trial for place in range(len(self._fails)) for trial in self._trials_of(place)]
        self._counts: dict[tuple[int, ...], int] = {}
        self._recounts = Recounts(result)

    def proposals(self, most: int) -> tuple[JointProposal, ...]:
        numbers = range(len(self.trials))
        pairs = [
            pair
            for pair in combinations(numbers, 2)
            if self.trials[pair[0]].place != self.trials[pair[1]].place
        ]
        best = self._best(pairs)
        found = list(best)
        for _ in range(most - 2):
            larger = {
                tuple(sorted((*chosen, number)))
                for chosen in best
                for number in numbers
                if all(self.trials[number].place != self.trials[each].place for each in chosen)
            }
            best = self._best(sorted(larger))
            found += best
        told: list[JointProposal] = []
        for chosen in self._ordered(found)[: 2 * PROPOSALS]:
            proposal = self._proposal(chosen)
            if self._adds(proposal, self._count(chosen)):
                told.append(proposal)
            if len(told) == PROPOSALS:
                break
        return tuple(sorted(told, key=lambda each: -each.count_then))

    def _best(self, sets: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """Return the best sets of trials that bring more than each part of them."""
        adding = [
            each
            for each in sets
            if self._count(each) > max(self._count(part) for part in combinations(each, len(each) - 1))
        ]
        return self._ordered(adding)[:PROPOSALS]

    def _ordered(self, sets: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
        def key(chosen: tuple[int, ...]) -> tuple[int, int, int, tuple[int, ...]]:
            change = sum(self.trials[each].change for each in chosen)
            return (-self._count(chosen), len(chosen), change, chosen)

        return sorted(sets, key=key)

    def _count(self, chosen: tuple[int, ...]) -> int:
        if chosen not in self._counts:
            moved = [self.trials[each] for each in chosen]
            self._counts[chosen] = int(self._qualified(moved).sum())
        return self._counts[chosen]

    def _qualified(self, moved: Sequence[_Trial]) -> NDArray[np.bool_]:
        """Whether each candidate qualifies with some requirements at another limit."""
        fails = self._result.choice.fail_counts.copy()
        for trial in moved:
            fails += trial.fails
            fails -= self._fails[trial.place]
        if not len(fails):
            return self._now
        qualified: NDArray[np.bool_] = np.logical_or.reduceat(np.equal(fails, 0), self._starts)
        return qualified

    def _trials_of(self, place: int) -> Iterator[_Trial]:
        judgement = self._result.judgements[place]
        for needed, change in modest_limits(self._result, judgement):
            moved = judge(self._offers, judgement.criterion, needed, self._result.profile)
            yield _Trial(place, needed, moved.verdicts == Verdict.FAILS, change)

    def _proposal(self, chosen: tuple[int, ...]) -> JointProposal:
        trials = self._tightened([self.trials[each] for each in chosen])
        recount = self._recount(trials)
        if recount.is_anew and recount.count_then < self._count(chosen):
            trials, recount = self._as_measured(chosen, trials, recount)
        return proposed_together(tuple(self._move(trial) for trial in trials), recount)

    def _recount(self, trials: Iterable[_Trial]) -> Recount:
        return self._recounts.of(
            {self._result.judgements[each.place].criterion.id: each.needed for each in trials}
        )

    def _adds(self, proposal: JointProposal, bound: int) -> bool:
        """Whether changes that bring less than their bound still bring more than each part of them."""
        if proposal.count_then >= bound:
            return True
        limits = [(each.criterion_id, each.needed) for each in proposal.moves]
        parts = combinations(limits, len(limits) - 1)
        return all(self._recounts.of(dict(part)).count_then < proposal.count_then for part in parts)

    def _as_measured(
        self, chosen: tuple[int, ...], tightened: list[_Trial], recount: Recount
    ) -> tuple[list[_Trial], Recount]:
        """Move a building as far as was tried where its bounds said too little of what it needs."""
        trials = [
            self.trials[number] if self._criterion(trial).id == "building" else trial
            for number, trial in zip(chosen, tightened, strict=True)
        ]
        loose = self._recount(trials)
        return (trials, loose) if loose.count_then > recount.count_then else (tightened, recount)

    def _criterion(self, trial: _Trial) -> Criterion:
        return self._result.judgements[trial.place].criterion

    def _move(self, trial: _Trial) -> Move:
        judgement = self._result.judgements[trial.place]
        detour_percent = self._result.request.detour_percent
        statement = move_statement(judgement.criterion, judgement.limit, trial.needed, detour_percent)
        return Move(judgement.criterion.id, judgement.limit, trial.needed, statement)

    def _tightened(self, trials: list[_Trial]) -> list[_Trial]:
        """Move every number back as far as the same candidates still come in, one after the other."""
        wanted = self._qualified(trials)
        for number, trial in enumerate(trials):
            judgement = self._result.judgements[trial.place]
            if not is_numeric(judgement) or judgement.criterion.id == "category":
                continue
            others = [each for each in trials if each is not trial]
            needed = self._nearest(judgement, trial, others, wanted)
            moved = judge(self._offers, judgement.criterion, needed, self._result.profile)
            trials[number] = _Trial(trial.place, needed, moved.verdicts == Verdict.FAILS, trial.change)
        return trials

    def _nearest(
        self, judgement: Judgement, trial: _Trial, others: Sequence[_Trial], wanted: NDArray[np.bool_]
    ) -> int:
        """Return the limit nearest to the one asked at which all wanted candidates still qualify."""
        asked, fails = as_number(judgement.limit), self._result.choice.fail_counts - self._fails[trial.place]
        for each in others:
            fails = fails + each.fails - self._fails[each.place]
        strictest = strictest_limits(self._result, judgement, np.equal(fails, 0))[wanted]
        if judgement.criterion.limit_kind is LimitKind.AT_LEAST:
            loosest = min(int(strictest.min()), asked)
        else:
            loosest = max(int(strictest.max()), asked)
        return int(on_step(np.array([loosest]), judgement.criterion)[0])
