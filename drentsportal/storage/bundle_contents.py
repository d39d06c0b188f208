"""What stands in a bundle of extracts, written in columns: read with a few steps for all cases together."""

from __future__ import annotations

import json
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.case import CaseStatus, ClockStop, RequestChannel
from drentsportal.domain.cases.case_outline import CaseOutline
from drentsportal.services.ports.case_bulk import KeptWords
from drentsportal.storage.instants import instant_text, optional_text, read_instant, read_optional

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from drentsportal.services.ports.case_bulk import CaseEntry

NamedContact: TypeAlias = "tuple[datetime, str]"
"""When a contact was, and the company or other relation that it names."""

_READ_JSON: Final = json.JSONDecoder().decode

_END: Final = b"\x00"
_STATUSES: Final = {each.value: each for each in CaseStatus}
_CHANNELS: Final = {each.value: each for each in RequestChannel}
_PAPERS: Final = 3
"""So many papers of a case lie behind the columns: outcome, referrals, tasks."""


class BundledEntry(NamedTuple):
    """A case as lists and figures need it; its papers are read from their text at each asking.

    They raise ``ValueError`` where the text is damaged.
    """

    outline: CaseOutline
    last_message_utc: datetime | None
    has_open_tasks: bool
    outcome_text: bytes
    referrals_text: bytes
    tasks_text: bytes

    @property
    def outcome(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The newest outcome as data, ``None`` where there is none."""
        return _read_paper(self.outcome_text)

    @property
    def referrals(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The newest referrals as data, ``None`` where there are none."""
        return _read_paper(self.referrals_text)

    @property
    def tasks(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The newest tasks as data, ``None`` where there are none."""
        return _read_paper(self.tasks_text)


def entries_content(entries: Iterable[CaseEntry]) -> bytes:
    """Write entries. Raises ``KeyError``, ``TypeError`` or ``ValueError`` for a damaged paper."""
    held = list(entries)
    owners = list(dict.fromkeys(each.outline.owner for each in held))
    rows = [
        (
            *_told(each.outline, owners.index(each.outline.owner)),
            optional_text(each.last_message_utc),
            each.has_open_tasks,
        )
        for each in held
    ]
    told = [(each.name, each.organisation, each.role.value) for each in owners]
    papers = (paper for each in held for paper in (each.outcome, each.referrals, each.tasks))
    return _END.join((_json((told, *zip(*rows, strict=True))), *map(_paper_text, papers)))


def read_entries(content: bytes) -> Iterator[tuple[str, BundledEntry]]:
    """Read what ``entries_content`` wrote, by number."""
    head, *papers = content.split(_END)
    told, *columns = json.loads(head)
    owners = [Actor(name, organisation, Role(role)) for name, organisation, role in told]
    *outlines, messages, with_tasks = columns
    entries = map(
        BundledEntry._make,
        zip(
            map(CaseOutline._make, zip(*_read_columns(outlines, owners), strict=True)),
            map(read_optional, messages),
            with_tasks,
            *(papers[each::_PAPERS] for each in range(_PAPERS)),
            strict=True,
        ),
    )
    return zip(outlines[0], entries, strict=True)


def _told(outline: CaseOutline, owner: int) -> tuple[Any, ...]:
    """Return an outline as JSON can hold it, in the order of its fields."""
    stops = [
        (instant_text(each.stopped_at_utc), each.reason, optional_text(each.resumed_at_utc))
        for each in outline.stops
    ]
    said = outline._asdict() | {
        "status": outline.status.value,
        "owner": owner,
        "channel": outline.channel.value,
        "received_at_utc": instant_text(outline.received_at_utc),
        "asked_at_utc": optional_text(outline.asked_at_utc),
        "answered_at_utc": optional_text(outline.answered_at_utc),
        "stops": stops,
        "closed_at_utc": optional_text(outline.closed_at_utc),
    }
    return tuple(said.values())


def _read_columns(columns: Sequence[Sequence[Any]], owners: Sequence[Actor]) -> list[Iterable[Any]]:
    """Return the columns of outlines, in the order of their fields."""
    read = dict(zip(CaseOutline._fields, columns, strict=True))
    read["status"] = [_STATUSES[each] for each in read["status"]]
    read["owner"] = [owners[each] for each in read["owner"]]
    read["channel"] = [_CHANNELS[each] for each in read["channel"]]
    read["received_at_utc"] = [*map(read_instant, read["received_at_utc"])]
    for name in ("asked_at_utc", "answered_at_utc", "closed_at_utc"):
        read[name] = [*map(read_optional, read[name])]
    for name in ("segments", "municipality_codes", "shortlist"):
        read[name] = [*map(tuple, read[name])]
    read["stops"] = [_stops(each) if each else () for each in read["stops"]]
    read["origin_rd"] = [None if each is None else (each[0], each[1]) for each in read["origin_rd"]]
    return list(read.values())


def _stops(stops: Iterable[tuple[str, str, str | None]]) -> tuple[ClockStop, ...]:
    return tuple(
        ClockStop(read_instant(stopped), reason, read_optional(resumed)) for stopped, reason, resumed in stops
    )


def words_content(words: Iterable[KeptWords]) -> bytes:
    """Write words for search."""
    held = list(words)
    folded = "\x00".join(each.folded for each in held).encode()
    told_lengths = [len(each.told) for each in held]
    head = ([each.number for each in held], [each.company_key for each in held], len(folded), told_lengths)
    return b"".join((_json(head), _END, folded, *(each.told for each in held)))


def read_words(content: bytes) -> Iterator[tuple[str, KeptWords]]:
    """Read what ``words_content`` wrote, by number."""
    head, _, rest = content.partition(_END)
    numbers, keys, folded_length, told_lengths = json.loads(head)
    folded = rest[:folded_length].decode().split("\x00")
    told, at = [], folded_length
    for length in told_lengths:
        told.append(rest[at : at + length])
        at += length
    return zip(numbers, map(KeptWords, numbers, keys, folded, told), strict=True)


def contacts_content(contacts: Mapping[str, Sequence[NamedContact]]) -> bytes:
    """Write when contacts were and whom they name, of each case."""
    said = [each for found in contacts.values() for each in found]
    counts = [len(found) for found in contacts.values()]
    return _json((list(contacts), counts, [instant_text(at) for at, _ in said], [name for _, name in said]))


def read_contacts(content: bytes) -> Iterator[tuple[str, list[NamedContact]]]:
    """Read what ``contacts_content`` wrote, by number."""
    numbers, counts, moments, names = json.loads(content)
    said = zip(map(read_instant, moments), names, strict=True)
    for number, count in zip(numbers, counts, strict=True):
        yield number, [next(said) for _ in repeat(None, count)]


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _paper_text(paper: object) -> bytes:
    return b"" if paper is None else _json(paper)


def _read_paper(text: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    return _READ_JSON(text.decode()) if text else None
