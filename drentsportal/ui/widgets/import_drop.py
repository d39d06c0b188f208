"""Where a file is dropped or chosen for an import, with what it may be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from drentsportal.geodata.file_kinds import ACCEPTED_FORMATS
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.parts import button, column, label, restyle, row

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme


class ImportDrop(QFrame):
    """Names the file that was chosen, or says what can be chosen."""

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it; no file is chosen yet."""
        super().__init__()
        say = language.text
        self._file = label(say("ui.import.drop"), "strong", wrap=True)
        formats = label(say("ui.import.formats", accepted=ACCEPTED_FORMATS), "small", wrap=True)
        self.choose_button = button(say("ui.import.choose"), "", icon("import", theme), name="choose_file")
        inner = row(spacing=12)
        inner.addLayout(column(self._file, formats, spacing=2), 1)
        inner.addWidget(self.choose_button)
        inner.setContentsMargins(12, 10, 12, 10)
        self.setObjectName("card")
        self.setLayout(inner)

    def show_file(self, name: str) -> None:
        """Name the file that was chosen."""
        self._file.setText(name)

    def mark(self, *, on: bool) -> None:
        """Show that a file is held over the dialog."""
        self.setProperty("selected", "true" if on else "false")
        restyle(self)


def dropped_file(event: QDropEvent) -> Path | None:
    """Return the one file of this computer that is held over a dialog; ``None`` for anything else."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
