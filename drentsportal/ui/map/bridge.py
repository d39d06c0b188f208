"""The object that the page talks to, and through which the window talks to the page."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal, Slot

from drentsportal.errors import InputError
from drentsportal.mapview.messages import (
    Drawn,
    PageFailed,
    PageReady,
    Painted,
    PlotsPicked,
    SiteSelected,
    Sketched,
    ToPage,
    parse_from_page,
)

_LOG = logging.getLogger(__name__)


class MapBridge(QObject):
    """One message in each direction; what the page says is checked before anyone hears it.

    Signals: ``to_page`` (text for the page), ``page_ready``, ``site_selected`` (site id), ``painted`` (which
    message), ``page_failed`` (error text), ``drawn`` (a ``Drawn``), ``plots_picked`` (ids of plots),
    ``sketched`` (a ``Sketched``).
    """

    to_page = Signal(str)
    page_ready = Signal()
    site_selected = Signal(str)
    painted = Signal(str)
    page_failed = Signal(str)
    drawn = Signal(object)
    plots_picked = Signal(object)
    sketched = Signal(object)

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
        elif isinstance(said, SiteSelected):
            self.site_selected.emit(said.site_id)
        elif isinstance(said, Painted):
            self.painted.emit(said.tag)
        elif isinstance(said, Drawn):
            self.drawn.emit(said)
        elif isinstance(said, PlotsPicked):
            self.plots_picked.emit(said.ids)
        elif isinstance(said, Sketched):
            self.sketched.emit(said)
        elif isinstance(said, PageFailed):
            _LOG.error("map page failed: %s", said.text)
            self.page_failed.emit(said.text)
