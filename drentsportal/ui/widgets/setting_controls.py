"""The control of each kind of setting; all give what a person chose as the text that one could have typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from drentsportal.settings import FIELDS, SettingKind, choice_of, label_of
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.parts import button, label, restyle, row
from drentsportal.ui.widgets.steady_combo import SteadyCombo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_NUMBER_PX: Final = 96
_TEXT_PX: Final = 400
_CHOICE_PX: Final = 280
_FIRST: Final = 100
"""The share of a field in the width of its line, of which the rest is empty."""


class SettingControl(QWidget):
    """One control, with the name of its setting for a screen reader.

    Signals: ``edited()`` when a person changed what it holds. ``field`` is what takes the keyboard.
    """

    edited = Signal()
    field: QWidget

    def typed(self) -> str:
        """Return what it holds, as text."""
        raise NotImplementedError

    def show_typed(self, text: str) -> None:
        """Hold another text."""
        raise NotImplementedError

    def mark(self, *, is_wrong: bool) -> None:
        """Show that what it holds cannot be used, or that it can."""
        self.field.setProperty("fault", "true" if is_wrong else "false")
        restyle(self.field)


class _Line(SettingControl):
    def __init__(self, language: Language, name: str) -> None:
        super().__init__()
        setting = FIELDS[name]
        self.edit = self.field = QLineEdit()
        self.edit.setObjectName(f"setting_{name}")
        is_number = setting.kind in {SettingKind.WHOLE, SettingKind.HECTARES}
        self.edit.setMaximumWidth(_NUMBER_PX if is_number else _TEXT_PX)
        self.edit.textEdited.connect(lambda _: self.edited.emit())
        unit = language.text(f"setting.unit.{setting.unit}") if setting.unit else ""
        # What stands behind the field belongs to it, and is heard with its name.
        spoken = language.text(label_of(name))
        self.edit.setAccessibleName(f"{spoken} ({unit})" if unit else spoken)
        self.laid = row(spacing=8)
        self.laid.addWidget(self.edit, _FIRST)
        if unit:
            self.laid.addWidget(label(unit, "small"))
        # What the field may not take lies behind it: it stands at the left.
        self.laid.addStretch(1)
        self.setLayout(self.laid)

    def typed(self) -> str:
        return self.edit.text()

    def show_typed(self, text: str) -> None:
        self.edit.setText(text)
        self.edit.setCursorPosition(0)


class _File(_Line):
    def __init__(self, language: Language, name: str) -> None:
        super().__init__(language, name)
        spoken = language.text(label_of(name))
        self._title = spoken
        choose = button(language.text("ui.preferences.choose_file"), name=f"choose_{name}")
        choose.setAccessibleName(language.text("ui.preferences.choose_file_of", setting=spoken))
        choose.clicked.connect(self._choose)
        self.laid.insertWidget(1, choose)

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self._title, self.edit.text())
        if path:
            self.show_typed(path)
            self.edited.emit()


class _Choice(SettingControl):
    def __init__(self, language: Language, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.combo = SteadyCombo(choices, f"setting_{name}", language.text(label_of(name)))
        self.field = self.combo
        self.combo.setMaximumWidth(_CHOICE_PX)
        self.combo.activated.connect(lambda _: self.edited.emit())
        laid = row()
        laid.addWidget(self.combo, _FIRST)
        laid.addStretch(1)
        self.setLayout(laid)

    def typed(self) -> str:
        return str(self.combo.currentData())

    def show_typed(self, text: str) -> None:
        if self.combo.findData(text) < 0:
            # A house style that is not here now, on a drive that is away: it stays chosen until one chooses.
            self.combo.addItem(text, text)
        self.combo.choose(text)


class _YesNo(SettingControl):
    def __init__(self, theme: Theme, language: Language, name: str) -> None:
        super().__init__()
        self.box = CheckBox(theme, language.text("ui.preferences.switched_on"))
        self.field = self.box
        self.box.setObjectName(f"setting_{name}")
        self.box.setAccessibleName(language.text(label_of(name)))
        self.box.clicked.connect(lambda _: self.edited.emit())
        self.setLayout(row(self.box, None))

    def typed(self) -> str:
        return "true" if self.box.isChecked() else "false"

    def show_typed(self, text: str) -> None:
        self.box.setChecked(text == "true")


def _choice(_: Theme, language: Language, name: str, __: Sequence[tuple[str, str]]) -> SettingControl:
    accepted = FIELDS[name].accepted
    return _Choice(language, name, [(language.text(choice_of(name, each)), each) for each in accepted])


def _style(_: Theme, language: Language, name: str, styles: Sequence[tuple[str, str]]) -> SettingControl:
    return _Choice(language, name, [(title, style_id) for style_id, title in styles])


def _yes_no(theme: Theme, language: Language, name: str, _: Sequence[tuple[str, str]]) -> SettingControl:
    return _YesNo(theme, language, name)


def _line(_: Theme, language: Language, name: str, __: Sequence[tuple[str, str]]) -> SettingControl:
    return _Line(language, name)


def _file(_: Theme, language: Language, name: str, __: Sequence[tuple[str, str]]) -> SettingControl:
    return _File(language, name)


_MAKERS: Final = {
    SettingKind.CHOICE: _choice,
    SettingKind.STYLE: _style,
    SettingKind.YES_NO: _yes_no,
    SettingKind.WHOLE: _line,
    SettingKind.HECTARES: _line,
    SettingKind.TEXT: _line,
    SettingKind.HOURS: _line,
    SettingKind.FILE: _file,
}


def setting_control(
    theme: Theme, language: Language, name: str, styles: Sequence[tuple[str, str]]
) -> SettingControl:
    """Make the control that fits a setting; ``styles`` are id and name of the house styles there are."""
    return _MAKERS[FIELDS[name].kind](theme, language, name, styles)
