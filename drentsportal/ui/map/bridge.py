"""The object that the page talks to, and through which the window talks to the page."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from drentsportal.errors import InputError
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

if TYPE_CHECKING:
    from drentsportal.mapview.messages import ToPage
    from drentsportal.mapview.page_events import FromPage

_LOG = logging.getLogger(__name__)


class MapBridge(QObject):
    """One message in each direction; what the page says is checked before anyone hears it.

    Signals: ``to_page`` (text for the page), ``page_ready``, ``site_selected`` (site id), ``case_selected``
    (number), ``painted`` (which message), ``page_failed`` (error text), ``drawn`` (a ``Drawn``),
    ``plots_picked`` (ids of plots), ``sketched`` (a ``Sketched``), ``context_asked`` (site id),
    ``legend_folded`` (part to yes or no), ``layers_chosen`` (a ``LayersSet``),
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
        if isinstance(said, SiteSelected):
            self.site_selected.emit(said.site_id)
        elif isinstance(said, CaseSelected):
            self.case_selected.emit(said.number)
        elif isinstance(said, ContextAsked):
            self.context_asked.emit(said.site_id)
        elif isinstance(said, LegendFolded):
            self.legend_folded.emit(said.folds)
        elif isinstance(said, LayersSet):
            self.layers_chosen.emit(said)
        elif isinstance(said, Drawn):
            self.drawn.emit(said)
        elif isinstance(said, PlotsPicked):
            self.plots_picked.emit(said.ids)
        elif isinstance(said, PlotsTried):
            self.plots_tried.emit(said.ids)
        elif isinstance(said, Sketched):
            self.sketched.emit(said)
