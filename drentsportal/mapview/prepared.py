"""Layers made ready for the map, apart from showing them, so that a worker can do it.

The libraries for geometry are loaded here when they are first needed: the page of the map starts meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.mapview.words import attribution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.site import Landmark, Municipality
    from drentsportal.domain.sites.site_table import SiteTable
    from drentsportal.domain.sites.surroundings import PlanZone
    from drentsportal.language import Language
    from drentsportal.mapview.around import SiteMarks
    from drentsportal.mapview.plots import PlotLayer


@dataclass(frozen=True, slots=True)
class PreparedGround:
    """The ground as the page fetches it (GeoJSON), and the line that names its sources."""

    content: bytes
    attribution: str


@dataclass(frozen=True, slots=True)
class PreparedSites:
    """Parks and premises as the page fetches them (GeoJSON), and the plots with their index.

    ``plots`` is ``None`` for layers kept from an earlier start, which leave the plots out.
    """

    content: bytes
    plots: PlotLayer | None = None
    plot_index: bytes = b""


@dataclass(frozen=True, slots=True)
class PreparedLayers:
    """Everything under a result, made of one data version; -1 for layers kept from an earlier start."""

    ground: PreparedGround
    sites: PreparedSites
    data_version: int = -1


def prepare_ground(
    municipalities: Sequence[Municipality],
    landmarks: Sequence[Landmark],
    language: Language,
    zones: Sequence[PlanZone] = (),
) -> PreparedGround:
    """Make the layer of the ground; may run in any thread."""
    from drentsportal.mapview.layers import base_layer, to_bytes  # noqa: PLC0415 - see above

    layer = base_layer(municipalities, landmarks, zones)
    return PreparedGround(to_bytes(layer), attribution(language, municipalities, landmarks))


def prepare_sites(table: SiteTable, marks: SiteMarks | None = None) -> PreparedSites:
    """Make the layers of a table, with what the map marks on sites; may run in any thread."""
    from drentsportal.mapview.layers import NO_MARKS, site_layer, to_bytes  # noqa: PLC0415 - see above
    from drentsportal.mapview.plots import plot_layer  # noqa: PLC0415 - see above

    plots = plot_layer(table.plots)
    return PreparedSites(to_bytes(site_layer(table, marks or NO_MARKS)), plots, to_bytes(plots.index))
