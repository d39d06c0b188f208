"""Whether a company behind a request is one that the desk knows; shown to a person, merged by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.intake.company_likeness import like_companies

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
