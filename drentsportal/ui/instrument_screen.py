"""Regelingen: what happens between its panels and the services; form at the left, list in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt

from drentsportal.domain.instruments.instrument_match import InstrumentRequest
from drentsportal.domain.instruments.terms import Aspect
from drentsportal.errors import DrentsPortalError, InputError
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.instrument_dialog import (
    ConfirmDialog,
    EndDialog,
    InstrumentDialog,
    read_euros,
    read_whole_day,
)
from drentsportal.ui.panels.instrument_form import InstrumentForm
from drentsportal.ui.panels.instruments import InstrumentsPanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from drentsportal.domain.instruments.instrument_version import InstrumentVersion
    from drentsportal.services.changes import ChangeSet
    from drentsportal.services.instrument_finding import FoundInstrument, FoundInstruments
    from drentsportal.ui.portal import Portal

_FORM_WIDTH: Final = 280


class InstrumentScreen(QObject):
    """Finds when it is opened and asked, and keeps what a person confirms, ends, changes or adds.

    ``form`` stands in the left dock and ``panel`` in a tab, until another mode of the window is shown.
    """

    def __init__(self, portal: Portal) -> None:
        """Make the panels; nothing is read yet. Its action joins those of ``Commands``."""
        super().__init__(portal.window)
        self._portal = portal
        self._services = portal.services
        self._say = portal.services.language.text
        self.form = InstrumentForm(portal.services.language)
        self.panel = InstrumentsPanel(portal.theme, portal.services.language)
        self.dialog: ConfirmDialog | EndDialog | InstrumentDialog | None = None
        self._asked = 0
        portal.window.left.add_page("instruments", self.form)
        portal.commands.by_id["show_instruments"] = self.open
        portal.window.mode_shown.connect(lambda _: portal.window.drop_tab(self.panel))
        self.form.asked.connect(self.find)
        self.panel.confirm_asked.connect(self._confirm)
        self.panel.end_asked.connect(self._end)
        self.panel.change_asked.connect(self._change)
        self.panel.add_asked.connect(self._add)

    def open(self) -> None:
        """Show form and list, with room for both; what the person asked before stays."""
        window = self._portal.window
        window.make_room(self.panel)
        window.right.hide()
        window.tray.hide()
        window.left.setMinimumWidth(0)
        window.left.show_page("instruments")
        window.left.show()
        window.resizeDocks([window.left], [_FORM_WIDTH], Qt.Orientation.Horizontal)
        window.activities.mark("instruments")
        window.centre.keep_beside(self.panel, self._say("ui.instruments.title"))
        self.form.amount.setFocus()
        self.find()

    @property
    def is_shown(self) -> bool:
        """Whether the list stands beside the map."""
        return self._portal.window.centre.indexOf(self.panel) >= 0

    def find(self) -> None:
        """Find what fits what is filled in; what cannot be read is told in the form."""
        self._run_find("")

    def _run_find(self, told: str, instrument_id: str = "") -> None:
        try:
            request = self._request()
        except DrentsPortalError as error:
            self.form.tell_fault(self._services.language.text(error))
            return
        self.form.tell_fault("")
        self.panel.tell(told)
        finder = self._services.instruments
        self._asked += 1
        asked = self._asked

        def done(found: FoundInstruments) -> None:
            # An answer that was overtaken by another question is not shown.
            if asked == self._asked:
                self.panel.show_found(found, instrument_id)

        self._portal.runner.run(
            ServiceCall("ui.instruments.busy", lambda _: finder.find(request), done, self._on_failed)
        )

    def _request(self) -> InstrumentRequest:
        """Read the form. Raises ``InputError``."""
        amount_eur = read_euros(self.form.amount.text(), self._services.language.code)
        if amount_eur == 0:
            raise InputError("error.instrument.amount", field="amount", amount_eur=0)
        form = self.form
        return InstrumentRequest(
            on=self._day(form.day.text()),
            amount_eur=amount_eur,
            purpose=form.value(Aspect.PURPOSE),
            applicant=form.value(Aspect.APPLICANT),
            size=form.value(Aspect.SIZE),
            phase=form.value(Aspect.PHASE),
            sector=form.value(Aspect.SECTOR),
            place=form.value(Aspect.PLACE),
        )

    def _day(self, text: str) -> date:
        if not text.strip():
            return self._services.instruments.catalogue.today
        return read_whole_day(text)

    # -- keeping --------------------------------------------------------------------------------------

    def _confirm(self) -> None:
        found = self.panel.selected
        if found is None:
            return
        catalogue = self._services.instruments.catalogue
        name = found.finding.instrument.name
        dialog = ConfirmDialog(self._portal.window, self._services.language, name, catalogue.today)

        def accepted() -> None:
            day, note = dialog.day(), dialog.values()["note"]
            instrument_id, version = _seen(found)
            self._keep(lambda: catalogue.confirm(instrument_id, day, note, version))

        self._show(dialog, accepted)

    def _end(self) -> None:
        found = self.panel.selected
        if found is None:
            return
        catalogue = self._services.instruments.catalogue
        dialog = EndDialog(self._portal.window, self._services.language, found.finding.instrument.name)

        def accepted() -> None:
            ends_on, note = dialog.ends_on(), dialog.values()["note"]
            instrument_id, version = _seen(found)
            self._keep(lambda: catalogue.end(instrument_id, ends_on, note, version))

        self._show(dialog, accepted)

    def _change(self) -> None:
        found = self.panel.selected
        if found is None:
            return
        catalogue = self._services.instruments.catalogue
        dialog = InstrumentDialog(self._portal.window, self._services.language, found.finding.instrument)

        def accepted() -> None:
            entered, note = dialog.entered(), dialog.values()["note"]
            version = found.version.version
            self._keep(lambda: catalogue.change(entered, note, version))

        self._show(dialog, accepted)

    def _add(self) -> None:
        catalogue = self._services.instruments.catalogue
        dialog = InstrumentDialog(self._portal.window, self._services.language, None)

        def accepted() -> None:
            entered, note = dialog.entered(), dialog.values()["note"]
            self._keep(lambda: catalogue.add(entered, note))

        self._show(dialog, accepted)

    def _show(
        self, dialog: ConfirmDialog | EndDialog | InstrumentDialog, accepted: Callable[[], None]
    ) -> None:
        self.dialog = dialog
        dialog.accepted.connect(accepted)
        dialog.open()

    def _keep(self, work: Callable[[], tuple[InstrumentVersion, ChangeSet]]) -> None:
        def done(kept: tuple[InstrumentVersion, ChangeSet]) -> None:
            version = kept[0]
            change = self._say(f"instrument.change.{version.change.value}")
            told = self._say("ui.instruments.done", name=version.instrument.name, change=change)
            self._portal.window.status.tell(told)
            self._run_find(told, version.instrument.id)

        self._portal.runner.run(ServiceCall("ui.instruments.busy", lambda _: work(), done, self._on_failed))

    def _on_failed(self, error: BaseException) -> None:
        """Say in the panel what a person can mend; anything else goes the usual way."""
        if isinstance(error, DrentsPortalError):
            self.panel.tell(self._services.language.text(error), fault=True)
        else:
            self._portal.runner.failed.emit(error)


def _seen(found: FoundInstrument) -> tuple[str, int]:
    """Return which instrument and which version of it the person saw."""
    return found.finding.instrument.id, found.version.version
