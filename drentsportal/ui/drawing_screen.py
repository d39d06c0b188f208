"""Drawing of plots on the map: what is drawn on, what was drawn, and how it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError
from drentsportal.services.stated_park import stated_park
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.drawing_dialog import DrawingDialog
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.space.plot_place import PlaceRemarks
    from drentsportal.mapview.page_events import Drawn
    from drentsportal.services.site_editing import Attribution
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.map.map_widget import MapWidget
    from drentsportal.ui.session import Session

PLOTS_ONLY: Final = frozenset({"split", "merge"})


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is drawn on: the site that was selected, its park, and the shapes that corners may snap to."""

    site: Site
    park: Site | None
    shapes: tuple[BaseGeometry, ...]

    @property
    def known(self) -> tuple[BaseGeometry, ...]:
        """Every shape whose corners come back exactly: the site's own and those around it."""
        own = self.site.geometry_rd
        return self.shapes if own is None else (*self.shapes, own)


class DrawingScreen(Screen):
    """Lets a person draw, and stores what was drawn.

    Signals: ``data_changed(site_id)`` after a drawing was stored, with the site to show; ``told(text)`` for
    the status bar.
    """

    data_changed = Signal(str)
    told = Signal(str)

    def __init__(
        self, window: QWidget, session: Session, runner: ServiceRunner, map_widget: MapWidget
    ) -> None:
        """Keep the parts."""
        super().__init__(window, session, runner)
        self._map = map_widget
        self._ground: _Ground | None = None
        self._mode = "none"
        map_widget.drawn.connect(self._on_drawn)

    def begin(self, mode: str, site_id: str) -> None:
        """Begin: ``draw`` a plot in a park, ``reshape`` a site, ``split`` or ``merge`` plots."""
        self._run(lambda _: self._read_ground(site_id), lambda ground: self._begin(mode, ground))

    def stop(self) -> None:
        """Take the drawing tools away; what was not finished is gone."""
        self._ground, self._mode = None, "none"
        self._map.stop_drawing()

    # -- parts ----------------------------------------------------------------------------------------

    def _read_ground(self, site_id: str) -> _Ground:
        catalogue = self._services.catalogue
        site = catalogue.site(site_id)
        park_id = site.id if site.kind is SiteKind.PARK else site.value("park_id")
        park = site if site.kind is SiteKind.PARK else stated_park(catalogue, site)
        plots = catalogue.plots_of(park_id) if isinstance(park_id, str) else ()
        around = [each for each in (park, *plots) if each is not None and each.id != site.id]
        shapes = tuple(each.geometry_rd for each in around if each.geometry_rd is not None)
        return _Ground(site, park, shapes)

    def _begin(self, mode: str, ground: _Ground) -> None:
        from drentsportal.mapview.drawing import drawing_message  # noqa: PLC0415 - brings shapely's tree

        site, shape = ground.site, ground.site.geometry_rd
        if mode in PLOTS_ONLY and site.kind is not SiteKind.PLOT:
            self.told.emit(self._say("error.shape.plots_only"))
            return
        if mode == "draw" and ground.park is None:
            self.told.emit(self._say("error.shape.no_park"))
            return
        if shape is None and mode != "draw":
            self.told.emit(self._say("error.shape.no_outline", site=site.name))
            return
        self._ground, self._mode = ground, mode
        chosen = [site.id] if mode == "merge" else []
        changed = shape if mode == "reshape" else None
        self._map.set_drawing(drawing_message(mode, changed, ground.known, chosen, shape))
        self._map.setFocus()

    def _on_drawn(self, drawn: Drawn) -> None:
        if drawn.mode == "none" or self._ground is None or drawn.mode != self._mode:
            self.stop()
            return
        ground = self._ground
        # What cannot be is said before anything is asked; the drawing stays, to be mended.
        self._run(lambda _: self._checked(drawn, ground), lambda odd: self._ask_details(drawn, ground, odd))

    def _checked(self, drawn: Drawn, ground: _Ground) -> PlaceRemarks:
        """Return what is odd of what was drawn. Raises ``InputError`` for what cannot be."""
        from drentsportal.mapview.drawing import drawn_line, drawn_shape  # noqa: PLC0415 - as above

        drawing, site = self._services.drawing, ground.site
        if drawn.mode == "merge":
            return drawing.check_merge(drawn.ids)
        if drawn.mode == "split":
            return drawing.check_split(site.id, drawn_line(drawn, ground.known))
        shape = drawn_shape(drawn, ground.known)
        if drawn.mode == "reshape":
            return drawing.check_reshape(site.id, shape)
        if ground.park is None:
            raise InputError("error.shape.no_park", field="park_id")
        return drawing.check_draw(ground.park.id, shape)

    def _ask_details(self, drawn: Drawn, ground: _Ground, odd: PlaceRemarks) -> None:
        if self._ground is not ground:
            return  # Given up while it was checked.
        services = self._services
        today = services.clock.now_utc().astimezone(DUTCH_TIME).date()
        own = services.editing.attribution()
        dialog = DrawingDialog(self._window, services.language, drawn.mode, ground.site.name, own, today)
        if odd:
            dialog.warn("\n".join(self._say(each) for each in odd))
        dialog.accepted.connect(lambda: self._store(drawn, ground, dialog.name, dialog.attribution()))
        dialog.open()

    def _store(self, drawn: Drawn, ground: _Ground, name: str, attribution: Attribution) -> None:
        def done(site_id: str) -> None:
            self.stop()
            self.data_changed.emit(site_id)

        self._run(lambda _: self._stored(drawn, ground, name, attribution), done)

    def _stored(self, drawn: Drawn, ground: _Ground, name: str, attribution: Attribution) -> str:
        """Store what was drawn and return the site to show."""
        from drentsportal.mapview.drawing import drawn_line, drawn_shape  # noqa: PLC0415 - as above

        drawing, site = self._services.drawing, ground.site
        if drawn.mode == "merge":
            return drawing.merge(drawn.ids, name, attribution)
        if drawn.mode == "split":
            return drawing.split(site.id, drawn_line(drawn, ground.known), attribution)[0]
        shape = drawn_shape(drawn, ground.known)
        if drawn.mode == "reshape":
            drawing.reshape(site.id, shape, attribution)
            return site.id
        if ground.park is None:
            raise InputError("error.shape.no_park", field="park_id")
        return drawing.draw(ground.park.id, name, shape, attribution)

    def _run(self, work: Callable[[CallProgress], object], done: Callable[..., None]) -> None:
        self._runner.run(ServiceCall("ui.busy.upkeep", work, done))
