"""The register, search, outcomes and reports of the desk, wired."""

# ruff: noqa: D102, D107 - every method is that of the port which the class names, and stands described there

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drentsportal.bootstrap.document_styles import DocumentStyles
from drentsportal.services.access_log import AccessLog
from drentsportal.services.case_outcome import OutcomeRecording
from drentsportal.services.case_register import CaseRegister
from drentsportal.services.case_search import CaseSearch
from drentsportal.services.finding import Finding
from drentsportal.services.ports.documents import DocumentStyle
from drentsportal.services.quarter_report import QuarterReport
from drentsportal.services.weekly_list import WeeklyList

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.bootstrap.service_groups import Ground
    from drentsportal.reports.quarter_writer import DeskReportWriter
    from drentsportal.services.exposure import Exposure
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.quarter_report import QuarterSubject
    from drentsportal.services.weekly_list import WeeklySubject


@dataclass(frozen=True)
class DeskFigureServices:
    """All cases at once: the list, what is found in them, and what they come to."""

    register: CaseRegister
    search: CaseSearch
    finding: Finding
    outcomes: OutcomeRecording
    quarter_report: QuarterReport
    weekly_list: WeeklyList


class LateDeskReports:
    """``QuarterWriter`` and ``WeeklyWriter`` that load typst when the first report is made."""

    def __init__(self, styles: DocumentStyles, style: DocumentStyle) -> None:
        self._styles = styles
        self._style = style
        self._writer: DeskReportWriter | None = None

    def styled(self, style: DocumentStyle) -> LateDeskReports:
        # Papers of the organisation itself are in one language (decision 0015).
        ours = replace(self._style, theme_id=style.theme_id)
        return self if ours == self._style else LateDeskReports(self._styles, ours)

    def quarter(self, subject: QuarterSubject, path: Path, progress: Progress | None = None) -> MadeDocument:
        return self._opened().quarter(subject, path, progress)

    def quarter_sheet(
        self, subject: QuarterSubject, path: Path, progress: Progress | None = None
    ) -> MadeDocument:
        return self._opened().quarter_sheet(subject, path, progress)

    def weekly(self, subject: WeeklySubject, path: Path, progress: Progress | None = None) -> MadeDocument:
        return self._opened().weekly(subject, path, progress)

    def weekly_sheet(
        self, subject: WeeklySubject, path: Path, progress: Progress | None = None
    ) -> MadeDocument:
        return self._opened().weekly_sheet(subject, path, progress)

    def _opened(self) -> DeskReportWriter:
        if self._writer is None:
            self._writer = self._styles.desk_writer(self._style)
        return self._writer


def desk_figure_services(ground: Ground, exposure: Exposure) -> DeskFigureServices:
    """Wire what works on all cases at once."""
    workspace, clock = ground.workspace, ground.clock
    register = CaseRegister(workspace, clock)
    style = DocumentStyle(ground.own_language.code, ground.settings.document_style.theme_id)
    writer = LateDeskReports(DocumentStyles(), style)
    return DeskFigureServices(
        register=register,
        search=CaseSearch(workspace, clock, ground.actors),
        finding=Finding(workspace, register, clock, ground.actors),
        outcomes=OutcomeRecording(workspace, clock, ground.actors),
        quarter_report=QuarterReport(
            register, exposure, writer, clock, AccessLog(workspace, clock, ground.actors)
        ),
        weekly_list=WeeklyList(workspace, register, writer, clock, ground.actors),
    )
