"""The remembered sources of the in-memory workspace; see `tests.fakes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.domain.merge.data_source import SourceState


class InMemorySources:
    """Remembered sources, in memory."""

    def __init__(self, states: Callable[[], dict[str, SourceState]]) -> None:
        """Keep them in whatever there is at the moment of asking."""
        self._states = states

    def all(self) -> tuple[SourceState, ...]:
        """Return every source, ordered by title."""
        return tuple(sorted(self._states().values(), key=lambda each: (each.source.title, each.source.id)))

    def get(self, source_id: str) -> SourceState:
        """Return one."""
        try:
            return self._states()[source_id]
        except KeyError as error:
            raise NotFoundError("error.storage.no_source", source_id=source_id) from error

    def put(self, state: SourceState) -> None:
        """Store a source, new or changed."""
        self._states()[state.source.id] = state

    def remove(self, source_id: str) -> None:
        """Forget a source."""
        self.get(source_id)
        del self._states()[source_id]
