"""One line of the inbox: what the list of cases shows of a case, taken from the register."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from drentsportal.domain.cases.deadline import ClockState
from drentsportal.domain.vocabulary import MUNICIPALITIES, REGION_NAMES
from drentsportal.services.many_objects import no_tidying

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.cases.case import CaseStatus, RequestChannel
    from drentsportal.domain.cases.case_outline import CaseOutline
    from drentsportal.domain.cases.deadline import ClockReading
    from drentsportal.domain.cases.task import CaseTask
    from drentsportal.services.case_register import CaseRegister, RegisterLine

_PLACES_NAMED: Final = 2
_PLACES_HELD: Final = 1_000


class InboxLine(NamedTuple):
    """A case as the list shows it; internal.

    ``place`` is the gemeente or region that is asked for, else where the company is now, empty where neither
    is known.
    ``municipality_names`` are the gemeenten that are asked for, ``origin_rd`` where the company is now
    (EPSG:28992), in words ``origin_place``. ``next_task`` is the open task that is due first;
    ``is_unattended`` as ``RegisterLine`` says it.
    """

    number: str
    title: str
    place: str
    channel: RequestChannel
    owner: Actor
    status: CaseStatus
    clock: ClockReading
    next_task: CaseTask | None = None
    shortlist_count: int = 0
    municipality_names: tuple[str, ...] = ()
    origin_rd: tuple[int, int] | None = None
    origin_place: str = ""
    is_unattended: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether the clock stands for good: answered, or closed without an answer."""
        return self.clock.state.is_over

    @property
    def is_overdue(self) -> bool:
        """Whether the term has passed without an answer."""
        return self.clock.state is ClockState.OVERDUE


@dataclass(frozen=True, slots=True)
class InboxState:
    """What status bar and rail say of all cases: how many wait, how many too long, and the first that is due.

    A case whose clock was stopped waits, but is never the first.
    """

    open_count: int
    overdue_count: int
    first: InboxLine | None


@dataclass(frozen=True, slots=True)
class OpenInbox:
    """The cases that wait for an answer, in the order of ``read_inbox``, and how many others there are."""

    lines: tuple[InboxLine, ...]
    answered_count: int


def read_inbox(register: CaseRegister) -> tuple[InboxLine, ...]:
    """Read all cases: the most overdue first, then the least time left, answered ones last."""
    with no_tidying():
        return tuple(_inbox_line(line, entry.outline) for line, entry in register.listed())


def read_open_inbox(register: CaseRegister) -> OpenInbox:
    """Read what waits for an answer: it is what the list shows first, and there long before the rest."""
    found = register.open_cases()
    return OpenInbox(
        tuple(_inbox_line(line, entry.outline) for line, entry in found.cases), found.answered_count
    )


def overdue_numbers(lines: Iterable[InboxLine]) -> frozenset[str]:
    """Return the cases whose term has passed without an answer: what every count of them counts."""
    return frozenset(line.number for line in lines if line.is_overdue)


def inbox_state(lines: Sequence[InboxLine]) -> InboxState:
    """Count what waits; the lines stand in the order of ``read_inbox``."""
    still_open = [line for line in lines if not line.is_answered]
    running = (line for line in still_open if line.clock.state is not ClockState.STOPPED)
    return InboxState(len(still_open), len(overdue_numbers(lines)), next(running, None))


def _inbox_line(line: RegisterLine, outline: CaseOutline) -> InboxLine:
    return InboxLine(
        number=line.number,
        title=line.title,
        place=_asked_place(outline.municipality_codes) or outline.place,
        channel=outline.channel,
        owner=outline.owner,
        status=line.status,
        clock=line.clock,
        next_task=line.next_task,
        shortlist_count=len(outline.shortlist),
        municipality_names=_municipalities(outline.municipality_codes),
        origin_rd=outline.origin_rd,
        origin_place=outline.place,
        is_unattended=line.is_unattended,
    )


@lru_cache(maxsize=_PLACES_HELD)
def _municipalities(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(MUNICIPALITIES[code] for code in codes if code in MUNICIPALITIES)


@lru_cache(maxsize=_PLACES_HELD)
def _asked_place(codes: tuple[str, ...]) -> str:
    """Name what is asked for, empty where no gemeente or region is."""
    names = [MUNICIPALITIES.get(code) or REGION_NAMES.get(code, code) for code in codes]
    more = " \u2026" if len(names) > _PLACES_NAMED else ""
    return ", ".join(names[:_PLACES_NAMED]) + more
