"""A small form of labelled fields with one button that does it: contact, note, reason, new owner, answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from drentsportal.ui.widgets.parts import button, column, label, restyle, row
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QBoxLayout

    from drentsportal.language import Language


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, the message of its label, whether it may stay empty, and how it is filled.

    What is typed into a ``secret`` one is not shown, and is taken to the last space.
    """

    name: str
    label_id: str
    required: bool = False
    lines: int = 1
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""
    secret: bool = False


class EntryDialog(QDialog):
    """Asks for a few values; ``values()`` after it was accepted."""

    def __init__(
        self, parent: QWidget, language: Language, title: str, fields: Sequence[Field], accept_text: str
    ) -> None:
        """Build the form."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(440)
        self.language = language
        self._fields = tuple(fields)
        self._widgets: dict[str, QWidget] = {}
        self._fault = label("", "error", wrap=True)
        self._fault.hide()
        self._warning = label("", "warning", wrap=True)
        self._warning.hide()
        self._explanation = WordLabel("", "")
        self._explanation.hide()
        body = column(self._explanation, spacing=4, margin=16)
        for field in self._fields:
            self._add_field(body, field)
        self.accept_button = button(accept_text, "main", name="accept")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._on_accept)
        cancel = button(language.text("ui.cancel"), name="cancel")
        cancel.clicked.connect(self.reject)
        # Words that wrap ask for more height than they need: what is over stands above the buttons.
        body.addStretch(1)
        body.addWidget(self._warning)
        body.addWidget(self._fault)
        body.addSpacing(8)
        body.addLayout(row(None, cancel, self.accept_button))
        self.setLayout(body)

    def values(self) -> dict[str, str]:
        """Return what was filled in, by field name, without surrounding space."""
        return {field.name: self._read(field) for field in self._fields}

    def explain(self, text: str) -> None:
        """Say above the fields what they are for."""
        self._explanation.show_text(text)
        self._explanation.show()

    def tell_fault(self, text: str) -> None:
        """Say below the fields why what was filled in cannot be used."""
        self._fault.setText(text)
        self._fault.show()

    def tell_warning(self, text: str) -> None:
        """Say below the fields what looks odd and may still be so; an empty text says nothing."""
        self._warning.setText(text)
        self._warning.setVisible(bool(text))

    def fault_of(self, values: dict[str, str]) -> str:
        """Return why the values cannot be used, empty where they can; a kind of form overrides this."""
        del values
        return ""

    def _add_field(self, body: QBoxLayout, field: Field) -> None:
        text = self.language.text(field.label_id)
        caption = label(text, "small")
        widget = self._make(field)
        widget.setObjectName(f"field_{field.name}")
        widget.setAccessibleName(text)
        caption.setBuddy(widget)
        self._widgets[field.name] = widget
        if len(self._widgets) > 1:
            # A caption belongs to the field below it, not to the one above.
            body.addSpacing(4)
        body.addWidget(caption)
        body.addWidget(widget)

    @staticmethod
    def _make(field: Field) -> QWidget:
        if field.choices:
            combo = QComboBox()
            for key, text in field.choices:
                combo.addItem(text, key)
            combo.setCurrentIndex(max(0, combo.findData(field.value)))
            return combo
        if field.lines > 1:
            area = QPlainTextEdit(field.value)
            area.setTabChangesFocus(True)
            area.setFixedHeight(24 * field.lines)
            return area
        line = QLineEdit(field.value)
        if field.secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        return line

    def _read(self, field: Field) -> str:
        widget = self._widgets[field.name]
        if isinstance(widget, QComboBox):
            return str(widget.currentData())
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText().strip()
        text = widget.text() if isinstance(widget, QLineEdit) else ""
        return text if field.secret else text.strip()

    def _on_accept(self) -> None:
        missing = [field for field in self._fields if field.required and not self._read(field)]
        for field in self._fields:
            self._widgets[field.name].setProperty("fault", "true" if field in missing else "false")
            restyle(self._widgets[field.name])
        if missing:
            names = ", ".join(self.language.text(field.label_id) for field in missing)
            self.tell_fault(self.language.text("ui.form.missing", fields=names))
            self._widgets[missing[0].name].setFocus()
            return
        if fault := self.fault_of(self.values()):
            self.tell_fault(fault)
            return
        self.accept()
