"""Dates, times of day and moments that options give."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Final

from drentsportal.errors import InputError
from drentsportal.services.request_values import read_moment

if TYPE_CHECKING:
    from datetime import datetime

_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2100


def date_option(text: str | None, option: str) -> date | None:
    """Read ``2026-11-21``, or nothing; raises ``InputError`` naming the option."""
    if text is None or not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError("error.cli.date", field=option, text=text) from error


def time_option(text: str, option: str) -> time | None:
    """Read ``14:30``, or nothing; raises ``InputError`` naming the option."""
    if not text.strip():
        return None
    try:
        return time.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError("error.path.time_unreadable", field=option, text=text) from error


def moment_option(text: str | None, option: str) -> datetime | None:
    """Read a moment that an option gives, as UTC; ``None`` stays unknown.

    Raises ``InputError`` naming the option, also for a year in which no request came or will come.
    """
    try:
        moment = read_moment(text, option)
    except OverflowError as error:
        raise InputError("error.cli.moment_range", field=option, text=str(text)) from error
    if moment is not None and not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise InputError("error.cli.moment_range", field=option, text=str(text))
    return moment
