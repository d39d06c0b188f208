"""A small form that stays open until what was filled in is stored, so that nothing typed is lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from drentsportal.domain.entry.number_text import Notation, read_number
from drentsportal.errors import InputError
from drentsportal.ui.dialogs.entry_dialog import EntryDialog, Field
from drentsportal.ui.dialogs.moments import day_as_typed, read_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.language import Language

Values = dict[str, str]


class DeskForm(EntryDialog):
    """Asks for values and hands them over; who stores them closes the form, or says what is wrong.

    Signals: ``submitted(values)`` when everything that is needed was filled in.
    """

    submitted = Signal(dict)

    def __init__(
        self, parent: QWidget, language: Language, title: str, fields: Sequence[Field], accept_text: str
    ) -> None:
        """Build the form."""
        super().__init__(parent, language, title, fields, accept_text)
        self.finished.connect(self.deleteLater)

    def accept(self) -> None:
        """Hand over what was filled in; the form closes with ``close_stored``."""
        self.accept_button.setEnabled(False)
        self.submitted.emit(self.values())

    def close_stored(self) -> None:
        """Close: what was filled in is stored."""
        super().accept()

    def tell_fault(self, text: str) -> None:
        """Say why what was filled in cannot be used, and let it be mended."""
        self.accept_button.setEnabled(True)
        super().tell_fault(text)
        layout = self.layout()
        if text and layout is not None:
            # A line that wraps asks for no height of its own in a window that stands already.
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def focus_field(self, field: str) -> None:
        """Put the keyboard on a field."""
        found = self.findChild(QWidget, f"field_{field}")
        if isinstance(found, QWidget):
            found.setFocus()

    def suggest(self, field: str, words: Sequence[str]) -> None:
        """Complete what is typed into a field from words; other words may be typed."""
        line = self.findChild(QLineEdit, f"field_{field}")
        if isinstance(line, QLineEdit):
            line.setCompleter(QCompleter(list(words), line))


def day_of(values: Mapping[str, str], field: str) -> date | None:
    """Read a day of a form, ``None`` where it was left empty; raises ``InputError``."""
    text = values[field]
    return date.fromisoformat(read_day(text, field)) if text else None


def needed_day(values: Mapping[str, str], field: str) -> date:
    """Read a day that has to be there; raises ``InputError``."""
    return date.fromisoformat(read_day(values[field], field))


def day_text(day: date | None) -> str:
    """Write a day as it is typed, empty for none."""
    return "" if day is None else day_as_typed(day.isoformat())


def whole_of(values: Mapping[str, str], field: str) -> int | None:
    """Read a whole number with or without dots between thousands; raises ``InputError``."""
    amount = number_of(values, field)
    if amount is None:
        return None
    if amount != int(amount):
        raise InputError("error.form.not_whole", field=field, text=values[field])
    return int(amount)


def number_of(values: Mapping[str, str], field: str) -> float | None:
    """Read a number as it is written in Dutch, ``None`` where it was left empty; raises ``InputError``."""
    text = values[field]
    if not text:
        return None
    amount = read_number(text).under(Notation.COMMA)
    if amount is None or amount in {float("inf"), float("-inf")}:
        raise InputError("error.form.not_number", field=field, text=text)
    return amount
