"""Relations in the store: companies and contacts sealed, each company under a key of its own."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, func, insert, select, update

from drentsportal.domain.actor import Actor, Role, one_line
from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.domain.relations.company import Company, ContactPerson
from drentsportal.domain.relations.contact_log import Party, PartyKind, RelationMoment
from drentsportal.errors import ConflictError, NotFoundError
from drentsportal.storage import schema
from drentsportal.storage.case_rows import actor_columns, actor_of
from drentsportal.storage.dialect import fetch_raw, insert_rows
from drentsportal.storage.instants import instant_text, read_instant
from drentsportal.storage.reference_records import next_id
from drentsportal.storage.sealed import Sealer, company_scope, party_scope, place

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, RowMapping, Select

_PREFIX: Final = "B-"
_DIGITS: Final = 4
_MARK_BYTES: Final = 13
_ACCESS_COLUMNS: Final = (
    "at_utc", "actor_name", "actor_organisation", "actor_role", "kind", "subject",
)  # fmt: skip
_PARTIES: Final = {each.value: each for each in PartyKind}
_KINDS: Final = {each.value: each for each in AccessKind}


class StoredRelations:
    """The relations of a workspace, within one transaction."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        """Work on ``connection``; ``sealer`` holds the keys."""
        self._connection = connection
        self._sealer = sealer

    @property
    def bulk(self) -> StoredRelations:
        """Many companies at once."""
        return self

    def company_revisions(self) -> dict[str, str]:
        """Return a mark per company that is another one after each change; nothing sealed is opened."""
        table = schema.company
        # A value that is sealed anew begins with a new random number, even where it says the same.
        mark = func.hex(func.substr(table.c.content, 1, _MARK_BYTES))
        return {key: str(seen) for key, seen in self._connection.execute(select(table.c.key, mark))}

    def companies_of(self, keys: Collection[str]) -> tuple[Company, ...]:
        """Return the companies with these keys, by key; unknown ones are left out."""
        self._sealer.load_many(company_scope(""))
        rows = self._connection.execute(select(schema.company).order_by(schema.company.c.key)).mappings()
        wanted = frozenset(keys)
        return tuple(self._company(row) for row in rows if row["key"] in wanted)

    def next_key(self) -> str:
        """Return the next free key of a company; that of an erased one is never free."""
        used = [
            *self._connection.execute(select(schema.company.c.key)).scalars(),
            # Erasing a company is a look that stays in the log.
            *self._connection.execute(
                select(schema.access_entry.c.subject).where(
                    schema.access_entry.c.kind == AccessKind.ERASED.value
                )
            ).scalars(),
        ]
        numbers = (int(tail) for key in used if (tail := key.removeprefix(_PREFIX)).isdigit())
        return f"{_PREFIX}{max(numbers, default=0) + 1:0{_DIGITS}d}"

    def add_company(self, company: Company) -> None:
        """Keep a new company. Raises ``ConflictError`` when the key exists."""
        if self._stored(company.key) is not None:
            raise ConflictError("error.storage.company_exists", company=company.key)
        self._sealer.make_key(company_scope(company.key))
        self._connection.execute(
            insert(schema.company).values(key=company.key, content=self._sealed(company))
        )

    def save_company(self, company: Company) -> None:
        """Replace what is kept of a company. Raises ``NotFoundError``."""
        self._require(company.key)
        table = schema.company
        self._connection.execute(
            update(table).where(table.c.key == company.key).values(content=self._sealed(company))
        )

    def company(self, key: str) -> Company:
        """Return one company. Raises ``NotFoundError``."""
        return self._company(self._require(key))

    def companies(self) -> tuple[Company, ...]:
        """Return all companies, by key."""
        self._sealer.load_many(company_scope(""))
        rows = self._connection.execute(select(schema.company).order_by(schema.company.c.key)).mappings()
        return tuple(self._company(row) for row in rows)

    def add_moment(self, moment: RelationMoment) -> None:
        """Log a contact; with a company that is kept. Raises ``NotFoundError``."""
        table, party = schema.relation_moment, moment.party
        if party.kind is PartyKind.COMPANY:
            self._require(party.id)
        scope = party_scope(party.kind.value, party.id)
        if not self._sealer.has_key(scope):
            self._sealer.make_key(scope)
        row_id = next_id(self._connection, table)
        content = self._sealer.seal_text(scope, place(table.name, "content", row_id), _moment_text(moment))
        self._connection.execute(
            insert(table).values(
                id=row_id,
                party_kind=party.kind.value,
                party_id=party.id,
                at_utc=instant_text(moment.at_utc),
                content=content,
            )
        )

    def moments(self, party: Party | None = None) -> tuple[RelationMoment, ...]:
        """Return contacts outside cases, with one relation or with all, oldest first."""
        table = schema.relation_moment
        statement = select(table).order_by(table.c.at_utc, table.c.id)
        if party is None:
            self._sealer.load_many(company_scope(""))
        else:
            statement = statement.where(table.c.party_kind == party.kind.value, table.c.party_id == party.id)
        return tuple(self._moment(row) for row in self._connection.execute(statement).mappings())

    def moment_times(self) -> list[tuple[Party, datetime]]:
        """Return with whom and when each contact outside cases was."""
        table = schema.relation_moment
        rows = fetch_raw(self._connection, select(table.c.party_kind, table.c.party_id, table.c.at_utc))
        return [(Party(_PARTIES[kind], party_id), read_instant(at_utc)) for kind, party_id, at_utc in rows]

    def add_access(self, entry: AccessEntry) -> None:
        """Log a look."""
        self.add_accesses((entry,))

    def add_accesses(self, entries: Sequence[AccessEntry]) -> None:
        """Log many looks at once, in their order."""
        table = schema.access_entry
        first = next_id(self._connection, table)
        rows = [
            (
                row_id,
                instant_text(each.at_utc),
                each.actor.name,
                each.actor.organisation,
                each.actor.role.value,
                each.kind.value,
                each.subject,
            )
            for row_id, each in enumerate(entries, first)
        ]
        insert_rows(self._connection, table, ("id", *_ACCESS_COLUMNS), rows)

    def accesses(self, subject: str | None = None) -> tuple[AccessEntry, ...]:
        """Return who looked at a case or company, or at any, oldest first."""
        table = schema.access_entry
        statement = select(table).order_by(table.c.at_utc, table.c.id)
        if subject is not None:
            statement = statement.where(table.c.subject == subject)
        return self._entries(statement)

    def accesses_of(self, name: str) -> tuple[AccessEntry, ...]:
        """Return what somebody looked at, oldest first; capitals and blanks around make no difference."""
        table = schema.access_entry
        names = self._connection.execute(select(table.c.actor_name).distinct()).scalars()
        # Small letters beyond ASCII are not the same to every database.
        wanted = [each for each in names if one_line(each).casefold() == one_line(name).casefold()]
        return self._entries(
            select(table).where(table.c.actor_name.in_(wanted)).order_by(table.c.at_utc, table.c.id)
        )

    def _entries(self, statement: Select[Any]) -> tuple[AccessEntry, ...]:
        table = schema.access_entry
        actors: dict[tuple[str, str, str], Actor] = {}
        found = []
        for at_utc, *who, kind, subject in fetch_raw(
            self._connection, statement.with_only_columns(*(table.c[each] for each in _ACCESS_COLUMNS))
        ):
            known = (who[0], who[1], who[2])
            if known not in actors:
                actors[known] = Actor(who[0], who[1], Role(who[2]))
            found.append(AccessEntry(read_instant(at_utc), actors[known], _KINDS[kind], subject))
        return tuple(found)

    def erase_company(self, key: str) -> None:
        """Destroy the key of a company, what is kept of it and what was said. Raises ``NotFoundError``."""
        self._require(key)
        keys, said = schema.sealing_key, schema.relation_moment
        self._connection.execute(delete(keys).where(keys.c.scope == company_scope(key)))
        self._connection.execute(
            delete(said).where(said.c.party_kind == PartyKind.COMPANY.value, said.c.party_id == key)
        )
        self._connection.execute(delete(schema.company).where(schema.company.c.key == key))

    def _stored(self, key: str) -> RowMapping | None:
        statement = select(schema.company).where(schema.company.c.key == key)
        return self._connection.execute(statement).mappings().one_or_none()

    def _require(self, key: str) -> RowMapping:
        row = self._stored(key)
        if row is None:
            raise NotFoundError("error.storage.no_company", company=key)
        return row

    def _sealed(self, company: Company) -> bytes:
        content = {name: value for name, value in asdict(company).items() if name != "key"}
        at = place(schema.company.name, "content", company.key)
        return self._sealer.seal_text(company_scope(company.key), at, _dump(content))

    def _company(self, row: RowMapping) -> Company:
        key = row["key"]
        at = place(schema.company.name, "content", key)
        content = json.loads(self._sealer.unseal_text(company_scope(key), at, row["content"]))
        persons = tuple(ContactPerson(**each) for each in content.pop("persons"))
        return Company(key=key, persons=persons, **content)

    def _moment(self, row: RowMapping) -> RelationMoment:
        party = Party(PartyKind(row["party_kind"]), row["party_id"])
        at = place(schema.relation_moment.name, "content", row["id"])
        scope = party_scope(party.kind.value, party.id)
        content = json.loads(self._sealer.unseal_text(scope, at, row["content"]))
        actor = actor_of(content, "actor")
        said = {name: value for name, value in content.items() if not name.startswith("actor_")}
        return RelationMoment(at_utc=read_instant(row["at_utc"]), actor=actor, party=party, **said)


def _moment_text(moment: RelationMoment) -> str:
    return _dump(
        {
            **actor_columns("actor", moment.actor),
            "department": moment.department,
            "person": moment.person,
            "channel": moment.channel,
            "subject": moment.subject,
            "agreement": moment.agreement,
        }
    )


def _dump(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
