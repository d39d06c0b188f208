"""The reference papers of the in-memory workspace; see `tests.fakes`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from drentsportal.errors import ConflictError

if TYPE_CHECKING:
    from drentsportal.domain.cases.papers import ReferenceKind, ReferencePaper


class HoldsPapers(Protocol):
    """Whatever keeps the papers."""

    reference_papers: tuple[ReferencePaper, ...]


class InMemoryShelf:
    """Reference papers, in memory."""

    def __init__(self, holder: HoldsPapers) -> None:
        """Keep them with whoever holds them."""
        self._holder = holder

    def papers(self, kind: ReferenceKind) -> tuple[ReferencePaper, ...]:
        """Return the newest version of each paper of a kind, ordered by id."""
        ids = sorted({each.id for each in self._holder.reference_papers})
        return tuple(versions[-1] for each in ids if (versions := self.history(kind, each)))

    def history(self, kind: ReferenceKind, paper_id: str) -> tuple[ReferencePaper, ...]:
        """Return all versions of one paper, oldest first."""
        found = (each for each in self._holder.reference_papers if (each.kind, each.id) == (kind, paper_id))
        return tuple(sorted(found, key=lambda each: each.version))

    def add(self, paper: ReferencePaper) -> None:
        """Keep a version."""
        if any(each.version == paper.version for each in self.history(paper.kind, paper.id)):
            raise ConflictError("error.storage.paper_version_exists", paper=paper.id, version=paper.version)
        self._holder.reference_papers = (*self._holder.reference_papers, paper)
