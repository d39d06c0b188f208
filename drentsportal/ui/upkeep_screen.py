"""Upkeep of sites by hand: the form, drawing on the map, attachments, and undo and redo of all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from drentsportal.domain.deadline import DUTCH_TIME
from drentsportal.domain.value_entry import read_date
from drentsportal.domain.vocabulary import Retirement, SiteKind
from drentsportal.errors import InputError
from drentsportal.services.site_editing import Attribution
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.entry_dialog import EntryDialog, Field
from drentsportal.ui.panels.site_form import SiteFormSubject

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.site import Site
    from drentsportal.mapview.messages import Drawn
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.map.map_widget import MapWidget
    from drentsportal.ui.session import Session

_NAMED: Final = frozenset({"draw", "merge"})
"""Drawing that ends with a new plot, which needs a name."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is drawn on: the site that was selected, its park, and the shapes that corners may snap to."""

    site: Site
    park: Site | None
    shapes: tuple[BaseGeometry, ...]


class UpkeepScreen(QObject):
    """Edits sites.

    Signals: ``form_loaded(subject, attribute id)`` when the form of a site can be shown, ``form_done()``
    when it was saved, ``data_changed()`` after every step, ``told(text)`` for the status bar.
    """

    form_loaded = Signal(object, str)
    form_done = Signal()
    data_changed = Signal()
    told = Signal(str)

    def __init__(
        self, window: QWidget, session: Session, runner: ServiceRunner, map_widget: MapWidget
    ) -> None:
        """Keep the parts."""
        super().__init__(window)
        self._window = window
        self._session = session
        self._services = session.services
        self._say = session.services.language.text
        self._runner = runner
        self._map = map_widget
        self._ground: _Ground | None = None
        self._mode = "none"
        map_widget.drawn.connect(self._on_drawn)

    # -- values ---------------------------------------------------------------------------------------

    def edit(self, site_id: str, attribute_id: str = "") -> None:
        """Read a site and its lists for the form; ``attribute_id`` is where to begin."""
        services = self._services

        def work(_: CallProgress) -> SiteFormSubject:
            now = services.clock.now_utc().astimezone(DUTCH_TIME).date()
            site = services.catalogue.site(site_id)
            return SiteFormSubject(site, self._lists(), services.editing.attribution(), now)

        self._run(work, lambda subject: self.form_loaded.emit(subject, attribute_id))

    def save(self, site_id: str, values: Mapping[str, object | None], attribution: Attribution) -> None:
        """Put the values of the form in use."""

        def done(_: object) -> None:
            self.form_done.emit()
            self._on_changed()

        self._run(lambda _: self._services.editing.set_values(site_id, values, attribution), done)

    def retire(self, site_id: str) -> None:
        """Ask why a site ends, and end it."""
        kinds = (Retirement.MISTAKE, Retirement.DUPLICATE, Retirement.VANISHED)
        choices = tuple((kind.value, self._say(f"choice.retired.{kind.value}")) for kind in kinds)
        fields = (
            Field("why", "ui.retire.why", choices=choices, value=Retirement.MISTAKE.value),
            Field("reason", "ui.site_form.reason"),
        )
        dialog = EntryDialog(
            self._window,
            self._services.language,
            self._say("ui.retire.title"),
            fields,
            self._say("ui.retire.do"),
        )
        dialog.setObjectName("retire_dialog")
        dialog.explain(self._say("ui.retire.explanation"))

        def accepted() -> None:
            said = dialog.values()
            editing = self._services.editing
            self._run(
                lambda _: editing.retire([site_id], Retirement(said["why"]), said["reason"]), self._on_changed
            )

        dialog.accepted.connect(accepted)
        dialog.open()

    # -- undo and redo --------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last edit of this session."""
        what = self._services.edits.to_undo
        if what is not None:
            self._run(lambda _: self._services.edits.undo(), lambda _: self._told("ui.told.undone", what))

    def redo(self) -> None:
        """Do the last undone edit again."""
        what = self._services.edits.to_redo
        if what is not None:
            self._run(lambda _: self._services.edits.redo(), lambda _: self._told("ui.told.redone", what))

    def _told(self, text_id: str, what: object) -> None:
        self._on_changed()
        self.told.emit(self._say(text_id, what=what))

    # -- drawing --------------------------------------------------------------------------------------

    def draw(self, mode: str, site_id: str) -> None:
        """Begin to draw: ``draw`` a plot in a park, ``reshape`` a site, ``split`` or ``merge`` plots."""
        self._run(lambda _: self._read_ground(site_id), lambda ground: self._begin(mode, ground))

    def _read_ground(self, site_id: str) -> _Ground:
        catalogue = self._services.catalogue
        site = catalogue.site(site_id)
        park_id = site.id if site.kind is SiteKind.PARK else site.value("park_id")
        park = catalogue.site(park_id) if isinstance(park_id, str) else None
        plots = catalogue.plots_of(park_id) if isinstance(park_id, str) else ()
        around = [each for each in (park, *plots) if each is not None and each.id != site.id]
        shapes = tuple(each.geometry_rd for each in around if each.geometry_rd is not None)
        return _Ground(site, park, shapes)

    def _begin(self, mode: str, ground: _Ground) -> None:
        from drentsportal.mapview.drawing import drawing_message  # noqa: PLC0415 - brings shapely's tree

        site, shape = ground.site, ground.site.geometry_rd
        if mode in {"split", "merge"} and site.kind is not SiteKind.PLOT:
            self.told.emit(self._say("error.shape.plots_only"))
            return
        if shape is None and mode != "draw":
            self.told.emit(self._say("error.shape.no_outline", site=site.name))
            return
        self._ground, self._mode = ground, mode
        known = ground.shapes if shape is None else (*ground.shapes, shape)
        chosen = [site.id] if mode == "merge" else []
        self._map.set_drawing(
            drawing_message(mode, shape if mode == "reshape" else None, known, chosen, shape)
        )
        self._map.setFocus()

    def _on_drawn(self, drawn: Drawn) -> None:
        if drawn.mode == "none" or self._ground is None or drawn.mode != self._mode:
            self.stop_drawing()
            return
        self._ask_details(drawn, self._ground)

    def stop_drawing(self) -> None:
        """Take the drawing tools away; what was not finished is gone."""
        self._ground, self._mode = None, "none"
        self._map.stop_drawing()

    def _ask_details(self, drawn: Drawn, ground: _Ground) -> None:
        own = self._services.editing.attribution()
        name = (Field("name", "ui.drawing.name", required=True),) if drawn.mode in _NAMED else ()
        as_of = "-".join(reversed(own.as_of.iso.split("-")))
        fields = (
            *name,
            Field("source", "ui.site_form.source", required=True, value=own.source),
            Field("as_of", "ui.site_form.as_of", required=True, value=as_of),
            Field("reason", "ui.site_form.reason"),
        )
        title = self._say(f"ui.drawing.title.{drawn.mode}", site=ground.site.name)
        dialog = EntryDialog(
            self._window, self._services.language, title, fields, self._say("ui.site_form.save")
        )
        dialog.setObjectName("drawing_dialog")
        dialog.accepted.connect(lambda: self._store(drawn, ground, dialog.values()))
        dialog.open()

    def _store(self, drawn: Drawn, ground: _Ground, said: Mapping[str, str]) -> None:
        try:
            attribution = Attribution(said["source"], read_date(said["as_of"]), said["reason"])
        except InputError as error:
            self._runner.failed.emit(error)
            return

        def done(result: object) -> None:
            self.stop_drawing()
            self._on_changed()
            if isinstance(result, str):
                self._session.select_site(result)

        self._run(lambda _: self._stored(drawn, ground, said.get("name", ""), attribution), done)

    def _stored(self, drawn: Drawn, ground: _Ground, name: str, attribution: Attribution) -> object:
        from drentsportal.mapview.drawing import drawn_line, drawn_shape  # noqa: PLC0415 - as above

        drawing, site = self._services.drawing, ground.site
        known = ground.shapes if site.geometry_rd is None else (*ground.shapes, site.geometry_rd)
        if drawn.mode == "merge":
            return drawing.merge(drawn.ids, name, attribution)
        if drawn.mode == "split":
            return drawing.split(site.id, drawn_line(drawn, known), attribution)
        shape = drawn_shape(drawn, known)
        if drawn.mode == "reshape":
            return drawing.reshape(site.id, shape, attribution)
        if ground.park is None:
            raise InputError("error.shape.no_park", field="park_id")
        return drawing.draw(ground.park.id, name, shape, attribution)

    # -- parts ----------------------------------------------------------------------------------------

    def _lists(self) -> dict[str, tuple[tuple[str, str], ...]]:
        services = self._services
        table = services.catalogue.site_table()
        names = table.parks.columns["name"]
        parks = sorted(
            ((str(site_id), names.text_at(at) or str(site_id)) for at, site_id in enumerate(table.parks.ids)),
            key=lambda each: each[1],
        )
        return {
            "municipality_code": tuple(
                (each.code, each.name) for each in services.catalogue.municipalities()
            ),
            "park_id": tuple(parks),
            "segments": tuple(services.reference.segments().items()),
        }

    def _on_changed(self, _: object = None) -> None:
        self.data_changed.emit()

    def _run(self, work: Callable[[CallProgress], object], done: Callable[..., None]) -> None:
        self._runner.run(ServiceCall("ui.busy.upkeep", work, done))
