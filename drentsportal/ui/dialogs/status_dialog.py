"""The status of a plot, with its term, who says so and for which day: the change that is made most often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QLineEdit

from drentsportal.domain.entry.entry_check import warnings_of
from drentsportal.domain.entry.value_entry import read_date
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID
from drentsportal.domain.vocabulary import PlotStatus
from drentsportal.errors import InputError
from drentsportal.services.site_editing import Attribution
from drentsportal.ui.dialogs.entry_dialog import EntryDialog, Field
from drentsportal.ui.dialogs.moments import day_as_typed
from drentsportal.ui.widgets.value_field import typed_text

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from drentsportal.domain.sites.site import Site
    from drentsportal.language import Language


TERMED: Final = frozenset({PlotStatus.OPTION, PlotStatus.RESERVED})
"""Only these end on a day."""


class StatusDialog(EntryDialog):
    """Asks for the status of one plot; ``entered()`` and ``attribution()`` after it was accepted."""

    def __init__(
        self, parent: QWidget, language: Language, plot: Site, own: Attribution, today: date
    ) -> None:
        """Build the form with what is in use."""
        say = language.text
        self._plot = plot
        self._today = today
        unknown = ("", say("ui.site_form.unknown"))
        choices = (unknown, *((each.value, say(f"choice.status.{each.value}")) for each in PlotStatus))
        status = plot.value("status")
        until = typed_text(ATTRIBUTE_BY_ID["status_until"], plot.value("status_until"), language.code)
        fields = (
            Field("status", "attribute.status", choices=choices, value=str(status or "")),
            Field("status_until", "attribute.status_until", value=until),
            Field("source", "ui.site_form.source", required=True, value=own.source),
            Field(
                "as_of", "ui.site_form.as_of", required=True, value=day_as_typed(own.as_of.iso, language.code)
            ),
            Field("reason", "ui.site_form.reason"),
        )
        title = say("ui.status_dialog.title", plot=plot.name)
        super().__init__(parent, language, title, fields, say("ui.site_form.save"))
        self.setObjectName("status_dialog")
        self.explain(say("ui.status_dialog.explanation"))
        for combo in self.findChildren(QComboBox):
            combo.currentIndexChanged.connect(lambda _: self._warn())
        for line in self.findChildren(QLineEdit):
            line.textChanged.connect(lambda _: self._warn())
        self._warn()

    def entered(self) -> dict[str, object | None]:
        """Return status and term as they are stored; ``None`` for unknown. Raises ``InputError``."""
        said = self.values()
        until = None
        if said["status_until"] and said["status"] in TERMED:
            until = read_date(said["status_until"], ATTRIBUTE_BY_ID["status_until"]).iso
        values: dict[str, object | None] = {"status": said["status"] or None}
        if until != self._plot.value("status_until"):
            values["status_until"] = until
        return values

    def _warn(self) -> None:
        """Say while it is filled in what looks odd of status and term; what cannot be read is said later."""
        try:
            found = warnings_of(self._plot, self.entered(), self._today)
        except InputError:
            found = ()
        odd = [self.language.text(what) for name, what in found if name in {"status", "status_until"}]
        self.tell_warning("\n".join(odd))

    def attribution(self) -> Attribution:
        """Return who says it and for which day. Raises ``InputError``."""
        return read_attribution(self.values(), self._today)

    def fault_of(self, values: dict[str, str]) -> str:
        """Say which date cannot be read."""
        del values
        try:
            self.attribution()
            self.entered()
        except InputError as error:
            return self.language.text(error)
        return ""


def read_attribution(said: dict[str, str], today: date) -> Attribution:
    """Read source, date and reason of a form. Raises ``InputError``."""
    as_of = read_date(said["as_of"])
    if as_of.earliest > today:
        raise InputError("error.edit.date_to_come", field="as_of", as_of=as_of)
    return Attribution(said["source"], as_of, said["reason"])
