"""Cases in the store: sealed on the way in, opened on the way out, gone once their key is destroyed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert, select, update

from drentsportal.domain.cases.case import (
    Attachment,
    Case,
    CaseEvent,
    ContactMoment,
    EventKind,
    SentDocument,
)
from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.domain.cases.case_papers import digest_from_data, digest_to_data
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.errors import ConflictError, NotFoundError
from drentsportal.storage import case_json, schema
from drentsportal.storage.attachment_words import no_words
from drentsportal.storage.case_rows import CaseRows, actor_columns, actor_of
from drentsportal.storage.extract_bulk import CaseBulk
from drentsportal.storage.instants import instant_text, read_instant
from drentsportal.storage.sealed import Sealer, case_scope

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, RowMapping

    from drentsportal.domain.cases.case_digest import CaseDigest
    from drentsportal.storage.attachment_words import ReadWords
    from drentsportal.storage.reader_memory import ReaderMemory

_DIGITS: Final = 4


class StoredCaseStore:
    """The cases of a workspace, within one transaction."""

    def __init__(
        self,
        connection: Connection,
        sealer: Sealer,
        memory: ReaderMemory | None = None,
        words: ReadWords = no_words,
    ) -> None:
        """Work on ``connection``; ``sealer`` holds the keys of the cases, ``memory`` as ``CaseBulk``.

        ``words`` reads what search finds in a file.
        """
        self._connection = connection
        self._words = words
        self._sealer = sealer
        self._rows = CaseRows(connection, sealer)
        self.bulk = CaseBulk(connection, sealer, memory)

    def next_number(self, year: int) -> str:
        """Return the next free number of a year, ``D-2026-0041``; that of an erased case is never free."""
        prefix = f"D-{year}-"
        numbers = [
            number
            for table in (schema.case_file, schema.erased_case)
            for number in self._connection.execute(
                select(table.c.number).where(table.c.number.startswith(prefix))
            ).scalars()
        ]
        used = (int(tail) for number in numbers if (tail := number.removeprefix(prefix)).isdigit())
        return f"{prefix}{max(used, default=0) + 1:0{_DIGITS}d}"

    def add(self, case: Case) -> None:
        """Store a new case. Raises ``ConflictError`` when the number exists, or did."""
        for table in (schema.case_file, schema.erased_case):
            statement = select(table.c.number).where(table.c.number == case.number)
            if self._connection.execute(statement).first() is not None:
                raise ConflictError("error.storage.case_exists", number=case.number)
        self._sealer.make_key(case_scope(case.number))
        self._rows.touched.add(case.number)
        self._connection.execute(
            insert(schema.case_file).values(
                number=case.number, row_version=case.row_version, **self._rows.case_columns(case)
            )
        )

    def get(self, number: str) -> Case:
        """One case. Raises ``NotFoundError``."""
        table = schema.case_file
        row = self._connection.execute(select(table).where(table.c.number == number)).mappings().one_or_none()
        if row is None:
            raise self._rows.missing(number)
        return self._rows.case(row)

    def save(self, case: Case) -> Case:
        """Store a changed case; its ``row_version`` must be the stored one, and is raised by one.

        Raises ``ConflictError`` when somebody else saved first.
        """
        table = schema.case_file
        statement = (
            update(table)
            .where(table.c.number == case.number, table.c.row_version == case.row_version)
            .values(row_version=case.row_version + 1, **self._rows.case_columns(case))
        )
        self._rows.require(case.number)
        self._rows.touched.add(case.number)
        if self._connection.execute(statement).rowcount != 1:
            raise ConflictError("error.storage.case_changed", number=case.number)
        return replace(case, row_version=case.row_version + 1)

    def keep_extracts(self) -> None:
        """Make the extracts of what was written anew: the last thing before a commit."""
        self.bulk.keep_extracts(self._rows.touched)
        self._rows.touched.clear()

    def all(self) -> tuple[Case, ...]:
        """All cases, by number."""
        self._sealer.load_many("case:")
        table = schema.case_file
        rows = self._connection.execute(select(table).order_by(table.c.number)).mappings()
        return tuple(self._rows.case(row) for row in rows)

    def add_event(self, number: str, event: CaseEvent) -> None:
        """Append to the timeline of a case."""
        columns = {
            "at_utc": instant_text(event.at_utc),
            "kind": event.kind.value,
            **actor_columns("actor", event.actor),
        }
        sealed = {"details": case_json.details_text(event.details).encode()}
        self._rows.append(schema.case_event, number, columns, sealed)

    def events(self, number: str) -> tuple[CaseEvent, ...]:
        """Return the timeline of a case, oldest first."""
        return tuple(
            CaseEvent(
                at_utc=read_instant(row["at_utc"]),
                kind=EventKind(row["kind"]),
                actor=actor_of(row, "actor"),
                details=case_json.read_details(self._rows.text(schema.case_event, row, "details")),
            )
            for row in self._rows.rows(schema.case_event, number, "at_utc")
        )

    def add_contact(self, number: str, contact: ContactMoment) -> None:
        """Log who spoke with whom."""
        sealed = {"content": case_json.contact_text(contact).encode()}
        columns = {"at_utc": instant_text(contact.at_utc)}
        self._rows.append(schema.contact_moment, number, columns, sealed)

    def contacts(self, number: str) -> tuple[ContactMoment, ...]:
        """Return the contact log of a case, oldest first."""
        table = schema.contact_moment
        return tuple(
            case_json.read_contact(self._rows.text(table, row, "content"))
            for row in self._rows.rows(table, number, "at_utc")
        )

    def add_attachment(self, number: str, attachment: Attachment, content: bytes) -> None:
        """Keep a file with a case. Raises ``ConflictError`` when the case has one of that id."""
        table = schema.attachment
        if any(row["attachment_id"] == attachment.id for row in self._rows.rows(table, number, "id")):
            raise ConflictError("error.storage.attachment_exists", number=number)
        columns = {
            "attachment_id": attachment.id,
            "media_type": attachment.media_type,
            "size_bytes": attachment.size_bytes,
            "added_at_utc": instant_text(attachment.added_at_utc),
        }
        sealed = {"name": attachment.name.encode(), "content": content}
        told = self._words(attachment.name, content)
        self._rows.append(table, number, columns, {**sealed, "words": told.encode()} if told else sealed)

    def remove_attachment(self, number: str, attachment_id: str) -> None:
        """Take a file of a case away, with its content. Raises ``NotFoundError``."""
        if not self._rows.remove(schema.attachment, number, "attachment_id", attachment_id):
            raise NotFoundError("error.storage.no_attachment", number=number)

    def attachments(self, number: str) -> tuple[Attachment, ...]:
        """Return the files of a case, without their content."""
        table = schema.attachment
        return tuple(
            Attachment(
                id=row["attachment_id"],
                name=self._rows.text(table, row, "name"),
                media_type=row["media_type"],
                size_bytes=row["size_bytes"],
                added_at_utc=read_instant(row["added_at_utc"]),
            )
            for row in self._rows.rows(table, number, "added_at_utc", ("content", "words"))
        )

    def attachment_content(self, number: str, attachment_id: str) -> bytes:
        """Return the content of one file. Raises ``NotFoundError``."""
        self._rows.require(number)
        table = schema.attachment
        statement = select(table).where(table.c.case_number == number, table.c.attachment_id == attachment_id)
        row = self._connection.execute(statement).mappings().one_or_none()
        if row is None:
            raise NotFoundError("error.storage.no_attachment", number=number)
        return self._rows.opened(table, row, "content")

    def save_match(self, number: str, replay: str, at_utc: datetime) -> None:
        """Keep the replayable inputs and outcome of a match (canonical JSON), as the newest of the case."""
        columns = {"at_utc": instant_text(at_utc)}
        self._rows.append(schema.match_result, number, columns, {"replay": replay.encode()})

    def latest_match(self, number: str) -> str | None:
        """Return the replayable JSON of the newest match of a case."""
        self._rows.require(number)
        table = schema.match_result
        statement = select(table).where(table.c.case_number == number).order_by(table.c.id.desc())
        row = self._connection.execute(statement.limit(1)).mappings().one_or_none()
        return None if row is None else self._rows.text(table, row, "replay")

    def matches(self, number: str) -> tuple[tuple[datetime, str], ...]:
        """Return when each match of a case was kept and its replayable JSON, in the order of keeping."""
        table = schema.match_result
        return tuple(
            (read_instant(row["at_utc"]), self._rows.text(table, row, "replay"))
            for row in self._rows.rows(table, number, "id")
        )

    def add_paper(self, number: str, paper: CasePaper) -> None:
        """Keep a paper with a case. Raises ``ConflictError`` when it has that version of that kind."""
        table = schema.case_paper
        kept = self._rows.rows(table, number, "id", without=("content",))
        if any((row["kind"], row["version"]) == (paper.kind.value, paper.version) for row in kept):
            raise ConflictError("error.storage.paper_version_exists", paper=number, version=paper.version)
        columns = {
            "kind": paper.kind.value,
            "version": paper.version,
            "at_utc": instant_text(paper.at_utc),
            **actor_columns("actor", paper.actor),
        }
        self._rows.append(table, number, columns, {"content": paper.content.encode()})

    def papers(self, number: str, kind: PaperKind) -> tuple[CasePaper, ...]:
        """Return the papers of a kind that a case has, by version."""
        rows = self._rows.rows(schema.case_paper, number, "version")
        return tuple(self._paper(row) for row in rows if row["kind"] == kind.value)

    def _paper(self, row: RowMapping) -> CasePaper:
        return CasePaper(
            kind=PaperKind(row["kind"]),
            version=row["version"],
            at_utc=read_instant(row["at_utc"]),
            actor=actor_of(row, "actor"),
            content=self._rows.text(schema.case_paper, row, "content"),
        )

    def add_document(self, number: str, document: SentDocument) -> None:
        """Record a document that was made."""
        columns = {
            "kind": document.kind,
            "sha256": document.sha256,
            "made_at_utc": instant_text(document.made_at_utc),
        }
        self._rows.append(schema.sent_document, number, columns, {"file_name": document.file_name.encode()})

    def documents(self, number: str) -> tuple[SentDocument, ...]:
        """Return the documents of a case, oldest first."""
        table = schema.sent_document
        return tuple(
            SentDocument(
                file_name=self._rows.text(table, row, "file_name"),
                kind=row["kind"],
                sha256=row["sha256"],
                made_at_utc=read_instant(row["made_at_utc"]),
            )
            for row in self._rows.rows(table, number, "made_at_utc")
        )

    def latest_papers(self, kind: PaperKind) -> dict[str, CasePaper]:
        """Return the newest paper of a kind of every case that has one, by number of the case."""
        return {number: paper for (number, _), paper in self.bulk.newest_papers((kind,)).items()}

    def erased(self) -> tuple[ErasedCase, ...]:
        """Return what is left of destroyed cases, by number."""
        table = schema.erased_case
        return tuple(
            ErasedCase(
                number=row["number"],
                erased_at_utc=read_instant(row["erased_at_utc"]),
                actor=actor_of(row, "actor"),
                category=row["category"],
                statement=row["statement"],
                digest=digest_from_data(json.loads(row["digest"])) if row["digest"] else None,
            )
            for row in self._connection.execute(select(table).order_by(table.c.number)).mappings()
        )

    def erase(self, erased: ErasedCase) -> None:
        """Destroy the key of a case and everything in it; what is left stays, and its number is never reused.

        Raises ``NotFoundError``.
        """
        number = erased.number
        self._rows.require(number)
        self._rows.touched.discard(number)
        self.bulk.drop_bundles([number])
        keys = schema.sealing_key
        self._connection.execute(delete(keys).where(keys.c.scope == case_scope(number)))
        for table in schema.CASE_TABLES:
            self._connection.execute(delete(table).where(table.c.case_number == number))
        cases = schema.case_file
        self._connection.execute(delete(cases).where(cases.c.number == number))
        self._connection.execute(
            insert(schema.erased_case).values(
                number=number,
                erased_at_utc=instant_text(erased.erased_at_utc),
                **actor_columns("actor", erased.actor),
                category=erased.category,
                statement=erased.statement,
                digest=_digest_text(erased.digest),
            )
        )


def _digest_text(digest: CaseDigest | None) -> str:
    return "" if digest is None else json.dumps(digest_to_data(digest), ensure_ascii=False, sort_keys=True)
