"""The workspace's own reference papers in the store: every version, none ever changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from drentsportal.domain.cases.papers import ReferenceKind, ReferencePaper
from drentsportal.errors import ConflictError
from drentsportal.storage import schema
from drentsportal.storage.case_rows import actor_columns, actor_of
from drentsportal.storage.instants import instant_text, read_instant

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping


class StoredReferenceShelf:
    """Reference papers, within one transaction. They are no part of the history: undoing leaves them."""

    def __init__(self, connection: Connection) -> None:
        """Work on ``connection``."""
        self._connection = connection

    def papers(self, kind: ReferenceKind) -> tuple[ReferencePaper, ...]:
        """Return the newest version of each paper of a kind, ordered by id."""
        table = schema.reference_paper
        statement = (
            select(table).where(table.c.kind == kind.value).order_by(table.c.paper_id, table.c.version)
        )
        newest = {row["paper_id"]: row for row in self._connection.execute(statement).mappings()}
        return tuple(_paper(row) for row in newest.values())

    def history(self, kind: ReferenceKind, paper_id: str) -> tuple[ReferencePaper, ...]:
        """Return all versions of one paper, oldest first; none where it was never kept."""
        table = schema.reference_paper
        statement = (
            select(table)
            .where(table.c.kind == kind.value, table.c.paper_id == paper_id)
            .order_by(table.c.version)
        )
        return tuple(_paper(row) for row in self._connection.execute(statement).mappings())

    def add(self, paper: ReferencePaper) -> None:
        """Keep a version. Raises ``ConflictError`` when that version of that paper exists."""
        if any(each.version == paper.version for each in self.history(paper.kind, paper.id)):
            raise ConflictError("error.storage.paper_version_exists", paper=paper.id, version=paper.version)
        self._connection.execute(
            insert(schema.reference_paper).values(
                kind=paper.kind.value,
                paper_id=paper.id,
                version=paper.version,
                at_utc=instant_text(paper.at_utc),
                content=paper.content,
                **actor_columns("actor", paper.actor),
            )
        )


def _paper(row: RowMapping) -> ReferencePaper:
    return ReferencePaper(
        kind=ReferenceKind(row["kind"]),
        id=row["paper_id"],
        version=row["version"],
        at_utc=read_instant(row["at_utc"]),
        actor=actor_of(row, "actor"),
        content=row["content"],
    )
