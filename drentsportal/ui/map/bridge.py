"""The object that the page talks to, and through which the window talks to the page."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from drentsportal.errors import InputError
from drentsportal.mapview.area import AreaChosen
from drentsportal.mapview.background import BackgroundChosen
from drentsportal.mapview.layer_choice import LayersSet
from drentsportal.mapview.page_events import (
    CaseSelected,
    ContextAsked,
    Drawn,
    LegendFolded,
    PageFailed,
    PageReady,
    Painted,
    PlotsPicked,
    PlotsTried,
    SiteSelected,
    Sketched,
    parse_from_page,
)
from drentsportal.mapview.place import Pointed

if TYPE_CHECKING:
    from drentsportal.mapview.messages import ToPage
    from drentsportal.mapview.page_events import FromPage

_LOG = logging.getLogger(__name__)

_TOLD: Final[dict[type, tuple[str, str]]] = {
    SiteSelected: ("site_selected", "site_id"),
    CaseSelected: ("case_selected", "number"),
    ContextAsked: ("context_asked", "site_id"),
    LegendFolded: ("legend_folded", "folds"),
    LayersSet: ("layers_chosen", ""),
    AreaChosen: ("area_chosen", ""),
    BackgroundChosen: ("background_chosen", "background"),
    Pointed: ("pointed", ""),
    Drawn: ("drawn", ""),
    PlotsPicked: ("plots_picked", "ids"),
    PlotsTried: ("plots_tried", "ids"),
    Sketched: ("sketched", ""),
}
"""The signal for each message, and the field that it carries; the whole message where none is named."""


class MapBridge(QObject):
    """One message in each direction; what the page says is checked before anyone hears it.

    Signals: ``to_page`` (text for the page), ``page_ready``, ``site_selected`` (site id), ``case_selected``
    (number), ``painted`` (which message), ``page_failed`` (error text), ``drawn`` (a ``Drawn``),
    ``plots_picked`` (ids of plots), ``sketched`` (a ``Sketched``), ``context_asked`` (site id),
    ``legend_folded`` (part to yes or no), ``layers_chosen`` (a ``LayersSet``),
    ``area_chosen`` (an ``AreaChosen``), ``background_chosen`` (a ``Background``),
    ``pointed`` (a ``Pointed``),
    ``plots_tried`` (ids of plots to try a building on; none ends it).
    """

    to_page = Signal(str)
    page_ready = Signal()
    site_selected = Signal(str)
    case_selected = Signal(str)
    painted = Signal(str)
    page_failed = Signal(str)
    drawn = Signal(object)
    plots_picked = Signal(object)
    plots_tried = Signal(object)
    sketched = Signal(object)
    context_asked = Signal(str)
    legend_folded = Signal(object)
    layers_chosen = Signal(object)
    area_chosen = Signal(object)
    background_chosen = Signal(object)
    pointed = Signal(object)

    def send(self, message: ToPage) -> None:
        """Send a message to the page."""
        self.to_page.emit(message.to_json())

    @Slot(str)
    def receive(self, text: str) -> None:
        """Take a message of the page; one that is not understood goes to the log and nowhere else."""
        try:
            said = parse_from_page(text)
        except InputError as error:
            _LOG.warning("map page said something unknown: %s", error.params)
            return
        if isinstance(said, PageReady):
            self.page_ready.emit()
        elif isinstance(said, Painted):
            self.painted.emit(said.tag)
        elif isinstance(said, PageFailed):
            _LOG.error("map page failed: %s", said.text)
            self.page_failed.emit(said.text)
        else:
            self._tell_of_person(said)

    def _tell_of_person(self, said: FromPage) -> None:
        """Pass on what a person did on the map."""
        signal, field = _TOLD[type(said)]
        getattr(self, signal).emit(getattr(said, field) if field else said)
