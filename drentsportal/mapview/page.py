"""The map page: built once by folium, kept on disk, never built again for a filter or a result.

folium's default page loads ten files from content networks. ``OfflineMap`` replaces these lists, so that
every file comes over the scheme ``bt`` that the window serves itself.
"""

from __future__ import annotations

import hashlib
import logging
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from drentsportal.mapview.assets import MAP_OPTIONS, own_script, own_style
from drentsportal.whole_file import write_whole

if TYPE_CHECKING:
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


def page_key(resources_dir: Path) -> str:
    """Tell what the kept page depends on: versions, options, our own script and style."""
    digest = hashlib.sha256()
    for library in _LIBRARIES:
        digest.update(f"{library}={version(library)}\n".encode())
    digest.update(repr((_SCRIPT_LINKS, _STYLE_LINKS, _FONT, MAP_OPTIONS)).encode())
    digest.update(own_script(resources_dir).encode())
    digest.update(own_style(resources_dir).encode())
    return digest.hexdigest()[:16]


def build_page() -> str:
    """Let folium write the page of the window."""
    # folium pulls in pandas: 0.4 s that a start with a kept page does without.
    from drentsportal.mapview.offline_map import OfflineMap  # noqa: PLC0415 - brings folium and pandas

    return OfflineMap(_SCRIPT_LINKS, _STYLE_LINKS).page(head=(f"<style>{_FONT}</style>",))


def cached_page(resources_dir: Path, cache_dir: Path) -> bytes:
    """Give the page of the window, from ``cache_dir`` or built and kept there.

    A folder that cannot be written costs time only: the page is built again at the next start.
    """
    kept = cache_dir / f"map-page-{page_key(resources_dir)}.html"
    try:
        return kept.read_bytes()
    except OSError:
        _LOG.debug("no kept map page")
    page = build_page().encode()
    try:
        write_whole(kept, page)
        for old in cache_dir.glob("map-page-*.html"):
            if old != kept:
                old.unlink(missing_ok=True)
    except OSError as error:
        _LOG.info("map page not kept: %s", error)
    return page
