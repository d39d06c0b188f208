"""What a person looked at, to go back to and forward again; it knows no window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.ui.whereabouts import Whereabouts

MOST_PLACES: Final = 50
"""So many places are remembered to either side; the oldest is forgotten first."""


class Trail:
    """Where one is, and what lies behind and ahead."""

    def __init__(self, most: int = MOST_PLACES) -> None:
        """Start nowhere."""
        self._most = most
        self._behind: list[Whereabouts] = []
        self._ahead: list[Whereabouts] = []
        self.here: Whereabouts | None = None

    @property
    def behind(self) -> Whereabouts | None:
        """Where back leads to, ``None`` for nowhere."""
        return self._behind[-1] if self._behind else None

    @property
    def ahead(self) -> Whereabouts | None:
        """Where forward leads to, ``None`` for nowhere."""
        return self._ahead[-1] if self._ahead else None

    def visit(self, place: Whereabouts) -> None:
        """Come to a place; what lay ahead is forgotten, unless one was there already.

        A screen on which nothing is selected and the first site that is selected on it are one place.
        """
        if self.here is not None and self.here.is_same_screen(place):
            if place.site_id in {"", self.here.site_id}:
                return
            if not self.here.site_id:
                self.here = None
        self._leave(self._behind)
        self.here = place
        self._ahead.clear()

    def arrive(self, place: Whereabouts) -> None:
        """Take in what is selected where back or forward led to; nothing is forgotten by that."""
        self.here = place

    def back(self) -> Whereabouts | None:
        """Go to what lies behind; returns where that is."""
        return self._step(self._behind, self._ahead)

    def forward(self) -> Whereabouts | None:
        """Go to what lies ahead; returns where that is."""
        return self._step(self._ahead, self._behind)

    def keep(self, is_there: Callable[[Whereabouts], bool]) -> None:
        """Forget the places that are gone; two of the same that come to lie together become one."""
        if self.here is not None and not is_there(self.here):
            self.here = None
        self._behind = _apart(self._behind, is_there, self.here)
        self._ahead = _apart(self._ahead, is_there, self.here)
        if self.here is None and self.behind == self.ahead and self._ahead:
            self._ahead.pop()

    def _step(self, source: list[Whereabouts], target: list[Whereabouts]) -> Whereabouts | None:
        if not source:
            return None
        self._leave(target)
        self.here = source.pop()
        return self.here

    def _leave(self, side: list[Whereabouts]) -> None:
        if self.here is not None:
            side.append(self.here)
            del side[: -self._most]


def _apart(
    places: list[Whereabouts], is_there: Callable[[Whereabouts], bool], here: Whereabouts | None
) -> list[Whereabouts]:
    """Return what is still there, without repetition; the last one lies next to ``here``."""
    kept: list[Whereabouts] = []
    for place in places:
        if is_there(place) and (not kept or kept[-1] != place):
            kept.append(place)
    if kept and kept[-1] == here:
        kept.pop()
    return kept
