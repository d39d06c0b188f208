"""One row of a proposal: a box to confirm it, its name, its value to correct, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from drentsportal.ui.guide.explanations import explain
from drentsportal.ui.models.intake_rows import RowKind, RowMark
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.parts import chip, label, restyle
from drentsportal.ui.widgets.steady_combo import SteadyCombo

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.ui.models.intake_rows import IntakeRow
    from drentsportal.ui.theme import Theme

_ROLES: Final = {
    RowMark.LITERAL: "chip_info",
    RowMark.DERIVED: "chip_check",
    RowMark.CHOOSE: "chip_check",
    RowMark.UNKNOWN: "chip_unknown",
    RowMark.TYPED: "chip",
}
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_CLOSED: Final = frozenset({RowKind.CHANNEL, RowKind.COMPANY})
"""Kinds that are chosen from a list and never typed."""


class IntakeLine(QObject):
    """The widgets of a row, for a grid: ``box``, ``editor``, ``mark`` and ``fault``.

    Signals: ``changed()`` when value or tick changed; ``entered()`` when Enter was pressed in the row;
    ``pointed(is_on)`` when the hand or the keyboard comes to the row and when it leaves.
    """

    changed = Signal()
    entered = Signal()
    pointed = Signal(bool)

    def __init__(self, theme: Theme, language: Language, row: IntakeRow) -> None:
        """Build it, filled with what is proposed."""
        super().__init__()
        self.row = row
        self._language = language
        self._say = language.text
        self._theme = theme
        name = language.text(row.spec.label_id)
        self.box = CheckBox(theme, name, elides=True)
        self.box.setObjectName(f"confirm_{row.key}")
        self.box.setAccessibleName(language.text("ui.mail.confirm_field", field=name))
        self.editor = self._make_editor(name)
        self.editor.setObjectName(f"intake_{row.key}")
        self.editor.setAccessibleName(name)
        self.editor.setAcceptDrops(False)
        self.mark = chip("")
        self.mark.setObjectName(f"mark_{row.key}")
        self.mark.setMinimumWidth(0)
        self.fault = label("", "error", wrap=True)
        self.fault.setObjectName(f"fault_{row.key}")
        self.fault.hide()
        self.box.setChecked(row.starts_ticked)
        self.was_touched = self._is_agreed = False
        self._listen()
        self._show_state()

    @property
    def text(self) -> str:
        """What stands in the row."""
        if isinstance(self.editor, QComboBox):
            return self.editor.currentText().strip() if self._has_choice() else ""
        return self.editor.text().strip()

    @property
    def is_confirmed(self) -> bool:
        """Whether it is ticked, by a person or beforehand, and so goes into the request."""
        return self.box.isChecked() and bool(self.text)

    @property
    def is_agreed(self) -> bool:
        """Whether a person agreed with what stands there: a tick that was set beforehand is a proposal."""
        return self.is_confirmed and self._is_agreed

    @property
    def counts(self) -> bool:
        """Whether there is anything to confirm."""
        return bool(self.text) or bool(self.row.shown) or self.row.mark is RowMark.CHOOSE

    @property
    def is_safe_to_take(self) -> bool:
        """Whether nobody agreed with it, and what stands there is what the words say literally."""
        return self.row.is_beyond_doubt and self.text == self.row.shown and not self.is_agreed

    @property
    def waits(self) -> bool:
        """Whether something stands or can be chosen there that nobody confirmed."""
        return self.counts and not self.is_confirmed

    def confirm(self) -> None:
        """Agree with what stands there; an empty value is agreed with by nobody."""
        if self.text and not self.is_agreed:
            self._is_agreed = self.was_touched = True
            self.box.setChecked(True)
            self.changed.emit()

    def focus(self) -> None:
        """Put the keyboard on the box, or on the value where nothing can be ticked yet."""
        (self.box if self.box.isEnabled() else self.editor).setFocus()

    def tell(self, text: str) -> None:
        """Say below the value what is wrong with it; an empty text takes that away."""
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        self.editor.setAccessibleDescription(text or self.mark.text())
        self.editor.setProperty("fault", "true" if text else "false")
        restyle(self.editor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the hand or the keyboard comes and goes; Enter agrees with the row."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _ENTER:
            self.confirm()
            self.entered.emit()
            return True
        if event.type() in {QEvent.Type.Enter, QEvent.Type.FocusIn}:
            self.pointed.emit(True)  # noqa: FBT003 - the argument of a Qt signal
        elif event.type() in {QEvent.Type.Leave, QEvent.Type.FocusOut}:
            self.pointed.emit(False)  # noqa: FBT003 - as above
        return super().eventFilter(watched, event)

    def recolour(self) -> None:
        """Give the mark the colours of the theme."""
        self._show_state()

    # -- parts ----------------------------------------------------------------------------------------

    def _make_editor(self, name: str) -> QLineEdit | QComboBox:
        row = self.row
        if row.options or row.spec.kind in _CLOSED:
            return self._make_combo(name)
        made = QLineEdit(row.shown)
        made.setCursorPosition(0)
        made.setPlaceholderText(self._say("ui.mail.not_named"))
        return made

    def _make_combo(self, name: str) -> QComboBox:
        row = self.row
        made = SteadyCombo([(each.shown, each.answer) for each in row.options], "", name)
        made.setPlaceholderText(self._say("ui.mail.choose"))
        if row.spec.kind is RowKind.COMPANY:
            made.insertItem(0, self._say("ui.mail.company_none"), "")
        if row.spec.kind not in _CLOSED:
            made.setEditable(True)
            made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            line = QLineEdit()
            line.setAccessibleName(name)
            line.setPlaceholderText(self._say("ui.mail.choose_several", count=len(row.options)))
            line.setAcceptDrops(False)
            line.installEventFilter(self)
            made.setLineEdit(line)
        made.setCurrentIndex(next((i for i, each in enumerate(row.options) if each.shown == row.shown), -1))
        return made

    def _has_choice(self) -> bool:
        combo = self.editor
        assert isinstance(combo, QComboBox)  # noqa: S101 - only asked of a list
        return combo.isEditable() or bool(combo.currentData())

    def _listen(self) -> None:
        if isinstance(self.editor, QComboBox):
            self.editor.currentIndexChanged.connect(lambda _: self._on_value())
            if self.editor.isEditable():
                self.editor.editTextChanged.connect(lambda _: self._on_value())
        else:
            self.editor.textEdited.connect(lambda _: self._on_value())
        self.box.toggled.connect(lambda _: self._on_tick())
        for each in (self.box, self.editor):
            each.installEventFilter(self)

    def _on_value(self) -> None:
        """Whoever types or chooses a value agrees with it; an empty one agrees with nothing."""
        self.was_touched = self._is_agreed = True
        self.tell("")
        self.box.setChecked(bool(self.text))
        self._show_state()
        self.changed.emit()

    def _on_tick(self) -> None:
        self.was_touched = self._is_agreed = True
        self.tell("")
        self.changed.emit()

    def _shown_mark(self) -> RowMark:
        if isinstance(self.editor, QComboBox) and self.editor.currentData() == "":
            # A person chose that no known company is meant.
            return RowMark.TYPED
        if self.text == self.row.shown:
            return self.row.mark
        if not self.text:
            return RowMark.UNKNOWN if self.row.mark is not RowMark.CHOOSE else RowMark.CHOOSE
        return RowMark.TYPED

    def _show_state(self) -> None:
        has_value = bool(self.text)
        self.box.setEnabled(has_value)
        mark = self._shown_mark()
        self.mark.setText(self._say(f"ui.mail.mark.{mark.value}"))
        self.mark.setProperty("role", _ROLES[mark])
        self.mark.setAccessibleName(self.mark.text())
        explain(self._language, f"mark.{mark.value}", self.mark, self.editor, self.box)
        restyle(self.mark)
        if self.editor.property("fault") != "true":
            self.editor.setAccessibleDescription(self.mark.text())
        self.editor.setProperty("mark", mark.value)
        restyle(self.editor)
