"""What the columns of a line layer of roads mean, and what their values mean: asked, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QWidget

from drentsportal.ui.widgets.parts import button, clear, column, label, row, scrolled
from drentsportal.ui.widgets.spoken_combo import SpokenCombo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.language import Language

ASKED: Final = ("highway", "oneway", "maxspeed", "maxspeed_hgv", "junction", "access", "hgv")
"""The keys of ``geodata.road_mapping`` that are asked here; a file that a person writes may name more."""

_MOST_ROWS_PX: Final = 260


class RoadColumns(QFrame):
    """Asks for columns first, then for every value that is not named yet.

    Signals: ``columns_chosen(dict key to column, values)``, where ``values`` is ``osm`` or ``own``;
    ``values_chosen(dict value to meaning)``.
    """

    columns_chosen = Signal(object, str)
    values_chosen = Signal(object)

    def __init__(self, language: Language) -> None:
        """Start hidden."""
        super().__init__()
        self.setObjectName("notice")
        self._say = language.text
        self._combos: dict[str, QComboBox] = {}
        self._kind: QComboBox | None = None
        self._body = column(spacing=8)
        self._body.setContentsMargins(12, 10, 12, 10)
        self.setLayout(self._body)
        self.hide()

    def ask_columns(self, file_name: str, columns: Sequence[str]) -> None:
        """Ask which column says what; only the kind of road is needed."""
        say = self._say
        self._begin(say("ui.roads.columns", file=file_name))
        choices = [("", say("ui.roads.no_column")), *((each, each) for each in columns)]
        rows = {key: (say(f"ui.roads.column.{key}"), choices) for key in ASKED}
        form = self._form(rows)
        self._kind = _combo([(each, say(f"ui.roads.values.{each}")) for each in ("own", "osm")])
        self._kind.setObjectName("road_values")
        self._kind.setAccessibleName(say("ui.roads.values"))
        form.addRow(label(say("ui.roads.values"), "small"), self._kind)
        self._finish(self._on_columns)

    def ask_values(self, column_name: str, values: Sequence[str], meanings: Sequence[str]) -> None:
        """Ask what each value of a column means; none is filled in beforehand."""
        say = self._say
        self._begin(say("ui.roads.meaning", column=column_name))
        choices = [
            ("", say("ui.roads.choose")),
            *((each, say(f"ui.roads.meaning.{each}")) for each in meanings),
        ]
        self._form({each: (each, choices) for each in values})
        self._finish(self._on_values)

    def _begin(self, text: str) -> None:
        clear(self._body)
        self._combos, self._kind = {}, None
        self._body.addWidget(label(text, "", wrap=True))

    def _form(self, rows: Mapping[str, tuple[str, Sequence[tuple[str, str]]]]) -> QFormLayout:
        form = QFormLayout()
        holder = QWidget()
        holder.setLayout(form)
        for name, (words, choices) in rows.items():
            combo = _combo(choices)
            combo.setObjectName(f"road_{name}")
            combo.setAccessibleName(words)
            form.addRow(label(words, "small"), combo)
            self._combos[name] = combo
        area = scrolled(holder)
        area.setMinimumHeight(min(_MOST_ROWS_PX, holder.sizeHint().height() + 8))
        self._body.addWidget(area)
        return form

    def _finish(self, act: object) -> None:
        go = button(self._say("ui.roads.go_on"), "main", name="road_go_on")
        go.clicked.connect(act)
        self._fault = label("", "error", wrap=True)
        self._fault.hide()
        self._body.addWidget(self._fault)
        self._body.addLayout(row(None, go))
        self.show()
        next(iter(self._combos.values())).setFocus()

    def _on_columns(self) -> None:
        chosen = {key: str(combo.currentData()) for key, combo in self._combos.items()}
        if not chosen["highway"]:
            self._tell("ui.roads.highway_needed")
            return
        kind = "own" if self._kind is None else str(self._kind.currentData())
        self.columns_chosen.emit({key: name for key, name in chosen.items() if name}, kind)

    def _on_values(self) -> None:
        chosen = {value: str(combo.currentData()) for value, combo in self._combos.items()}
        if not all(chosen.values()):
            self._tell("ui.roads.all_needed")
            return
        self.values_chosen.emit(chosen)

    def _tell(self, text_id: str) -> None:
        self._fault.setText(self._say(text_id))
        self._fault.show()


def _combo(choices: Sequence[tuple[str, str]]) -> QComboBox:
    made = SpokenCombo()
    for data, words in choices:
        made.addItem(words, data)
    return made
