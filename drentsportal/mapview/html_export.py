"""The map as one HTML file that opens by double click and asks the network for nothing.

The file is the same page as in the window, with Leaflet, our script and the data inside. Two guards stand
behind "nothing": no address stands in it, and its own content policy forbids every load.
"""

from __future__ import annotations

import base64
import html
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from drentsportal.errors import ReportError
from drentsportal.mapview.assets import leaflet_script, leaflet_style, own_script, own_style
from drentsportal.mapview.layers import NO_MARKS, base_layer, site_layer
from drentsportal.mapview.messages import BaseChanged, PlotsChanged, SelectionSet, SitesChanged
from drentsportal.mapview.plots import plot_layer
from drentsportal.mapview.result import MapMode, MapResult
from drentsportal.mapview.rings import StretchedLimit, rings_message
from drentsportal.mapview.styles import theme_message
from drentsportal.mapview.words import attribution, labels_message
from drentsportal.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drentsportal.domain.asking.request import Origin
    from drentsportal.domain.sites.site import Landmark, Municipality
    from drentsportal.domain.sites.site_table import SiteTable
    from drentsportal.domain.sites.surroundings import PlanZone
    from drentsportal.language import Language
    from drentsportal.mapview.around import SiteMarks
    from drentsportal.mapview.messages import ToPage
    from drentsportal.mapview.plots import PlotLayer

_POLICY: Final = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:\">"
)
DATA_ID: Final = "drents-map-data"
"""The id of the element that holds the data; our script looks for it."""


@dataclass(frozen=True, slots=True)
class MapContent:
    """What an exported map shows; ``origin`` draws the rings around the present location.

    ``marks``: what stands on sites beside their own values.
    """

    municipalities: Sequence[Municipality]
    landmarks: Sequence[Landmark]
    table: SiteTable
    result: MapResult = field(default_factory=MapResult)
    origin: Origin | None = None
    selected: str | None = None
    theme: str = "light"
    zones: Sequence[PlanZone] = ()
    marks: SiteMarks = NO_MARKS
    stretched: StretchedLimit | None = None


def content_messages(language: Language, content: MapContent) -> list[ToPage]:
    """Make the messages that draw a map, with their data inside."""
    ground = base_layer(content.municipalities, content.landmarks, content.zones)
    made: list[ToPage] = [
        labels_message(language),
        theme_message(content.theme),
        BaseChanged(attribution(language, content.municipalities, content.landmarks), data=ground),
        SitesChanged(data=site_layer(content.table, content.marks)),
        inline_plots(plot_layer(content.table.plots)),
        content.result.message(MapMode.SCORE),
    ]
    if content.origin is not None:
        origin = content.origin
        place_rd = (origin.x_rd, origin.y_rd)
        made.append(rings_message(language, place_rd, origin.label, stretched=content.stretched))
    if content.selected is not None:
        made.append(SelectionSet(content.selected))
    return made


def inline_plots(layer: PlotLayer) -> PlotsChanged:
    """Make the message of the plots with the binary inside."""
    packed = base64.b64encode(layer.content).decode("ascii")
    return PlotsChanged(layer.origin, list(layer.statuses), base64=packed, index=layer.index)


def html_page(language: Language, resources_dir: Path, messages: Sequence[ToPage]) -> str:
    """Write the page that draws ``messages`` when it opens."""
    # folium pulls in pandas, which the start of the window does without.
    from drentsportal.mapview.offline_map import OfflineMap  # noqa: PLC0415 - brings folium and pandas

    title = html.escape(language.text("ui.map.export_title"))
    script = _safe_script(leaflet_script() + "\n" + own_script(resources_dir))
    head = (
        _POLICY,
        f"<title>{title}</title>",
        f"<style>{leaflet_style()}\n{own_style(resources_dir)}</style>",
        f"<script>{script}</script>",
    )
    data = escaped_json([message.as_dict() for message in messages])
    body = (f'<script type="application/json" id="{DATA_ID}">{data}</script>',)
    return OfflineMap((), ()).page(head, body)


def write_html(path: Path, page: str) -> None:
    """Write the page beside ``path`` and rename it when complete.

    Raises ``ReportError`` when that is not possible; a file that was there stays as it was.
    """
    try:
        with whole_file(path) as stream:
            stream.write(page.encode())
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReportError("error.map.export", file_name=path.name, reason=reason) from error


def escaped_json(data: Any) -> str:  # noqa: ANN401 - any JSON data
    """Write JSON that can stand in a script element: nothing in it can close the element or open another."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _safe_script(script: str) -> str:
    """Keep a script from closing its own element."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
