"""Moments and days as people type them in the Netherlands and in Germany, read strictly."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.cases.wall_clock import is_doubled, sure_instant
from drentsportal.errors import InputError

_DAY_FORMATS: Final = ("%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
_DOTTED: Final = "de"
"""The language that writes a day with points and a comma before the time, as the window shows it."""

_FORMATS: Final = tuple(f"{day} {time}" for day in _DAY_FORMATS for time in ("%H:%M", "%H.%M"))


def read_moment(text: str, field: str) -> datetime:
    """Return the UTC instant of a Dutch wall-clock time: ``28-03-2026 16:00`` or ``28.03.2026, 16.00``.

    With ``+02:00`` or ``+01:00`` behind it the time is that of summer or winter, for the hour that occurs
    twice in the night that summer time ends. Raises ``InputError`` naming ``field`` for unreadable text, for
    a time that the clocks skip in spring, and for one of that hour without either.
    """
    typed = text.strip().replace(",", " ", 1)
    for shape in _FORMATS:
        with suppress(ValueError):
            return datetime.strptime(typed, f"{shape} %z").astimezone(UTC)
        try:
            wall = datetime.strptime(typed, shape)  # noqa: DTZ007 - what clocks show is no instant yet
        except ValueError:
            continue
        return sure_instant(wall, field, text)
    raise InputError("error.form.moment_unreadable", field=field, text=text)


def write_moment(at_utc: datetime, language_code: str) -> str:
    """Return an instant as Dutch wall-clock time, as the language writes it and ``read_moment`` reads it.

    A time of the hour that occurs twice says which it is.
    """
    local = at_utc.astimezone(DUTCH_TIME)
    told = local.strftime("%d.%m.%Y, %H:%M" if language_code == _DOTTED else _FORMATS[0])
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


def day_as_typed(iso_day: str, language_code: str = "nl") -> str:
    """Return an ISO day as the language writes it and ``read_day`` reads it; other text stays as it is."""
    parts = iso_day.split("-")
    mark = "." if language_code == _DOTTED else "-"
    return mark.join(reversed(parts)) if len(parts) == len(("y", "m", "d")) else iso_day
