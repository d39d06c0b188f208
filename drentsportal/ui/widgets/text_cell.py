"""What a table cell shows: words, a chip for a state, and a mark; never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

from PySide6.QtCore import Qt

from drentsportal.language.speaker import without_turns

CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""The ``TextCell`` of an index, for the delegate."""


@dataclass(frozen=True, slots=True)
class TextCell:
    """One cell.

    ``chip`` stands before ``text`` in the colours of ``tone`` (``unknown``, ``fits``, ``check``, ``fails``,
    ``info`` or ``accent``). ``mark`` is the name of an icon before both, in the colour of ``mark_role``.
    ``text_role`` gives the words another colour than their normal one. ``what`` says what the state is that
    the chip names.
    """

    text: str = ""
    strong: bool = False
    quiet: bool = False
    right: bool = False
    chip: str = ""
    tone: str = "unknown"
    mark: str = ""
    mark_role: str = "text_secondary"
    text_role: str = ""
    what: str = ""

    def __post_init__(self) -> None:
        """Leave out signs that turn the order of those beside them: a name reads as it is stored."""
        if not (self.text.isascii() and self.chip.isascii()):
            object.__setattr__(self, "text", without_turns(self.text))
            object.__setattr__(self, "chip", without_turns(self.chip))

    @property
    def spoken(self) -> str:
        """Everything that the cell says, as one text."""
        return ", ".join(part for part in (self.chip, self.text) if part)

    def data(self, role: int) -> object:
        """Return what Qt asks for by role."""
        if role == CELL_ROLE:
            return self
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self.spoken)
        if role == Qt.ItemDataRole.WhatsThisRole:
            return self.what or None
        if role == Qt.ItemDataRole.TextAlignmentRole and self.right:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


def plain_tooltip(text: str) -> str:
    """Return text that a tooltip shows as it is; Qt would read markup in a name as markup."""
    return f"<qt>{escape(without_turns(text))}</qt>" if text else ""
