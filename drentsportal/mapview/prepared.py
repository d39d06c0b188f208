"""Layers made ready for the map, apart from showing them, so that a worker can do it.

The libraries for geometry are loaded here when they are first needed: the page of the map starts meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.site import Landmark, Municipality
    from drentsportal.domain.site_table import SiteTable
    from drentsportal.mapview.plots import PlotLayer


@dataclass(frozen=True, slots=True)
class PreparedGround:
    """The ground as data and as the page fetches it."""

    layer: dict[str, Any]
    content: bytes


@dataclass(frozen=True, slots=True)
class PreparedSites:
    """Parks and premises as data and as the page fetches them, and the plots with their index."""

    layer: dict[str, Any]
    content: bytes
    plots: PlotLayer
    plot_index: bytes


def prepare_ground(municipalities: Sequence[Municipality], landmarks: Sequence[Landmark]) -> PreparedGround:
    """Make the layer of the ground; may run in any thread."""
    from drentsportal.mapview.layers import base_layer, to_bytes  # noqa: PLC0415 - see above

    layer = base_layer(municipalities, landmarks)
    return PreparedGround(layer, to_bytes(layer))


def prepare_sites(table: SiteTable) -> PreparedSites:
    """Make the layers of a table; may run in any thread."""
    from drentsportal.mapview.layers import site_layer, to_bytes  # noqa: PLC0415 - see above
    from drentsportal.mapview.plots import plot_layer  # noqa: PLC0415 - see above

    layer = site_layer(table)
    plots = plot_layer(table.plots)
    return PreparedSites(layer, to_bytes(layer), plots, to_bytes(plots.index))
