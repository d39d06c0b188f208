"""The folium map without addresses from outside; imported only when a page is built: folium brings pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from drentsportal.mapview.assets import MAP_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

Link = tuple[str, str]
"""Name and address of a script or style sheet."""

_CENTRE_LAT_LON: Final = (52.86, 6.62)
_START_ZOOM: Final = 9


class OfflineMap(folium.Map):
    """A folium map that names no address but those it is given."""

    def __init__(self, scripts: Sequence[Link], styles: Sequence[Link]) -> None:
        """Make an empty map with our own links in place of folium's lists."""
        super().__init__(
            location=_CENTRE_LAT_LON,
            tiles=None,
            zoom_start=_START_ZOOM,
            zoom_control=False,
            font_size="12px",
        )
        self.default_js = list(scripts)
        self.default_css = list(styles)
        self.options.update(MAP_OPTIONS)
        start = _Start()
        # folium numbers elements at random; the same data must give the same file.
        for number, element in enumerate((self, start, self.get_root())):
            element._id = f"drenthe{number}"  # noqa: SLF001 - folium offers no other way
        self.add_child(start)

    def page(self, head: Sequence[str] = (), body: Sequence[str] = ()) -> str:
        """Write the page; ``head`` and ``body`` go in literally, so the caller escapes them."""
        root = self.get_root()
        if not isinstance(root, Figure):  # pragma: no cover - folium always makes one
            raise TypeError(type(root))
        for at, text in enumerate(head):
            root.header.add_child(_Literal(text), name=f"drents_head_{at}")
        for at, text in enumerate(body):
            root.html.add_child(_Literal(text), name=f"drents_body_{at}")
        return str(root.render())


class _Start(MacroElement):
    """Hands the Leaflet map over to our script."""

    def __init__(self) -> None:
        """Make the element."""
        super().__init__()  # type: ignore[no-untyped-call]  # branca left this one without types

    _template = Template(
        "{% macro script(this, kwargs) %}startDrentsMap({{ this._parent.get_name() }});{% endmacro %}"
    )


class _Literal(Element):
    """Text that is never read as a template."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        super().__init__("{{ this.literal_text }}")
        self.literal_text = text
