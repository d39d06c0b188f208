"""The clock and the person at the desk, as services ask for them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from drentsportal.domain.cases.deadline import require_utc

if TYPE_CHECKING:
    from drentsportal.domain.actor import Actor


class SystemClock:
    """The computer's clock."""

    def now_utc(self) -> datetime:
        """Tell the present instant."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that moves only when it is told to, so that the demonstration repeats exactly."""

    def __init__(self, at_utc: datetime) -> None:
        """Stand at an instant; raises ``InputError`` when it is not UTC."""
        self._at_utc = require_utc(at_utc, "clock")

    def stand_at(self, at_utc: datetime) -> None:
        """Move to another instant; raises ``InputError`` when it is not UTC."""
        self._at_utc = require_utc(at_utc, "clock")

    def now_utc(self) -> datetime:
        """Tell the instant at which the clock stands."""
        return self._at_utc


class SettingsActor:
    """The person at the desk as the settings name them."""

    def __init__(self, actor: Actor) -> None:
        """Keep the person."""
        self._actor = actor

    def current(self) -> Actor:
        """Tell who is at the desk."""
        return self._actor
