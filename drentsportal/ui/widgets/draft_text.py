"""What would leave the portal, to be read through: words as they stand, and every gap with its reason."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from drentsportal.language.passage_words import passage_gap, passage_label, passage_value
from drentsportal.ui.fonts import font
from drentsportal.ui.privacy_words import passage_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.retention.passages import Passage, ShownField, ShownPassage
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme


class DraftText(QTextEdit):
    """Plain text to read and copy, by mouse and keys; nothing in it is read as markup."""

    def __init__(self, theme: Theme, language: Language, name: str, spoken: str) -> None:
        """Start empty."""
        super().__init__()
        self._theme, self._language = theme, language
        self._shown: tuple[ShownPassage, ...] = ()
        self._doubtful: tuple[Passage, ...] = ()
        self._unclear: tuple[tuple[str, str], ...] = ()
        self._foot = ""
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(10)
        theme.changed.connect(self._write)

    def show_draft(
        self,
        shown: Sequence[ShownPassage],
        doubtful: Sequence[Passage] = (),
        foot: str = "",
        unclear: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show a draft from its beginning.

        Words of which it is ``unclear`` whose they are and ``doubtful`` passages come after it; ``foot`` ends
        the text.
        """
        self._shown, self._doubtful, self._foot = tuple(shown), tuple(doubtful), foot
        self._unclear = tuple(unclear)
        self._write()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    # -- writing --------------------------------------------------------------------------------------

    def _write(self) -> None:
        self.clear()
        cursor = self.textCursor()
        for subject, passages in groupby(self._shown, key=lambda each: each.subject):
            self._line(cursor, subject, self._format("text", 15, strong=True))
            for each in passages:
                self._line(cursor, passage_name(self._language, each), self._format("text", strong=True))
                for field in each.fields:
                    self._field(cursor, field)
                self._line(cursor, "", self._format("text"))
        self._write_unclear(cursor)
        self._write_doubtful(cursor)
        if self._foot:
            self._line(cursor, self._foot, self._format("text", strong=True))

    def _write_unclear(self, cursor: QTextCursor) -> None:
        if not self._unclear:
            return
        title = self._language.text("ui.privacy.inzage.unclear", count=len(self._unclear))
        self._line(cursor, title, self._format("check_text", 15, strong=True))
        for subject, text in self._unclear:
            self._line(cursor, f"{subject}: {text}", self._format("text"))
        self._line(cursor, "", self._format("text"))

    def _write_doubtful(self, cursor: QTextCursor) -> None:
        if not self._doubtful:
            return
        title = self._language.text("ui.privacy.inzage.doubtful", count=len(self._doubtful))
        self._line(cursor, title, self._format("check_text", 15, strong=True))
        for each in self._doubtful:
            name = f"{each.subject}, {passage_name(self._language, each)}"
            self._line(cursor, name, self._format("text", strong=True))
            for field in each.fields:
                self._name(cursor, field.name)
                text = passage_value(self._language, field.name, field.text)
                self._line(cursor, text, self._format("text"))
            self._line(cursor, "", self._format("text"))

    def _field(self, cursor: QTextCursor, field: ShownField) -> None:
        self._name(cursor, field.name)
        for piece in field.pieces:
            if piece.reason:
                cursor.insertText(passage_gap(self._language, piece.reason), self._gap())
            else:
                text = passage_value(self._language, field.name, piece.text)
                cursor.insertText(text, self._format("text"))
        cursor.insertText("\n", self._format("text"))

    def _name(self, cursor: QTextCursor, name: str) -> None:
        told = passage_label(self._language, name)
        cursor.insertText(f"{told}: ", self._format("text_secondary"))

    @staticmethod
    def _line(cursor: QTextCursor, text: str, shape: QTextCharFormat) -> None:
        cursor.insertText(f"{text}\n", shape)

    def _format(self, role: str, size_px: int = 13, *, strong: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(font(size_px, QFont.Weight.DemiBold if strong else QFont.Weight.Normal))
        made.setForeground(self._theme.colour(role))
        return made

    def _gap(self) -> QTextCharFormat:
        made = self._format("unknown_text")
        made.setBackground(self._theme.colour("unknown_background"))
        return made
