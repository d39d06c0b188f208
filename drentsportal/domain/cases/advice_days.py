"""Days that an advice names: by when answers are wanted, a choice is wanted, and a visit can be.

The numbers are working practice of the desk, not policy of the province; an advice prints the days, so that
whoever reads it can object. Days are working days of the Dutch calendar, public holidays left out.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from drentsportal.domain.cases.working_time import is_working_day

ANSWER_DAYS: Final = 5
CHOICE_DAYS: Final = 10
VISIT_DAYS: Final = 15
_DAY: Final = timedelta(days=1)


def working_days_after(day: date, count: int) -> date:
    """Return the working day that is so many working days after a day."""
    left = count
    while left:
        day += _DAY
        left -= is_working_day(day)
    return day


def answers_wanted_by(made_on: date) -> date:
    """Return by when open questions of an advice are wanted answered."""
    return working_days_after(made_on, ANSWER_DAYS)


def choice_wanted_by(made_on: date) -> date:
    """Return by when the asker is asked which sites to look at."""
    return working_days_after(made_on, CHOICE_DAYS)


def visits_from(made_on: date) -> date:
    """Return from when the chosen sites can be visited, once the gemeente has agreed."""
    return working_days_after(made_on, VISIT_DAYS)
