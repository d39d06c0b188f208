"""How far a workspace has come, to tell what was changed in it between two moments, by whomever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.cases.papers import ReferenceKind
from drentsportal.services.changes import ChangeSet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.services.ports.workspace import Workspace


@dataclass(frozen=True, slots=True)
class StoreMark:
    """Numbers that are others after a change; nothing that somebody wrote stands in it."""

    state: tuple[int, ...]
    data_version: int
    cases: Mapping[str, object]
    companies: Mapping[str, str]
    reference: tuple[tuple[str, str, int], ...]
    sources: tuple[object, ...]


def store_mark(workspace: Workspace, before: StoreMark | None = None) -> StoreMark:
    """Read how far a workspace has come; where nobody wrote since ``before``, that is returned at once.

    Nothing sealed is opened. Raises ``WorkspaceLockedError`` while it is locked.
    """
    with workspace.reading() as unit:
        state = unit.cases.bulk.state_mark()
        if before is not None and before.state == state:
            return before
        papers = (each for kind in ReferenceKind for each in unit.shelf.papers(kind))
        return StoreMark(
            state,
            workspace.catalogue.data_version(),
            unit.cases.bulk.revisions(),
            unit.relations.bulk.company_revisions(),
            tuple((each.kind.value, each.id, each.version) for each in papers),
            unit.sources.all(),
        )


def changes_between(before: StoreMark, now: StoreMark) -> ChangeSet:
    """Tell which parts of the workspace are others now; of cases also those that came or went."""
    numbers = before.cases.keys() | now.cases.keys()
    return ChangeSet(
        sites=before.data_version != now.data_version,
        cases=frozenset(each for each in numbers if before.cases.get(each) != now.cases.get(each)),
        reference=before.reference != now.reference,
        companies=before.companies != now.companies,
        sources=before.sources != now.sources,
    )
