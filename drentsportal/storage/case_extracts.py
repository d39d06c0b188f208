"""Extracts of cases: the outline and the words of each in one sealed text, beside the rows they come from.

Two hundred thousand lines are opened one by one in seconds, ten thousand extracts in a tenth of one. An
extract is sealed under the key of its case and goes with it. It counts only at the revision of the case for
which it was made: any other one is as good as none, and the rows themselves are read.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, select

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.case import CaseStatus, ClockStop, RequestChannel
from drentsportal.domain.cases.case_outline import CaseOutline
from drentsportal.services.ports.case_bulk import KeptEntry, KeptWords
from drentsportal.storage import dialect, schema
from drentsportal.storage.instants import instant_text, optional_text, read_instant, read_optional
from drentsportal.storage.reference_records import next_id
from drentsportal.storage.sealed import Sealer, case_scope, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Table

    from drentsportal.services.ports.case_bulk import CaseRevision

_FORM: Final = "5"
"""How an extract is written. Whoever writes another one raises it: those of before then count no more."""

_REVISIONS_HELD: Final = 20_000

_END: Final = b"\x00"
_STATUSES: Final = {each.value: each for each in CaseStatus}
_CHANNELS: Final = {each.value: each for each in RequestChannel}


class CaseExtracts:
    """Keeps and opens extracts, within one transaction."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        """Work on ``connection``; ``sealer`` holds the keys of the cases."""
        self._connection = connection
        self._sealer = sealer

    def entries(
        self, revisions: Mapping[str, CaseRevision], numbers: Sequence[str] | None
    ) -> dict[str, KeptEntry]:
        """Return the entries of those cases that have an extract at their revision."""
        texts = [content for _, content in self._opened(schema.case_outline, revisions, numbers)]
        owners: dict[tuple[str, str, str], Actor] = {}
        # One text for the reader of JSON, which takes longer to begin than to read.
        return {each[0]: _entry(each, owners) for each in json.loads(b"[%b]" % b",".join(texts))}

    def words(
        self, revisions: Mapping[str, CaseRevision], numbers: Sequence[str] | None
    ) -> dict[str, KeptWords]:
        """Return the words of those cases that have an extract at their revision."""
        found = {}
        for number, content in self._opened(schema.case_words, revisions, numbers):
            company_key, folded, told = content.split(_END, 2)
            found[number] = KeptWords(number, company_key.decode(), folded.decode(), told)
        return found

    def settled_before(self, revisions: Mapping[str, CaseRevision], at_utc: datetime) -> set[str]:
        """Return the cases that have an outline at their revision and of which nothing is dated since."""
        return self._at_revision(revisions, schema.case_outline.c.settled_at_utc < instant_text(at_utc))

    def without_tasks(self, revisions: Mapping[str, CaseRevision]) -> set[str]:
        """Return the cases that have an outline at their revision and no open task."""
        return self._at_revision(revisions, schema.case_outline.c.open_task_count == 0)

    def _at_revision(self, revisions: Mapping[str, CaseRevision], condition: ColumnElement[bool]) -> set[str]:
        table = schema.case_outline
        statement = select(table.c.case_number, table.c.revision).where(condition)
        return {
            number
            for number, revision in dialect.fetch_raw(self._connection, statement)
            if number in revisions and _revision_text(revisions[number]) == revision
        }

    def keep(
        self, revisions: Mapping[str, CaseRevision], entries: Iterable[KeptEntry], words: Iterable[KeptWords]
    ) -> None:
        """Keep the extracts of cases, in the place of those before.

        Raises ``KeyError``, ``TypeError`` or ``ValueError`` for a damaged paper; nothing is kept then.
        """
        outlines = [
            (
                each.outline.number,
                _entry_text(each).encode(),
                optional_text(settled_at_utc(each)),
                sum(task["done_at_utc"] is None for task in each.tasks or ()),
            )
            for each in entries
        ]
        self._keep(schema.case_outline, revisions, outlines, ("settled_at_utc", "open_task_count"))
        self._keep(schema.case_words, revisions, [(each.number, _words_content(each)) for each in words])

    def drop(self, number: str) -> None:
        """Take the extracts of a case away: it is read from its rows from now on."""
        for table in schema.EXTRACTS:
            self._connection.execute(delete(table).where(table.c.case_number == number))

    def _keep(
        self,
        table: Table,
        revisions: Mapping[str, CaseRevision],
        kept: Sequence[tuple[Any, ...]],
        also: tuple[str, ...] = (),
    ) -> None:
        """Keep rows of a number, what is sealed, and what the columns in ``also`` say."""
        first, seal = next_id(self._connection, table), self._sealer.seal
        rows = [
            (
                row_id,
                number,
                _revision_text(revisions[number]),
                seal(case_scope(number), place(table.name, "content", row_id), content),
                *told,
            )
            for row_id, (number, content, *told) in enumerate(kept, first)
        ]
        replaced = table.c.case_number.in_([each[0] for each in kept])
        self._connection.execute(delete(table).where(replaced))
        names = ("id", "case_number", "revision", "content", *also)
        dialect.insert_rows(self._connection, table, names, rows)

    def _opened(
        self, table: Table, revisions: Mapping[str, CaseRevision], numbers: Sequence[str] | None
    ) -> Iterator[tuple[str, bytes]]:
        statement = select(table.c.case_number, table.c.id, table.c.revision, table.c.content)
        if numbers is not None:
            statement = statement.where(table.c.case_number.in_(numbers))
        unseal, before = self._sealer.unseal, place(table.name, "content", "")
        for number, row_id, revision, sealed in dialect.fetch_raw(self._connection, statement):
            present = revisions.get(number)
            if present is not None and _revision_text(present) == revision:
                yield number, unseal(f"case:{number}", f"{before}{row_id}", sealed)


def settled_at_utc(entry: KeptEntry) -> datetime | None:
    """Tell after when nothing of a case is dated that a figure counts, ``None`` while it waits.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` for a damaged paper.
    """
    outline = entry.outline
    if outline.answered_at_utc is None and outline.closed_at_utc is None:
        return None
    moments = [outline.received_at_utc, outline.asked_at_utc, outline.answered_at_utc, outline.closed_at_utc]
    moments += [read_instant(each["made_at_utc"]) for each in entry.referrals or ()]
    if entry.outcome is not None:
        # A Dutch day has ended when the day after it ends anywhere.
        day = date.fromisoformat(entry.outcome["decided_on"]) + timedelta(days=2)
        moments.append(datetime(day.year, day.month, day.day, tzinfo=UTC))
    return max(each for each in moments if each is not None)


@lru_cache(maxsize=_REVISIONS_HELD)
def _revision_text(revision: CaseRevision) -> str:
    return f"{_FORM}{revision}"


def _words_content(words: KeptWords) -> bytes:
    return _END.join((words.company_key.encode(), words.folded.encode(), words.told))


def _entry_text(entry: KeptEntry) -> str:
    outline = entry.outline
    content = [
        outline.number,
        outline.status.value,
        (outline.owner.name, outline.owner.organisation, outline.owner.role.value),
        outline.channel.value,
        instant_text(outline.received_at_utc),
        optional_text(outline.asked_at_utc),
        optional_text(outline.answered_at_utc),
        outline.title,
        outline.company_key,
        [
            (instant_text(each.stopped_at_utc), each.reason, optional_text(each.resumed_at_utc))
            for each in outline.stops
        ],
        outline.segments,
        outline.wanted_area_m2,
        outline.municipality_codes,
        outline.shortlist,
        optional_text(outline.closed_at_utc),
        outline.place,
        outline.origin_rd,
        outline.wanted_floor_m2,
        entry.outcome,
        entry.referrals,
        entry.tasks,
        optional_text(entry.last_message_utc),
    ]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _entry(content: list[Any], owners: dict[tuple[str, str, str], Actor]) -> KeptEntry:
    (
        number, status, owner, channel, received, asked, answered, title, company_key, stops, segments, area,
        codes, shortlist, closed, where, origin, floor, outcome, referrals, tasks, message,
    ) = content  # fmt: skip
    named = tuple(owner)
    actor = owners.get(named)
    if actor is None:
        actor = owners[named] = Actor(owner[0], owner[1], Role(owner[2]))
    outline = CaseOutline(
        number,
        _STATUSES[status],
        actor,
        _CHANNELS[channel],
        read_instant(received),
        read_optional(asked),
        read_optional(answered),
        title,
        company_key,
        _stops(stops) if stops else (),
        tuple(segments),
        area,
        tuple(codes),
        tuple(shortlist),
        read_optional(closed),
        where,
        None if origin is None else (origin[0], origin[1]),
        floor,
    )
    return KeptEntry(outline, outcome, referrals, tasks, read_optional(message))


def _stops(stops: Iterable[tuple[str, str, str | None]]) -> tuple[ClockStop, ...]:
    return tuple(
        ClockStop(read_instant(stopped), reason, read_optional(resumed)) for stopped, reason, resumed in stops
    )
