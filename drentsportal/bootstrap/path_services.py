"""The services of what follows an answer: the establishment path, tasks, and their dates as a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.services.case_calendar import CaseCalendar
from drentsportal.services.case_tasks import CaseTasks
from drentsportal.services.establishment import Establishment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drentsportal.bootstrap.service_groups import Ground
    from drentsportal.language import Language
    from drentsportal.services.case_calendar import CalendarDate
    from drentsportal.services.ports.documents import MadeDocument


@dataclass(frozen=True)
class PathServices:
    """From the first talk to the visit half a year after the opening."""

    establishment: Establishment
    tasks: CaseTasks
    calendar: CaseCalendar


class LateCalendarFiles:
    """``CalendarWriter`` that loads what writes calendars when the first one is made."""

    def __init__(self, language: Language) -> None:
        """Keep the words."""
        self._language = language

    def calendar(self, dates: Sequence[CalendarDate], path: Path) -> MadeDocument:
        """Write a calendar file; raises ``ReportError``."""
        from drentsportal.reports.calendar_file import CalendarFiles  # noqa: PLC0415 - loads icalendar

        return CalendarFiles(self._language).calendar(dates, path)


def path_services(ground: Ground) -> PathServices:
    """Wire the services over an opened workspace."""
    workspace, clock, actors = ground.workspace, ground.clock, ground.actors
    return PathServices(
        establishment=Establishment(workspace, clock, actors),
        tasks=CaseTasks(workspace, clock, actors),
        calendar=CaseCalendar(workspace, LateCalendarFiles(ground.language), clock, actors),
    )
