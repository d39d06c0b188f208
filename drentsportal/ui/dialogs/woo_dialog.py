"""Woo-selectie: passages of a case, a decision about each, what that comes to; read first, then written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from drentsportal.domain.retention.woo import PUBLIC, WithheldPart, WooMark
from drentsportal.language.passage_words import lone_warnings, passage_label, passage_value
from drentsportal.ui.dialogs.confirm_part import ConfirmPart
from drentsportal.ui.dialogs.messages import may_lose
from drentsportal.ui.dialogs.privacy_dialog import PrivacyDialog, fit_columns
from drentsportal.ui.panels.woo_passage import Decided, PassagePane
from drentsportal.ui.privacy_words import passage_name
from drentsportal.ui.widgets.draft_text import DraftText
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.subject_line import SubjectLine
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table
from drentsportal.ui.widgets.two_sides import two_sides
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.retention.passages import Passage
    from drentsportal.domain.retention.woo import WooGround
    from drentsportal.language import Language
    from drentsportal.services.disclosure import WooDraft
    from drentsportal.ui.models.privacy_rows import Subject
    from drentsportal.ui.theme import Theme

_COLUMNS: Final = ("passage", "text", "decision")
_PANE_PX: Final = 480
_LONGEST: Final = 160
_EMPTY, _PASSAGES, _DRAFT = 0, 1, 2


class WooDialog(PrivacyDialog):
    """Decides about the passages of one case.

    Signals: ``case_asked(number)``, ``draft_asked()`` to see what the marks come to, ``write_asked(code)``.
    """

    case_asked = Signal(str)
    draft_asked = Signal()
    write_asked = Signal(str)

    def __init__(
        self, parent: QWidget, theme: Theme, language: Language, grounds: Sequence[WooGround]
    ) -> None:
        """Build it; ``show_passages`` fills it."""
        super().__init__(parent, theme, language, "woo")
        say = self._say
        self.number = ""
        self.draft: WooDraft | None = None
        self._passages: tuple[Passage, ...] = ()
        self._marks: dict[str, WooMark] = {}
        self._is_told = False
        self._is_unwritten = False
        self.subject = SubjectLine(language, "woo_case", say("ui.privacy.woo.case"))
        self.read_button = button(say("ui.privacy.do.read_case"), name="woo_read")
        self.model = TextTableModel([say(f"ui.privacy.woo.column.{each}") for each in _COLUMNS])
        self.table = text_table(
            self.model, TextTableDelegate(theme, wraps=True), "woo_passages", say("ui.privacy.woo.passages")
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.pane = PassagePane(theme, language, grounds)
        self._count = label("", "small")
        self.draft_button = button(say("ui.privacy.do.draft"), "main", name="woo_draft")
        self.back_button = button(say("ui.privacy.do.back"), name="woo_back")
        self.text = DraftText(theme, language, "woo_draft_text", say("ui.privacy.woo.draft"))
        self._named = WordLabel("", "warning")
        self.confirm = ConfirmPart(language, "woo")
        self._pages = QStackedWidget()
        self._build()
        self.subject.chosen.connect(lambda _: self._ask_case())
        self.read_button.clicked.connect(self._ask_case)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        self.pane.decided.connect(self._decide)
        self.pane.part_asked.connect(self._withhold)
        self.pane.part_dropped.connect(self._drop)
        self.draft_button.clicked.connect(self.draft_asked)
        self.back_button.clicked.connect(self._back)
        self.confirm.write_asked.connect(self.write_asked)
        self.subject.setFocus()

    @property
    def marks(self) -> tuple[WooMark, ...]:
        """What was decided; words are withheld only of a passage that is public for the rest."""
        return tuple(
            each if each.ground_id == PUBLIC else replace(each, parts=())
            for each in (self._marks[passage.id] for passage in self._passages if passage.id in self._marks)
        )

    @property
    def is_changed(self) -> bool:
        """Whether decisions were taken that closing would lose."""
        return self._is_unwritten

    def offer(self, cases: Sequence[Subject]) -> None:
        """Complete these cases from now on."""
        self.subject.offer(cases)
        self.subject.choose(self.subject.key)

    def show_passages(self, number: str, passages: Sequence[Passage]) -> None:
        """Show the passages of a case; of another one nothing is decided yet."""
        if number != self.number:
            self._marks.clear()
            self._is_unwritten = False
        self.number, self._passages = number, tuple(passages)
        self.draft = None
        self._pages.setCurrentIndex(_PASSAGES)
        self._fill_rows([])
        self.table.setFocus()

    def show_draft(self, draft: WooDraft) -> None:
        """Show what would be made public, with the code that confirms it below the last line."""
        self.draft = draft
        warnings = lone_warnings(self._language, draft.lone)
        if draft.named:
            warnings = (self._say("ui.privacy.woo.named", names=", ".join(draft.named)), *warnings)
        named = "\n".join(warnings)
        self._named.show_text(named)
        self._named.setVisible(bool(named))
        self.text.show_draft(draft.passages, foot=self._say("ui.privacy.confirm.foot", code=draft.code))
        self._pages.setCurrentIndex(_DRAFT)
        self.confirm.expect(is_ready=True)
        self.text.setFocus()

    def end_written(self) -> None:
        """Note that what was decided is written: nothing goes lost with the dialog."""
        self._is_unwritten = False

    def reject(self) -> None:
        """Close, after asking where decisions would go lost."""
        if not self._is_unwritten or self._may_lose():
            super().reject()

    # -- building -------------------------------------------------------------------------------------

    def _build(self) -> None:
        say = self._say
        fit_columns(self.table, {0: "Contactmoment, wo 28 nov.", 2: "openbaar m 2 delen weg"}, (1,))
        left = QWidget()
        foot = row(self._count, None, self.draft_button)
        left.setLayout(column(self.table, foot))
        parts = two_sides(left, self.pane, wide=left)
        empty, draft = QWidget(), QWidget()
        empty.setLayout(column(WordLabel(say("ui.privacy.woo.empty"), "secondary"), None))
        read = column(row(self.back_button, None), self._named, spacing=6)
        read.addWidget(self.text, 1)
        read.addWidget(self.confirm)
        draft.setLayout(read)
        for each in (empty, parts, draft):
            self._pages.addWidget(each)
        body = column(row(self.subject, self.read_button))
        body.addWidget(self._pages, 1)
        self.fill(body)
        parts.setSizes([max(1, self.width() - _PANE_PX), _PANE_PX])

    # -- choosing -------------------------------------------------------------------------------------

    def _ask_case(self) -> None:
        number = self.subject.key
        if not number:
            return
        if self._is_unwritten and number != self.number and not self._may_lose():
            self.subject.choose(self.number)
            return
        self.tell("")
        if number != self.number:
            self._forget_case()
        self.case_asked.emit(number)

    def _forget_case(self) -> None:
        """Show nothing of the case before while another one is read, or cannot be."""
        self.number, self.draft, self._passages = "", None, ()
        self._marks.clear()
        self._is_unwritten = False
        self._pages.setCurrentIndex(_EMPTY)

    def _may_lose(self) -> bool:
        say = self._say
        return may_lose(self, self._language, say("ui.privacy.title.woo"), say("ui.privacy.woo.lose"))

    def _selected(self) -> list[int]:
        return sorted({each.row() for each in self.table.selectionModel().selectedRows()})

    def _on_selected(self) -> None:
        if not self._is_told:
            self._show_selected()

    def _show_selected(self) -> None:
        rows = self._selected()
        chosen = [self._passages[at] for at in rows]
        at = self.table.currentIndex().row()
        shown = [Decided(each, self._marks.get(each.id)) for each in chosen]
        self.pane.show_passages(shown, rows.index(at) if at in rows else 0)

    def _decide(self, ground_id: str) -> None:
        for at in self._selected():
            passage_id = self._passages[at].id
            if ground_id:
                before = self._marks.get(passage_id)
                self._marks[passage_id] = WooMark(passage_id, ground_id, before.parts if before else ())
            else:
                self._marks.pop(passage_id, None)
        self._on_changed()

    def _withhold(self, text: str, ground_id: str) -> None:
        passage = self._passages[self._selected()[0]]
        if not any(text in each.text for each in passage.fields):
            self.pane.tell_fault(self._say("ui.privacy.woo.over_fields"))
            return
        mark = self._marks[passage.id]
        part = WithheldPart(text, ground_id)
        kept = tuple(each for each in mark.parts if each.text != text)
        self._marks[passage.id] = replace(mark, parts=(*kept, part))
        self._on_changed()

    def _drop(self, number: int) -> None:
        passage = self._passages[self._selected()[0]]
        mark = self._marks[passage.id]
        left = tuple(each for at, each in enumerate(mark.parts) if at != number)
        self._marks[passage.id] = replace(mark, parts=left)
        self._on_changed()

    def _on_changed(self) -> None:
        self._is_unwritten = bool(self._marks)
        self.draft = None
        self.tell("")
        self._fill_rows(self._selected())

    def _back(self) -> None:
        """Go back to the decisions; the draft has to be read anew after that."""
        self.draft = None
        self.confirm.expect(is_ready=False)
        self._pages.setCurrentIndex(_PASSAGES)
        self.table.setFocus()

    # -- rows -----------------------------------------------------------------------------------------

    def _fill_rows(self, selected: Sequence[int]) -> None:
        current = self.table.currentIndex().row()
        self._is_told = True
        self.model.show_rows(len(self._passages), lambda at: self._cells(self._passages[at]))
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        model = self.table.selectionModel()
        if current in selected:
            model.setCurrentIndex(self.model.index(current, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        for at in selected:
            model.select(self.model.index(at, 0), flags)
        self._is_told = False
        self._show_selected()
        decided = len(self.marks)
        self._count.setText(self._say("ui.privacy.woo.count", decided=decided, count=len(self._passages)))
        self.draft_button.setEnabled(decided > 0)

    def _cells(self, passage: Passage) -> tuple[TextCell, ...]:
        language = self._language
        words = [
            (passage_label(language, each.name), passage_value(language, each.name, each.text).split())
            for each in passage.fields
        ]
        told = " \u00b7 ".join(f"{name}: {' '.join(text)}" for name, text in words)
        shown = told if len(told) <= _LONGEST else f"{told[:_LONGEST].rstrip()}\u2026"
        return TextCell(passage_name(language, passage)), TextCell(shown), self._decision(passage)

    def _decision(self, passage: Passage) -> TextCell:
        mark, say = self._marks.get(passage.id), self._say
        if mark is None:
            return TextCell(chip=say("ui.privacy.woo.chip.undecided"))
        if mark.ground_id != PUBLIC:
            return TextCell(chip=mark.ground_id, tone="check")
        parts = say("ui.privacy.woo.chip.parts", count=len(mark.parts)) if mark.parts else ""
        return TextCell(parts, chip=say("ui.privacy.woo.chip.public"), tone="fits")
