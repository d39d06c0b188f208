"""Says above a form that what was typed before was put back, and offers to begin again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from drentsportal.ui.widgets.parts import button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.language import Language
    from drentsportal.services.ports.form_drafts import FormDraft


class RestoredBar(QFrame):
    """A strip that is there only after something was put back."""

    def __init__(self, language: Language) -> None:
        """Say nothing yet."""
        super().__init__()
        self._language = language
        self._begin_again: Callable[[], None] | None = None
        self.setObjectName("notice")
        self._text = label("", wrap=True)
        self._text.setObjectName("restored")
        again = button(language.text("ui.draft.begin_again"), "link", name="begin_again")
        again.clicked.connect(self._on_clicked)
        line = row(spacing=12)
        line.setContentsMargins(16, 8, 16, 8)
        line.addWidget(self._text, 1)
        line.addWidget(again)
        self.setLayout(line)
        self.hide()

    def tell(self, draft: FormDraft, begin_again: Callable[[], None]) -> None:
        """Say of when what stands in the form is; ``begin_again`` is done when that is not wanted."""
        self._begin_again = begin_again
        text = self._language.text("ui.draft.restored", kept_at_utc=draft.kept_at_utc)
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self.show()

    def _on_clicked(self) -> None:
        self.hide()
        if self._begin_again is not None:
            self._begin_again()
