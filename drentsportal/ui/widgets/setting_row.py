"""One setting in the preferences: name, control, meaning, from when on it counts, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from drentsportal.errors import InputError
from drentsportal.services.word_folding import folded
from drentsportal.settings import FIELDS, label_of, read_value, shown_value, typed_value
from drentsportal.ui.widgets.flow import FlowLayout
from drentsportal.ui.widgets.parts import button, chip, column, label, restyle, row
from drentsportal.ui.widgets.setting_controls import setting_control
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from drentsportal.language import Language
    from drentsportal.services.shared_settings import SharedValue
    from drentsportal.settings import Value
    from drentsportal.ui.theme import Theme

_SOURCE_PX: Final = 400
_OF_SOURCE: Final = frozenset({"error.shared_setting.source_missing", "error.shared_setting.source_long"})


class SettingRow(QWidget):
    """A setting that a person may change; nothing is kept by it.

    Signals: ``edited()`` after a change by hand.
    """

    edited = Signal()

    def __init__(
        self, theme: Theme, language: Language, name: str, styles: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Build the row of a setting; ``show_value`` fills it."""
        super().__init__()
        self.name = name
        self.field = FIELDS[name]
        self._language = language
        self._say = say = language.text
        self._begun: Value = self.field.default
        self.setObjectName(f"row_{name}")
        self.title = say(label_of(name))
        self.meaning = say(f"setting.{name}")
        self.control = setting_control(theme, language, name, styles)
        self.control.edited.connect(self._on_edited)
        self.back = button(say("ui.preferences.back"), "link", name=f"back_{name}")
        default = self._default_in_words(dict(styles))
        self.back.setAccessibleName(say("ui.preferences.back_of", setting=self.title, value=default))
        self.back.clicked.connect(self._on_back)
        self.source = QLineEdit()
        self._kept = WordLabel("", "small")
        self.wrong_field: QWidget = self.control.field
        self._fault = label("", "error", wrap=True)
        self._fault.setObjectName(f"fault_{name}")
        self._build(say("ui.preferences.default", value=default))

    def _default_in_words(self, styles: Mapping[str, str]) -> str:
        """Word the default, that of a house style by the name which it is chosen by."""
        default = self.field.default
        return styles.get(str(default)) or shown_value(self._language, self.name, default)

    def _build(self, default: str) -> None:
        caption = label(self.title, "strong", wrap=True)
        caption.setBuddy(self.control.field)
        head = row(spacing=8)
        head.addWidget(caption, 1)
        if self.field.is_shared:
            head.addWidget(chip(self._say("setting.scope.shared"), "chip_outline"))
        # In a narrow window, as with large letters, the way back goes below: side by side a word was cut.
        lower = FlowLayout(spacing=12)
        words = label(default, "small")
        # On one line with the words of the button, which stands higher than they do.
        words.setMinimumHeight(self.back.sizeHint().height())
        lower.addWidget(words)
        lower.addWidget(self.back)
        body = column(head, self.control, spacing=4)
        if self.field.is_shared:
            body.addLayout(self._source_line())
        body.addWidget(self._fault)
        if self.field.is_shared:
            body.addWidget(self._kept)
        effect = self._say(f"setting.effect.{self.field.effect.value}")
        body.addWidget(WordLabel(f"{self.meaning} {effect}", "small"))
        body.addLayout(lower)
        self.setLayout(body)
        self._fault.hide()
        self.control.field.setAccessibleDescription(f"{self.meaning} {effect} {default}")

    def _source_line(self) -> QVBoxLayout:
        say = self._say
        caption = label(say("ui.preferences.source"), "small")
        caption.setBuddy(self.source)
        self.source.setObjectName(f"source_{self.name}")
        self.source.setAccessibleName(say("ui.preferences.source_of", setting=self.title))
        self.source.setPlaceholderText(say("ui.preferences.source_hint"))
        self.source.setMaximumWidth(_SOURCE_PX)
        self.source.textEdited.connect(lambda _: self._on_edited())
        return column(caption, self.source, spacing=2)

    # -- values ---------------------------------------------------------------------------------------

    def show_value(self, value: Value, kept: SharedValue | None = None) -> None:
        """Show what counts, and of a setting of the workspace who kept it when."""
        self._begun = value
        self.control.show_typed(self._written(value))
        self.source.clear()
        self.tell_fault(None)
        if kept is not None:
            self._kept.show_text(self._kept_by(kept))
        self._show_back()

    def value(self) -> Value:
        """Return what was chosen. Raises ``InputError`` for what the setting cannot hold."""
        return read_value(self.name, self.control.typed())

    @property
    def is_changed(self) -> bool:
        """Whether something else stands there than what counts."""
        return self.control.typed().strip() != self._written(self._begun) or bool(self.source.text().strip())

    def check(self) -> InputError | None:
        """Tell what is wrong with what stands there, ``None`` where it can be kept; the row shows it."""
        fault = self._wrong()
        self.tell_fault(fault)
        return fault

    def tell_fault(self, fault: InputError | None) -> None:
        """Say below the control why it cannot be so; ``None`` takes it away."""
        words = "" if fault is None else self._say(fault)
        is_source = fault is not None and fault.message_id in _OF_SOURCE
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        self.control.mark(is_wrong=bool(words) and not is_source)
        self.source.setProperty("fault", "true" if is_source else "false")
        restyle(self.source)
        self.wrong_field = self.source if is_source else self.control.field

    def answers(self, words: str) -> bool:
        """Whether every word that is searched stands in its name, its meaning or its key."""
        told = folded(f"{self.title} {self.meaning} {self.name}")
        return all(each in told for each in folded(words).split())

    def _wrong(self) -> InputError | None:
        fault = self._wrong_value()
        is_missing = self.field.is_shared and self.is_changed and not self.source.text().strip()
        if fault is None and is_missing:
            return InputError("error.shared_setting.source_missing", field=self.name)
        return fault

    def _wrong_value(self) -> InputError | None:
        """Tell what is wrong with the value; what stood there may stay as it is."""
        if not self.is_changed:
            return None
        try:
            self.value()
        except InputError as fault:
            return fault
        return None

    def _written(self, value: Value) -> str:
        return typed_value(self._language, self.name, value)

    def _kept_by(self, kept: SharedValue) -> str:
        if kept.fault is not None:
            return self._say(kept.fault)
        if kept.actor is None or kept.at_utc is None:
            return self._say("ui.preferences.not_kept")
        actor = kept.actor.name
        return self._say("ui.preferences.kept_by", source=kept.source, actor=actor, at_utc=kept.at_utc)

    def _on_edited(self) -> None:
        # That a source is missing is told when it is kept: nobody can type it first.
        self.tell_fault(self._wrong_value())
        self._show_back()
        self.edited.emit()

    def _on_back(self) -> None:
        self.control.show_typed(self._written(self.field.default))
        self.control.field.setFocus()
        self._on_edited()

    def _show_back(self) -> None:
        self.back.setEnabled(self.control.typed().strip() != self._written(self.field.default))
