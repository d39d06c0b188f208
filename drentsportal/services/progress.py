"""Progress of long work, and the way in which a person stops it."""

from __future__ import annotations


class CancelledError(Exception):
    """The person stopped the work; nothing of it was stored. Not a fault, so not a ``DrentsPortalError``."""


class NoProgress:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Do nothing."""
