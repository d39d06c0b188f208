"""The quarter report of the Rodeloper consultation: its figures, and the report as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from drentsportal.domain.cases.access import QUARTER_REPORT
from drentsportal.domain.cases.working_time import WORKING_TIME
from drentsportal.domain.desk_figures.quarter import Quarter, quarter_of
from drentsportal.domain.desk_figures.quarter_figures import (
    UNMET_QUARTERS,
    answers_by_quarter,
    quarter_figures,
)
from drentsportal.errors import InputError
from drentsportal.services.access_log import only_when_logged
from drentsportal.services.case_clock import case_clock
from drentsportal.services.drafts import Draft
from drentsportal.services.report_files import drafted, hand_out

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.cases.case_digest import CaseDigest
    from drentsportal.domain.desk_figures.quarter_figures import QuarterFigures
    from drentsportal.services.access_log import AccessLog
    from drentsportal.services.case_register import CaseRegister
    from drentsportal.services.exposure import Exposure, ExposureReport
    from drentsportal.services.ports.desk import Clock, Progress
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument

HISTORY: Final = 8
"""So many quarters stand beside each other in the chart of answers, this one the last."""

_REACH: Final = max(HISTORY, UNMET_QUARTERS)
"""Of so many quarters up to the one that is counted something stands in its report."""


@dataclass(frozen=True, slots=True)
class QuarterSubject:
    """Everything that a quarter report says; nobody is named in it.

    ``history`` tells of each quarter how many answers were given and how many within the term. ``exposure``
    is ``None`` where it was not counted. ``is_running``: the quarter was not over when it was counted.
    ``in_working_hours``: the setting has the clock count working hours, so times and term are in those.
    """

    figures: QuarterFigures
    previous: QuarterFigures
    history: tuple[tuple[Quarter, int, int], ...]
    exposure: ExposureReport | None
    made_at_utc: datetime
    is_running: bool
    in_working_hours: bool = False


class QuarterWriter(Protocol):
    """What writes a quarter report. Raises ``ReportError``, and ``CancelledError`` before it writes."""

    def styled(self, style: DocumentStyle) -> QuarterWriter:
        """Return the writer of a house style; its language is that of the organisation."""
        ...

    def quarter(self, subject: QuarterSubject, path: Path, progress: Progress | None = None) -> MadeDocument:
        """Write it as PDF."""
        ...

    def quarter_sheet(
        self, subject: QuarterSubject, path: Path, progress: Progress | None = None
    ) -> MadeDocument:
        """Write it as XLSX."""
        ...


class QuarterReport:
    """Counts a quarter and hands the report out."""

    def __init__(
        self,
        register: CaseRegister,
        exposure: Exposure,
        writer: QuarterWriter,
        clock: Clock,
        access: AccessLog,
    ) -> None:
        """Keep where figures come from, what writes them down, the time, and where it is logged."""
        self._access = access
        self._register = register
        self._exposure = exposure
        self._writer = writer
        self._clock = clock

    def current_quarter(self) -> Quarter:
        """Return the quarter that is running."""
        return quarter_of(self._clock.now_utc())

    def last_quarter(self) -> Quarter:
        """Return the newest quarter that is over: the one to report on."""
        return self.current_quarter().previous

    def figures(self, quarter: Quarter) -> QuarterFigures:
        """Count a quarter; raises ``InputError`` for one that has not begun."""
        self._check(quarter)
        return quarter_figures(self._digests(quarter), quarter)

    def subject(
        self, quarter: Quarter, progress: Progress | None = None, *, with_exposure: bool = True
    ) -> QuarterSubject:
        """Count a quarter with all that the report shows beside it.

        Exposure computes every match of the quarter again, which can take minutes; the rest does not.
        Raises ``InputError`` for a quarter that has not begun, and ``CancelledError``.
        """
        self._check(quarter)
        now_utc = self._clock.now_utc()
        digests = self._digests(quarter)
        exposure = None
        if with_exposure:
            exposure = self._exposure.report(quarter.start_utc, quarter.end_utc, progress)
        return QuarterSubject(
            figures=quarter_figures(digests, quarter),
            previous=quarter_figures(digests, quarter.previous),
            history=answers_by_quarter(digests, quarter.back(HISTORY)),
            exposure=exposure,
            made_at_utc=now_utc,
            is_running=now_utc < quarter.end_utc,
            in_working_hours=case_clock(self._clock).rule is WORKING_TIME,
        )

    def export(self, subject: QuarterSubject, path: Path, progress: Progress | None = None) -> MadeDocument:
        """Write a counted quarter as PDF or XLSX, by the suffix of ``path``; logged as one that left.

        Raises ``InputError`` for another suffix, ``ReportError`` when it cannot be written, and
        ``CancelledError``, after which an older file stands as it was.
        """
        made = hand_out(
            subject, path, progress, as_pdf=self._writer.quarter, as_sheet=self._writer.quarter_sheet
        )
        with only_when_logged(made.path):
            self._access.exported(QUARTER_REPORT)
        return made

    def draft(
        self,
        subject: QuarterSubject,
        path: Path,
        progress: Progress | None = None,
        style: DocumentStyle | None = None,
    ) -> Draft:
        """Make the report in a house style to be looked at, a workbook as its PDF; errors as ``export``."""
        writer = self._writer if style is None else self._writer.styled(style)
        made, shown = drafted(subject, path, progress, as_pdf=writer.quarter, as_sheet=writer.quarter_sheet)
        return Draft((made,), (), None, self._clock.now_utc(), shown, QUARTER_REPORT)

    def _digests(self, quarter: Quarter) -> tuple[CaseDigest, ...]:
        """Read what counts in this quarter and in those that stand beside it."""
        return self._register.digests_since(quarter.previous.back(_REACH)[0].start_utc)

    def _check(self, quarter: Quarter) -> None:
        now_utc = self._clock.now_utc()
        if now_utc < quarter.start_utc:
            raise InputError(
                "error.quarter.future", field="quarter", quarter=str(quarter), first=quarter.first_day
            )
