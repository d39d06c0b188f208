"""Values of sites kept by hand: the form, plot status, choices between sources, and undo and redo of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.vocabulary import LOCATION_TYPES, Retirement
from drentsportal.errors import NotFoundError
from drentsportal.language.segment_words import segment_names
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.entry_dialog import EntryDialog, Field
from drentsportal.ui.dialogs.status_dialog import StatusDialog
from drentsportal.ui.panels.site_form import SiteFormSubject
from drentsportal.ui.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.entry.editing import SiteEdit
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import Site
    from drentsportal.services.site_editing import Attribution
    from drentsportal.ui.background import CallProgress, ServiceRunner
    from drentsportal.ui.session import Session


NOTHING: Final = "-"
"""Stands for no site where "" means: the one that is selected may stay."""


class UpkeepScreen(Screen):
    """Edits values of sites.

    Signals: ``form_loaded(subject, attribute id)`` when the form of a site can be shown, ``form_done()``
    when it was saved, ``data_changed(site_id)`` after every step, with the site to show now, ``NOTHING``, or
    "" where the selected one may stay; ``told(text)`` for the status bar.
    """

    form_loaded = Signal(object, str)
    form_done = Signal()
    data_changed = Signal(str)
    told = Signal(str)

    def __init__(self, window: QWidget, session: Session, runner: ServiceRunner) -> None:
        """Keep the parts."""
        super().__init__(window, session, runner)

    # -- values ---------------------------------------------------------------------------------------

    def edit(self, site_id: str, attribute_id: str = "") -> None:
        """Read a site and its lists for the form; ``attribute_id`` is where to begin."""
        services = self._services

        def work(_: CallProgress) -> SiteFormSubject:
            site = services.catalogue.site(site_id)
            return SiteFormSubject(site, self.lists(), services.editing.attribution(), self._today())

        self._run(work, lambda subject: self.form_loaded.emit(subject, attribute_id))

    def save(
        self,
        site_id: str,
        values: Mapping[str, object | None],
        attribution: Attribution,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Put the values of the form in use; ``then`` is done once they are."""

        def done(_: object) -> None:
            self.form_done.emit()
            self.data_changed.emit("")
            if then is not None:
                then()

        self._run(lambda _: self._services.editing.set_values(site_id, values, attribution), done)

    def change_status(self, plot_id: str) -> None:
        """Ask for the status of a plot, with its term, source and date, and put it in use."""
        services = self._services

        def ask(plot: Site) -> None:
            own = services.editing.attribution()
            dialog = StatusDialog(self._window, services.language, plot, own, self._today())
            dialog.accepted.connect(
                lambda: self._run(
                    lambda _: services.editing.set_values(plot_id, dialog.entered(), dialog.attribution()),
                    self._on_changed,
                )
            )
            dialog.open()

        self._run(lambda _: services.catalogue.site(plot_id), ask)

    def choose(self, site_id: str, attribute_id: str, record_id: int, reason: str) -> None:
        """Put what one of several records says in use."""
        editing = self._services.editing
        self._run(lambda _: editing.choose_record(site_id, attribute_id, record_id, reason), self._on_changed)

    def retire(self, site_id: str) -> None:
        """Ask why a site ends, and end it."""
        self._run(lambda _: self._services.catalogue.site(site_id), self._ask_end)

    def _ask_end(self, site: Site) -> None:
        kinds = (Retirement.MISTAKE, Retirement.DUPLICATE, Retirement.VANISHED)
        choices = tuple((kind.value, self._say(f"choice.retired.{kind.value}")) for kind in kinds)
        # No reason stands there beforehand: the one that is kept in the history is one that was chosen.
        unchosen = ("", self._say("ui.retire.choose"))
        fields = (
            Field("why", "ui.retire.why", required=True, choices=(unchosen, *choices)),
            Field("reason", "ui.site_form.reason"),
        )
        title, accept = self._say("ui.retire.title", site=site.name), self._say("ui.retire.do")
        dialog = EntryDialog(self._window, self._services.language, title, fields, accept)
        dialog.setObjectName("retire_dialog")
        dialog.explain(self._say("ui.retire.explanation", site=site.name))

        dialog.accepted.connect(lambda: self._end(site, dialog.values()))
        dialog.open()

    def _end(self, site: Site, said: Mapping[str, str]) -> None:
        def work(_: CallProgress) -> str:
            park_id = site.value("park_id")
            self._services.editing.retire([site.id], Retirement(said["why"]), said["reason"])
            return self._standing([park_id] if isinstance(park_id, str) else [])

        self._run(work, self.data_changed.emit)

    # -- undo and redo --------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last edit of this session."""
        edits = self._services.edits
        self._step(edits.to_undo, edits.undo, "ui.told.undone", is_back=True)

    def redo(self) -> None:
        """Do the last undone edit again."""
        edits = self._services.edits
        self._step(edits.to_redo, edits.redo, "ui.told.redone", is_back=False)

    def _step(
        self, what: Message | None, step: Callable[[], SiteEdit | None], text_id: str, *, is_back: bool
    ) -> None:
        """Go a step back or forth; what is selected may have gone with it, and then a neighbour is shown."""
        if what is None:
            return

        def work(_: CallProgress) -> str:
            edit = step()
            if edit is None:
                return ""
            come, gone = (edit.ended_ids, edit.begun_ids) if is_back else (edit.begun_ids, edit.ended_ids)
            if self._session.selected_site_id not in gone:
                return ""
            parks = [park for batch in edit.new_sites for park in batch.columns.get("park_id", ())]
            return self._standing([*come, *(each for each in parks if isinstance(each, str))])

        def done(site_id: str) -> None:
            self.data_changed.emit(site_id)
            self.told.emit(self._say(text_id, what=what))

        self._run(work, done)

    # -- parts ----------------------------------------------------------------------------------------

    def _standing(self, site_ids: list[str]) -> str:
        """Return the first of the sites that is there, ``NOTHING`` where none is."""
        for site_id in site_ids:
            try:
                self._services.catalogue.site(site_id)
            except NotFoundError:
                continue
            return site_id
        return NOTHING

    def lists(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Read the choices of attributes that name other things; on the worker."""
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
            "segments": tuple(segment_names(services.reference.segments(), services.language).items()),
            "location_type": tuple(
                (code, self._say(f"choice.location_type.{code}")) for code in LOCATION_TYPES
            ),
        }

    def _today(self) -> date:
        return self._services.clock.now_utc().astimezone(DUTCH_TIME).date()

    def _on_changed(self, _: object) -> None:
        self.data_changed.emit("")

    def _run(self, work: Callable[[CallProgress], object], done: Callable[..., None]) -> None:
        self._runner.run(ServiceCall("ui.busy.upkeep", work, done))
