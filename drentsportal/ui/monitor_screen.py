"""Monitor: what happens between its pages and the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from drentsportal.domain.checks.chase_list import reason_counts
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.services.chase_lists import questions_of
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.chase_screen import ChaseScreen
from drentsportal.ui.models.quality_rows import name_order
from drentsportal.ui.panels.chase_lists import ChaseLine, ChaseListsPanel
from drentsportal.ui.panels.monitor import MonitorPages, MonitorView
from drentsportal.ui.panels.quality_ages import QualityAgesPanel
from drentsportal.ui.panels.quality_completeness import QualityCompletenessPanel
from drentsportal.ui.panels.quality_findings import QualityFindingsPanel
from drentsportal.ui.panels.quality_overview import QualityOverviewPanel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.sites.site import ContactPoint, Municipality
    from drentsportal.services.quality import QualityReport
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.session import Session
    from drentsportal.ui.theme import Theme


class MonitorScreen(QObject):
    """Computes the quality of the data off the window's thread, and shows it on the pages of the monitor.

    ``pages`` belongs in the left dock, ``view`` in the middle. Signals: ``page_shown(page_id)``;
    ``site_opened(site_id)`` when a row leads to a site; ``stale_counted(count)`` after each computation;
    ``told(text)`` for the status bar.
    """

    page_shown = Signal(str)
    site_opened = Signal(str)
    stale_counted = Signal(int)
    told = Signal(str)

    def __init__(
        self, window: QWidget, session: Session, runner: ServiceRunner, theme: Theme, out_dir: Path
    ) -> None:
        """Make the pages; nothing is computed yet."""
        super().__init__(window)
        self._services = session.services
        self._runner = runner
        language = session.services.language
        self.pages = MonitorPages(theme, language)
        self.view = MonitorView(language)
        self.report: QualityReport | None = None
        self._asked_version = -1
        self.overview = QualityOverviewPanel(theme, language)
        self.completeness = QualityCompletenessPanel(theme, language)
        self.ages = QualityAgesPanel(theme, language)
        self.findings = QualityFindingsPanel(theme, language)
        self.chase_lists = ChaseListsPanel(theme, language)
        self.chase = ChaseScreen(window, session, runner, theme, out_dir)
        self._add_pages()
        self._connect(session)

    def add_page(self, page_id: str, icon_name: str, widget: QWidget) -> None:
        """Add a page of ``panels.monitor.PAGES``; its name is the text ``ui.monitor.<page_id>``."""
        self.view.add_page(page_id, widget)
        self.pages.add_page(page_id, icon_name)

    def show_page(self, page_id: str) -> None:
        """Show a page, and compute where what is shown is no longer of the newest data."""
        self.pages.choose(page_id)

    @property
    def is_shown(self) -> bool:
        """Whether a page of the monitor is on screen."""
        return self.view.isVisible()

    def count_stale(self) -> None:
        """Count stale sites only, which the status bar shows before anybody opens the monitor."""
        quality = self._services.quality
        self._runner.run(
            ServiceCall("ui.busy.quality", lambda _: quality.stale_sites(), self.stale_counted.emit)
        )

    def refresh(self) -> None:
        """Compute again where the data changed; what is shown stays readable until then."""
        version = self._services.catalogue.data_version()
        if version == self._asked_version:
            return
        self._asked_version = version
        self.view.show_busy(busy=True)
        self._runner.run(
            ServiceCall(
                "ui.busy.quality", self._compute, self._on_report, self._on_failed, self._on_cancelled
            )
        )

    def _add_pages(self) -> None:
        self.add_page("overview", "overview", self.overview)
        self.add_page("completeness", "completeness", self.completeness)
        self.add_page("ages", "stale", self.ages)
        self.add_page("findings", "findings", self.findings)
        self.add_page("chase_lists", "send", self.chase_lists)

    def _connect(self, session: Session) -> None:
        self.pages.page_chosen.connect(self._on_page)
        for panel in (self.completeness, self.ages, self.findings):
            panel.site_opened.connect(self.site_opened)
        self.overview.completeness_asked.connect(self._on_completeness)
        self.chase_lists.make_asked.connect(self.chase.make)
        self.chase_lists.read_asked.connect(self.chase.read)
        self.chase.told.connect(self.chase_lists.tell)
        self.chase.told.connect(self.told)
        self.chase.made.connect(self.chase_lists.offer)
        session.sites_changed.connect(self._on_sites_changed)

    def _on_page(self, page_id: str) -> None:
        self.view.show_page(page_id)
        self.page_shown.emit(page_id)
        self.refresh()

    def _on_sites_changed(self) -> None:
        """Compute what is on screen now; else only count, and leave the pages until they are opened."""
        if self.is_shown:
            self.refresh()
        else:
            self.count_stale()

    def _on_completeness(self, code: str, attribute_id: str) -> None:
        self.show_page("completeness")
        self.completeness.choose(code, attribute_id)

    def _compute(
        self, progress: CallProgress
    ) -> tuple[QualityReport, tuple[ChaseLine, ...], tuple[Municipality, ...]]:
        services = self._services
        report = services.quality.report(progress)
        contacts = services.catalogue.contact_points()
        asked = {each.scope: each for each in reversed(contacts)}
        lines = tuple(
            ChaseLine(code, reason_counts(questions_of(report, code)), _contact_text(asked.get(code)))
            for code in sorted(MUNICIPALITIES, key=name_order)
        )
        return report, lines, services.catalogue.municipalities()

    def _on_report(
        self, loaded: tuple[QualityReport, tuple[ChaseLine, ...], tuple[Municipality, ...]]
    ) -> None:
        report, lines, boundaries = loaded
        self.report = report
        self.view.show_busy(busy=False)
        self.overview.show_boundaries(boundaries)
        for panel in (self.overview, self.completeness, self.ages, self.findings):
            panel.show_report(report)
        self.chase_lists.show_lines(lines)
        self.pages.note.setText(
            self._services.language.text("ui.quality.seen", version=report.data_version, seen_on=report.today)
        )
        self.stale_counted.emit(report.stale_sites)

    def _on_failed(self, error: BaseException) -> None:
        self._on_cancelled()
        self._runner.failed.emit(error)

    def _on_cancelled(self) -> None:
        self._asked_version = -1
        self.view.show_busy(busy=False)


def _contact_text(contact: ContactPoint | None) -> str:
    """Return a function with its address, "" where nobody is known."""
    return "" if contact is None else ", ".join(filter(None, (contact.function, contact.mail)))
