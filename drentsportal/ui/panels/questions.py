"""What must still be asked: first what can change the top of the list, by the function that can answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.services.question_log import question_key
from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.parts import button, chip, clear, column, label, line, panel, row, scrolled
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QLayout

    from drentsportal.domain.firmness.question_value import OpenQuestion, QuestionSet
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.language import Language
    from drentsportal.services.question_log import QuestionStanding
    from drentsportal.ui.models.firmness import Firmness
    from drentsportal.ui.theme import Theme

QUESTIONS_SHOWN: Final = 40
"""Deciding questions that are shown; with more than this the request is too wide to ask around."""


def contact_of(scope: str, contacts: Sequence[ContactPoint]) -> ContactPoint | None:
    """Return the function that answers for a scope, the one with a mail address first."""
    known = [each for each in contacts if each.scope == scope]
    return min(known, key=lambda each: not each.mail, default=None)


def function_name(scope: str, contact: ContactPoint | None, language: Language) -> str:
    """Return whom to ask: "Accountmanager Emmen"; where no function is known, the gemeente alone."""
    place = MUNICIPALITIES.get(scope, "")
    if contact is None:
        return language.text("ui.questions.no_contact", place=place or scope)
    whose = place or contact.organisation
    return language.text("ui.questions.function", function=contact.function, place=whose)


class QuestionsPanel(QWidget):
    """The questions about the outcome on screen.

    Signals: ``mail_asked(questions)`` with the ``QuestionSet`` of one function, ``answer_asked(question)``,
    ``match_asked()`` when the person wants an outcome with the answers in it.
    """

    mail_asked = Signal(object)
    answer_asked = Signal(object)
    match_asked = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._say = language.text
        self._firmness: Firmness | None = None
        self._contacts: tuple[ContactPoint, ...] = ()
        self._standings: Mapping[str, QuestionStanding] = {}
        self._is_recorded = True
        self._shows_others = False
        self._is_behind = False
        self.state = label("", "secondary", wrap=True)
        self._stale = self._build_stale()
        self._lines = column(spacing=10)
        whole = QWidget()
        whole.setLayout(column(self._stale, self.state, self._lines, None, spacing=10, margin=16))
        self.area = scrolled(whole)
        self.area.setObjectName("question_list")
        self.area.setAccessibleName(self._say("ui.results.list.questions"))
        self.copy_button = button(self._say("ui.questions.copy"), "", name="copy_questions")
        self.copy_button.clicked.connect(lambda: self._copy(""))
        self.told = label("", "small", wrap=True)
        foot = row(spacing=8)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.copy_button)
        self.setLayout(column(panel(column(self.area, panel(foot, (16, 6, 16, 6)), spacing=0))))
        self._fill()

    @property
    def count(self) -> int:
        """Number of questions that can change the top of the list."""
        return 0 if self._firmness is None else len(self._firmness.analysis.questions.deciding)

    # -- what is shown --------------------------------------------------------------------------------

    def show_contacts(self, contacts: Sequence[ContactPoint]) -> None:
        """Name the functions that can be asked."""
        self._contacts = tuple(contacts)
        self._fill()

    def show_standings(self, standings: Mapping[str, QuestionStanding]) -> None:
        """Tell of each question whether it was asked or answered."""
        self._standings = standings
        self._fill()

    def show_recorded(self, *, is_recorded: bool) -> None:
        """Let mails be made only of an outcome that is kept with the case."""
        if is_recorded != self._is_recorded:
            self._is_recorded = is_recorded
            self._fill()

    def show_firmness(self, firmness: Firmness | None) -> None:
        """Show the questions of an outcome; ``None`` where there is none."""
        self._firmness = firmness
        self._fill()

    def show_outdated(self) -> None:
        """Tell that the questions on screen are of an earlier outcome."""
        self._lines_enabled(is_enabled=False)
        self._tell(self._say("ui.questions.busy"))

    def show_stale(self, *, is_stale: bool) -> None:
        """Tell that data changed since the outcome was made, and offer to match again."""
        self._stale.setVisible(is_stale)

    def text(self, scope: str = "") -> str:
        """Return the questions as plain text for a mail: those of one function, or of all."""
        blocks = [self._block(each, asked) for each, asked in self._by_scope(scope).items()]
        return "\n\n".join(blocks) + "\n"

    # -- parts ----------------------------------------------------------------------------------------

    def _build_stale(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("notice")
        again = button(self._say("ui.questions.match_again"), "main", name="match_after_answers")
        again.clicked.connect(self.match_asked)
        body = column(
            label(self._say("ui.questions.stale"), wrap=True), row(again, None), spacing=8, margin=10
        )
        frame.setLayout(body)
        frame.hide()
        return frame

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the panel with what changed while it was out of sight."""
        super().showEvent(event)
        if self._is_behind:
            self._fill()

    def _fill(self) -> None:
        """Make the rows; only while they are in sight, since there are many widgets in them."""
        self._is_behind = not self.isVisible()
        in_sight = sum(map(len, self._by_scope().values()))
        self.copy_button.setEnabled(bool(in_sight))
        self.copy_button.setVisible(bool(in_sight))
        self.copy_button.setText(
            self._say("ui.questions.copy_count" if in_sight else "ui.questions.copy", count=in_sight)
        )
        if self._is_behind:
            return
        clear(self._lines)
        self._lines_enabled(is_enabled=True)
        firmness = self._firmness
        if firmness is None:
            self._tell("")
            return
        questions = firmness.analysis.questions
        if not questions.deciding and not questions.others:
            self._tell(self._say("ui.results.no_questions"))
            return
        self._tell(self._say("ui.questions.deciding" if questions.deciding else "ui.questions.none_deciding"))
        for each in self._shown_sets():
            self._lines.addWidget(self._group(each))
        left = len(questions.deciding) - QUESTIONS_SHOWN
        if left > 0:
            self._lines.addWidget(label(self._say("ui.questions.left", count=left), "small", wrap=True))
        if questions.others:
            self._add_others(questions.others)

    def _shown_sets(self) -> tuple[QuestionSet, ...]:
        """Return the sets with the questions that are shown, the most telling first."""
        if self._firmness is None:
            return ()
        questions = self._firmness.analysis.questions
        return type(questions)(questions.deciding[:QUESTIONS_SHOWN], ()).sets()

    def _group(self, asked: QuestionSet) -> QWidget:
        contact = contact_of(asked.scope, self._contacts)
        name = function_name(asked.scope, contact, self._language)
        mail = button(self._say("ui.questions.mail"), name=f"mail_{asked.scope}")
        mail.setEnabled(self._is_recorded)
        spoken = self._say("ui.questions.mail_to", function=name, count=len(asked.questions))
        mail.setToolTip(spoken if self._is_recorded else self._say("ui.questions.not_recorded"))
        mail.setAccessibleName(spoken)
        mail.clicked.connect(lambda: self.mail_asked.emit(asked))
        copy = button(self._say("ui.questions.copy_group"), name=f"copy_{asked.scope}")
        told = self._say("ui.questions.copy_of", function=name, count=len(asked.questions))
        copy.setToolTip(told)
        copy.setAccessibleName(told)
        copy.clicked.connect(lambda: self._copy(asked.scope))
        buttons = QWidget()
        buttons.setLayout(flow(mail, copy))
        body = column(
            WordLabel(self._say("ui.questions.head", function=name, count=len(asked.questions)), "strong"),
            *self._reach(contact),
            buttons,
            spacing=6,
        )
        for question in asked.questions:
            body.addLayout(self._question(question, is_deciding=True))
        body.addWidget(line())
        made = QWidget()
        made.setObjectName(f"questions_{asked.scope}")
        made.setLayout(body)
        return made

    def _reach(self, contact: ContactPoint | None) -> tuple[QWidget, ...]:
        if contact is None:
            return (label(self._say("ui.questions.contact_missing"), "warning", wrap=True),)
        reach = " · ".join(part for part in (contact.mail, contact.telephone) if part)
        if contact.mail:
            return (WordLabel(reach, "small"),)
        missing = label(self._say("ui.questions.mail_missing"), "warning", wrap=True)
        return (WordLabel(reach, "small"), missing) if reach else (missing,)

    def _question(self, question: OpenQuestion, *, is_deciding: bool) -> QLayout:
        answer = button(self._say("ui.questions.answer"), "link")
        answer.setObjectName(f"answer_{question.candidate_id}_{question.criterion_id}")
        answer.setAccessibleName(self._say("ui.questions.answer_to", question=question.text))
        answer.clicked.connect(lambda: self.answer_asked.emit(question))
        foot = [answer, *self._standing(question)]
        holder = QWidget()
        holder.setLayout(flow(*foot))
        words = column(label(self._say(question.text), wrap=True), spacing=2)
        if is_deciding:
            words.addWidget(label(self._say(question.why), "small", wrap=True))
        words.addWidget(holder)
        # The foot belongs to the question above it.
        words.setContentsMargins(0, 0, 0, 6)
        return words

    def _standing(self, question: OpenQuestion) -> tuple[QWidget, ...]:
        found = self._standings.get(question_key(question.candidate_id, question.criterion_id))
        if found is None:
            return ()
        if found.is_answered:
            return (chip(self._say("ui.questions.answered"), "chip_fits"),)
        return (chip(self._say("ui.questions.asked", at_utc=found.asked_at_utc), "chip_info"),)

    def _add_others(self, others: Sequence[OpenQuestion]) -> None:
        count = len(others)
        key = "ui.questions.hide_others" if self._shows_others else "ui.questions.show_others"
        toggle = button(self._say(key, count=count), "link", name="other_questions")
        toggle.clicked.connect(self._toggle_others)
        self._lines.addLayout(row(toggle, None))
        self._lines.addWidget(label(self._say("ui.questions.others", count=count), "small", wrap=True))
        if not self._shows_others:
            return
        for question in others:
            contact = contact_of(question.scope, self._contacts)
            whom = self._say("ui.questions.ask", whom=function_name(question.scope, contact, self._language))
            entry = self._question(question, is_deciding=False)
            self._lines.addLayout(column(line(), entry, label(whom, "caption", wrap=True), spacing=4))

    def _toggle_others(self) -> None:
        self._shows_others = not self._shows_others
        self._fill()
        toggle = self.findChild(QWidget, "other_questions")
        if toggle is not None:
            toggle.setFocus()

    # -- copying --------------------------------------------------------------------------------------

    def _by_scope(self, scope: str = "") -> dict[str, list[OpenQuestion]]:
        """Return what is in sight by whom to ask, the deciding ones first.

        Of one function what stands in its group, which is what its mail asks.
        """
        if self._firmness is None:
            return {}
        questions = self._firmness.analysis.questions
        others = questions.others if self._shows_others and not scope else ()
        asked: dict[str, list[OpenQuestion]] = {}
        for each in (*questions.deciding[:QUESTIONS_SHOWN], *others):
            if scope in {"", each.scope}:
                asked.setdefault(each.scope, []).append(each)
        return asked

    def _block(self, scope: str, questions: Sequence[OpenQuestion]) -> str:
        contact = contact_of(scope, self._contacts)
        mail = contact.mail if contact is not None else ""
        name = function_name(scope, contact, self._language)
        head = " ".join(part for part in (name, f"<{mail}>" if mail else "") if part)
        return "\n".join((head, *(f"- {self._say(each.text)}" for each in questions)))

    def _copy(self, scope: str) -> None:
        QGuiApplication.clipboard().setText(self.text(scope))
        count = sum(map(len, self._by_scope(scope).values()))
        self.told.setText(self._say("ui.questions.copied", count=count))

    def _tell(self, text: str) -> None:
        self.state.setText(text)
        self.state.setVisible(bool(text))

    def _lines_enabled(self, *, is_enabled: bool) -> None:
        for number in range(self._lines.count()):
            item = self._lines.itemAt(number)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setEnabled(is_enabled)
