"""Moments and days as people type them in the Netherlands and in Germany, read strictly."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.errors import InputError

_DAY_FORMATS: Final = ("%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
_FORMATS: Final = tuple(f"{day} {time}" for day in _DAY_FORMATS for time in ("%H:%M", "%H.%M"))


def read_moment(text: str, field: str) -> datetime:
    """Return the UTC instant of a Dutch wall-clock time such as ``28-03-2026 16:00`` or ``28.03.2026 16.00``.

    In the night that summer time ends an hour occurs twice; the first is meant, so that a term never comes
    out too late. Raises ``InputError`` naming ``field`` for unreadable text and for a time that the clocks
    skip in spring.
    """
    for shape in _FORMATS:
        try:
            local = datetime.strptime(text.strip(), shape).replace(tzinfo=DUTCH_TIME)
        except ValueError:
            continue
        moment = local.astimezone(UTC)
        if moment.astimezone(DUTCH_TIME).replace(tzinfo=None) != local.replace(tzinfo=None):
            raise InputError("error.form.moment_skipped", field=field, text=text)
        return moment
    raise InputError("error.form.moment_unreadable", field=field, text=text)


def write_moment(at_utc: datetime) -> str:
    """Return an instant as Dutch wall-clock time, in the form that ``read_moment`` reads."""
    return at_utc.astimezone(DUTCH_TIME).strftime(_FORMATS[0])


def read_day(text: str, field: str) -> str:
    """Return a day such as ``31-12-2026`` or ``31.12.2026`` as ISO text.

    Raises ``InputError`` naming ``field``.
    """
    for shape in _DAY_FORMATS:
        try:
            return datetime.strptime(text.strip(), shape).replace(tzinfo=UTC).date().isoformat()
        except ValueError:
            continue
    raise InputError("error.form.day_unreadable", field=field, text=text)


def day_as_typed(iso_day: str) -> str:
    """Return an ISO day in the form that ``read_day`` reads first; another text comes back as it is."""
    parts = iso_day.split("-")
    return "-".join(reversed(parts)) if len(parts) == len(("y", "m", "d")) else iso_day
