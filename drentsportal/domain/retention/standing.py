"""How a case stands to its term, and what is therefore proposed; nothing here erases anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from drentsportal.domain.retention.selection_list import (
    RetentionAction,
    RetentionStart,
    SelectionCategory,
    category_from_data,
    category_to_data,
)
from drentsportal.domain.retention.term import due_on, last_kept_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


class RetentionState(StrEnum):
    """Where a case is in its term."""

    UNDECIDED = "undecided"
    WAITING = "waiting"
    RUNNING = "running"
    DUE = "due"
    PERMANENT = "permanent"
    ANONYMISED = "anonymised"


@dataclass(frozen=True, slots=True)
class RetentionChoice:
    """What somebody decided about the term of a case; the category is kept as it read then.

    A later version of the list therefore moves no term in silence. ``is_anonymised`` says that names and
    texts were taken out already; what is left are figures.
    """

    category: SelectionCategory
    reason: str = ""
    is_anonymised: bool = False


@dataclass(frozen=True, slots=True)
class TermStarts:
    """The Dutch calendar days from which a term can count; ``None`` while that did not happen."""

    answered_on: date | None = None
    closed_on: date | None = None

    def of(self, start: RetentionStart) -> date | None:
        """Return the day for one kind of start."""
        return self.closed_on if start is RetentionStart.CLOSING else self.answered_on


@dataclass(frozen=True, slots=True)
class RetentionStanding:
    """One case and its term at a day. ``last_kept_on`` and ``due_on`` are ``None`` where no term counts."""

    number: str
    state: RetentionState
    choice: RetentionChoice | None = None
    started_on: date | None = None
    last_kept_on: date | None = None
    due_on: date | None = None

    @property
    def action(self) -> RetentionAction | None:
        """What is proposed, ``None`` while the term has not passed."""
        if self.state is not RetentionState.DUE or self.choice is None:
            return None
        return self.choice.category.action


def standing_of(
    number: str, choice: RetentionChoice | None, starts: TermStarts, on: date
) -> RetentionStanding:
    """Tell how a case stands on a day.

    A case that nobody gave a category, and one whose term has not begun, are never due: that they are not
    known is a state of its own.
    """
    if choice is None:
        return RetentionStanding(number, RetentionState.UNDECIDED)
    started = starts.of(choice.category.start)
    years = choice.category.term_years
    if choice.is_anonymised:
        return RetentionStanding(number, RetentionState.ANONYMISED, choice, started)
    if years is None:
        return RetentionStanding(number, RetentionState.PERMANENT, choice, started)
    if started is None:
        return RetentionStanding(number, RetentionState.WAITING, choice)
    due = due_on(started, years)
    state = RetentionState.DUE if on >= due else RetentionState.RUNNING
    return RetentionStanding(number, state, choice, started, last_kept_on(started, years), due)


def proposed(standings: Iterable[RetentionStanding]) -> tuple[RetentionStanding, ...]:
    """Return what is due, the longest overdue first, then by number."""
    due = [each for each in standings if each.state is RetentionState.DUE]
    return tuple(sorted(due, key=lambda each: (str(each.due_on), each.number)))


def choice_to_data(choice: RetentionChoice) -> dict[str, Any]:
    """Return a choice as plain data."""
    return {
        "category": category_to_data(choice.category),
        "reason": choice.reason,
        "is_anonymised": choice.is_anonymised,
    }


def choice_from_data(data: Mapping[str, Any]) -> RetentionChoice:
    """Read what ``choice_to_data`` wrote; raises ``KeyError``, ``TypeError`` or ``ValueError`` otherwise."""
    return RetentionChoice(
        category_from_data(data["category"]), str(data["reason"]), data["is_anonymised"] is True
    )
