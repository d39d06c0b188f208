"""E-mail omzetten: a message at the left, what it proposes for a request at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from drentsportal.ui.panels.message_pane import MessagePane
from drentsportal.ui.panels.proposal_pane import ProposalPane
from drentsportal.ui.widgets.parts import button, column, label, panel, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.language import Language
    from drentsportal.services.case_clock import CaseClock
    from drentsportal.ui.models.intake_rows import IntakeRow
    from drentsportal.ui.panels.message_pane import MessageView
    from drentsportal.ui.theme import Theme


class MailPanel(QWidget):
    """Says what can be done while there is no message, what went wrong with one, or shows it.

    Signals: ``open_asked()``, ``paste_asked()``.
    """

    open_asked = Signal()
    paste_asked = Signal()

    def __init__(self, theme: Theme, language: Language, clock: CaseClock) -> None:
        """Build it without a message."""
        super().__init__()
        self._say = say = language.text
        self.message = MessagePane(theme, language)
        self.proposal = ProposalPane(theme, language, clock, self.message.text)
        self.proposal.pointed.connect(self.message.text.point_out)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.message)
        self.split.addWidget(self.proposal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        self.split.setSizes([400, 600])
        self.note = label("", "", wrap=True)
        self.note.setObjectName("mail_note")
        self.open_button = button(say("ui.mail.open"), name="open_mail_button")
        self.paste_button = button(say("ui.mail.paste"), name="paste_mail_button")
        self.open_button.clicked.connect(self.open_asked)
        self.paste_button.clicked.connect(self.paste_asked)
        body = column(self.note, row(self.open_button, self.paste_button, None), None, spacing=12)
        self._empty = panel(body, (16, 16, 16, 16))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.split)
        self.setLayout(column(self._pages))
        self.show_nothing()

    @property
    def has_message(self) -> bool:
        """Whether a message waits to be confirmed."""
        return self._pages.currentWidget() is self.split

    def show_nothing(self) -> None:
        """Say what can be dropped or opened."""
        self._tell_note(self._say("ui.mail.empty"), "secondary")

    def show_fault(self, text: str) -> None:
        """Say why a message could not be read; a message that waits stays, and the fault stands below it."""
        if self.has_message:
            self.proposal.tell(text)
        else:
            self._tell_note(text, "error")

    def show_busy(self) -> None:
        """Say that a message is being read."""
        if not self.has_message:
            self._tell_note(self._say("ui.mail.reading"), "secondary")

    def show_message(self, view: MessageView, title: str, rows: Sequence[IntakeRow]) -> None:
        """Show a message with what it proposes."""
        self.message.show_view(view)
        self.proposal.show_rows(title, rows)
        self._pages.setCurrentWidget(self.split)

    def _tell_note(self, text: str, role: str) -> None:
        self.note.setText(text)
        self.note.setProperty("role", role)
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        self._pages.setCurrentWidget(self._empty)
