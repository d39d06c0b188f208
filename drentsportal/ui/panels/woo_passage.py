"""One passage of a case under the Woo: its words, what a person decides about it, words that stay inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QStackedWidget, QTextEdit, QWidget

from drentsportal.domain.retention.woo import PUBLIC
from drentsportal.language.passage_words import passage_label, passage_value
from drentsportal.ui.fonts import font
from drentsportal.ui.privacy_words import passage_name
from drentsportal.ui.widgets.parts import button, clear, column, label, row
from drentsportal.ui.widgets.steady_combo import SteadyCombo
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drentsportal.domain.retention.passages import Passage
    from drentsportal.domain.retention.woo import WithheldPart, WooGround, WooMark
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_PARAGRAPH: Final = "\u2029"
"""What stands for the end of a line in words that were selected."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A passage with what was decided about it so far; ``mark`` is ``None`` while nothing was."""

    passage: Passage
    mark: WooMark | None = None


class PassageText(QTextEdit):
    """The words of a passage; those that stay inside are struck through on another ground."""

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._theme, self._language = theme, language
        self._shown: tuple[Decided, ...] = ()
        self.setObjectName("woo_text")
        self.setAccessibleName(language.text("ui.privacy.woo.text"))
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        theme.changed.connect(self._write)

    def show_passages(self, shown: Sequence[Decided]) -> None:
        """Show other passages, one under the other, or the same with other words marked."""
        self._shown = tuple(shown)
        self._write()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    @property
    def selected(self) -> str:
        """The words that are selected, as they stand in the passage."""
        return self.textCursor().selectedText().replace(_PARAGRAPH, "\n")

    def _write(self) -> None:
        self.clear()
        cursor = self.textCursor()
        for place, each in enumerate(self._shown):
            if len(self._shown) > 1:
                # A decision for several is taken on what can be read of each.
                heading = self._format("text")
                heading.setFont(font(13, QFont.Weight.DemiBold))
                gap = "\n" if place else ""
                cursor.insertText(f"{gap}{passage_name(self._language, each.passage)}\n", heading)
            self._write_passage(cursor, each)

    def _write_passage(self, cursor: QTextCursor, decided: Decided) -> None:
        parts = () if decided.mark is None else decided.mark.parts
        plain, quiet = self._format("text"), self._format("text_secondary")
        for field in decided.passage.fields:
            cursor.insertText(f"{passage_label(self._language, field.name)}: ", quiet)
            begin = cursor.position()
            text = passage_value(self._language, field.name, field.text)
            cursor.insertText(text, plain)
            self._mark(begin, text, (each.text for each in parts))
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText("\n", plain)

    def _mark(self, begin: int, text: str, words: Iterable[str]) -> None:
        shape = self._format("unknown_text")
        shape.setBackground(self._theme.colour("unknown_background"))
        shape.setFontStrikeOut(True)
        for each in words:
            at = text.find(each)
            while at >= 0:
                cursor = QTextCursor(self.document())
                cursor.setPosition(begin + _place(text, at))
                cursor.setPosition(begin + _place(text, at + len(each)), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(shape)
                at = text.find(each, at + 1)

    def _format(self, role: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(self._theme.colour(role))
        return made


class PassagePane(QWidget):
    """Decides about one passage, or several at once.

    Signals: ``decided(ground_id)``, empty to take a decision back; ``part_asked(text, ground_id)`` to keep
    words of it inside; ``part_dropped(number)`` counts from 0.
    """

    decided = Signal(str)
    part_asked = Signal(str, str)
    part_dropped = Signal(int)

    def __init__(self, theme: Theme, language: Language, grounds: Sequence[WooGround]) -> None:
        """Build it for a list of grounds."""
        super().__init__()
        self._language, self._say = language, language.text
        say = self._say
        listed = [(say("ui.privacy.woo.ground", id=each.id, title=each.title), each.id) for each in grounds]
        self.choice = SteadyCombo(
            [(say("ui.privacy.woo.undecided"), ""), (say("ui.privacy.woo.public"), PUBLIC), *listed],
            "woo_choice",
            say("ui.privacy.woo.choice"),
        )
        self.text = PassageText(theme, language)
        self.part_ground = SteadyCombo(
            [(say("ui.privacy.woo.choose_ground"), ""), *listed],
            "woo_part_ground",
            say("ui.privacy.woo.part_ground"),
        )
        self.part_button = button(say("ui.privacy.do.withhold"), name="woo_withhold")
        self._name = WordLabel("", "section")
        self._parts = column(spacing=2)
        self._fault = WordLabel("", "error")
        self._pages = QStackedWidget()
        self._build()
        self.choice.activated.connect(lambda _: self.decided.emit(str(self.choice.currentData())))
        self.part_button.clicked.connect(self._ask_part)

    def show_passages(self, shown: Sequence[Decided], current: int = 0) -> None:
        """Show the passages that a decision is for, none or more; ``current`` is the one that was clicked."""
        self._pages.setCurrentIndex(1 if shown else 0)
        self._fault.show_text("")
        self._fault.hide()
        clear(self._parts)
        self.text.show_passages(shown)
        if not shown:
            return
        decided, is_alone = shown[current], len(shown) == 1
        name = passage_name(self._language, decided.passage)
        self._name.show_text(name if is_alone else self._say("ui.privacy.woo.several", count=len(shown)))
        mark = decided.mark
        self.choice.choose("" if mark is None else mark.ground_id)
        may_part = is_alone and mark is not None and mark.ground_id == PUBLIC
        for each in (self.part_ground, self.part_button):
            each.setEnabled(may_part)
        for number, part in enumerate(mark.parts if is_alone and mark is not None else ()):
            self._parts.addWidget(self._part(number, part))

    def tell_fault(self, text: str) -> None:
        """Say why words cannot be kept inside."""
        self._fault.show_text(text)
        self._fault.setVisible(bool(text))

    def _build(self) -> None:
        say = self._say
        caption = label(say("ui.privacy.woo.choice"), "small")
        caption.setBuddy(self.choice)
        part_caption = label(say("ui.privacy.woo.part_ground"), "small", wrap=True)
        part_caption.setBuddy(self.part_ground)
        filled, empty = QWidget(), QWidget()
        body = column(self._name, caption, self.choice, spacing=6)
        body.addWidget(self.text, 1)
        body.addWidget(part_caption)
        body.addLayout(row(self.part_ground, self.part_button))
        body.addLayout(self._parts)
        body.addWidget(self._fault)
        filled.setLayout(body)
        empty.setLayout(column(WordLabel(say("ui.privacy.woo.choose"), "secondary"), None))
        for each in (empty, filled):
            self._pages.addWidget(each)
        self.setLayout(column(self._pages))

    def _part(self, number: int, part: WithheldPart) -> QWidget:
        told = self._say("ui.privacy.woo.part", text=part.text, ground=part.ground_id)
        away = button(self._say("ui.privacy.do.drop_part"), "link", name=f"woo_drop_{number + 1}")
        away.setAccessibleName(self._say("ui.privacy.woo.drop_spoken", text=part.text))
        away.clicked.connect(lambda: self.part_dropped.emit(number))
        made = QWidget()
        line = row()
        line.addWidget(WordLabel(told, "small"), 1)
        line.addWidget(away)
        made.setLayout(line)
        return made

    def _ask_part(self) -> None:
        text, ground_id = self.text.selected.strip(), str(self.part_ground.currentData())
        if not text:
            self.tell_fault(self._say("ui.privacy.woo.nothing_selected"))
        elif not ground_id:
            self.tell_fault(self._say("ui.privacy.woo.no_ground"))
            self.part_ground.setFocus()
        else:
            self.part_asked.emit(text, ground_id)


def _place(text: str, at: int) -> int:
    """Count as Qt does: a character outside the basic plane takes two places."""
    return len(text[:at].encode("utf-16-le", errors="surrogatepass")) // 2
