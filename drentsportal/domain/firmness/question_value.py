"""What the answer to each open question is worth: in what share of answers the top of the list changes.

Value of information, one question at a time, all else as it stands now. Plain assumptions, printed with the
list: a requirement that must be checked is met or not, even chances; a number that is not known is worth any
of ``GRID`` evenly spread worths between the least and the most that it can be, each alike; what has classes
has the worths of those it can still have, each class alike. Where requirement and wish hang on one question,
being met has only the worths that meet it (``answer_worths``). A question that only matters after another
one has been answered has no value yet; the list is made anew after each answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.firmness.answer_worths import answer_worths
from drentsportal.domain.firmness.known_members import differs_only
from drentsportal.domain.firmness.stability import text_places
from drentsportal.domain.firmness.top_standing import TOP, TopStanding
from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.match.explanation import PROVINCE_SCOPE
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.match.readings import told_as
from drentsportal.domain.match.score_matrix import score_matrix
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drentsportal.domain.firmness.top_standing import StandingKey
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.message import Message

LISTED: Final = 20
"""Of the first so many candidates the questions that cannot change the top are listed as well."""

_COMPUTED: Final = frozenset({"present_minutes", "staff_minutes", "junction_minutes", "terminal_minutes"})
"""What the portal computes from a road network; nobody is asked for it."""

_WORDED: Final = frozenset(
    {
        "plot_area",
        "floor_area",
        "segment",
        "available_by",
        "price",
        "sale_price",
        "present_distance",
        "junction_distance",
        "storage",
        "park_management",
        "reuse",
    }
)
"""What has a question of its own; of the rest the name of the criterion stands in a general one."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question about one candidate, and in how many of its possible answers the top of the list changes.

    ``changing`` of ``answers`` change who is in the top three or who is first. ``why`` says what then
    happens. ``required`` tells whether a requirement hangs on it, ``preferred`` whether a preference does.
    ``scope`` is whom to ask (``ContactPoint.scope``).
    """

    candidate_id: str
    candidate_name: str
    rank: int
    criterion_id: str
    required: bool
    preferred: bool
    scope: str
    text: Message
    changing: int
    answers: int
    why: Message

    @property
    def value(self) -> Fraction:
        """The share of answers that change the top, 0 to 1."""
        return Fraction(self.changing, self.answers)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions for one function, the one that can change most first."""

    scope: str
    questions: tuple[OpenQuestion, ...]


@dataclass(frozen=True, slots=True)
class QuestionList:
    """All questions in the order of their value, then rank, then criterion.

    ``deciding`` can change the top; ``others`` cannot, and are those of the first ``LISTED`` candidates.
    """

    deciding: tuple[OpenQuestion, ...]
    others: tuple[OpenQuestion, ...]

    def sets(self) -> tuple[QuestionSet, ...]:
        """Group the deciding questions by whom to ask, in the order of the first of each."""
        scopes = dict.fromkeys(each.scope for each in self.deciding)
        return tuple(
            QuestionSet(scope, tuple(each for each in self.deciding if each.scope == scope))
            for scope in scopes
        )


def question_values(result: MatchResult) -> QuestionList:
    """Value every question about a requirement or an unknown value of a qualifier."""
    if not result.qualifier_count:
        return QuestionList((), ())
    board = _Board(result)
    made = list(board.questions())
    order = {criterion_id: place for place, criterion_id in enumerate(CRITERION_BY_ID)}
    made.sort(key=lambda each: (-each.value, each.rank, order.get(each.criterion_id, -1)))
    return QuestionList(
        tuple(each for each in made if each.changing), tuple(each for each in made if not each.changing)
    )


def _ask(criterion_id: str, kind: OfferKind, name: str) -> Message:
    """Ask for a value that only a preference looks at."""
    asked_as = told_as(criterion_id, kind)
    if asked_as in _WORDED:
        return message(f"question_value.ask.{asked_as}", name=name)
    return message("question_value.ask.other", criterion=criterion_id, name=name)


