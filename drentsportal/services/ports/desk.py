"""What every use case needs of the desk: the time, the person, and where long work reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.actor import Actor


class Clock(Protocol):
    """Time as the use cases see it."""

    def now_utc(self) -> datetime:
        """Return the present instant, timezone-aware UTC."""
        ...


class ActorSource(Protocol):
    """Who is at the desk."""

    def current(self) -> Actor:
        """Return the actor to record with a change."""
        ...


class Progress(Protocol):
    """Where long work reports how far it is, and learns that it should stop."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Tell how far the work is; ``total`` 0 means unknown; ``what`` is a message id.

        Raises ``CancelledError`` (``services.progress``) when the person cancelled.
        """
        ...
