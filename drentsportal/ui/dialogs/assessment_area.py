"""From how much space on a request is weighed: the area of the workspace, with its source and date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from drentsportal.errors import InputError
from drentsportal.language.typed_figures import figure_as_typed, typed_number
from drentsportal.services.request_values import read_whole
from drentsportal.ui.dialogs.field_placer import FieldPlacer, form_grid
from drentsportal.ui.dialogs.moments import day_as_typed, read_day
from drentsportal.ui.dialogs.reading_faults import ReadingFaults
from drentsportal.ui.widgets.parts import button, column, label, restyle, row
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.fairness.grip_area import GripArea
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_M2_PER_HA = 10_000
_FIELDS = ("area", "source", "as_of")
_COLUMNS = ("version", "area", "source", "as_of", "kept")
_SIGNS = {0: 6, 1: 9, 3: 12, 4: 28}
_CELL_PX = 24


class AreaPage(QWidget):
    """The area that counts, fields for another one, and the earlier ones.

    Signals: ``keep_asked(area_m2, source, as_of)`` with what can be read; it is checked where it is kept.
    """

    keep_asked = Signal(int, str, object)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it; ``show_areas`` fills it."""
        super().__init__()
        self._language = language
        self._say = say = language.text
        self._begun: tuple[str, ...] = ("", "", "")
        self._now = label("", "strong", wrap=True)
        self._now.setObjectName("grip_now")
        self._fault = label("", "error", wrap=True)
        self._fault.setObjectName("grip_fault")
        self.fields = {each: QLineEdit() for each in _FIELDS}
        for each in self.fields.values():
            each.textEdited.connect(lambda _: self._on_edited())
            each.returnPressed.connect(self._on_keep)
        self.fields["as_of"].setPlaceholderText(say("ui.grip.day_hint"))
        self.keep_button = button(say("ui.grip.keep"), name="keep_grip")
        self.keep_button.clicked.connect(self._on_keep)
        self.model = TextTableModel([say(f"ui.grip.column.{each}") for each in _COLUMNS])
        self._table = text_table(
            self.model, TextTableDelegate(theme, wraps=True), "grip_areas", say("ui.grip.earlier")
        )
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for number, signs in _SIGNS.items():
            header.resizeSection(number, self.fontMetrics().horizontalAdvance("0" * signs) + _CELL_PX)
        header.setSectionResizeMode(_COLUMNS.index("source"), QHeaderView.ResizeMode.Stretch)
        self._table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._earlier = label(say("ui.grip.earlier"), "group")
        self._lay_out(language)

    def _lay_out(self, language: Language) -> None:
        say = self._say
        placer, grid = FieldPlacer(language), form_grid()
        for name, edit in self.fields.items():
            placer.name(edit, f"grip_{name}", f"ui.grip.{name}")
        area = row(spacing=8)
        area.addWidget(self.fields["area"], 1)
        area.addWidget(label(say("ui.unit.ha"), "small"))
        cells = (("area", area, 0, 0, 1), ("as_of", column(self.fields["as_of"]), 0, 1, 1))
        for name, holder, *place in (*cells, ("source", column(self.fields["source"]), 1, 0, 2)):
            caption = placer.captioned(f"ui.grip.{name}", self.fields[name])
            grid.addLayout(column(caption, holder, spacing=3), place[0], place[1], 1, place[2])
        self._body = body = column(
            label(say("ui.grip.intro"), "small", wrap=True),
            self._now,
            grid,
            row(self.keep_button, None),
            self._fault,
            self._earlier,
            spacing=10,
            margin=16,
        )
        body.addWidget(self._table, 1)
        body.addStretch()
        self.setLayout(body)

    @property
    def is_changed(self) -> bool:
        """Whether something stands in the fields that is not kept."""
        return self._held() != self._begun

    def show_areas(self, current: GripArea, kept: Sequence[GripArea]) -> None:
        """Show what counts now, and every area that was kept, the newest first."""
        say = self._say
        self._now.setText(say("ui.grip.now", area_m2=current.area_m2, source=current.statement))
        self.fields["area"].setText(
            figure_as_typed(Decimal(current.area_m2) / _M2_PER_HA, self._language.code)
        )
        self.fields["source"].setText(current.source)
        as_of = "" if current.as_of is None else day_as_typed(current.as_of.isoformat(), self._language.code)
        self.fields["as_of"].setText(as_of)
        self._begun = self._held()
        rows = [self._row(each) for each in reversed(kept)]
        self.model.show_rows(len(rows), lambda place: rows[place])
        for each in (self._earlier, self._table):
            each.setVisible(bool(rows))
        # Without a table the space below is empty, not spread between the lines.
        self._body.setStretch(self._body.count() - 1, 0 if rows else 1)
        self._on_edited()

    def tell_fault(self, error: InputError) -> None:
        """Mark the field that is wrong and say why."""
        self._tell((error,))

    def _row(self, area: GripArea) -> tuple[TextCell, ...]:
        actor = "" if area.actor is None else area.actor.name
        told = (
            str(area.version),
            self._language.value(area.area_m2, "ha"),
            area.source,
            self._language.value(area.as_of, "date"),
            self._say("ui.grip.kept_by", actor=actor, at_utc=area.at_utc),
        )
        return tuple(TextCell(each) for each in told)

    def _held(self) -> tuple[str, ...]:
        return tuple(each.text().strip() for each in self.fields.values())

    def _on_edited(self) -> None:
        self.keep_button.setEnabled(self.is_changed)
        self._tell(())

    def _on_keep(self) -> None:
        """Read all fields and tell all faults at once."""
        faults = ReadingFaults()
        area, source, day = self._held()
        area_m2 = faults.read(
            lambda: read_whole(typed_number(area, "area", self._language.code), _M2_PER_HA, "area"), 0
        )
        if not source:
            faults.found.append(InputError("error.grip.source_missing", field="source"))
        as_of = faults.read(lambda: _day(day), None)
        if faults.found:
            self._tell(faults.found)
        elif self.is_changed:
            self.keep_asked.emit(area_m2, source, as_of)

    def _tell(self, faults: Sequence[InputError]) -> None:
        wrong = {each.field: self._say(each) for each in faults}
        self._fault.setText("\n".join(wrong.values()))
        self._fault.setVisible(bool(wrong))
        for name, edit in self.fields.items():
            edit.setProperty("fault", "true" if name in wrong else "false")
            edit.setAccessibleDescription(wrong.get(name, ""))
            restyle(edit)
        for name, edit in self.fields.items():
            if name in wrong:
                edit.setFocus()
                break


def _day(text: str) -> date:
    if not text:
        raise InputError("error.grip.day", field="as_of")
    return date.fromisoformat(read_day(text, "as_of"))
