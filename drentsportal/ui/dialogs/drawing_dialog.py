"""What belongs to a drawing: the name of a new plot, who says so and for which day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.entry.entry_text import check_name
from drentsportal.errors import InputError
from drentsportal.ui.dialogs.entry_dialog import EntryDialog, Field
from drentsportal.ui.dialogs.moments import day_as_typed
from drentsportal.ui.dialogs.status_dialog import read_attribution

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from drentsportal.language import Language
    from drentsportal.services.site_editing import Attribution

_NAMED: Final = frozenset({"draw", "merge"})
"""Drawing that ends with a new plot, which needs a name."""


class DrawingDialog(EntryDialog):
    """Closes a drawing; ``name`` and ``attribution()`` after it was accepted."""

    def __init__(
        self, parent: QWidget, language: Language, mode: str, site_name: str, own: Attribution, today: date
    ) -> None:
        """Build the form; ``own`` is who is at the desk."""
        name = (Field("name", "ui.drawing.name", required=True),) if mode in _NAMED else ()
        fields = (
            *name,
            Field("source", "ui.site_form.source", required=True, value=own.source),
            Field(
                "as_of", "ui.site_form.as_of", required=True, value=day_as_typed(own.as_of.iso, language.code)
            ),
            Field("reason", "ui.site_form.reason"),
        )
        say = language.text
        title = say(f"ui.drawing.title.{mode}", site=site_name)
        super().__init__(parent, language, title, fields, say("ui.site_form.save"))
        self._today = today
        self.setObjectName("drawing_dialog")

    @property
    def name(self) -> str:
        """The name of the new plot, "" where the drawing needs none."""
        return self.values().get("name", "")

    def attribution(self) -> Attribution:
        """Return who says it and for which day. Raises ``InputError``."""
        return read_attribution(self.values(), self._today)

    def warn(self, text: str) -> None:
        """Say what looks odd of the drawing; it may be stored all the same, and the button says so."""
        self.tell_warning(text)
        words = self.language.text("ui.drawing.save_anyway")
        self.accept_button.setText(words)
        self.accept_button.setAccessibleName(words)

    def fault_of(self, values: dict[str, str]) -> str:
        """Say why name, source or date cannot be used."""
        try:
            if "name" in values:
                check_name(values["name"])
            self.attribution()
        except InputError as error:
            return self.language.text(error)
        return ""
