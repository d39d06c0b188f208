"""Dates and times of day that options of cases give; an empty text takes away what was there."""

from __future__ import annotations

from datetime import date, time

from drentsportal.errors import InputError


def date_option(text: str, option: str) -> date | None:
    """Read ``2026-11-21``, or nothing; raises ``InputError`` naming the option."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError("error.path.date_unreadable", field=option, text=text) from error


def time_option(text: str, option: str) -> time | None:
    """Read ``14:30``, or nothing; raises ``InputError`` naming the option."""
    if not text.strip():
        return None
    try:
        return time.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError("error.path.time_unreadable", field=option, text=text) from error
