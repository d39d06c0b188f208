"""One case of the register, whose papers are read when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from drentsportal.domain.cases.case_papers import outcome_from_data, referral_from_data, task_from_data
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from drentsportal.domain.cases.outcome import CaseOutcome, Referral
    from drentsportal.domain.cases.task import CaseTask
    from drentsportal.services.ports.case_bulk import CaseEntry

T = TypeVar("T")


class RegisterEntry:
    """One case in outline with its outcome, referrals and open tasks; internal.

    Of ten thousand cases a list asks for few papers, so each is read once somebody asks. It raises
    ``InputError`` then where it is damaged.
    """

    __slots__ = ("_ending", "_kept", "_open_tasks", "outline")

    def __init__(self, kept: CaseEntry) -> None:
        """Hold what a store keeps of the case."""
        self._kept = kept
        self.outline = kept.outline
        self._ending: tuple[CaseOutcome | None, tuple[Referral, ...]] | None = None
        self._open_tasks: tuple[CaseTask, ...] | None = None

    def __eq__(self, other: object) -> bool:
        """Whether another one says the same, wherever both were read."""
        return isinstance(other, RegisterEntry) and self._told() == other._told()

    def __hash__(self) -> int:
        """Return the same for those that say the same."""
        return hash(self.outline)

    def _told(self) -> tuple[object, ...]:
        return self.outline, self.outcome, self.referrals, self.open_tasks, self.last_message_utc

    @property
    def last_message_utc(self) -> datetime | None:
        """When its company heard last, ``None`` where it never did."""
        return self._kept.last_message_utc

    @property
    def outcome(self) -> CaseOutcome | None:
        """How it ended, ``None`` while that is not known."""
        return self._read_ending()[0]

    @property
    def referrals(self) -> tuple[Referral, ...]:
        """To whom it was referred, in order."""
        return self._read_ending()[1]

    @property
    def open_tasks(self) -> tuple[CaseTask, ...]:
        """What still has to be done: the earliest date first, those without a date last."""
        if self._open_tasks is None:
            self._open_tasks = self._read(_open_tasks)
        return self._open_tasks

    def _read_ending(self) -> tuple[CaseOutcome | None, tuple[Referral, ...]]:
        if self._ending is None:
            self._ending = self._read(_ending)
        return self._ending

    def _read(self, read: Callable[[CaseEntry], T]) -> T:
        try:
            return read(self._kept)
        except (ValueError, KeyError, TypeError) as error:
            number = self.outline.number
            raise InputError("error.desk_figures.damaged", field="case", number=number) from error


def _ending(kept: CaseEntry) -> tuple[CaseOutcome | None, tuple[Referral, ...]]:
    outcome, referrals = kept.outcome, kept.referrals
    return (
        None if outcome is None else outcome_from_data(outcome),
        tuple(referral_from_data(each) for each in referrals or ()),
    )


def _open_tasks(kept: CaseEntry) -> tuple[CaseTask, ...]:
    if not kept.has_open_tasks:
        return ()
    still = [task for task in map(task_from_data, kept.tasks) if task.done_at_utc is None]
    return tuple(sorted(still, key=lambda each: (each.due_on is None, each.due_on or 0, each.id)))
