"""Inzageverzoek: who asks at the left, what they would be given at the right; read first, then written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from drentsportal.domain.relations.company import plain_name
from drentsportal.domain.retention.persons import SoughtPerson
from drentsportal.ui.dialogs.confirm_part import ConfirmPart
from drentsportal.ui.dialogs.privacy_dialog import PrivacyDialog
from drentsportal.ui.models.privacy_rows import known_by_name
from drentsportal.ui.widgets.draft_text import DraftText
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.language import Language
    from drentsportal.services.disclosure import InzageDraft
    from drentsportal.ui.models.privacy_rows import KnownPerson
    from drentsportal.ui.theme import Theme

_FORM_PX: Final = 340
_LINES_PX: Final = 76


class InzageDialog(PrivacyDialog):
    """Asks for a name and shows the draft.

    Signals: ``read_asked()`` to gather what is kept; ``write_asked(code)``.
    """

    read_asked = Signal()
    write_asked = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme, language: Language) -> None:
        """Build it; ``offer`` tells who is known."""
        super().__init__(parent, theme, language, "inzage")
        say = self._say
        self._known: dict[str, KnownPerson] = {}
        self._also_filled = ""
        self.draft: InzageDraft | None = None
        self.name = QLineEdit()
        self.name.setObjectName("inzage_name")
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name.setCompleter(completer)
        self.also, self.hidden = QPlainTextEdit(), QPlainTextEdit()
        self.read_button = button(say("ui.privacy.do.read"), "main", name="inzage_read")
        self.text = DraftText(theme, language, "inzage_text", say("ui.privacy.inzage.text"))
        self._summary = WordLabel("", "")
        self._empty = WordLabel(say("ui.privacy.inzage.empty"), "secondary")
        self._pages = QStackedWidget()
        self.confirm = ConfirmPart(language, "inzage")
        self._build()
        self.name.textChanged.connect(self._on_name)
        self.name.returnPressed.connect(self.read_asked)
        for each in (self.also, self.hidden):
            each.textChanged.connect(self._forget_draft)
        self.read_button.clicked.connect(self.read_asked)
        self.confirm.write_asked.connect(self.write_asked)
        self.name.setFocus()

    @property
    def person(self) -> SoughtPerson:
        """Who is asked for, and how else they are written."""
        return SoughtPerson(self.name.text().strip(), _lines(self.also))

    @property
    def hide_words(self) -> tuple[str, ...]:
        """Words that point at somebody else and stay inside."""
        return _lines(self.hidden)

    def offer(self, known: Sequence[KnownPerson]) -> None:
        """Complete these names; what else is kept of one is filled in with it."""
        self._known = known_by_name(known)
        self._names.setStringList([each.name for each in known])
        self._on_name()

    def begin(self) -> None:
        """Show nothing while another draft is gathered."""
        self._forget_draft()
        self.tell("")

    def show_draft(self, draft: InzageDraft) -> None:
        """Show what would be given, with the code that confirms it below the last line."""
        self.draft = draft
        subjects = len({each.subject for each in draft.passages})
        doubtful = len(draft.doubtful) + len(draft.unclear)
        self._summary.show_text(
            self._say(
                "ui.privacy.inzage.summary",
                count=len(draft.passages),
                subjects=subjects,
                doubtful_text=self._say("ui.privacy.inzage.to_check", count=doubtful) if doubtful else "",
            )
        )
        foot = self._say("ui.privacy.confirm.foot", code=draft.code)
        self.text.show_draft(draft.passages, draft.doubtful, foot, draft.unclear)
        self._pages.setCurrentIndex(1)
        self.confirm.expect(is_ready=True)
        self.text.setFocus()

    # -- parts ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        say = self._say
        form = column(spacing=4)
        for name, field in (("name", self.name), ("also", self.also), ("hide", self.hidden)):
            text = say(f"ui.privacy.inzage.{name}")
            caption = label(text, "small", wrap=True)
            caption.setBuddy(field)
            field.setAccessibleName(text)
            field.setObjectName(f"inzage_{name}")
            if isinstance(field, QPlainTextEdit):
                field.setTabChangesFocus(True)
                field.setFixedHeight(_LINES_PX)
            form.addWidget(caption)
            form.addWidget(field)
            form.addSpacing(6)
        form.addLayout(row(self.read_button, None))
        form.addSpacing(6)
        form.addWidget(WordLabel(say("ui.privacy.inzage.told"), "small"))
        form.addStretch(1)
        left = QWidget()
        left.setFixedWidth(_FORM_PX)
        left.setLayout(form)
        empty, filled = QWidget(), QWidget()
        empty.setLayout(column(self._empty, None))
        read = column(self._summary, spacing=6)
        read.addWidget(self.text, 1)
        read.addWidget(self.confirm)
        filled.setLayout(read)
        for each in (empty, filled):
            self._pages.addWidget(each)
        body = row(spacing=20)
        body.addWidget(left)
        body.addWidget(self._pages, 1)
        self.fill(body)

    def _on_name(self) -> None:
        """Fill in how else somebody who is known is reached, unless the person wrote something there."""
        known = self._known.get(plain_name(self.name.text()))
        written = self.also.toPlainText()
        if written == self._also_filled:
            self._also_filled = "" if known is None else "\n".join(known.also)
            self.also.setPlainText(self._also_filled)
        self._forget_draft()

    def _forget_draft(self) -> None:
        """Take a draft away that is not of what is filled in now."""
        self.draft = None
        self._pages.setCurrentIndex(0)
        self.text.show_draft(())
        self.confirm.expect(is_ready=False)


def _lines(field: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(each.strip() for each in field.toPlainText().splitlines() if each.strip())
