"""Watching the clocks: which notices fell since the last look, and when the next one falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.clock_notices import next_notice_utc, notices_between
from drentsportal.services.case_clock import case_clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.cases.clock_notices import ClockNotice
    from drentsportal.services.ports.desk import Clock
    from drentsportal.services.ports.workspace import Workspace


class ClockWatch:
    """Tells the notices of all cases; who shows them keeps when it last looked, also over a restart."""

    def __init__(self, workspace: Workspace, clock: Clock, before: Sequence[timedelta]) -> None:
        """Keep the workspace, the clock, and how much is left of a term when notice is given."""
        self._workspace = workspace
        self._clock = case_clock(clock)
        self.before = tuple(before)

    def since(self, last_seen_utc: datetime | None) -> tuple[tuple[ClockNotice, ...], datetime]:
        """Return the notices since a moment, the least time left first, and now: the moment to keep."""
        now_utc = self._clock.now_utc()
        found = notices_between(self._cases(), last_seen_utc, now_utc, self.before, self._clock.rule)
        return found, now_utc

    def next_utc(self) -> datetime | None:
        """Tell when the next notice falls, ``None`` when none will."""
        return next_notice_utc(self._cases(), self._clock.now_utc(), self.before, self._clock.rule)

    def _cases(self) -> tuple[Case, ...]:
        """Read what is open: an answered case gives no notice."""
        with self._workspace.reading() as unit:
            return unit.cases.bulk.cases(unit.cases.bulk.open_numbers())
