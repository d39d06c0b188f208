"""Whether a company behind a request is one that the desk knows; shown to a person, merged by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.intake.company_likeness import like_companies
from drentsportal.domain.relations.company import plain_name
from drentsportal.errors import WorkspaceLockedError

if TYPE_CHECKING:
    from drentsportal.domain.intake.company_likeness import CompanyLikeness
    from drentsportal.domain.relations.company import CompanyTraces
    from drentsportal.services.ports.workspace import Workspace


class CompanyMatching:
    """Lays the traces of a request beside the companies of the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Keep the workspace."""
        self._workspace = workspace

    def like(self, traces: CompanyTraces) -> tuple[CompanyLikeness, ...]:
        """Return the known companies that may be meant, with why; see ``like_companies``."""
        with self._workspace.reading() as unit:
            return like_companies(traces, unit.relations.companies())

    def cases_named(self, name: str) -> tuple[str, ...]:
        """Return the cases whose company bears a name, by number, also where no company is known by it yet.

        Compared without accents and legal form. None for an empty name, and while the workspace is locked:
        then nobody may learn whether a name stands in it.
        """
        wanted = plain_name(name)
        if not wanted:
            return ()
        try:
            with self._workspace.reading() as unit:
                told = unit.cases.bulk.company_names()
        except WorkspaceLockedError:
            return ()
        return tuple(
            sorted(number for number, (_, each) in told.items() if each and plain_name(each) == wanted)
        )
