"""Sites made ready for the map, apart from showing them, so that a worker can do it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drentsportal.mapview.layers import site_layer, to_bytes
from drentsportal.mapview.plots import plot_layer

if TYPE_CHECKING:
    from drentsportal.domain.site_table import SiteTable
    from drentsportal.mapview.plots import PlotLayer


@dataclass(frozen=True, slots=True)
class PreparedSites:
    """Parks and premises as data and as the page fetches them, and the plots with their index."""

    layer: dict[str, Any]
    content: bytes
    plots: PlotLayer
    plot_index: bytes


def prepare_sites(table: SiteTable) -> PreparedSites:
    """Make the layers of a table; may run in any thread."""
    layer = site_layer(table)
    plots = plot_layer(table.plots)
    return PreparedSites(layer, to_bytes(layer), plots, to_bytes(plots.index))
