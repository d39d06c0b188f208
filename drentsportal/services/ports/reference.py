"""What the use cases need of reference data: what ships, and the papers of the workspace itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.cases.papers import ReferenceKind, ReferencePaper
    from drentsportal.domain.instruments.instrument import Instrument
    from drentsportal.domain.match.criteria import CriteriaProfile


class ReferenceData(Protocol):
    """Data that ships with the application or comes with a workspace: profiles, segments, instruments."""

    def profile(self, profile_id: str) -> CriteriaProfile:
        """Return a criteria profile. Raises ``NotFoundError``."""
        ...

    def profile_ids(self) -> tuple[str, ...]:
        """Return the profiles that exist."""
        ...

    def segments(self) -> Mapping[str, str]:
        """Segment id to its Dutch name."""
        ...

    def instruments(self) -> tuple[Instrument, ...]:
        """Return the catalogue of instruments."""
        ...


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
