"""Evenwicht: counts over the chosen period on the worker."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.cases.wall_clock import midnight_utc
from drentsportal.errors import DrentsPortalError, InputError
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.moments import read_day

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.bootstrap import AppServices
    from drentsportal.services.exposure import ExposureReport
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.panels.exposure import ExposurePanel

_YEAR_DAYS: Final = 365


class ExposureScreen(QObject):
    """Computes when the page is opened, and again when the data, the cases or the period changed."""

    def __init__(self, panel: ExposurePanel, services: AppServices, runner: ServiceRunner) -> None:
        """Keep the parts; nothing is counted yet."""
        super().__init__(panel)
        self._panel = panel
        self._services = services
        self._runner = runner
        self._is_current = False
        self._asked = 0
        self._running: CallProgress | None = None
        panel.count_asked.connect(self._on_asked)

    def load(self) -> None:
        """Count where what is shown no longer holds."""
        if not self._is_current:
            self._panel.ask()

    def forget(self) -> None:
        """Count again when the page is opened."""
        self._is_current = False

    def refresh(self) -> None:
        """Count again when the page is opened; at once where it is in sight."""
        self._is_current = False
        if self._panel.isVisible():
            self._panel.ask()

    def _on_asked(self, period: str, first: str, last: str) -> None:
        try:
            from_utc, until_utc = self._period(period, first, last)
        except DrentsPortalError as error:
            self._panel.tell(self._services.language.text(error), fault=True)
            return
        if self._running is not None:
            # A period that is no longer wanted needs no counting to its end.
            self._running.cancel()
        exposure = self._services.exposure

        def work(progress: CallProgress) -> ExposureReport:
            return exposure.report(from_utc, until_utc, progress)

        self._is_current = True
        self._asked += 1
        asked = self._asked

        def stopped() -> None:
            # One that made way for another period was not stopped by a person.
            if asked == self._asked:
                self._is_current = False
                self._panel.tell(self._services.language.text("ui.exposure.stopped"))

        call = ServiceCall("ui.exposure.busy", work, self._on_report, self._on_failed, stopped)
        self._running = self._runner.run(call)

    def _period(self, period: str, first: str, last: str) -> tuple[datetime | None, datetime | None]:
        today = self._services.clock.now_utc().astimezone(DUTCH_TIME).date()
        if period == "year":
            return _midnight(date(today.year, 1, 1)), None
        if period == "months":
            return _midnight(today - timedelta(days=_YEAR_DAYS)), None
        if period == "own":
            return self._typed(first, last)
        return None, None

    @staticmethod
    def _typed(first: str, last: str) -> tuple[datetime | None, datetime | None]:
        begin = date.fromisoformat(read_day(first, "from")) if first else None
        end = date.fromisoformat(read_day(last, "to")) if last else None
        if begin is not None and end is not None and end < begin:
            raise InputError("error.exposure.period", field="to", first=begin, last=end)
        return _midnight(begin), None if end is None else _midnight(end + timedelta(days=1))

    def _on_report(self, report: ExposureReport) -> None:
        self._running = None
        self._panel.show_report(report)

    def _on_failed(self, error: BaseException) -> None:
        self._is_current = False
        self._runner.failed.emit(error)


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else midnight_utc(day)
