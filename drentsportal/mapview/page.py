"""The map page: built once by folium, kept on disk, never built again for a filter or a result.

folium's default page loads ten files from content networks. ``OfflineMap`` replaces these lists, so that
every file comes over the scheme ``bt`` that the window serves itself.
"""

from __future__ import annotations

import hashlib
import logging
import os
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from drentsportal.mapview.assets import OWN_SCRIPTS, OWN_STYLE, own_script, own_style

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LOG = logging.getLogger(__name__)

SCHEME: Final = "bt"
HOST: Final = "map"
ORIGIN: Final = f"{SCHEME}://{HOST}/"

_LIBRARIES: Final = ("folium", "branca", "XStatic-Leaflet")
_SCRIPT_LINKS: Final = (
    ("leaflet", f"{ORIGIN}leaflet.js"),
    ("qwebchannel", f"{ORIGIN}qwebchannel.js"),
    ("drents_map", f"{ORIGIN}map.js"),
)
_STYLE_LINKS: Final = (
    ("leaflet_css", f"{ORIGIN}leaflet.css"),
    ("drents_map_css", f"{ORIGIN}map.css"),
)
_FONT: Final = (
    "@font-face{font-family:Inter;font-weight:100 900;font-display:swap;"
    f'src:url("{ORIGIN}inter.ttf") format("truetype")}}'
)
_CENTRE_LAT_LON: Final = (52.86, 6.62)
_OPTIONS: Final[dict[str, float | bool]] = {
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
}
_MIN_ZOOM: Final = 7
_MAX_ZOOM: Final = 19
_START_ZOOM: Final = 9


def render_page(
    *,
    scripts: Sequence[tuple[str, str]] = _SCRIPT_LINKS,
    styles: Sequence[tuple[str, str]] = _STYLE_LINKS,
    head: Sequence[str] = (),
    body: Sequence[str] = (),
) -> str:
    """Let folium write the page.

    ``scripts`` and ``styles`` are (name, address) pairs that take the place of folium's own lists; ``head``
    and ``body`` are put in literally, so the caller escapes them.
    """
    # folium pulls in pandas; 0.4 s that a start with a kept page does without.
    import folium  # noqa: PLC0415
    from branca.element import Element, MacroElement  # noqa: PLC0415
    from folium.template import Template  # noqa: PLC0415

    class OfflineMap(folium.Map):
        """A folium map that names no address but those it is given."""

        default_js = list(scripts)
        default_css = list(styles)

    class Start(MacroElement):
        """Hands the Leaflet map over to our script."""

        _template = Template(
            "{% macro script(this, kwargs) %}startDrentsMap({{ this._parent.get_name() }});{% endmacro %}"
        )

    made = OfflineMap(
        location=_CENTRE_LAT_LON,
        tiles=None,
        zoom_start=_START_ZOOM,
        zoom_control=False,
        font_size="12px",
        min_zoom=_MIN_ZOOM,
        max_zoom=_MAX_ZOOM,
        **_OPTIONS,
    )
    made.options.update(min_zoom=_MIN_ZOOM, max_zoom=_MAX_ZOOM)
    made.add_child(Start())
    root = made.get_root()
    for at, text in enumerate(head):
        root.header.add_child(_literal(Element, text), name=f"drents_head_{at}")
    for at, text in enumerate(body):
        root.html.add_child(_literal(Element, text), name=f"drents_body_{at}")
    return str(root.render())


def _literal(element: type, text: str) -> object:
    """An element that shows its text as it is; a text is never a template."""
    made = element("{{ this.drents_text }}")
    made.drents_text = text
    return made


def page_key(resources_dir: Path) -> str:
    """What the kept page depends on: versions, options, our own script and style."""
    digest = hashlib.sha256()
    for library in _LIBRARIES:
        digest.update(f"{library}={version(library)}\n".encode())
    digest.update(repr((_OPTIONS, _SCRIPT_LINKS, _STYLE_LINKS, _FONT, OWN_SCRIPTS, OWN_STYLE)).encode())
    digest.update(own_script(resources_dir).encode())
    digest.update(own_style(resources_dir).encode())
    return digest.hexdigest()[:16]


def cached_page(resources_dir: Path, cache_dir: Path) -> bytes:
    """The page of the window, from ``cache_dir`` or built and kept there.

    A folder that cannot be written costs time only: the page is built again at the next start.
    """
    kept = cache_dir / f"map-page-{page_key(resources_dir)}.html"
    try:
        return kept.read_bytes()
    except OSError:
        _LOG.debug("no kept map page")
    page = render_page(head=(f"<style>{_FONT}</style>",)).encode()
    part = kept.with_name(f"{kept.name}.{os.getpid()}.part")
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
        part.write_bytes(page)
        part.replace(kept)
        for old in cache_dir.glob("map-page-*.html"):
            if old != kept:
                old.unlink(missing_ok=True)
    except OSError as error:
        _LOG.info("map page not kept: %s", error)
    return page
