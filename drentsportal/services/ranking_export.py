"""Hands a match out: as a workbook whose weights can be changed, as text that replays, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.match.replay import to_replay
from drentsportal.services.access_log import AccessLog, only_when_logged
from drentsportal.services.document_names import file_stem
from drentsportal.services.documents import DocumentKind
from drentsportal.services.drafts import PAGES_SUFFIX, Draft
from drentsportal.services.factsheets import record_documents
from drentsportal.services.ports.documents import ComparisonForm

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.services.compared_sites import ComparisonTable
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.documents import DocumentStyle, DocumentWriter, MadeDocument
    from drentsportal.services.ports.workspace import Workspace


class RankingExport:
    """Writes rankings; one of a case is noted in its timeline by name and checksum."""

    def __init__(
        self, workspace: Workspace, writer: DocumentWriter, clock: Clock, actors: ActorSource
    ) -> None:
        """Keep where cases are, what writes, the time and the person at the desk."""
        self._workspace = workspace
        self._writer = writer
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)

    def write(self, result: MatchResult, path: Path, case_number: str | None = None) -> MadeDocument:
        """Write one ranking.

        Raises ``ReportError`` when it cannot be written or holds more qualifiers than a workbook can order,
        ``NotFoundError`` for an unknown case.
        """
        made = self._writer.ranking(result, case_number, path, self._plot_names(result.data_version))
        if case_number is not None:
            record_documents(self._workspace, case_number, (made,), self._clock.now_utc(), self._actors)
        return made

    def text(self, result: MatchResult, case_number: str | None = None) -> str:
        """Return a match as text that replays, to go into a file; of a case that is logged."""
        if case_number is not None:
            self._access.exported(case_number)
        return to_replay(result)

    def comparison(
        self,
        table: ComparisonTable,
        path: Path,
        form: ComparisonForm = ComparisonForm.XLSX,
        style: DocumentStyle | None = None,
    ) -> MadeDocument:
        """Write sites side by side in a form and style; that of a case is logged.

        Without a style that of the settings. Raises ``ReportError``, ``InputError`` for the style.
        """
        writer = self._writer if style is None else self._writer.styled(style)
        made = writer.comparison(table, path, form)
        if table.case_number is not None:
            with only_when_logged(made.path):
                self._access.exported(table.case_number)
        return made

    def comparison_draft(
        self, table: ComparisonTable, folder: Path, form: ComparisonForm, style: DocumentStyle | None = None
    ) -> Draft:
        """Make sites side by side to look at: of a form without pages the PDF is shown, which says the same.

        Errors as ``comparison``.
        """
        writer = self._writer if style is None else self._writer.styled(style)
        stem = file_stem(DocumentKind.COMPARISON, table.case_number or "")
        made = writer.comparison(table, folder / f"{stem}.{form.value}", form)
        shown: tuple[MadeDocument, ...] = ()
        if form is not ComparisonForm.PDF:
            shown = (writer.comparison(table, folder / f"{stem}{PAGES_SUFFIX}", ComparisonForm.PDF),)
        return Draft(((made,),), (), None, self._clock.now_utc(), shown, table.case_number or "")

    def _plot_names(self, data_version: int) -> dict[str, str]:
        """Name the plots as they were called when the match was made; a match keeps names of few."""
        plots = self._workspace.catalogue.site_table(data_version).plots
        names = plots.columns["name"]
        told = ((str(plot_id), names.text_at(row)) for row, plot_id in enumerate(plots.ids))
        return {plot_id: name for plot_id, name in told if name}
