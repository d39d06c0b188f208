"""Message ids with named parameters: what domain and services say instead of sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

MessageParam: TypeAlias = object
"""str, int, float, date, datetime (aware, UTC), PartialDate, an enum, a ``Message`` or a tuple of these."""


@dataclass(frozen=True, slots=True)
class Message:
    """One statement, to be worded by the catalogue of the reader's language.

    Parameter names carry the unit (``area_m2``, ``distance_m``, ``due_at_utc``); the catalogue decides how
    it is written: ``{area_m2:ha}``, ``{distance_m:km}``, ``{due_at_utc:moment}``.
    """

    id: str
    params: tuple[tuple[str, MessageParam], ...] = ()

    @property
    def named(self) -> dict[str, MessageParam]:
        """The parameters by name."""
        return dict(self.params)


def message(message_id: str, /, **params: MessageParam) -> Message:
    """Make a ``Message`` with its parameters in a fixed order."""
    return Message(message_id, tuple(sorted(params.items())))
