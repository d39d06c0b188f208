"""Instants as text: ISO 8601 in UTC, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime


def instant_text(instant_utc: datetime) -> str:
    """Write an aware instant; raises ``ValueError`` for a naive one, which could mean any hour."""
    if instant_utc.tzinfo is None:
        detail = "an instant without time zone cannot be stored"
        raise ValueError(detail)
    return instant_utc.astimezone(UTC).isoformat(timespec="microseconds")


def optional_text(instant_utc: datetime | None) -> str | None:
    """Write an instant that may be unknown."""
    return None if instant_utc is None else instant_text(instant_utc)


def read_instant(text: str) -> datetime:
    """Read what ``instant_text`` wrote."""
    return datetime.fromisoformat(text)


def read_optional(text: str | None) -> datetime | None:
    """Read what ``optional_text`` wrote."""
    return None if text is None else read_instant(text)