class _Board:
    """What can be asked of each candidate, and where each of its answers would put it."""

    def __init__(self, result: MatchResult) -> None:
        self._result = result
        self._matrix = score_matrix(result)
        self._judgements = {each.criterion.id: each for each in result.judgements}
        self._rows = result.choice.ranking
        shown = result.choice.shown_offer[self._rows]
        self._places = text_places(result)[self._rows]
        self._low, self._high = result.scores.low[shown], result.scores.high[shown]
        columns = [column[: TOP + 1].tolist() for column in (-self._low, -self._high, self._places)]
        self._top = TopStanding(list(zip(*columns, strict=True)), len(self._rows), self._name)

    def questions(self) -> Iterable[OpenQuestion]:
        """Make the questions that can change the top, and all of the first ``LISTED`` candidates."""
        for at in self._positions():
            checks = {each.criterion_id: each for each in self._result.questions(at)}
            unknown = self._unknown(at)
            for criterion_id in dict.fromkeys([*checks, *unknown]):
                check = checks.get(criterion_id)
                falls = self._falls(at, criterion_id) if check is not None else []
                rises = self._rises(at, unknown[criterion_id], checks) if criterion_id in unknown else []
                changing = self._changing(at, falls, rises)
                if at >= LISTED and not changing[0]:
                    continue
                name = self._name(at)
                yield OpenQuestion(
                    candidate_id=self._matrix.candidate_ids[at],
                    candidate_name=name,
                    rank=at + 1,
                    criterion_id=criterion_id,
                    required=check is not None,
                    preferred=criterion_id in unknown,
                    scope=check.scope if check is not None else self._scope(at),
                    text=check.text if check is not None else _ask(criterion_id, self._kind(at), name),
                    changing=changing[0],
                    answers=changing[1],
                    why=self._top.why(at, self._key(at), falls, rises),
                )

    def _positions(self) -> list[int]:
        """Return who is listed, or can reach the top with all unknown values at their best."""
        third = min(TOP, len(self._rows)) - 1
        reach = self._high >= self._low[third]
        return np.flatnonzero(reach | (np.arange(len(reach)) < LISTED)).tolist()

    def _unknown(self, at: int) -> dict[str, int]:
        """Name the preferences that count and that an answer can make known, with their columns."""
        is_open = (self._matrix.high[at] > self._matrix.low[at]) & (self._matrix.weights > 0)
        columns = {self._matrix.criterion_ids[place]: place for place in np.flatnonzero(is_open).tolist()}
        offers, shown = self._result.inputs.offers, int(self._result.choice.shown_offer[self._rows[at]])
        return {
            name: place
            for name, place in columns.items()
            if name not in _COMPUTED and not differs_only(offers, shown, name)
        }

    def _falls(self, at: int, criterion_id: str) -> list[StandingKey | None]:
        """Return where the candidate stands with a requirement not met; ``None`` where it then drops out."""
        result, row, judged = self._result, int(self._rows[at]), self._judgements[criterion_id]
        offers = result.inputs.offers
        first, last = np.searchsorted(offers.candidate_rows, [row, row + 1])
        for offer in result.choice.offer_order[first:last].tolist():
            # An answer about the candidate holds for all of its offers of which this is open.
            if result.choice.passing[offer] and judged.verdicts[offer] == Verdict.FITS:
                return [
                    (-int(result.scores.low[offer]), -int(result.scores.high[offer]), int(self._places[at]))
                ]
        return [None]

    def _rises(self, at: int, place: int, checks: Iterable[str]) -> list[StandingKey]:
        """Return where the candidate stands at each worth that the unknown value can have."""
        low, high = int(self._matrix.low[at, place]), int(self._matrix.high[at, place])
        weight, preference = int(self._matrix.weights[place]), self._result.preferences[place]
        required = self._judgements[preference.criterion_id] if preference.criterion_id in checks else None
        shown = int(self._result.choice.shown_offer[self._rows[at]])
        keys = []
        for worth in answer_worths(self._result, shown, preference, (low, high), required):
            least = int(self._low[at]) + weight * (worth - low)
            most = int(self._high[at]) - weight * (high - worth)
            keys.append((-least, -most, int(self._places[at])))
        return keys

    def _changing(
        self, at: int, falls: Sequence[StandingKey | None], rises: Sequence[StandingKey]
    ) -> tuple[int, int]:
        """Count the answers that change the top, of how many; not met weighs as much as all worths."""
        rising = sum(self._top.changes(at, key) for key in rises)
        if not falls:
            return rising, len(rises)
        rest = len(rises) or 1
        return rest * sum(self._top.changes(at, key) for key in falls) + rising, 2 * rest

    def _key(self, at: int) -> StandingKey:
        return -int(self._low[at]), -int(self._high[at]), int(self._places[at])

    def _name(self, at: int) -> str:
        return self._result.inputs.offers.candidates.names[int(self._rows[at])]

    def _kind(self, at: int) -> OfferKind:
        return OfferKind(
            int(self._result.inputs.offers.kinds[self._result.choice.shown_offer[self._rows[at]]])
        )

    def _scope(self, at: int) -> str:
        return self._result.inputs.offers.candidates.municipality_codes[int(self._rows[at])] or PROVINCE_SCOPE
