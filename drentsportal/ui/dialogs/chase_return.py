"""A chase list that came back: what it would change, what cannot be read, and what a person must decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QSplitter, QWidget

from drentsportal.domain.entry.value_entry import read_date
from drentsportal.domain.values import Known, PartialDate
from drentsportal.errors import InputError
from drentsportal.language.segment_words import segment_names
from drentsportal.reports.typeset.value_words import ValueWords
from drentsportal.services.chase_returns import ReturnDecisions
from drentsportal.ui.dialogs.moments import day_as_typed
from drentsportal.ui.dialogs.suited import resize_within_screen
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from datetime import date

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.checks.chase_answers import Answer
    from drentsportal.services.chase_returns import ChaseReturn
    from drentsportal.ui.theme import Theme

_COLUMNS: Final = ("row", "site", "attribute", "before", "answer", "as_of", "what")
_WIDTHS: Final = (56, 170, 200, 150, 150, 110)
_LEFT_COLUMNS: Final = ("row", "site", "reason")
_LEAST_LEFT, _MOST_LEFT = 0.35, 0.65
_PARTS: Final = 1000
"""What cannot be taken over gets at least and at most this share of the height, in parts of a thousand."""


class ChaseReturnDialog(QDialog):
    """Shows the answers, and lets a person decide on values that changed since the list was sent.

    Signals: ``dated(decisions)`` when a date was given for the answers without one; ``decisions()`` after it
    was accepted.
    """

    dated = Signal(object)

    def __init__(
        self, parent: QWidget, theme: Theme, services: AppServices, came_back: ChaseReturn, today: date
    ) -> None:
        """Build it around a list."""
        super().__init__(parent)
        language = services.language
        self._language = language
        self._say = language.text
        self._words = ValueWords(language, segment_names(services.reference.segments(), language), today)
        self._return = came_back
        self._as_of: PartialDate | None = None
        self._decided: dict[tuple[str, str], bool] = {}
        self.setModal(True)
        self.setWindowTitle(self._say("ui.quality.return_title"))
        resize_within_screen(self, 1080, 620)
        self._summary = label("", wrap=True)
        self._build_tables(theme)
        self._build_tools(today)
        body = column(self._summary, self._date_box, self._changed_box, spacing=10, margin=16)
        body.addWidget(self._shared_room(), 1)
        body.addLayout(row(None, self.cancel_button, self.accept_button))
        self.setLayout(body)
        self.show_return(came_back)

    def show_return(self, came_back: ChaseReturn) -> None:
        """Show the list again, read with what was decided so far."""
        self._return = came_back
        self._summary.setText(
            self._say(
                "ui.quality.return_summary",
                source=came_back.file.source,
                answers=len(came_back.answers),
                left=len(came_back.left),
                blank=came_back.blank,
            )
        )
        self._date_box.setVisible(came_back.undated > 0)
        self._date_note.setText(self._say("ui.quality.return_undated", count=came_back.undated))
        asked = (("changed", len(came_back.conflicts)), ("odd", len(came_back.odd)))
        notes = [self._say(f"ui.quality.return_{name}", count=count) for name, count in asked if count]
        self._changed_box.setVisible(bool(notes))
        self._changed_note.setText("\n".join(notes))
        others = (*came_back.left, *came_back.remarks)
        self._left_box.setVisible(bool(others))
        self._left_model.show_rows(
            len(others),
            lambda number: (
                TextCell(str(others[number].row), right=True),
                TextCell(others[number].site_name or others[number].site_id),
                TextCell(self._language.text(others[number].message), quiet=True),
            ),
        )
        self._refresh()

    def decisions(self) -> ReturnDecisions:
        """Return what was decided."""
        return ReturnDecisions(self._as_of, dict(self._decided))

    def decide_all(self, *, take: bool) -> None:
        """Decide alike on every value that changed since, or that looks odd."""
        self._decided = {each.cell: take for each in self._return.answers if each.needs_decision}
        self._refresh()

    def _build_tables(self, theme: Theme) -> None:
        say = self._say
        self._model = TextTableModel([say(f"ui.quality.return.{each}") for each in _COLUMNS], frozenset({0}))
        self._delegate = TextTableDelegate(theme)
        self.answers = text_table(
            self._model, self._delegate, "chase_answers", say("ui.quality.return_answers")
        )
        for section, width in enumerate(_WIDTHS):
            self.answers.horizontalHeader().resizeSection(section, width)
        self.answers.horizontalHeader().setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        self.answers.activated.connect(lambda at: self._toggle(self._return.answers[at.row()]))
        left_title = label(say("ui.quality.return_left"), "strong")
        self._left_model = TextTableModel(
            [say(f"ui.quality.return.{each}") for each in _LEFT_COLUMNS], frozenset({0})
        )
        self._left_delegate = TextTableDelegate(theme, wraps=True)
        self.left = text_table(
            self._left_model, self._left_delegate, "chase_left", say("ui.quality.return_left")
        )
        self.left.horizontalHeader().resizeSection(0, _WIDTHS[0])
        self.left.horizontalHeader().resizeSection(1, _WIDTHS[1])
        self.left.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.left.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._left_box = QWidget()
        self._left_box.setLayout(column(left_title, self.left, spacing=6))

    def _shared_room(self) -> QSplitter:
        """Lay what is taken over what is not, by their numbers of rows; a person can move the border."""
        room = QSplitter(Qt.Orientation.Vertical)
        room.setChildrenCollapsible(False)
        room.addWidget(self.answers)
        room.addWidget(self._left_box)
        left = len(self._return.left) + len(self._return.remarks)
        share = left / max(1, left + len(self._return.answers))
        below = round(_PARTS * min(_MOST_LEFT, max(_LEAST_LEFT, share)))
        room.setSizes([_PARTS - below, below])
        return room

    def _build_tools(self, today: date) -> None:
        say = self._say
        self._date_note, self._changed_note = label("", "warning", wrap=True), label("", "warning", wrap=True)
        self.date = QLineEdit(day_as_typed(today.isoformat(), self._language.code))
        self.date.setObjectName("return_date")
        self.date.setAccessibleName(say("ui.quality.return.as_of"))
        self.date.setMaximumWidth(140)
        self.date_button = button(say("ui.quality.use_date"), name="use_date")
        self.date_button.clicked.connect(self._use_date)
        self._date_fault = label("", "error")
        self._date_box = QWidget()
        self._date_box.setLayout(
            column(self._date_note, row(self.date, self.date_button, self._date_fault, None), spacing=4)
        )
        self.take_all = button(say("ui.quality.take_all"), name="take_all")
        self.take_all.clicked.connect(lambda: self.decide_all(take=True))
        self.keep_all = button(say("ui.quality.keep_all"), name="keep_all")
        self.keep_all.clicked.connect(lambda: self.decide_all(take=False))
        self._changed_box = QWidget()
        self._changed_box.setLayout(
            column(self._changed_note, row(self.take_all, self.keep_all, None), spacing=4)
        )
        self.accept_button = button(say("ui.quality.take_answers", count=0), "main", name="accept")
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button = button(say("ui.cancel"), name="cancel")
        self.cancel_button.clicked.connect(self.reject)

    def _use_date(self) -> None:
        try:
            self._as_of = read_date(self.date.text())
        except InputError as error:
            self._date_fault.setText(self._language.text(error))
            return
        self._date_fault.setText("")
        self.dated.emit(self.decisions())

    def _toggle(self, answer: Answer) -> None:
        if answer.needs_decision:
            self._decided[answer.cell] = not self._decided.get(answer.cell, False)
            self._refresh()

    def _refresh(self) -> None:
        self._model.show_rows(len(self._return.answers), self._cells)
        decisions = self.decisions()
        open_ones = [each for each in self._return.answers if decisions.on(each) is None]
        taken = [each for each in self._return.answers if decisions.on(each)]
        self.accept_button.setEnabled(bool(taken) and not open_ones and not self._return.undated)
        self.accept_button.setText(self._say("ui.quality.take_answers", count=len(taken)))

    def _cells(self, number: int) -> tuple[TextCell, ...]:
        answer = self._return.answers[number]
        before = (
            TextCell(self._words.plain(answer.attribute_id, answer.before.value), quiet=True)
            if isinstance(answer.before, Known)
            else TextCell("", chip=self._say("word.unknown"))
        )
        return (
            TextCell(str(answer.row), right=True, quiet=True),
            TextCell(answer.site_name),
            TextCell(self._say(f"attribute.{answer.attribute_id}")),
            before,
            TextCell(self._words.plain(answer.attribute_id, answer.value), strong=True),
            TextCell(self._language.value(answer.as_of)),
            self._what(answer),
        )

    def _what(self, answer: Answer) -> TextCell:
        odd = " ".join(self._language.text(each) for each in answer.odd)
        if answer.needs_decision:
            decided = self._decided.get(answer.cell)
            if decided is None:
                return TextCell(odd, chip=self._say("ui.quality.changed.open"), tone="check")
            name = "take" if decided else "keep"
            return TextCell(odd, chip=self._say(f"ui.quality.changed.{name}"), tone="info")
        if odd:
            return TextCell(odd, quiet=True)
        name = "confirms" if answer.is_confirmation else "changes"
        return TextCell(self._say(f"cli.chase.{name}"), quiet=True)
