"""Passages: what is internal, in pieces small enough to decide about one by one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime


class PassageKind(StrEnum):
    """Where a passage comes from."""

    CASE = "case"
    EVENT = "event"
    CONTACT = "contact"
    PAPER = "paper"
    ATTACHMENT = "attachment"
    DOCUMENT = "document"
    COMPANY = "company"
    PERSON = "person"
    RELATION = "relation"


CODED_FIELDS: Final = {
    "event": "event",
    "paper": "paper_kind",
    "act": "passage_act",
    "channel_code": "channel",
    "item": "path_item",
    "outcome": "outcome_kind",
    "lost_reason": "lost_reason",
    "accepted": "timeline.accepted",
    "comes_from_outside": "passage_outside",
    "permit": "path_permit.short",
    "term_start": "retention_start",
    "term_end": "retention_action",
}
"""Fields whose text is a code of ours and nobody's words, with the family of messages that says it."""

MOMENT_FIELDS: Final = frozenset({"asked_at", "done_at", "made_at", "received_at", "sent_at"})
"""Fields that hold an aware instant in ISO 8601 and are told in Dutch time."""

DAY_FIELDS: Final = frozenset({"decided_on", "due_on", "nom_informed_on", "planned_on"})
"""Fields that hold a day in ISO 8601."""

FIGURE_FIELDS: Final = {
    "count": "int",
    "data_version": "int",
    "distance_km": "dec1",
    "investment_eur": "eur",
    "jobs": "int",
    "open": "int",
    "position": "int",
    "qualifiers": "int",
    "rejections": "int",
    "version": "int",
}
"""Fields that hold a whole number, with how it is told."""

FIXED_FIELDS: Final = frozenset({*CODED_FIELDS, *MOMENT_FIELDS, *DAY_FIELDS, *FIGURE_FIELDS, "kvk"})
"""Fields whose words are ours or a number: no name is looked for in them."""

CONFIRMED: Final = "confirmed."
"""Begins the name of a field that holds what somebody confirmed of a message; the key of it follows."""

ASKED: Final = "asked."
"""Begins the name of a field that holds an amount or day that is asked; the id of the criterion follows.

The text is the limit as it is kept, in the exact unit of the criterion.
"""

READ: Final = "read."
"""Begins the name of a field that holds words of a message; what was recognised in them follows."""

PASSAGE_ACTS: Final = (
    "added", "agreed", "changed", "checked", "done", "handed_over", "kept", "not_kept", "planned", "removed",
    "reopened", "set_aside", "stated",
)  # fmt: skip
"""What an event of shortlist, path or task did, as far as there is a word for it."""


@dataclass(frozen=True, slots=True)
class PassageField:
    """One named value of a passage; ``name`` is told in the user's language where there is a word for it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage; ``id`` counts within ``subject``: the number of a case, or what names a relation."""

    id: str
    subject: str
    kind: PassageKind
    fields: tuple[PassageField, ...]
    at_utc: datetime | None = None

    @property
    def text(self) -> str:
        """All that it says, a line per value."""
        return "\n".join(each.text for each in self.fields)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text as it leaves the portal: as it stands, or left out for a ``reason``.

    ``reason`` is empty for what is shown, else ``OTHER_PERSON`` or the id of a ground.
    """

    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ShownField:
    """One value as it leaves the portal."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage as it leaves the portal; what was left out is not in it."""

    id: str
    subject: str
    kind: PassageKind
    fields: tuple[ShownField, ...]
    at_utc: datetime | None = None


OTHER_PERSON = "other_person"
"""Why a part of an inzage is left out: it names somebody else."""

UNCLEAR_PERSON = "unclear_person"
"""Why a part of an inzage is left out until somebody looked: nothing tells whose it is."""


def pieces_without(text: str, spans: list[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """Cut ``spans`` (from, to, reason) out of a text; where two overlap, the earlier and longer one counts.

    A piece that was left out holds no text at all.
    """
    pieces: list[Piece] = []
    reached = 0
    for start, end, reason in sorted(spans, key=lambda each: (each[0], -each[1])):
        if end <= reached:
            continue
        begin = max(start, reached)
        if begin > reached:
            pieces.append(Piece(text[reached:begin]))
        # Two that touch or overlap for one reason are one gap.
        if not (pieces and pieces[-1].reason == reason and begin == reached):
            pieces.append(Piece("", reason))
        reached = end
    if reached < len(text) or not pieces:
        pieces.append(Piece(text[reached:]))
    return tuple(pieces)
