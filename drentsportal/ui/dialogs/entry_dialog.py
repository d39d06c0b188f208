"""A small form of labelled fields with one button that does it: contact, note, reason, new owner, answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from drentsportal.ui.dialogs.suited import FRAME_PX
from drentsportal.ui.widgets.parts import button, column, label, restyle, row, scrolled
from drentsportal.ui.widgets.spoken_combo import SpokenCombo
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QBoxLayout

    from drentsportal.language import Language

_BELOW_TOLD_PX: Final = 8
_MARGIN_PX: Final = 16


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
        # It tells of all fields: nearer to the first caption it would read as part of that.
        self._explanation.setContentsMargins(0, 0, 0, _BELOW_TOLD_PX)
        self._explanation.hide()
        self.body = column(self._explanation, spacing=4)
        self.body.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, 4)
        for field in self._fields:
            self._add_field(self.body, field)
        # What is over stands below the fields: a caption stays at its field.
        self.body.addStretch(1)
        self.accept_button = button(accept_text, "main", name="accept")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._on_accept)
        cancel = button(language.text("ui.cancel"), name="cancel")
        cancel.clicked.connect(self.reject)
        holder = QWidget()
        holder.setLayout(self.body)
        self._scroll = scrolled(holder)
        self._foot = column(self._warning, self._fault, row(None, cancel, self.accept_button), spacing=8)
        self._foot.setContentsMargins(_MARGIN_PX, 8, _MARGIN_PX, _MARGIN_PX)
        foot = QWidget()
        foot.setLayout(self._foot)
        whole = column(spacing=0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(foot)
        self.halves = (self._scroll, foot)
        self.setLayout(whole)

    def values(self) -> dict[str, str]:
        """Return what was filled in, by field name, without surrounding space."""
        return {field.name: self._read(field) for field in self._fields}

    def add_part(self, part: QWidget) -> None:
        """Place something below the fields."""
        self.body.insertWidget(self.body.count() - 1, part)

    def offer(self, part: QWidget) -> None:
        """Place what a fault offers between the fault and the buttons, where it is always seen."""
        self._foot.insertWidget(self._foot.count() - 1, part)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as everything in it; what the screen has no room for scrolls, the buttons stay seen."""
        super().showEvent(event)
        # Qt guesses the height from a form that is narrow.
        self._grow(0)

    def explain(self, text: str) -> None:
        """Say above the fields what they are for."""
        self._explanation.show_text(text)
        self._explanation.show()

    def tell_fault(self, text: str) -> None:
        """Say below the fields why what was filled in cannot be used; an empty text takes it away."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        self._grow()

    def tell_warning(self, text: str) -> None:
        """Say below the fields what looks odd and may still be so; an empty text says nothing."""
        self._warning.setText(text)
        self._warning.setVisible(bool(text))
        self._grow()

    def fault_of(self, values: dict[str, str]) -> str:
        """Return why the values cannot be used, empty where they can; a kind of form overrides this."""
        del values
        return ""

    def _grow(self, least_px: int | None = None) -> None:
        """Take the height that is needed at this width: words that wrap ask for none of their own.

        At least ``least_px``, by default as high as it stands: a person may have made it higher.
        """
        if not self.isVisible():
            return
        for each in (self.body, self._foot):
            each.invalidate()
        width = max(self.width(), self.minimumWidth(), self.body.minimumSize().width())
        needed = _height_of(self.body, width) + _height_of(self._foot, width)
        room = self.screen().availableSize().height() - FRAME_PX
        least = self.height() if least_px is None else least_px
        self.resize(width, min(max(needed, least), room))

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
            combo = SpokenCombo()
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
            self._lead_to(missing[0].name)
            return
        if fault := self.fault_of(self.values()):
            self.tell_fault(fault)
            return
        self.accept()

    def _lead_to(self, name: str) -> None:
        """Put the keyboard on a field, and bring it where it is seen."""
        self._widgets[name].setFocus()
        self._scroll.ensureWidgetVisible(self._widgets[name])


def _height_of(layout: QBoxLayout, width: int) -> int:
    return (
        layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
    )
