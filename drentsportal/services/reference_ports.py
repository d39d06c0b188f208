"""What the use cases need of the workspace's own reference papers, such as criteria profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from drentsportal.domain.cases.papers import ReferenceKind, ReferencePaper


class ReferenceShelfReader(Protocol):
    """The papers of a workspace as they are stored; they lie open and belong to no case."""

    def papers(self, kind: ReferenceKind) -> tuple[ReferencePaper, ...]:
        """Return the newest version of each paper of a kind, ordered by id."""
        ...

    def history(self, kind: ReferenceKind, paper_id: str) -> tuple[ReferencePaper, ...]:
        """Return all versions of one paper, oldest first; none where it was never kept."""
        ...


class ReferenceShelf(ReferenceShelfReader, Protocol):
    """The papers in a unit of work."""

    def add(self, paper: ReferencePaper) -> None:
        """Keep a version. Raises ``ConflictError`` when that version of that paper exists."""
        ...
