"""One value of a site in a form: its editor, what it held, and what is wrong or odd about what is typed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton, QWidget

from drentsportal.domain.sites.attributes import ValueType
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import CATEGORIES
from drentsportal.language.typed_figures import figure_as_typed
from drentsportal.ui.dialogs.moments import day_as_typed
from drentsportal.ui.dialogs.request_fields import fill_widget, make_combo, read_widget
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.check_rows import CheckRows
from drentsportal.ui.widgets.parts import column, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.sites.attributes import AttributeSpec
    from drentsportal.domain.values import Attribute
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_NUMBERS: Final = frozenset({ValueType.INTEGER, ValueType.REAL})
_LEAST_SIGNS: Final = 10
_UNITS: Final = ("ha", "eur_m2_year", "eur_m2", "m2", "m")


def typed_text(spec: AttributeSpec, value: object | None, language_code: str) -> str:
    """Return a value as a person would type it in a language; an empty text for an unknown one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if spec.type in _NUMBERS and isinstance(value, int | float):
        return figure_as_typed(Decimal(repr(value)).normalize(), language_code)
    if spec.type is ValueType.DATE:
        return day_as_typed(str(value), language_code)
    return str(value)


class ValueField(QWidget):
    """The editor of one attribute.

    Signals: ``changed()`` when what stands in it changed. ``text`` is what was typed, or the id that was
    chosen; empty means unknown. ``is_confirmed`` says that the value still holds although it did not change.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        language: Language,
        spec: AttributeSpec,
        attribute: Attribute[object],
        lists: Mapping[str, Sequence[tuple[str, str]]],
    ) -> None:
        """Build the editor and fill it; ``lists`` holds the choices of attributes that name other things."""
        super().__init__()
        self.spec = spec
        self._theme = theme
        self._language = language
        self._start = ""
        name = language.text(f"attribute.{spec.id}")
        self._editor = self._make_editor(lists)
        self._editor.setObjectName(f"value_{spec.id}")
        self._editor.setAccessibleName(name)
        value = attribute.value if isinstance(attribute, Known) else None
        self._fill(typed_text(spec, value, language.code))
        self._start = self.text
        self.caption = label(name, "small", wrap=True)
        self.caption.setBuddy(self._editor)
        self._origin = label(self._origin_text(attribute), "caption", wrap=True)
        self._remark = label("", "error", wrap=True)
        self._remark.hide()
        self._confirm = self._make_confirm(theme, name, is_known=isinstance(attribute, Known))
        unit = next((each for each in _UNITS if spec.id.endswith(f"_{each}")), "")
        line = row(self._editor, spacing=6)
        if unit:
            line.addWidget(label(language.text(f"ui.site_form.unit.{unit}"), "small"))
        line.addWidget(self._confirm)
        self.setLayout(column(self.caption, line, self._remark, self._origin, spacing=3))
        self._listen()

    @property
    def text(self) -> str:
        """What stands in the field, as ``domain.entry.value_entry.read_entry`` reads it."""
        if isinstance(self._editor, CheckRows):
            return ";".join(sorted(self._editor.ticked()))
        return str(read_widget(self._editor))

    @property
    def is_changed(self) -> bool:
        """Whether something else stands in it than at the start."""
        return self.text != self._start

    @property
    def is_confirmed(self) -> bool:
        """Whether the person says that the value still holds."""
        return self._confirm.isChecked() and not self.is_changed

    @property
    def start(self) -> str:
        """What stood in the field at the start."""
        return self._start

    def confirm(self, *, is_confirmed: bool) -> None:
        """Say for the person whether the value still holds."""
        self._confirm.setChecked(is_confirmed)

    def enter(self, text: str) -> None:
        """Put another text or choice into the field."""
        self._fill(text)
        self._on_changed()

    def focus_editor(self) -> None:
        """Put the cursor into the editor."""
        self._editor.setFocus()

    def tell(self, text: str, *, is_refusal: bool) -> None:
        """Say below the editor what is wrong or odd about what stands in it; an empty text says nothing."""
        self._remark.setText(text)
        self._remark.setProperty("role", "error" if is_refusal else "warning")
        self._remark.setVisible(bool(text))
        self._editor.setAccessibleDescription(text)
        self._editor.setProperty("fault", "true" if text and is_refusal else "false")
        restyle(self._editor)
        restyle(self._remark)

    # -- parts ----------------------------------------------------------------------------------------

    def _make_editor(self, lists: Mapping[str, Sequence[tuple[str, str]]]) -> QWidget:
        unknown = ("", self._language.text("ui.site_form.unknown"))
        spec = self.spec
        if spec.type is ValueType.TEXT_SET:
            return CheckRows(self._theme, lists.get(spec.id, ()))
        if spec.id in lists:
            return _narrow(make_combo([unknown, *lists[spec.id]]))
        if spec.type is ValueType.CHOICE:
            words = [(each, self._language.text(f"choice.{spec.id}.{each}")) for each in spec.choices]
            return _narrow(make_combo([unknown, *words]))
        if spec.type is ValueType.BOOLEAN:
            yes_no = [("true", self._language.text("word.yes")), ("false", self._language.text("word.no"))]
            return _narrow(make_combo([unknown, *yes_no]))
        if spec.type is ValueType.CATEGORY:
            return _narrow(make_combo([unknown, *((each, each) for each in CATEGORIES)]))
        made = QLineEdit()
        made.setPlaceholderText(unknown[1])
        return made

    def _make_confirm(self, theme: Theme, name: str, *, is_known: bool) -> QToolButton:
        made = QToolButton()
        made.setCheckable(True)
        made.setObjectName(f"confirm_{self.spec.id}")
        made.setIcon(icon("saved", theme))
        text = self._language.text("ui.site_form.confirm", attribute=name)
        made.setToolTip(text)
        made.setAccessibleName(text)
        if not is_known:
            # Never shown by hand: without a parent yet, it would come up as a window of its own.
            made.hide()
        made.toggled.connect(lambda _: self.changed.emit())
        return made

    def _origin_text(self, attribute: Attribute[object]) -> str:
        if not isinstance(attribute, Known):
            return ""
        return self._language.text("ui.site.origin", source=attribute.source, as_of=attribute.as_of)

    def _fill(self, text: str) -> None:
        editor = self._editor
        if isinstance(editor, CheckRows):
            editor.tick(text.split(";"))
            return
        if isinstance(editor, QComboBox) and editor.findData(text) < 0:
            # A value outside the list stays what it is until somebody chooses another.
            editor.addItem(text, text)
        fill_widget(editor, text)

    def _listen(self) -> None:
        editor = self._editor
        if isinstance(editor, CheckRows):
            editor.changed.connect(self._on_changed)
        elif isinstance(editor, QComboBox):
            editor.currentIndexChanged.connect(lambda _: self._on_changed())
        elif isinstance(editor, QLineEdit):
            editor.textChanged.connect(lambda _: self._on_changed())

    def _on_changed(self) -> None:
        self.caption.setProperty("changed", "true" if self.is_changed else "false")
        self._confirm.setEnabled(not self.is_changed)
        restyle(self.caption)
        self.changed.emit()


def _narrow(combo: QComboBox) -> QComboBox:
    """Let a list be narrower than the longest of its words, or it would push the form out of its panel."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(_LEAST_SIGNS)
    return combo
