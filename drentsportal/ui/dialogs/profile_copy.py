"""Asks under which id a copied profile goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.match.profile_check import ID_SHAPE
from drentsportal.ui.dialogs.entry_dialog import EntryDialog, Field

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from drentsportal.language import Language


class CopyDialog(EntryDialog):
    """Asks for the id of a new profile."""

    def __init__(self, parent: QWidget, language: Language, taken: frozenset[str]) -> None:
        """Keep the ids that are taken."""
        fields = (Field("id", "ui.profile.copy.id", required=True),)
        accept = language.text("ui.profile.copy.accept")
        super().__init__(parent, language, language.text("ui.profile.copy.title"), fields, accept)
        self._taken = taken

    def fault_of(self, values: dict[str, str]) -> str:
        """Refuse an id that cannot be one, or that is taken."""
        if values["id"] in self._taken:
            return self.language.text("ui.profile.copy.taken", profile=values["id"])
        if not ID_SHAPE.fullmatch(values["id"]):
            return self.language.text("error.profile.id_shape", profile=values["id"])
        return ""
