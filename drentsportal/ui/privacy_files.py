"""Where a file of privacy is written: asked of a person, and never over another file without asking again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog

from drentsportal.ui.dialogs.messages import confirm

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from drentsportal.language import Language

SUFFIX: Final = ".html"


class TargetFiles:
    """Asks for the file; ``choose`` stands in for the dialog of the system, given the proposed name."""

    def __init__(self, language: Language, choose: Callable[[str], Path | None] | None = None) -> None:
        """Keep the words."""
        self._language = language
        self.choose = choose

    def ask(self, parent: QWidget, proposed: str) -> Path | None:
        """Return the file that a person chose; ``None`` where nothing is to be written."""
        chosen = self._chosen(parent, proposed)
        if chosen is None:
            return None
        path = chosen if chosen.suffix.casefold() == SUFFIX else chosen.with_name(chosen.name + SUFFIX)
        say = self._language.text
        # Asked here and not by the dialog of the system, which does not know the suffix that is added.
        if path.exists() and not confirm(
            parent,
            self._language,
            say("ui.privacy.file.title"),
            say("ui.privacy.file.exists", file_name=path.name),
        ):
            return None
        return path

    def _chosen(self, parent: QWidget, proposed: str) -> Path | None:
        if self.choose is not None:
            return self.choose(proposed + SUFFIX)
        text, _ = QFileDialog.getSaveFileName(
            parent,
            self._language.text("ui.privacy.file.save"),
            proposed + SUFFIX,
            f"HTML (*{SUFFIX})",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        return Path(text) if text else None
