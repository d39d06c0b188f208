"""The timeline of a case as rows: what happened, when, by whom, and whether it may be told outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import CaseEvent, ContactMoment, EventKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.message import Message

TOLD_OUTSIDE: Final = frozenset(
    {
        EventKind.RECEIVED,
        EventKind.CLOCK_RESUMED,
        EventKind.MATCHED,
        EventKind.DOCUMENT,
        EventKind.ANSWERED,
        EventKind.CLOSED,
    }
)
"""What names nobody but the desk and holds no words that somebody typed; all else is internal."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line of the timeline; ``kind`` chooses icon and heading, ``message`` is what it says."""

    at_utc: datetime
    kind: EventKind
    message: Message
    actor: Actor
    is_internal: bool


@dataclass(frozen=True, slots=True)
class TimelineWording:
    """How events and contacts are worded; an event comes with its number among those of its kind, from 1."""

    event: Callable[[CaseEvent, int], Message]
    contact: Callable[[ContactMoment], Message]


def timeline_rows(
    events: Iterable[CaseEvent], contacts: Iterable[ContactMoment], wording: TimelineWording
) -> tuple[TimelineRow, ...]:
    """Merge events and contacts into rows, oldest first; of one moment, events stand in their order.

    A contact stands at the moment at which it was, in the place of the event that it was logged.
    """
    counted: dict[EventKind, int] = {}
    rows = []
    for event in events:
        if event.kind is EventKind.CONTACT:
            continue
        counted[event.kind] = counted.get(event.kind, 0) + 1
        told = wording.event(event, counted[event.kind])
        is_internal = event.kind not in TOLD_OUTSIDE
        rows.append(TimelineRow(event.at_utc, event.kind, told, event.actor, is_internal))
    rows += [
        TimelineRow(each.at_utc, EventKind.CONTACT, wording.contact(each), each.actor, is_internal=True)
        for each in contacts
    ]
    return tuple(sorted(rows, key=lambda each: each.at_utc))
