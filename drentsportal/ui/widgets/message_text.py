"""The words of a message: plain text, with what was recognised underlined; nothing in it is ever fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from drentsportal.domain.intake.recognised import Certainty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.intake.recognised import Recognised
    from drentsportal.ui.theme import Theme

_UNDERLINES: Final = {
    Certainty.LITERAL: QTextCharFormat.UnderlineStyle.SingleUnderline,
    Certainty.DERIVED: QTextCharFormat.UnderlineStyle.DashUnderline,
}
_COLOURS: Final = {Certainty.LITERAL: "info", Certainty.DERIVED: "check"}


class MessageText(QPlainTextEdit):
    """Text to read and copy; literal readings are underlined, derived ones dashed."""

    def __init__(self, theme: Theme, spoken: str) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self._marks: tuple[Recognised, ...] = ()
        self._pointed: tuple[tuple[int, int], ...] = ()
        self._text = ""
        self.setObjectName("message_text")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        # A file that is let go here belongs to the window, not into the text.
        self.setAcceptDrops(False)
        self.setAccessibleName(spoken)
        self.setMinimumHeight(48)
        theme.changed.connect(self._paint_marks)

    def show_message(self, text: str, marks: Sequence[Recognised]) -> None:
        """Show a text with what was recognised in it."""
        self._text, self._marks, self._pointed = text, tuple(marks), ()
        self.setPlainText(text)
        self._paint_marks()

    def point_out(self, spans: Sequence[tuple[int, int]]) -> None:
        """Bring the words of a field out, and into sight; no spans ends that."""
        if tuple(spans) == self._pointed:
            return
        self._pointed = tuple(spans)
        self._paint_marks()
        if self._pointed:
            self.setTextCursor(self._cursor(self._pointed[0][0], self._pointed[0][0]))
            self.ensureCursorVisible()

    @property
    def marked(self) -> tuple[tuple[str, Certainty], ...]:
        """The words that are underlined, as they stand on screen."""
        found = []
        for each, mark in zip(self.extraSelections(), self._marks, strict=False):
            found.append((each.cursor.selectedText(), mark.certainty))
        return tuple(found)

    def _paint_marks(self) -> None:
        shown = [self._mark(each) for each in self._marks]
        shown += [self._pointer(*each) for each in self._pointed]
        self.setExtraSelections(shown)

    def _mark(self, mark: Recognised) -> QTextEdit.ExtraSelection:
        name = _COLOURS[mark.certainty]
        made = QTextEdit.ExtraSelection()
        made.cursor = self._cursor(mark.start, mark.end)
        made.format.setUnderlineStyle(_UNDERLINES[mark.certainty])
        made.format.setUnderlineColor(self._theme.colour(f"{name}_text"))
        made.format.setBackground(self._theme.colour(f"{name}_background"))
        return made

    def _pointer(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.cursor = self._cursor(start, end)
        made.format.setBackground(self._theme.colour("accent"))
        made.format.setForeground(self._theme.colour("on_accent"))
        return made

    def _cursor(self, start: int, end: int) -> QTextCursor:
        made = QTextCursor(self.document())
        made.setPosition(self._place(start))
        made.setPosition(self._place(end), QTextCursor.MoveMode.KeepAnchor)
        return made

    def _place(self, at: int) -> int:
        """Count as Qt does: a character outside the basic plane takes two places."""
        return len(self._text[:at].encode("utf-16-le", errors="surrogatepass")) // 2
