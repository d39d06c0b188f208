"""Does a building fit here: its sides and the strip to keep free, tried on ground that a person picks."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit

from drentsportal.domain.asking.request import Building
from drentsportal.domain.asking.request_check import MOST_GAP_DM, MOST_SIDE_DM
from drentsportal.errors import InputError
from drentsportal.language.typed_figures import figure_as_typed, typed_number
from drentsportal.ui.dialogs.suited import suit_height
from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from drentsportal.language import Language

_SIDES: Final = ("width", "depth", "strip")
_DM_PER_M: Final = 10


class TryBuildingDialog(QDialog):
    """Stands beside the map while plots are picked there.

    Signals: ``building_asked(Building)`` when what is typed can be tried. Closing it ends the trial
    (``rejected``).
    """

    building_asked = Signal(object)

    def __init__(self, parent: QWidget, language: Language, building: Building | None) -> None:
        """Build the form; ``building`` is what the open request asks, where it asks one."""
        super().__init__(parent)
        say = self._say = language.text
        self._language = language
        self.setObjectName("try_building_dialog")
        self.setWindowTitle(say("ui.fit.try.title"))
        self.setMinimumWidth(420)
        self._fields = {name: QLineEdit() for name in _SIDES}
        body = column(label(say("ui.fit.try.explain"), "small", wrap=True), spacing=6, margin=16)
        for name, edit in self._fields.items():
            words = say(f"ui.fit.try.{name}")
            caption = label(words, "small")
            edit.setObjectName(f"try_{name}")
            edit.setAccessibleName(words)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            edit.returnPressed.connect(self._ask)
            caption.setBuddy(edit)
            line = row(spacing=8)
            line.addWidget(caption, 1)
            line.addWidget(edit, 1)
            line.addWidget(label(say("ui.unit.m"), "small"))
            body.addLayout(line)
        self._fault = label("", "error", wrap=True)
        self._fault.hide()
        self.told = label("", "strong", wrap=True)
        self.told.setObjectName("try_told")
        self.told.hide()
        go = button(say("ui.fit.try.go"), "main", name="try_go")
        go.clicked.connect(self._ask)
        stop = button(say("ui.fit.try.stop"), name="try_stop")
        stop.clicked.connect(self.reject)
        for each in (self._fault, self.told):
            body.addWidget(each)
        body.addLayout(row(None, stop, go))
        self.setLayout(body)
        if building is not None:
            sizes = (building.width_dm, building.depth_dm, building.setback_dm)
            for edit, size_dm in zip(self._fields.values(), sizes, strict=True):
                edit.setText(figure_as_typed(Decimal(size_dm) / _DM_PER_M, language.code))

    def tell(self, text: str) -> None:
        """Say what came of it; an empty text says nothing."""
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self.told.setAccessibleName(text)
        suit_height(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the words need."""
        super().showEvent(event)
        suit_height(self)

    def _ask(self) -> None:
        try:
            building = Building(*(self._size_dm(name) for name in _SIDES))
        except InputError as error:
            self._fault.setText(self._say(error))
            self._fault.show()
            suit_height(self)
            field = self._fields.get(error.field or "")
            if field is not None:
                field.setFocus()
            return
        self._fault.hide()
        suit_height(self)
        self.building_asked.emit(building)

    def _size_dm(self, name: str) -> int:
        text = self._fields[name].text().strip()
        is_strip = name == "strip"
        if is_strip and not text:
            return 0
        words = self._say(f"ui.fit.try.{name}")
        try:
            typed = typed_number(text, name, self._language.code).replace(",", ".")
            size_dm = int((Decimal(typed) * _DM_PER_M).to_integral_value())
        except (InvalidOperation, OverflowError, ValueError) as error:
            raise InputError("error.fit.size", field=name, what=words) from error
        most = MOST_GAP_DM if is_strip else MOST_SIDE_DM
        if not (0 if is_strip else 1) <= size_dm <= most:
            raise InputError("error.fit.size_bounds", field=name, what=words, most_dm=most)
        return size_dm
