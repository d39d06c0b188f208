"""One requirement in the form: an amount with its unit, a need, a day, a choice, or a box to tick."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from drentsportal.domain.sites.regions import askable
from drentsportal.domain.vocabulary import CATEGORIES, MUNICIPALITIES
from drentsportal.language.typed_figures import figure_as_typed, typed_number
from drentsportal.services.request_keys import REQUIREMENT_KEYS, EntryKind, RequirementKey
from drentsportal.ui.dialogs.moments import day_as_typed, read_day
from drentsportal.ui.dialogs.request_fields import (
    fill_widget,
    make_combo,
    narrow,
    read_widget,
    unit_label,
)
from drentsportal.ui.guide.explanations import explain_criterion
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.check_rows import CheckRows
from drentsportal.ui.widgets.parts import column, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.ui.dialogs.reading_faults import ReadingFaults
    from drentsportal.ui.dialogs.request_choices import FormChoices, FormTools

_UNIT_OF_KIND: Final = {EntryKind.NUMBER: "min", EntryKind.DAY: "day"}
_UNIT_SIGNS: Final = 3
_AMOUNTS: Final = frozenset({EntryKind.NUMBER, EntryKind.NEED})

KEYS: Final[dict[str, tuple[RequirementKey, ...]]] = {
    criterion_id: tuple(keys)
    for criterion_id, keys in groupby(REQUIREMENT_KEYS, lambda each: each.criterion_id)
}
"""The keys of each criterion; several where it can be typed in several units."""


def unit_of(known: RequirementKey) -> str:
    """Return the unit that a key carries in its name, as the catalogue knows it; empty for none."""
    suffix = known.key.removeprefix(known.criterion_id).strip("_")
    if known.key == known.criterion_id:
        return _UNIT_OF_KIND.get(known.kind, "")
    return suffix if known.kind in _AMOUNTS else _UNIT_OF_KIND.get(known.kind, "")


class RequirementControl:
    """The field of one criterion; empty asks nothing.

    ``editor`` is what takes the cursor and is marked when something is wrong, ``widget`` the whole field.
    """

    def __init__(self, criterion_id: str, tools: FormTools, choices: FormChoices) -> None:
        """Make the field."""
        self.criterion_id = criterion_id
        self.keys = KEYS[criterion_id]
        self.kind = self.keys[0].kind
        self._say = tools.language.text
        self._code = tools.language.code
        self.editor: QWidget = self._make_editor(tools, choices)
        self._units: QComboBox | None = None
        self._unknown = self._make_unknown(tools) if self.kind is EntryKind.NEED else None
        self._filled: object = None
        self.widget = self._assemble()
        explain_criterion(tools.language, criterion_id, self.widget)

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which faults speak of this field."""
        return (*(each.key for each in self.keys), self.criterion_id)

    def entry(self) -> tuple[str, object] | None:
        """Return key and value as a request file has them, ``None`` where nothing is asked.

        Raises ``InputError`` naming the key for an amount or day that cannot be read.
        """
        key = self._key()
        if self._unknown is not None and self._unknown.isChecked():
            return self.keys[0].key, True
        value = read_widget(self.editor)
        if value in ([], ""):
            return None
        if value is False:
            # A file may say outright that something is not needed; that stays said.
            return (key, False) if self._filled is False else None
        if isinstance(value, list):
            return key, self._in_filled_order(value)
        if isinstance(value, str) and self.kind is EntryKind.DAY:
            value = read_day(value, key)
        elif isinstance(value, str) and self.kind in _AMOUNTS:
            value = typed_number(value, key, self._code)
        return key, value

    def fill(self, key: str, value: object) -> None:
        """Put in what a request file has under one of the keys."""
        self._filled = value
        if self._units is not None:
            self._units.setCurrentIndex(self._units.findData(key))
        if self._unknown is not None and value is True:
            self._unknown.setChecked(True)
            return
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = figure_as_typed(value, self._code)
        elif self.kind is EntryKind.DAY:
            value = day_as_typed(str(value), self._code)
        fill_widget(self.editor, value)

    def is_asked(self) -> bool:
        """Whether something was filled in, readable or not."""
        is_needed = self._unknown is not None and self._unknown.isChecked()
        return is_needed or read_widget(self.editor) not in ("", [], False)

    def name(self, text: str) -> None:
        """Give every part its name for a screen reader and for tests."""
        if not isinstance(self.editor, CheckRows):
            # The frame of the rows goes by their own name.
            self.editor.setObjectName(f"field_{self.keys[0].key}")
        self.editor.setAccessibleName(text)
        if self._units is not None:
            self._units.setObjectName(f"unit_{self.criterion_id}")
            self._units.setAccessibleName(self._say("ui.form.unit_of", field=text))
        if self._unknown is not None:
            self._unknown.setObjectName(f"unknown_{self.criterion_id}")
            self._unknown.setAccessibleDescription(text)

    def _key(self) -> str:
        return str(self._units.currentData()) if self._units is not None else self.keys[0].key

    def _in_filled_order(self, ticked: list[str]) -> list[str]:
        before = self._filled if isinstance(self._filled, list | tuple) else ()
        return [str(each) for each in before] if set(before) == set(ticked) else ticked

    def _make_editor(self, tools: FormTools, choices: FormChoices) -> QWidget:
        if self.kind is EntryKind.CATEGORY:
            none = [("", self._say("ui.form.not_asked"))]
            return make_combo(
                none + [(each, self._say("ui.form.at_least", value=each)) for each in CATEGORIES]
            )
        if self.kind is EntryKind.YES:
            return CheckBox(tools.theme, self._say("ui.form.required"))
        if self.kind is EntryKind.IDS:
            return CheckRows(tools.theme, list(choices.segments.items()))
        if self.kind is EntryKind.PLACES:
            regions = [(each.id, each.name) for each in askable(choices.regions)]
            names = sorted(MUNICIPALITIES.items(), key=lambda pair: pair[1])
            return CheckRows(tools.theme, regions + names)
        made = QLineEdit()
        made.setPlaceholderText(self._say("ui.form.not_asked"))
        return made

    def _make_unknown(self, tools: FormTools) -> CheckBox:
        made = CheckBox(tools.theme, self._say("ui.form.need_unknown"))
        made.toggled.connect(self._on_unknown)
        return made

    def _on_unknown(self, is_unknown: bool) -> None:  # noqa: FBT001 - the signal gives it so
        self.editor.setDisabled(is_unknown)
        if isinstance(self.editor, QLineEdit):
            self.editor.setPlaceholderText(self._say("ui.unknown" if is_unknown else "ui.form.not_asked"))

    def _assemble(self) -> QWidget:
        units = [(each.key, self._unit_text(each)) for each in self.keys]
        beside: QWidget | None = None
        if len(units) > 1:
            beside = self._units = narrow(make_combo(units), _UNIT_SIGNS)
        elif units[0][1]:
            beside = unit_label(units[0][1])
        if beside is None and self._unknown is None:
            return self.editor
        line = row(spacing=8)
        line.addWidget(self.editor, 1)
        if beside is not None:
            line.addWidget(beside)
        made = QWidget()
        made.setLayout(column(line, self._unknown, spacing=4) if self._unknown is not None else line)
        return made

    def _unit_text(self, known: RequirementKey) -> str:
        unit = unit_of(known)
        return self._say(f"ui.unit.{unit}") if unit else ""


def requirement_entries(
    controls: Mapping[str, RequirementControl], first: list[str], faults: ReadingFaults
) -> dict[str, object]:
    """Read every control; criteria of ``first`` come first, in that order, so that a reopened request stays.

    What cannot be read is left out and its fault kept.
    """
    order = [*(each for each in first if each in controls), *(each for each in controls if each not in first)]
    entries = (faults.read(controls[each].entry, None) for each in order)
    return dict(each for each in entries if each is not None)
