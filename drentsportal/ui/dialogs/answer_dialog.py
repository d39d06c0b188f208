"""The answer to one question: the value where it belongs, who answered, and the day that it holds for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from drentsportal.domain.entry.entry_check import warnings_of
from drentsportal.domain.entry.value_entry import read_date, read_entry
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID
from drentsportal.errors import InputError
from drentsportal.language.typed_figures import notation_of
from drentsportal.services.question_answers import GivenAnswer
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.value_field import ValueField
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from PySide6.QtWidgets import QBoxLayout

    from drentsportal.domain.firmness.answer_target import AnswerTarget
    from drentsportal.domain.firmness.question_value import OpenQuestion
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.values import PartialDate
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_NOTE_PX = 96
_REMARK_PX = 48
"""Room for what is told of a field while it is typed in."""
_FRAME_PX = 48


@dataclass(frozen=True, slots=True)
class AnswerSubject:
    """A question with where its answer goes; without targets it goes into a note of the case.

    ``by`` proposes who answered, ``as_of`` for what day. ``advice`` is what to know when it is filled in, or
    what to do instead.
    """

    question: OpenQuestion
    targets: tuple[tuple[AnswerTarget, Site], ...]
    lists: Mapping[str, Sequence[tuple[str, str]]]
    by: str
    as_of: PartialDate
    today: date
    advice: Message | None = None


class AnswerDialog(QDialog):
    """Asks for an answer, read while it is typed; ``answers()`` or ``note()`` after it was accepted."""

    def __init__(self, parent: QWidget, theme: Theme, language: Language, subject: AnswerSubject) -> None:
        """Build the fields."""
        super().__init__(parent)
        self.setObjectName("answer_dialog")
        self.setWindowTitle(language.text("ui.answer.title"))
        self.setModal(True)
        self.setMinimumWidth(460)
        self._language = language
        self._say = language.text
        self._subject = subject
        self.fields: list[tuple[AnswerTarget, Site, ValueField]] = []
        self._is_built = False
        self._note = QPlainTextEdit()
        self._fault = label("", "error", wrap=True)
        self._fault.setObjectName("answer_fault")
        body = column(WordLabel(self._say(subject.question.text), "strong"), spacing=8, margin=16)
        body.addWidget(label(self._say(subject.question.why), "small", wrap=True))
        if subject.targets:
            self._add_fields(body, theme)
        else:
            self._add_note(body)
        if subject.advice is not None:
            advice = WordLabel(self._say(subject.advice), "small")
            advice.setObjectName("answer_advice")
            body.addWidget(advice)
        self._by = self._add_line(body, "by", subject.by)
        self._as_of = self._add_line(body, "as_of", "-".join(reversed(subject.as_of.iso.split("-"))))
        body.addWidget(self._fault)
        self.accept_button = button(self._say("ui.answer.save"), "main", name="accept")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        cancel = button(self._say("ui.cancel"), name="cancel")
        cancel.clicked.connect(self.reject)
        # What is over stays together here, not between the fields.
        body.addStretch(1)
        body.addSpacing(8)
        body.addLayout(row(None, cancel, self.accept_button))
        self.setLayout(body)
        self._is_built = True
        self._check()
        # Of itself a dialog opens no higher than two thirds of the screen, which clips fields of a low one.
        needed_px = body.totalHeightForWidth(self.minimumWidth()) + _REMARK_PX
        room_px = self.screen().availableSize().height() - _FRAME_PX
        self.resize(self.minimumWidth(), min(needed_px, room_px))

    @property
    def by(self) -> str:
        """Who answered."""
        return self._by.text().strip()

    def answers(self) -> tuple[GivenAnswer, ...]:
        """Return what was answered, by attribute. Raises ``InputError`` for a date that cannot be read."""
        source = self._say("question.answer_source", by=self.by)
        as_of = self._date()
        return tuple(GivenAnswer(target, field.text, source, as_of) for target, _, field in self._filled())

    def said(self) -> str:
        """Return the answer in words, for the timeline."""
        parts = [
            self._say("ui.answer.said", attribute=target.attribute_id, value=_words(field))
            for target, _, field in self._filled()
        ]
        return "; ".join(parts) or self._note.toPlainText().strip()

    def note(self) -> str:
        """Return the note of the case, "" where the answer is a value."""
        text = self._note.toPlainText().strip()
        if self._subject.targets or not text:
            return ""
        question = self._say(self._subject.question.text)
        return self._say("ui.answer.note", question=question, answer=text, by=self.by, as_of=self._date())

    # -- parts ----------------------------------------------------------------------------------------

    def _add_fields(self, body: QBoxLayout, theme: Theme) -> None:
        last = ""
        for target, site in self._subject.targets:
            if site.id != last:
                last = site.id
                kind = self._say(f"ui.answer.goes_to.{site.kind.value}", name=site.name)
                body.addWidget(WordLabel(kind, "group"))
            spec, attribute = ATTRIBUTE_BY_ID[target.attribute_id], site.attribute(target.attribute_id)
            field = ValueField(theme, self._language, spec, attribute, self._subject.lists)
            field.setObjectName(f"answer_field_{target.site_id}_{target.attribute_id}")
            field.changed.connect(self._check)
            self.fields.append((target, site, field))
            body.addWidget(field)

    def _add_note(self, body: QBoxLayout) -> None:
        body.addWidget(label(self._say("ui.answer.no_place"), wrap=True))
        caption = label(self._say("ui.answer.text"), "small")
        caption.setBuddy(self._note)
        self._note.setObjectName("answer_note")
        self._note.setAccessibleName(caption.text())
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(_NOTE_PX)
        self._note.textChanged.connect(self._check)
        body.addLayout(column(caption, self._note, spacing=3))

    def _add_line(self, body: QBoxLayout, name: str, text: str) -> QLineEdit:
        made = QLineEdit(text)
        made.setObjectName(f"answer_{name}")
        caption = label(self._say(f"ui.answer.{name}"), "small")
        caption.setBuddy(made)
        made.setAccessibleName(caption.text())
        made.textChanged.connect(lambda _: self._check())
        body.addLayout(column(caption, made, spacing=3))
        return made

    # -- reading --------------------------------------------------------------------------------------

    def _filled(self) -> list[tuple[AnswerTarget, Site, ValueField]]:
        return [
            each
            for each in self.fields
            if each[2].text.strip() and (each[2].is_changed or each[2].is_confirmed)
        ]

    def _date(self) -> PartialDate:
        as_of = read_date(self._as_of.text())
        if as_of.earliest > self._subject.today:
            raise InputError("error.edit.date_to_come", field="as_of", as_of=as_of)
        return as_of

    def _check(self) -> None:
        if not self._is_built:
            return
        # Each field is told what is wrong with it, also after one that cannot be read.
        readable = [self._tell(*each) for each in self.fields]
        fault = "" if self.by else self._say(InputError("error.edit.no_source", field="source"))
        try:
            self._date()
        except InputError as error:
            fault = self._say(error)
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        has_answer = bool(self._filled()) or (not self.fields and bool(self._note.toPlainText().strip()))
        self.accept_button.setEnabled(has_answer and all(readable) and not fault)

    def _typed(self, site_id: str) -> dict[str, object | None]:
        """Read what else was typed for a site; what cannot be read is told at its own field."""
        found: dict[str, object | None] = {}
        for target, _, field in self._filled():
            if target.site_id == site_id:
                with suppress(InputError):
                    found[target.attribute_id] = read_entry(
                        field.spec, field.text, decimal=notation_of(self._language.code)
                    )
        return found

    def _tell(self, target: AnswerTarget, site: Site, field: ValueField) -> bool:
        """Say what is wrong or odd about one field; returns whether it can be read."""
        try:
            value = read_entry(field.spec, field.text, decimal=notation_of(self._language.code))
        except InputError as error:
            field.tell(self._say(error), is_refusal=True)
            return False
        typed = self._typed(site.id) | {target.attribute_id: value}
        odd = warnings_of(site, typed, self._subject.today) if field.is_changed else ()
        told = [self._say(each) for name, each in odd if name == target.attribute_id]
        field.tell(" ".join(told), is_refusal=False)
        return True


def _words(field: ValueField) -> str:
    combo = field.findChild(QComboBox)
    return combo.currentText() if isinstance(combo, QComboBox) else field.text.strip()
