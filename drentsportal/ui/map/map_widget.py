"""The map as a widget: what panels set on it and what it tells them."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from drentsportal.mapview.following import ResultFollowed, WordsShown
from drentsportal.mapview.messages import (
    BaseChanged,
    DrawingSet,
    FilterSet,
    LegendSet,
    PlotsChanged,
    RingsSet,
    SelectionSet,
    SitesChanged,
    WholeShown,
)
from drentsportal.mapview.prepared import PreparedGround, PreparedSites, prepare_sites
from drentsportal.mapview.result import MapMode, MapResult
from drentsportal.mapview.styles import theme_message
from drentsportal.mapview.words import labels_message
from drentsportal.ui.map.background_layer import BackgroundLayer
from drentsportal.ui.map.legend_memory import LayerMemory, LegendMemory
from drentsportal.ui.map.map_sheet import SheetMaker
from drentsportal.ui.map.page_memory import PageMemory
from drentsportal.ui.map.web_page import WebMap

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtGui import QImage

    from drentsportal.domain.sites.site_table import SiteTable
    from drentsportal.language import Language
    from drentsportal.mapview.area import AreaAsked, AreaMarked
    from drentsportal.mapview.case_marks import CasesShown
    from drentsportal.mapview.distance_lines import DistanceLinesShown
    from drentsportal.mapview.fitting import FittingShown
    from drentsportal.mapview.layer_choice import LayersSet
    from drentsportal.mapview.page_events import Sketched
    from drentsportal.mapview.ring_notes import RingNotes
    from drentsportal.mapview.rings import StretchedLimit

_LOG = logging.getLogger(__name__)
_JSON: Final = "application/json;charset=utf-8"
_BINARY: Final = "application/octet-stream"


class MapWidget(QWidget):
    """The map of sites.

    Signals: ``site_selected`` (site id, when a person chose one on the map), ``case_selected`` (number,
    likewise of a case), ``ready`` (the page listens),
    ``painted`` (name of the message whose change is on the screen: ``base``, ``sites``, ``plots``,
    ``result``, ``follow``, ``words``, ``filter``, ``theme``, ``labels``, ``rings``, ``select``, ``draw``,
    ``whole``), ``drawn`` (a
    ``mapview.messages.Drawn``, what a person drew), ``plots_picked`` (ids of the plots chosen to be merged),
    ``context_asked`` (site id of the park, plot or premises whose menu was asked for; the pointer is there),
    ``plots_tried`` (ids of the plots to try a building on; none ends it), ``area_chosen`` (an
    ``AreaChosen``), ``pointed`` (a ``Pointed``, where the pointer is).
    """

    site_selected = Signal(str)
    case_selected = Signal(str)
    ready = Signal()
    painted = Signal(str)
    drawn = Signal(object)
    plots_picked = Signal(object)
    plots_tried = Signal(object)
    area_chosen = Signal(object)
    pointed = Signal(object)
    context_asked = Signal(str)

    def __init__(
        self, language: Language, resources_dir: Path, cache_dir: Path, parent: QWidget | None = None
    ) -> None:
        """Build the map and start loading its page; ``register_scheme`` was called before the application."""
        super().__init__(parent)
        self._language = language
        self._resources_dir = resources_dir
        self._ground: PreparedGround | None = None
        self._sites: PreparedSites | None = None
        self._result = MapResult()
        self._mode = MapMode.SCORE
        self._is_sketched = False
        self.web = WebMap(self, resources_dir, cache_dir)
        self._page = PageMemory(self.web)
        self._in_force = self._page.in_force
        self.background = BackgroundLayer(self, self.web, self._page, language)
        self.sheets = SheetMaker(self, self.web, self._page, (resources_dir, cache_dir))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.web.view)
        self.setFocusProxy(self.web.view)
        self.web.bridge.page_ready.connect(self._on_page_ready)
        self.web.bridge.site_selected.connect(self._on_site_selected)
        self.web.bridge.case_selected.connect(self.case_selected)
        self.web.bridge.painted.connect(self.painted)
        self.web.bridge.drawn.connect(self.drawn)
        self.web.bridge.plots_picked.connect(self.plots_picked)
        self.web.bridge.plots_tried.connect(self.plots_tried)
        self.web.bridge.area_chosen.connect(self.area_chosen)
        self.web.bridge.pointed.connect(self.pointed)
        self.web.bridge.sketched.connect(self._on_sketched)
        self.web.bridge.context_asked.connect(self.context_asked)
        self.web.bridge.legend_folded.connect(self._on_legend_folded)
        self.web.bridge.layers_chosen.connect(self._on_layers_chosen)
        self.web.page.renderProcessTerminated.connect(self._on_renderer_gone)
        self.set_language(language)
        self.set_theme("light")
        self._legend = LegendMemory(cache_dir)
        self._page.tell(LegendSet(self._legend.read()))
        self._layers = LayerMemory(cache_dir)
        self._page.tell(self._layers.read())
        self._close_with_application()
        self.web.load()

    # --- what panels set ---------------------------------------------------------------

    def set_language(self, language: Language) -> None:
        """Word the map in another language."""
        self._language = language
        self.setAccessibleName(language.text("ui.map.page.title"))
        self._page.tell(labels_message(language))
        self.background.speak(language)

    def set_theme(self, name: str) -> None:
        """Show the map in theme ``light`` or ``dark``."""
        message = theme_message(name)
        self.web.set_background(message.base["outside"])
        self._page.tell(message)

    def set_ground(self, ground: PreparedGround) -> None:
        """Draw the ground as a worker prepared it, all in view the first time; not what is drawn already."""
        if ground != self._ground:
            self._ground = ground
            self._page.tell(
                BaseChanged(ground.attribution, self._page.serve("base.json", _JSON, ground.content))
            )

    def set_sites(self, sites: SiteTable | PreparedSites) -> None:
        """Draw parks, premises and plots; a result in force stays in force.

        A large table is better prepared in a worker first (``prepare_sites``): 100,000 plots take a second.
        What is drawn already is not drawn again.
        """
        ready = sites if isinstance(sites, PreparedSites) else prepare_sites(sites)
        before, self._sites = self._sites, ready
        if before is None or before.content != ready.content:
            self._page.tell(SitesChanged(self._page.serve("sites.json", _JSON, ready.content)))
        plots = ready.plots
        if plots is not None and (before is None or before.plots != plots):
            url = self._page.serve("plots.bin", _BINARY, plots.content)
            index_url = self._page.serve("plots.json", _JSON, ready.plot_index)
            self._page.tell(PlotsChanged(plots.origin, list(plots.statuses), url, index_url))

    def show_result(self, result: MapResult) -> None:
        """Colour every site by a match, in place; an empty result takes the colours away."""
        self._result = result
        for name in ("follow", "words"):
            self._in_force.pop(name, None)
        self._page.tell(result.message(self._mode))

    def follow(self, result: ResultFollowed) -> None:
        """Colour every site by a match that is still moving; ``show_words`` comes when it rests.

        ``mode`` of the message is that of the map. Its ids are sent only where the page has others.
        """
        self._in_force.pop("result", None)
        self._in_force.pop("words", None)
        before = self._in_force.get("follow")
        has_ids = isinstance(before, ResultFollowed) and before.ids == result.ids
        message = replace(result, mode=self._mode.value)
        self._in_force["follow"] = message
        self._page.send(replace(message, ids=[]) if has_ids else message)

    def show_words(self, words: WordsShown) -> None:
        """Say what cards tell of the match that was followed last."""
        self._page.tell(words)

    def show_reasons(self, *, reasons: bool) -> None:
        """Show by shape why sites fell off, instead of the score."""
        mode = MapMode.REASONS if reasons else MapMode.SCORE
        if mode is not self._mode:
            self._mode = mode
            followed = self._in_force.get("follow")
            if isinstance(followed, ResultFollowed):
                words = self._in_force.get("words")
                self.follow(followed)
                if isinstance(words, WordsShown):
                    self.show_words(words)
            else:
                self._page.tell(self._result.message(mode))

    def set_filter(self, site_ids: Iterable[str] | None) -> None:
        """Show only these sites; ``None`` shows all."""
        self._page.tell(FilterSet(None if site_ids is None else sorted(site_ids)))

    def select(self, site_id: str | None) -> None:
        """Ring a site, and pan only when it is out of view or under a card."""
        self._page.tell(SelectionSet(site_id))

    def set_rings(
        self,
        x_rd: float,
        y_rd: float,
        label: str | None = None,
        trial_m: float | None = None,
        stretched: StretchedLimit | None = None,
    ) -> None:
        """Draw rings of 10 and 15 km around a present location (EPSG:28992).

        ``label`` names the location; ``trial_m`` adds an amber ring for a distance on trial;
        ``stretched`` a ring for the required distance, where that counts with a detour factor.
        """
        from drentsportal.mapview.rings import rings_message  # noqa: PLC0415 - brings numpy and pyproj

        before = self._in_force.get("rings")
        self._page.tell(rings_message(self._language, (x_rd, y_rd), label, trial_m, before, stretched))

    def set_ring_notes(self, notes: RingNotes) -> None:
        """Say at the rings what they stand for, and how many that fit lie within."""
        if self._in_force.get(notes.type) != notes:
            self._page.tell(notes)

    def show_fitting(self, message: FittingShown) -> None:
        """Draw what is offered at a candidate, or tried by hand; an empty one takes it away."""
        self._page.tell(message)

    def show_distances(self, message: DistanceLinesShown) -> None:
        """Draw the lines that the distances of a candidate count along; an empty one takes them away."""
        if self._in_force.get(message.type) != message:
            self._page.tell(message)

    def show_cases(self, message: CasesShown) -> None:
        """Mark the cases of the inbox; an empty message takes the marks away."""
        if self._in_force.get(message.type) != message:
            self._page.tell(message)

    def clear_rings(self) -> None:
        """Take the rings away."""
        self._page.tell(RingsSet(None))

    def set_drawing(self, message: DrawingSet) -> None:
        """Let a person draw, as ``mapview.drawing.drawing_message`` says."""
        self._is_sketched = False
        self._page.tell(message)

    def stop_drawing(self) -> None:
        """Take the drawing tools away; what was not finished is gone."""
        if self.is_drawing:
            self._page.tell(DrawingSet("none"))

    @property
    def is_drawing(self) -> bool:
        """Whether a person is drawing."""
        message = self._in_force.get("draw")
        return isinstance(message, DrawingSet) and message.mode != "none"

    @property
    def is_sketched(self) -> bool:
        """Whether something is drawn that would be lost if drawing ended now."""
        return self.is_drawing and self._is_sketched

    def choose_area(self, message: AreaAsked) -> None:
        """Let a person draw an area, or take what is in view; ``area_chosen`` answers."""
        self._page.send(message)

    def mark_area(self, message: AreaMarked) -> None:
        """Mark what was chosen; an empty message takes the marks away."""
        if self._in_force.get(message.type) != message:
            self._page.tell(message)

    def show_whole(self) -> None:
        """Show the whole province."""
        self._page.send(WholeShown())

    # --- what panels ask ---------------------------------------------------------------

    @property
    def blocked_requests(self) -> list[str]:
        """Addresses that the page asked for and did not get; empty, or something is wrong."""
        return self.web.guard.blocked

    def picture(self) -> QImage:
        """Take a picture of what the map shows now."""
        return self.web.view.grab().toImage()

    def export_html(self, path: Path) -> None:
        """Write the map as it is now to one HTML file that needs no network.

        Raises ``ReportError`` when the file cannot be written.
        """
        from drentsportal.mapview import html_export  # noqa: PLC0415 - brings folium, and with it pandas

        messages = self._page.whole(self._ground, self._sites)
        html_export.write_html(path, html_export.html_page(self._language, self._resources_dir, messages))

    def dispose(self) -> None:
        """Take the page down for good; done by itself when the application ends.

        What is told to the map from then on is told to nobody: work that ends late must not fail on it.
        """
        self._page.end()
        self.background.close()
        self.web.close()

    def _close_with_application(self) -> None:
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.dispose)

    # --- messages ----------------------------------------------------------------------

    def _on_page_ready(self) -> None:
        if self._page.start():
            self.ready.emit()

    def _on_site_selected(self, site_id: str) -> None:
        self._in_force["select"] = SelectionSet(site_id)
        self.site_selected.emit(site_id)

    def _on_legend_folded(self, folds: dict[str, bool]) -> None:
        self._in_force["legend"] = LegendSet(folds)
        self._legend.write(folds)

    def _on_layers_chosen(self, layers: LayersSet) -> None:
        self._in_force["layers"] = layers
        self._layers.write(layers)

    def _on_sketched(self, told: Sketched) -> None:
        self._is_sketched = told.is_begun

    def _on_renderer_gone(self) -> None:
        """Start a page that died again, with everything that was in force."""
        _LOG.error("the map page ended unexpectedly and is loaded again")
        self._page.pause()
        self._is_sketched = False
        self.web.load()
