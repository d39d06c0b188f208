"""When a message was sent and received, as far as its headers can be trusted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from drentsportal.domain.intake.incoming import MessageDoubt

if TYPE_CHECKING:
    from collections.abc import Sequence

_SKEW: Final = timedelta(minutes=5)
"""What the clocks of servers may differ."""


def header_moment(text: str) -> tuple[datetime | None, bool]:
    """Read a date as mails write it, and whether it states its zone; without one it is not a moment."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, True
    if moment.tzinfo is None:
        # "-0000" says that the zone is not told, though the time is UTC by RFC 5322.
        return (moment.replace(tzinfo=UTC), True) if "-0000" in text else (None, False)
    try:
        return moment.astimezone(UTC), True
    except OverflowError:
        return None, True


def received_moment(headers: Sequence[str]) -> tuple[datetime | None, bool]:
    """Return the moment of the topmost ``Received``, the last server's, and whether the others agree.

    Servers write above what was there, so the topmost is the latest; one that is earlier than a lower one
    was not written by the last server, or by one with a wrong clock: then none is taken.
    """
    moments = [header_moment(each.rpartition(";")[2].strip())[0] for each in headers]
    if not moments or moments[0] is None:
        return None, True
    lower = [each for each in moments[1:] if each is not None]
    if any(each > moments[0] + _SKEW for each in lower):
        return None, False
    return moments[0], True


def moment_doubts(
    sent_at_utc: datetime | None, received_at_utc: datetime | None, *, has_zone: bool, agree: bool
) -> tuple[MessageDoubt, ...]:
    """Tell what is doubtful about the moments of a message."""
    doubts = []
    if sent_at_utc is None:
        doubts.append(MessageDoubt.SENT_UNKNOWN if has_zone else MessageDoubt.SENT_WITHOUT_ZONE)
    if not agree:
        doubts.append(MessageDoubt.RECEIVED_CONTRADICTS)
    if sent_at_utc and received_at_utc and sent_at_utc > received_at_utc + _SKEW:
        doubts.append(MessageDoubt.SENT_AFTER_RECEIPT)
    return tuple(doubts)
