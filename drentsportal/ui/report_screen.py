"""Reports of the desk in the window: what happens between their dialogs and the services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from drentsportal.services.report_files import REPORT_SUFFIXES
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.quarter_dialog import QuarterDialog
from drentsportal.ui.dialogs.report_dialog import ReportParts
from drentsportal.ui.dialogs.weekly_dialog import WeeklyDialog
from drentsportal.ui.preview_screen import PreviewTask
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.services.drafts import Draft
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument
    from drentsportal.services.quarter_report import QuarterSubject
    from drentsportal.services.weekly_list import WeeklySubject
    from drentsportal.ui.background import CallProgress
    from drentsportal.ui.dialogs.report_dialog import ReportDialog
    from drentsportal.ui.portal import Portal

S = TypeVar("S")


@dataclass(frozen=True)
class Handing(Generic[S]):
    """How a report leaves the window: written at once, or looked at first."""

    export: Callable[[S, Path, CallProgress], MadeDocument]
    draft: Callable[[S, Path, CallProgress, DocumentStyle], Draft]


_OFFERED: Final = 20
"""So many quarters can be chosen: five years, as long as most cases are kept."""


class ReportScreen(Screen):
    """Opens a report, counts it and writes it, on the worker.

    ``choose_file`` asks where to write a file of a suffix; by default the dialog of the system does.
    """

    def __init__(self, portal: Portal) -> None:
        """Keep the parts."""
        super().__init__(portal.window, portal.session, portal.runner)
        self._portal = portal
        self._theme = portal.theme
        self.choose_file: Callable[[str], Path | None] | None = None

    def open_quarter(self) -> QuarterDialog:
        """Show the newest quarter that is over."""
        report = self._services.quarter_report
        quarters = tuple(reversed(report.current_quarter().back(_OFFERED)))
        dialog = QuarterDialog(self._window, self._parts(), quarters)

        def chosen() -> Callable[[CallProgress], QuarterSubject]:
            quarter, with_exposure = dialog.quarter, dialog.exposure.isChecked()
            return lambda told: report.subject(quarter, told, with_exposure=with_exposure)

        self._open(dialog, chosen, dialog.show_subject, Handing(report.export, report.draft))
        return dialog

    def open_weekly(self) -> WeeklyDialog:
        """Show the lists of all service teams."""
        weekly = self._services.weekly_list
        dialog = WeeklyDialog(self._window, self._parts())

        def chosen() -> Callable[[CallProgress], WeeklySubject]:
            code = dialog.municipality_code
            return lambda _: weekly.subject(code)

        self._open(dialog, chosen, dialog.show_subject, Handing(weekly.export, weekly.draft))
        return dialog

    def _parts(self) -> ReportParts:
        return ReportParts(self._theme, self._services.language, self.choose_file)

    def _open(
        self,
        dialog: ReportDialog,
        chosen: Callable[[], Callable[[CallProgress], S]],
        show: Callable[[S], None],
        handing: Handing[S],
    ) -> None:
        """Open a dialog and count what is chosen in it, again whenever it asks; what it shows is written."""
        shown: list[S] = []

        def done(subject: S) -> None:
            shown[:] = [subject]
            show(subject)

        dialog.count_asked.connect(lambda: self._count(dialog, chosen(), done))
        dialog.write_asked.connect(
            lambda path: self._write(dialog, lambda told: handing.export(shown[0], path, told))
        )
        dialog.preview_asked.connect(lambda: self._preview(dialog, shown[0], handing))
        self._runner.progressed.connect(dialog.show_progress)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._count(dialog, chosen(), done)

    def _preview(self, dialog: ReportDialog, subject: S, handing: Handing[S]) -> None:
        """Show the pages of what was counted; who keeps them has them written as they were seen."""
        stem = dialog.file_stem

        def make(folder: Path, progress: CallProgress, style: DocumentStyle, form: str) -> Draft:
            return handing.draft(subject, folder / f"{stem}.{form}", progress, style)

        def kept(documents: tuple[MadeDocument, ...]) -> None:
            dialog.end_written(documents[0].path)

        self._portal.previews.look(
            PreviewTask(
                make,
                kept=kept,
                forms=tuple(each.removeprefix(".") for each in REPORT_SUFFIXES),
                languages=(self._services.settings.document_style.language_code,),
                folder=self._portal.documents.out_dir,
                parent=dialog,
            )
        )

    def _count(
        self, dialog: ReportDialog, work: Callable[[CallProgress], object], done: Callable[..., None]
    ) -> None:
        call = ServiceCall(
            "ui.busy.report_count",
            work,
            done,
            lambda error: dialog.end_count(error=error),
            lambda: dialog.end_count(self._say("ui.reports.count_stopped")),
        )
        dialog.begin(self._runner.run(call))

    def _write(self, dialog: ReportDialog, work: Callable[[CallProgress], MadeDocument]) -> None:
        call = ServiceCall(
            "ui.busy.report_write",
            work,
            lambda made: dialog.end_written(made.path),
            lambda error: dialog.end(error=error),
            lambda: dialog.end(self._say("ui.reports.cancelled")),
        )
        dialog.begin(self._runner.run(call))
