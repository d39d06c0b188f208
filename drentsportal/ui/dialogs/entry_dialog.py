"""A small form of labelled fields with one button that does it: contact, note, reason, new owner, answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from drentsportal.ui.widgets.parts import button, column, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QBoxLayout

    from drentsportal.language import Language


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, the message of its label, whether it may stay empty, and how it is filled."""

    name: str
    label_id: str
    required: bool = False
    lines: int = 1
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""


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
        self._language = language
        self._fields = tuple(fields)
        self._widgets: dict[str, QWidget] = {}
        self._fault = label("", "error", wrap=True)
        self._fault.hide()
        body = column(spacing=4, margin=16)
        for field in self._fields:
            self._add_field(body, field)
        self.accept_button = button(accept_text, "main", name="accept")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._on_accept)
        cancel = button(language.text("ui.cancel"), name="cancel")
        cancel.clicked.connect(self.reject)
        body.addWidget(self._fault)
        body.addSpacing(8)
        body.addLayout(row(None, cancel, self.accept_button))
        self.setLayout(body)

    def values(self) -> dict[str, str]:
        """Return what was filled in, by field name, without surrounding space."""
        return {field.name: self._read(field.name) for field in self._fields}

    def _add_field(self, body: QBoxLayout, field: Field) -> None:
        text = self._language.text(field.label_id)
        caption = label(text, "small")
        widget = self._make(field)
        widget.setObjectName(f"field_{field.name}")
        widget.setAccessibleName(text)
        caption.setBuddy(widget)
        self._widgets[field.name] = widget
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
        return QLineEdit(field.value)

    def _read(self, name: str) -> str:
        widget = self._widgets[name]
        if isinstance(widget, QComboBox):
            return str(widget.currentData())
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText().strip()
        return widget.text().strip() if isinstance(widget, QLineEdit) else ""

    def _on_accept(self) -> None:
        missing = [field for field in self._fields if field.required and not self._read(field.name)]
        for field in self._fields:
            self._widgets[field.name].setProperty("fault", "true" if field in missing else "false")
            restyle(self._widgets[field.name])
        if missing:
            names = ", ".join(self._language.text(field.label_id) for field in missing)
            self._fault.setText(self._language.text("ui.form.missing", fields=names))
            self._fault.show()
            self._widgets[missing[0].name].setFocus()
            return
        self.accept()
