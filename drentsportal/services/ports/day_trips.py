"""What a fact-finding day needs of the outside: drive times between places, and what writes its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.roads.road_network import NetworkFacts
    from drentsportal.services.day_subject import DaySubject
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument


class DriveTimes(Protocol):
    """Times by car over the road network that is in use, where there is one."""

    def facts(self, progress: Progress | None = None) -> NetworkFacts | None:
        """Tell which network is in use; ``None`` for none."""
        ...

    def between(self, places: Sequence[BaseGeometry]) -> tuple[tuple[int, ...], ...] | None:
        """Return seconds from each place (row) to each other (column), ``UNKNOWN_S`` where unknown.

        Geometries in EPSG:28992; ``None`` without a network.
        """
        ...


class DayWriter(Protocol):
    """Writes the papers of a day."""

    def styled(self, style: DocumentStyle) -> DayWriter:
        """Return the writer of a style; raises ``ReportError`` for a theme, ``InputError`` for a language."""
        ...

    def day_programme(self, subject: DaySubject, path: Path) -> MadeDocument:
        """Write the programme with the factsheets behind it as PDF. Raises ``ReportError``."""
        ...

    def day_calendar(self, subject: DaySubject, path: Path) -> MadeDocument:
        """Write the day for calendar programs. Raises ``ReportError``."""
        ...
