"""Keeps the ground of locator maps for a batch: it differs by gemeente only, and costs more than the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.figures.locator_map import locator_ground

if TYPE_CHECKING:
    from drentsportal.figures.locator_map import LocatorGround
    from drentsportal.figures.symbology import Look
    from drentsportal.services.documents import Surroundings

LOCATOR_MM: Final = (58.0, 58.0)


class LocatorGrounds:
    """The grounds of one batch; other surroundings begin anew."""

    def __init__(self, theme: Look) -> None:
        """Begin with none."""
        self._theme = theme
        self._surroundings: Surroundings | None = None
        self._made: dict[str | None, LocatorGround] = {}

    def of(self, surroundings: Surroundings, own_code: str | None) -> LocatorGround:
        """Return the ground with one gemeente tinted."""
        if surroundings is not self._surroundings:
            self._surroundings = surroundings
            self._made.clear()
        ground = self._made.get(own_code)
        if ground is None:
            around = surroundings
            ground = locator_ground(
                around.municipalities, around.landmarks, own_code, LOCATOR_MM, self._theme
            )
            self._made[own_code] = ground
        return ground
