"""A small form that stays open until what was filled in is stored, so that nothing typed is lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget
from shiboken6 import isValid

from drentsportal.errors import InputError
from drentsportal.language.typed_figures import read_figure, read_whole_figure
from drentsportal.ui.dialogs.entry_dialog import EntryDialog, Field
from drentsportal.ui.dialogs.messages import may_lose
from drentsportal.ui.dialogs.moments import day_as_typed, read_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.language import Language

Values = dict[str, str]


class DeskForm(EntryDialog):
    """Asks for values and hands them over; who stores them closes the form, or says what is wrong.

    From handing over until the answer the form is off, so that two presses store one thing.
    Signals: ``submitted(values)`` when everything that is needed was filled in.
    """

    submitted = Signal(dict)

    def __init__(
        self, parent: QWidget, language: Language, title: str, fields: Sequence[Field], accept_text: str
    ) -> None:
        """Build the form."""
        super().__init__(parent, language, title, fields, accept_text)
        self._begun = self.values()
        self._is_waiting = False
        self._had_keys: QWidget | None = None
        self.finished.connect(self.deleteLater)

    @property
    def is_changed(self) -> bool:
        """Whether something was filled in that closing would lose."""
        return self.values() != self._begun

    def accept(self) -> None:
        """Hand over what was filled in, once; the form closes with ``close_stored``."""
        if self._is_waiting:
            return
        values = self.values()
        self._had_keys = self.focusWidget()
        self._turn(is_on=False)
        self.submitted.emit(values)

    def reject(self) -> None:
        """Close, after asking about what was filled in; not while it is being stored."""
        if self._is_waiting:
            return
        told = self.language.text("ui.form.leave")
        if not self.is_changed or may_lose(self, self.language, self.windowTitle(), told):
            super().reject()

    def close_stored(self) -> None:
        """Close: what was filled in is stored. A form that is gone stays gone."""
        if isValid(self):
            super().accept()

    def tell_fault(self, text: str) -> None:
        """Say why what was filled in cannot be used, and let it be mended; an empty text takes it away."""
        if not isValid(self):
            return
        if text and self._is_waiting:
            self._turn(is_on=True)
            if self._had_keys is not None:
                self._had_keys.setFocus()
        super().tell_fault(text)

    def _turn(self, *, is_on: bool) -> None:
        """Turn fields and buttons on, or off until the answer comes."""
        self._is_waiting = not is_on
        for each in self.halves:
            each.setEnabled(is_on)

    def focus_field(self, field: str) -> None:
        """Put the keyboard on a field."""
        if field in self._widgets:
            self._lead_to(field)

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


def day_text(day: date | None, language_code: str) -> str:
    """Write a day as it is typed in a language, empty for none."""
    return "" if day is None else day_as_typed(day.isoformat(), language_code)


def whole_of(values: Mapping[str, str], field: str, language_code: str) -> int | None:
    """Read a whole number with or without signs between thousands; raises ``InputError``."""
    if number_of(values, field, language_code) is None:
        return None
    whole = read_whole_figure(values[field], language_code)
    if whole is None:
        raise InputError("error.form.not_whole", field=field, text=values[field])
    return whole


def number_of(values: Mapping[str, str], field: str, language_code: str) -> float | None:
    """Read a number as a language writes it, ``None`` where it was left empty; raises ``InputError``."""
    text = values[field]
    if not text:
        return None
    amount = read_figure(text, language_code)
    if amount is None or amount in {float("inf"), float("-inf")}:
        raise InputError("error.form.not_number", field=field, text=text)
    return amount
