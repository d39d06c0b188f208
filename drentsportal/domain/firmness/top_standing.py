"""The top of the list and who is next to it, and what happens there when one candidate stands elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.domain.message import Message

TOP: Final = 3

StandingKey: TypeAlias = tuple[int, int, int]
"""What candidates are ordered by, least first: lowest and highest score, negated, and the place by name."""


class TopStanding:
    """The standing as it is, against which another key of one candidate is held."""

    def __init__(self, keys: Sequence[StandingKey], count: int, name_of: Callable[[int], str]) -> None:
        """Take the keys of the first ``TOP`` and the next one, the number of all, and names by position."""
        self._count, self._name = count, name_of
        first = range(len(keys))
        # The first others are all that decides the top; beyond it they are the same for everyone.
        self._others = {at: [each for each in first if each != at][:TOP] for at in first}
        self._rivals = {at: [keys[each] for each in others] for at, others in self._others.items()}

    def changes(self, at: int, key: StandingKey | None) -> bool:
        """Whether a key of the candidate at a position changes who is in the top three, or who is first."""
        then = self.rank(at, key)
        return (then <= TOP) != (at < TOP) or (then == 1) != (at == 0)

    def rank(self, at: int, key: StandingKey | None) -> int:
        """Return the rank with a key, the others as they are; beyond all for who drops out."""
        if key is None:
            return self._count + TOP
        return 1 + sum(rival < key for rival in self._rivals[min(at, TOP)])

    def why(
        self, at: int, now: StandingKey, falls: Sequence[StandingKey | None], rises: Sequence[StandingKey]
    ) -> Message:
        """Say what a bad and what a good answer does to the top, also where that is nothing.

        ``now`` is the key of the candidate, ``falls`` are the keys with a requirement that is not met,
        ``rises`` those of known values. What only some of the good answers do is said to be possible.
        """
        reached = [self.rank(at, key) for key in rises if self.changes(at, key)]
        bad = self._bad(at, falls, reached)
        # Where a requirement hangs on it every value that meets it is a good answer, else what raises it.
        wished = rises if falls else [key for key in rises if key < now]
        is_sure = all(self.changes(at, key) and self.rank(at, key) <= at for key in wished)
        good = self._good(at, [rank for rank in reached if rank <= at], is_sure=is_sure)
        if bad is None and good is None:
            return message("question_value.why.nothing")
        return message(
            "question_value.why.both",
            unfavourable=bad or message("question_value.why.bad_nothing"),
            favourable=good or message("question_value.why.good_nothing"),
        )

    def _bad(self, at: int, falls: Sequence[StandingKey | None], reached: Sequence[int]) -> Message | None:
        name = self._name(at)
        for key in falls:
            if self.changes(at, key):
                cause = "drops" if key is None else "falls"
                return message(f"question_value.why.{cause}", name=name, effect=self._effect(at, key))
        # Filling an unknown never lowers a candidate's low, so it can only lose a tie.
        return message("question_value.why.yields", name=name) if max(reached, default=0) > at + 1 else None

    def _good(self, at: int, reached: Sequence[int], *, is_sure: bool) -> Message | None:
        if not reached:
            return None
        name, others = self._name(at), self._others[min(at, TOP)]
        leader = self._name(others[0])
        family = "question_value.why" if is_sure else "question_value.why.perhaps"
        if at < TOP:
            return message(f"{family}.leads", name=name, first=leader)
        pushed = self._name(others[TOP - 1])
        if max(reached) == 1:
            # Every answer that changes anything puts it first: one outcome, told as one.
            return message(f"{family}.becomes_first", name=name, leaves=pushed, first=leader)
        if min(reached) == 1:
            return message(f"{family}.enters_first", name=name, leaves=pushed, first=leader)
        return message(f"{family}.enters", name=name, leaves=pushed)

    def _effect(self, at: int, key: StandingKey | None) -> Message:
        """Say who comes first and who comes into the top three when the candidate goes down."""
        others, then = self._others[at], self.rank(at, key)
        leads = at == 0 and then > 1 and bool(others)
        enters = then > TOP and len(others) == TOP
        if leads and enters:
            first, third = self._name(others[0]), self._name(others[TOP - 1])
            return message("question_value.effect.first_enters", first=first, enters=third)
        if leads:
            return message("question_value.effect.first", first=self._name(others[0]))
        if enters:
            return message("question_value.effect.enters", enters=self._name(others[TOP - 1]))
        return message("question_value.effect.nobody")
