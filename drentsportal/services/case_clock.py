"""The clock of cases: the time, and the rule by which it counts; the one place where a use case has both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.deadline import ELAPSED_TIME, read_case_clock

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.cases.deadline import ClockReading, ClockRule
    from drentsportal.services.ports.desk import Clock


class CaseClock:
    """A ``Clock`` that also reads the clocks of cases; ``rule`` is what the settings chose."""

    def __init__(self, clock: Clock, rule: ClockRule = ELAPSED_TIME) -> None:
        """Keep the time and the rule."""
        self._clock = clock
        self.rule = rule

    def now_utc(self) -> datetime:
        """Return the present instant, timezone-aware UTC."""
        return self._clock.now_utc()

    def reading(self, case: Case) -> ClockReading:
        """Read the clock of a case now."""
        return self.reading_at(case, self.now_utc())

    def reading_at(self, case: Case, at_utc: datetime) -> ClockReading:
        """Read the clock of a case at a moment."""
        return read_case_clock(case, at_utc, self.rule)


def case_clock(clock: Clock) -> CaseClock:
    """Return the clock of cases that a service was given; a bare clock counts elapsed hours."""
    return clock if isinstance(clock, CaseClock) else CaseClock(clock)
