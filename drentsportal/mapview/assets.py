"""The files that the map page is made of: Leaflet from its package, script and style of our own."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

OWN_SCRIPTS: Final = (
    "symbols.js",
    "measure.js",
    "base_layer.js",
    "around_layer.js",
    "site_layer.js",
    "plot_layer.js",
    "placing.js",
    "distance_lines.js",
    "annotations.js",
    "controls.js",
    "fitting_layer.js",
    "case_layer.js",
    "layer_panel.js",
    "background.js",
    "area_select.js",
    "sheet.js",
    "legend_content.js",
    "drawing.js",
    "map.js",
)
"""Our scripts in the order in which they need each other."""

OWN_STYLE: Final = "map.css"

MAP_OPTIONS: Final[dict[str, float | bool]] = {
    # Zooming with animation drops a fitBounds that is asked for meanwhile.
    "zoom_animation": False,
    "fade_animation": False,
    "marker_zoom_animation": False,
    "inertia": False,
    "zoom_snap": 0.25,
    "zoom_delta": 0.5,
    "wheel_px_per_zoom_level": 120,
    "attribution_control": False,
    "box_zoom": False,
    "min_zoom": 7,
    "max_zoom": 19,
}
"""Leaflet's options, in folium's spelling."""


def leaflet_script() -> str:
    """Leaflet itself, as delivered by XStatic-Leaflet."""
    return _leaflet("leaflet.js")


def leaflet_style() -> str:
    """Leaflet's own style sheet; the pictures that it names are never asked for."""
    return _leaflet("leaflet.css")


def own_script(resources_dir: Path) -> str:
    """Our scripts as one."""
    return "\n".join((resources_dir / "map" / name).read_text(encoding="utf-8") for name in OWN_SCRIPTS)


def own_style(resources_dir: Path) -> str:
    """Our style sheet."""
    return (resources_dir / "map" / OWN_STYLE).read_text(encoding="utf-8")


def _leaflet(name: str) -> str:
    return (files("xstatic.pkg.leaflet") / "data" / name).read_text(encoding="utf-8")
