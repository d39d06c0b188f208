"""The part of the roads dialog about postcodes: where their places come from, and another file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from drentsportal.ui.widgets.import_question import ImportQuestion
from drentsportal.ui.widgets.parts import button, clear, column, label, row

if TYPE_CHECKING:
    from drentsportal.errors import DrentsPortalError, QuestionError
    from drentsportal.language import Language
    from drentsportal.services.staff_postcodes import PostcodeState

_FILTER: Final = "(*.gpkg *.csv *.xlsx *.geojson *.json *.shp *.fgb *.gml *.zip *.parquet);;(*)"
_TWICE_SHOWN: Final = 8


class PostcodePart(QWidget):
    """Says which layer of postcodes is used and asks for another.

    Signals: ``file_chosen(Path)``, ``forget_asked()``, ``answered(option, answer)``.
    """

    file_chosen = Signal(object)
    forget_asked = Signal()
    answered = Signal(str, str)

    def __init__(self, language: Language) -> None:
        """Build it; ``show_state`` fills it."""
        super().__init__()
        say = self._say = language.text
        self._lines = column(spacing=4)
        self._fault = label("", "error", wrap=True)
        self._fault.setObjectName("postcodes_fault")
        self._fault.hide()
        self.question = ImportQuestion(language, self._other_file)
        self.question.answered.connect(self.answered)
        self.choose = button(say("ui.postcodes.choose"), name="postcodes_choose")
        self.choose.clicked.connect(self._on_choose)
        self.forget = button(say("ui.postcodes.forget"), name="postcodes_forget")
        self.forget.clicked.connect(self.forget_asked)
        title = label(say("ui.postcodes.title"), "group")
        buttons = row(self.forget, None, self.choose)
        self.setLayout(column(title, self._lines, self._fault, self.question, buttons, spacing=6))

    def show_state(self, state: PostcodeState) -> None:
        """Say where places come from and what of that file cannot be used."""
        self.question.hide()
        clear(self._lines)
        self.tell_fault(state.fault)
        facts, say = state.facts, self._say
        # A fault can be mended by forgetting as well.
        self.forget.setEnabled(facts is not None or state.fault is not None)
        if facts is None:
            self._lines.addWidget(label(say("ui.postcodes.none"), "small", wrap=True))
            return
        lines = [
            say("cli.postcodes.facts", file=facts.file_name, count=facts.count, as_of=facts.as_of),
            say("cli.postcodes.point"),
        ]
        if facts.unread:
            lines.append(say("cli.postcodes.unread", count=facts.unread))
        if facts.without_place:
            lines.append(say("cli.postcodes.without_place", count=facts.without_place))
        if facts.twice:
            shown = facts.twice[:_TWICE_SHOWN]
            lines.append(say("cli.postcodes.twice", count=len(facts.twice), postcodes=shown))
        for text in lines:
            self._lines.addWidget(label(text, "small", wrap=True))

    def ask(self, question: QuestionError) -> None:
        """Ask what the file leaves open; about the column in words for a window."""
        text = ""
        if question.message_id == "error.postcodes.which_column":
            text = self._say("ui.postcodes.which_column", file=question.params["file"])
        self.question.ask(question, text)

    def tell_fault(self, error: DrentsPortalError | None) -> None:
        """Say why a file cannot be used; what was in use stays."""
        self._fault.setText("" if error is None else self._say(error))
        self._fault.setVisible(error is not None)

    def _on_choose(self) -> None:
        path = self._other_file()
        if path is not None:
            self.file_chosen.emit(path)

    def _other_file(self) -> Path | None:
        title = self._say("ui.postcodes.choose")
        name, _ = QFileDialog.getOpenFileName(self, title, "", f"{self._say('ui.postcodes.files')} {_FILTER}")
        return Path(name) if name else None
