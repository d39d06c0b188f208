"""What Dutch clocks show, as instants: in spring they skip an hour, in autumn they show one twice."""

from __future__ import annotations

from datetime import UTC, date, datetime

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.errors import InputError


def instants_of(wall: datetime) -> tuple[datetime, ...]:
    """Return when Dutch clocks show a time (without a zone), in UTC: never, once or twice."""
    found = []
    for fold in (0, 1):
        instant = wall.replace(tzinfo=DUTCH_TIME, fold=fold).astimezone(UTC)
        if instant.astimezone(DUTCH_TIME).replace(tzinfo=None, fold=0) == wall and instant not in found:
            found.append(instant)
    return tuple(found)


def midnight_utc(day: date) -> datetime:
    """Return the Dutch midnight with which a day begins, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=DUTCH_TIME).astimezone(UTC)


def is_doubled(at_utc: datetime) -> bool:
    """Whether Dutch clocks show the time of an instant a second time that night."""
    return len(instants_of(at_utc.astimezone(DUTCH_TIME).replace(tzinfo=None, fold=0))) > 1


def sure_instant(wall: datetime, field: str, text: str) -> datetime:
    """Return the one instant of a time that somebody wrote.

    Raises ``InputError`` naming the field, for a time that does not exist and for one that comes twice: which
    of the two is meant shifts a term by an hour, so it is asked and not guessed.
    """
    found = instants_of(wall)
    if not found:
        raise InputError("error.form.moment_skipped", field=field, text=text)
    if len(found) > 1:
        raise InputError("error.form.moment_doubled", field=field, text=text)
    return found[0]
