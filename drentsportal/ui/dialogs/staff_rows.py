"""Where staff live: one row per place, with how many; rows can be added and removed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QToolButton, QWidget

from drentsportal.domain.message import message
from drentsportal.errors import DrentsPortalError, InputError
from drentsportal.ui.dialogs.request_fields import typed_count
from drentsportal.ui.dialogs.tab_walk import walk_after
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.asking.request import Origin
    from drentsportal.ui.dialogs.reading_faults import ReadingFaults
    from drentsportal.ui.dialogs.request_choices import FormChoices, FormTools

_FIELD = "staff_points"
_COUNT_PX = 84
_IN_WINDOW = {"error.postcodes.no_layer": "ui.form.postcodes_missing"}
"""What the window words otherwise than a command: it names the menu and no command line."""


@dataclass(eq=False)
class _Row:
    """One row; ``kept`` is the point that a request already had under this label."""

    place: QLineEdit
    count: QLineEdit
    holder: QWidget
    number: int
    kept: dict[str, Any] | None = None

    @property
    def place_name(self) -> str:
        """The name by which a fault speaks of the place."""
        return f"{_FIELD}.{self.number}.place"

    @property
    def count_name(self) -> str:
        """The name by which a fault speaks of the count."""
        return f"{_FIELD}.{self.number}.count"


class StaffRows(QWidget):
    """Rows of a place and a count; a row without either asks nothing."""

    def __init__(self, tools: FormTools, choices: FormChoices) -> None:
        """Start with one empty row."""
        super().__init__()
        self._say = tools.language.text
        self._theme = tools.theme
        self._find = choices.find_place
        self._names = sorted({each.name for each in choices.places})
        self._rows: list[_Row] = []
        self._made = 0
        self._box = column(spacing=6)
        self.add_button = button(self._say("ui.form.staff_add"), "link", name="add_staff_place")
        self.add_button.clicked.connect(self._on_add)
        self.setLayout(column(self._box, row(self.add_button, None), spacing=4))
        self._add("", "")

    def fill(self, points: Sequence[Mapping[str, Any]]) -> None:
        """Put in the places of a request file; their points are kept with their labels."""
        for each in tuple(self._rows):
            self._remove(each)
        for point in points:
            self._add(str(point["label"]), str(point["count"]), dict(point))
        if not self._rows:
            self._add("", "")

    def held(self) -> list[dict[str, Any]]:
        """Return what stands in every row, readable or not, with the point that belongs to its place."""
        return [
            {"place": each.place.text(), "count": each.count.text(), "kept": each.kept} for each in self._rows
        ]

    def put(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put back what ``held`` returned."""
        for each in tuple(self._rows):
            self._remove(each)
        for held in rows:
            self._add(held["place"], held["count"], held["kept"])

    def is_asked(self) -> bool:
        """Whether any place was filled in."""
        return any(self._is_used(each) for each in self._rows)

    def entry(self, faults: ReadingFaults) -> list[dict[str, Any]]:
        """Return the places as a request file has them.

        A place that is not known and a count that is no whole number are faults, with the name of their
        field (``field_of``); such a row is left out.
        """
        points = [faults.read(partial(self._point, each), None) for each in self._rows if self._is_used(each)]
        return [each for each in points if each is not None]

    def field_of(self, name: str) -> QLineEdit | None:
        """Return the field that a fault speaks of: of a row, or the first one for the rows as a whole."""
        for each in self._rows:
            for edit, named in ((each.place, each.place_name), (each.count, each.count_name)):
                if name in (_FIELD, named):
                    return edit
        return None

    @property
    def edits(self) -> list[QLineEdit]:
        """Every field, row by row."""
        return [edit for each in self._rows for edit in (each.place, each.count)]

    @staticmethod
    def _is_used(each: _Row) -> bool:
        return bool(each.place.text().strip() or each.count.text().strip())

    def _point(self, each: _Row) -> dict[str, Any] | None:
        text = each.place.text().strip()
        count = typed_count(each.count.text().strip() or "1", each.count_name)
        if each.kept is not None and text == str(each.kept["label"]).strip():
            return {**each.kept, "count": count}
        try:
            found = self._found(text)
        except DrentsPortalError as error:
            reason = message(_IN_WINDOW.get(error.message_id, error.message_id), **error.params)
            raise InputError(
                "error.form.staff_place", field=each.place_name, text=text, reason=reason
            ) from error
        return {"label": found.label, "x_rd": found.x_rd, "y_rd": found.y_rd, "count": count}

    def _found(self, text: str) -> Origin:
        known = {name.casefold() for name in self._names}
        # Staff live in the place, not in the middle of the gemeente of the same name.
        return self._find(f"plaats:{text}" if text.casefold() in known else text)

    def _on_add(self) -> None:
        self._add("", "").place.setFocus()

    def _add(self, place: str, count: str, kept: dict[str, Any] | None = None) -> _Row:
        place_edit, count_edit = QLineEdit(place), QLineEdit(count)
        place_edit.setPlaceholderText(self._say("ui.form.staff_place"))
        place_edit.setAccessibleName(self._say("ui.form.staff_place"))
        completer = QCompleter(self._names, place_edit)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        place_edit.setCompleter(completer)
        count_edit.setPlaceholderText("1")
        count_edit.setFixedWidth(_COUNT_PX)
        count_edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        count_edit.setAccessibleName(self._say("ui.form.staff_count_here"))
        away = QToolButton()
        away.setProperty("role", "plain")
        away.setIcon(icon("remove", self._theme))
        away.setToolTip(self._say("ui.form.staff_remove"))
        away.setAccessibleName(self._say("ui.form.staff_remove"))
        away.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        holder = QWidget()
        line = row(spacing=8)
        line.addWidget(place_edit, 1)
        line.addWidget(count_edit)
        line.addWidget(label(self._say("ui.unit.persons"), "small"))
        line.addWidget(away)
        holder.setLayout(line)
        self._made += 1
        number = self._made
        made = _Row(place_edit, count_edit, holder, number, kept)
        away.clicked.connect(partial(self._on_remove, made))
        self._rows.append(made)
        place_edit.setObjectName(f"staff_place_{number}")
        count_edit.setObjectName(f"staff_count_{number}")
        away.setObjectName(f"staff_remove_{number}")
        self._box.addWidget(holder)
        walk_after(self, self.layout())
        return made

    def _on_remove(self, each: _Row) -> None:
        self._remove(each)
        if not self._rows:
            self._add("", "")
        self._rows[0].place.setFocus()

    def _remove(self, each: _Row) -> None:
        self._rows.remove(each)
        self._box.removeWidget(each.holder)
        each.holder.hide()
        # It is no field of the form any more, although it goes a little later.
        each.holder.setParent(None)
        each.holder.deleteLater()
