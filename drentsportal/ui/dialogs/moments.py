"""Moments and days as people type them in the Netherlands and in Germany, read strictly."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.cases.wall_clock import is_doubled, sure_instant
from drentsportal.errors import InputError

_DAY_FORMATS: Final = ("%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
_FORMATS: Final = tuple(f"{day} {time}" for day in _DAY_FORMATS for time in ("%H:%M", "%H.%M"))


def read_moment(text: str, field: str) -> datetime:
    """Return the UTC instant of a Dutch wall-clock time such as ``28-03-2026 16:00`` or ``28.03.2026 16.00``.

    With ``+02:00`` or ``+01:00`` behind it the time is that of summer or winter, for the hour that occurs
    twice in the night that summer time ends. Raises ``InputError`` naming ``field`` for unreadable text, for
    a time that the clocks skip in spring, and for one of that hour without either.
    """
    for shape in _FORMATS:
        with suppress(ValueError):
            return datetime.strptime(text.strip(), f"{shape} %z").astimezone(UTC)
        try:
            wall = datetime.strptime(text.strip(), shape)  # noqa: DTZ007 - what clocks show is no instant yet
        except ValueError:
            continue
        return sure_instant(wall, field, text)
    raise InputError("error.form.moment_unreadable", field=field, text=text)


def write_moment(at_utc: datetime) -> str:
    """Return an instant as Dutch wall-clock time, in the form that ``read_moment`` reads.

    A time of the hour that occurs twice says which it is.
    """
    local = at_utc.astimezone(DUTCH_TIME)
    told = local.strftime(_FORMATS[0])
    return f"{told} {local.isoformat()[-6:]}" if is_doubled(at_utc) else told


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
