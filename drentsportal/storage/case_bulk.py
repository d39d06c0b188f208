"""Many cases in a few reads: all keys in one select, no query per case, and no more opened than is needed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, func, select

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.case import CaseStatus, EventKind, RequestChannel
from drentsportal.domain.cases.case_outline import CaseOutline, asked_from_data
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.services.company_heard import is_with_company
from drentsportal.services.ports.case_bulk import CaseWords
from drentsportal.storage import case_json, schema
from drentsportal.storage.contact_bulk import ContactBulk
from drentsportal.storage.instants import read_instant, read_optional
from drentsportal.storage.reader_memory import COUNTED, ReaderMemory, cases_mark
from drentsportal.storage.sealed import SEAL_BYTES, Sealer, place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from sqlalchemy import Connection, Select

    from drentsportal.domain.cases.case import ShortlistEntry
    from drentsportal.services.ports.case_bulk import CaseRevision

_NO_ITEMS: Final = SEAL_BYTES + len("[]")
"""So many bytes has a sealed list without items, and no other one: it need not be opened."""

_CASE_COLUMNS: Final = (
    "number", "status", "owner_name", "owner_organisation", "owner_role", "channel", "received_at_utc",
    "asked_at_utc", "answered_at_utc", "company_key", "request", "stops", "shortlist",
)  # fmt: skip

_PAPER_KINDS: Final = {each.value: each for each in PaperKind}


class CaseRowBulk(ContactBulk):
    """Reads many cases at once, within one transaction."""

    def __init__(self, connection: Connection, sealer: Sealer, memory: ReaderMemory | None = None) -> None:
        """Read from ``connection``; ``sealer`` holds the keys of the cases.

        ``memory`` is what readers of this file remember, ``None`` within a unit of work.
        """
        super().__init__(connection, sealer)
        self._memory = memory or ReaderMemory()

    def state_mark(self) -> tuple[int, ...]:
        """Return a mark of the whole store: what others committed, and what was changed here."""
        others = self._connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        return others, self._connection.exec_driver_sql("SELECT total_changes()").scalar_one()

    def revisions(self) -> dict[str, CaseRevision]:
        """Return how far each case has come, without opening anything sealed."""
        memory, store_mark = self._memory, self.state_mark()
        if memory.store_mark != store_mark:
            mark = cases_mark(self._connection)
            if memory.cases_mark != mark:
                memory.revisions, memory.cases_mark = self._read_revisions(None), mark
            memory.store_mark = store_mark
        return dict(memory.revisions)

    def _read_revisions(self, numbers: Collection[str] | None) -> dict[str, CaseRevision]:
        cases = schema.case_file
        # The index on the number holds the ids in order: one step into it per case, not one per line.
        lasts = [
            func.coalesce(
                select(func.max(table.c.id)).where(table.c.case_number == cases.c.number).scalar_subquery(), 0
            )
            for table in COUNTED
        ]
        statement = select(cases.c.number, cases.c.row_version, *lasts)
        return {row[0]: row[1:] for row in self.rows(statement, cases.c.number, numbers)}

    def erased_count(self) -> int:
        """Return how many cases were erased."""
        count: int = self._connection.execute(
            select(func.count()).select_from(schema.erased_case)
        ).scalar_one()
        return count

    def outlines(self, numbers: Collection[str] | None = None) -> dict[str, CaseOutline]:
        """Return the outlines of cases."""
        self.load_keys(numbers)
        closed = self._closings(numbers)
        table = schema.case_file
        statement = select(*(table.c[name] for name in _CASE_COLUMNS)).order_by(table.c.number)
        owners: dict[tuple[str, str, str], Actor] = {}
        found = {}
        for row in self.rows(statement, table.c.number, numbers):
            owner = owners.get(row[2:5])
            if owner is None:
                owner = owners[row[2:5]] = Actor(row[2], row[3], Role(row[4]))
            found[row[0]] = self._outline(row, owner, closed.get(row[0]))
        return found

    def _outline(self, row: tuple[Any, ...], owner: Actor, closed_at_utc: datetime | None) -> CaseOutline:
        (
            number,
            status,
            _,
            _,
            _,
            channel,
            received,
            asked_at,
            answered,
            company_key,
            request,
            stops,
            chosen,
        ) = row
        asked = asked_from_data(json.loads(self.opened(number, "request", request)))
        return CaseOutline(
            number=number,
            status=CaseStatus(status),
            owner=owner,
            channel=RequestChannel(channel),
            received_at_utc=read_instant(received),
            asked_at_utc=read_optional(asked_at),
            answered_at_utc=read_optional(answered),
            title=asked.title,
            company_key=company_key,
            stops=()
            if len(stops) == _NO_ITEMS
            else case_json.read_stops(self.opened(number, "stops", stops)),
            segments=asked.segments,
            wanted_area_m2=asked.wanted_area_m2,
            municipality_codes=asked.municipality_codes,
            shortlist=()
            if len(chosen) == _NO_ITEMS
            else tuple(each[0] for each in json.loads(self.opened(number, "shortlist", chosen))),
            closed_at_utc=closed_at_utc,
            place=asked.place,
            origin_rd=asked.origin_rd,
            wanted_floor_m2=asked.wanted_floor_m2,
        )

    def _closings(self, numbers: Collection[str] | None) -> dict[str, datetime]:
        table, cases = schema.case_event, schema.case_file
        statement = (
            select(table.c.case_number, func.max(table.c.at_utc))
            # Only closed cases are looked up, each by the index on its number.
            .join(cases, cases.c.number == table.c.case_number)
            .where(cases.c.status == CaseStatus.CLOSED.value, table.c.kind == EventKind.CLOSED.value)
            .group_by(table.c.case_number)
        )
        rows = self.rows(statement, table.c.case_number, numbers)
        return {number: read_instant(at_utc) for number, at_utc in rows}

    def shortlists(self) -> dict[str, tuple[ShortlistEntry, ...]]:
        """Return the shortlist of each case that has one with something in it."""
        self.load_keys(None)
        table = schema.case_file
        statement = (
            select(table.c.number, table.c.shortlist)
            .where(func.length(table.c.shortlist) != _NO_ITEMS)
            .order_by(table.c.number)
        )
        return {
            number: case_json.read_shortlist(self.opened(number, "shortlist", chosen))
            for number, chosen in self.rows(statement, table.c.number, None)
        }

    def ends(
        self, numbers: Collection[str] | None = None
    ) -> dict[str, tuple[datetime | None, datetime | None]]:
        """Return when each case was answered and when closed."""
        closed, table = self._closings(numbers), schema.case_file
        statement = select(table.c.number, table.c.answered_at_utc)
        return {
            number: (read_optional(answered), closed.get(number))
            for number, answered in self.rows(statement, table.c.number, numbers)
        }

    def newest_papers(
        self, kinds: Collection[PaperKind], numbers: Collection[str] | None = None
    ) -> dict[tuple[str, PaperKind], CasePaper]:
        """Return the newest paper of each kind that a case has, by number and kind."""
        table = schema.case_paper
        newest = (
            select(table.c.case_number, table.c.kind, func.max(table.c.version).label("version"))
            .where(table.c.kind.in_([kind.value for kind in kinds]))
            .group_by(table.c.case_number, table.c.kind)
            .subquery()
        )
        is_newest = and_(
            table.c.case_number == newest.c.case_number,
            table.c.kind == newest.c.kind,
            table.c.version == newest.c.version,
        )
        return dict(self._papers(_paper_columns().join(newest, is_newest), numbers))

    def all_papers(
        self, kinds: Collection[PaperKind], numbers: Collection[str] | None = None
    ) -> dict[tuple[str, PaperKind], tuple[CasePaper, ...]]:
        """Return every version of the papers of each kind that a case has, by version."""
        table = schema.case_paper
        wanted = [kind.value for kind in kinds]
        statement = _paper_columns().where(table.c.kind.in_(wanted)).order_by(table.c.version)
        found: dict[tuple[str, PaperKind], tuple[CasePaper, ...]] = {}
        for key, paper in self._papers(statement, numbers):
            found[key] = (*found.get(key, ()), paper)
        return found

    def _papers(
        self, statement: Select[Any], numbers: Collection[str] | None
    ) -> Iterator[tuple[tuple[str, PaperKind], CasePaper]]:
        """Open papers, whose columns are those of ``_paper_columns``."""
        self.load_keys(numbers)
        table, unseal = schema.case_paper, self._sealer.unseal_text
        actors: dict[tuple[str, str, str], Actor] = {}
        before = place(table.name, "content", "")
        for row_id, number, said, version, at_utc, *who, sealed in self.rows(
            statement, table.c.case_number, numbers
        ):
            named = (who[0], who[1], who[2])
            actor = actors.get(named)
            if actor is None:
                actor = actors[named] = Actor(who[0], who[1], Role(who[2]))
            content = unseal(f"case:{number}", f"{before}{row_id}", sealed)
            kind = _PAPER_KINDS[said]
            yield (number, kind), CasePaper(kind, version, read_instant(at_utc), actor, content)

    def last_messages(self, numbers: Collection[str] | None = None) -> dict[str, datetime]:
        """Return when the company of each case last heard: by a logged contact with it, or by the answer."""
        cases = schema.case_file
        answered = select(cases.c.number, cases.c.answered_at_utc).where(cases.c.answered_at_utc.is_not(None))
        found = self.rows(answered, cases.c.number, numbers)
        lasts = {number: read_instant(at_utc) for number, at_utc in found}
        for number, at_utc, told in self.contact_names(numbers):
            if is_with_company(told):
                lasts[number] = max(at_utc, lasts.get(number, at_utc))
        return lasts

    def words(self, numbers: Collection[str] | None = None) -> dict[str, CaseWords]:
        """Return the words of cases."""
        self.load_keys(numbers)
        contacts = self._contact_words(numbers)
        notes, timeline = self._event_words(numbers)
        files = self._file_words(numbers)
        table = schema.case_file
        names = ("number", "company_key", "request", "company_name", "requester")
        statement = select(*(table.c[name] for name in names)).order_by(table.c.number)
        found = {}
        for number, key, request, company, requester in self.rows(statement, table.c.number, numbers):
            asked = json.loads(self.opened(number, "request", request))
            told = (asked["summary"], asked["sector"], self.opened(number, "requester", requester))
            name = self.opened(number, "company_name", company)
            found[number] = CaseWords(
                number=number,
                title=asked["title"],
                request=tuple(each for each in told if each),
                company=(name,) if name else (),
                company_key=key,
                contacts=tuple(contacts.get(number, ())),
                notes=tuple(notes.get(number, ())),
                timeline=tuple(timeline.get(number, ())),
                files=tuple(files.get(number, ())),
            )
        return found

    def _file_words(self, numbers: Collection[str] | None) -> dict[str, list[str]]:
        table = schema.attachment
        found: dict[str, list[str]] = {}
        for number, text in self.texts(table, "words", numbers, where=table.c.words.is_not(None)):
            found.setdefault(number, []).extend(text.split("\n"))
        return found

    def _contact_words(self, numbers: Collection[str] | None) -> dict[str, list[str]]:
        table = schema.contact_moment
        names = ("person", "company", "department", "subject", "agreement", "channel")
        found: dict[str, list[str]] = {}
        for number, text in self.texts(table, "content", numbers):
            said = json.loads(text)
            found.setdefault(number, []).append(" · ".join(said[name] for name in names if said[name]))
        return found

    def _event_words(
        self, numbers: Collection[str] | None
    ) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        table = schema.case_event
        notes: dict[str, list[str]] = {}
        timeline: dict[str, list[str]] = {}
        for number, text, kind in self.texts(table, "details", numbers, table.c.kind):
            if text == "{}":
                continue
            found = notes if kind == EventKind.NOTE.value else timeline
            said = [told for name, told in json.loads(text).items() if told and not name.endswith("_at_utc")]
            found.setdefault(number, []).append(" · ".join(said))
        return notes, timeline


def _paper_columns() -> Select[Any]:
    table = schema.case_paper
    names = ("id", "case_number", "kind", "version", "at_utc", "actor_name", "actor_organisation",
             "actor_role", "content")  # fmt: skip
    return select(*(table.c[name] for name in names))
