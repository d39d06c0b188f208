"""One wish of a profile: its weight, the shape of its scale, its points typed or dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from drentsportal.domain.match.criteria import CRITERION_BY_ID, Scale, ScaleShape
from drentsportal.domain.match.profile_check import is_classed
from drentsportal.errors import InputError
from drentsportal.ui.dialogs.tab_walk import walk_after
from drentsportal.ui.models import scale_units as units
from drentsportal.ui.models.scale_shapes import handles_of, reshaped, scale_of, with_point
from drentsportal.ui.widgets.parts import button, clear, column, label, restyle, row
from drentsportal.ui.widgets.scale_curve import ScaleCurve
from drentsportal.ui.widgets.steady_combo import SteadyCombo

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme
    from drentsportal.ui.widgets.scale_curve import Handles

_FIELD_SIGNS, _WORTH_SIGNS = 9, 5
_FRAME_PX = 20
_BAR_PX = 12
_FEWEST_POINTS = 2


class ScaleEditor(QWidget):
    """Fields and curve of one criterion.

    Signals: ``changed(criterion_id, scale, weight)`` whenever what stands there can be read;
    ``refused(error)`` when what was typed cannot, ``None`` when it can again.
    """

    changed = Signal(str, object, int)
    refused = Signal(object)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it, without a criterion."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._criterion_id = ""
        self._scale = Scale()
        self._weight = 0
        self._faults: dict[str, InputError] = {}
        self._fields: dict[str, QLineEdit] = {}
        self._name = label("", "section", wrap=True)
        self.weight = self._field("weight", self._say("ui.profile.weight"), self._on_weight)
        self._make_shape()
        self._make_curve(theme)
        self._make_points()
        self._lay_out()

    def _make_shape(self) -> None:
        say = self._say
        shapes: list[tuple[str, object]] = [
            (say(f"ui.profile.shape.{each.value}"), each) for each in ScaleShape
        ]
        self.shape = SteadyCombo(shapes, "scale_shape", say("ui.profile.shape"))
        self.shape.currentIndexChanged.connect(lambda _: self._on_shape())
        self._classes_note = label(say("ui.profile.shape.classes"), "secondary", wrap=True)

    def _make_curve(self, theme: Theme) -> None:
        self.curve = ScaleCurve(theme, self._language)
        self.curve.moved.connect(self._on_moved)
        self._hint = label(self._say("ui.profile.curve_hint"), "caption", wrap=True)

    def _make_points(self) -> None:
        """Make the grid of the values, and the buttons below it for a scale of free points."""
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self.add_point = button(self._say("ui.profile.add_point"), name="add_point")
        self.remove_point = button(self._say("ui.profile.remove_point"), name="remove_point")
        self.add_point.clicked.connect(self._on_add)
        self.remove_point.clicked.connect(self._on_remove)
        self._points = QWidget()
        self._points.setLayout(row(self.add_point, self.remove_point, None))

    def _lay_out(self) -> None:
        weight = row(spacing=8)
        weight.addWidget(label(self._say("ui.profile.weight"), wrap=True), 1)
        weight.addWidget(self.weight)
        caption = label(self._say("ui.profile.shape"), "small")
        caption.setBuddy(self.shape)
        head = column(self._name, weight, caption, self.shape, self._classes_note, spacing=8)
        scale = column(self.curve, self._hint, self._grid, self._points, spacing=8)
        body = column(head, scale, None, spacing=8)
        # The bar of a scroll area around it never lies over a field.
        body.setContentsMargins(0, 0, _BAR_PX, 0)
        self.setLayout(body)

    def show_criterion(self, criterion_id: str, scale: Scale, weight: int) -> None:
        """Show another criterion, or the same with other values."""
        self._criterion_id, self._scale, self._weight = criterion_id, scale, weight
        self._faults.clear()
        self._name.setText(self._say(f"criterion.{criterion_id}"))
        self._fill(self.weight, str(weight))
        classed = self._is_classed
        for each in (self.shape, self.curve, self._hint):
            each.setVisible(not classed)
        self._classes_note.setVisible(classed)
        with QSignalBlocker(self.shape):
            self.shape.choose(scale.shape)
        self._build_fields()

    def field(self, name: str) -> QLineEdit:
        """Return a field that stands there: ``value_0``, ``worth_0`` or ``class_yes``."""
        return self._fields[name]

    @property
    def _is_classed(self) -> bool:
        return is_classed(CRITERION_BY_ID[self._criterion_id])

    # -- fields ---------------------------------------------------------------------------------------

    def _build_fields(self) -> None:
        clear(self._grid)
        self._fields.clear()
        if self._is_classed:
            self._build_classes()
        else:
            self._build_points()
            self.curve.show_scale(self._criterion_id, self._scale, handles_of(self._scale))
        walk_after(self.shape, self._grid)
        is_free = not self._is_classed and self._scale.shape is ScaleShape.PIECEWISE
        self._points.setVisible(is_free)
        self.remove_point.setEnabled(len(self._scale.points) > _FEWEST_POINTS)

    def _build_classes(self) -> None:
        criterion = CRITERION_BY_ID[self._criterion_id]
        for number, (class_id, worth) in enumerate(self._scale.classes.items()):
            name = units.class_name(self._language, criterion, class_id)
            spoken = self._say("ui.profile.field.class", name=name)
            field = self._field(f"class_{class_id}", spoken, lambda _: self._on_typed())
            self._fill(field, units.worth_as_typed(worth, self._language.code))
            self._place(number, name, field, self._say("ui.profile.points"))

    def _build_points(self) -> None:
        shape, handles = self._scale.shape, handles_of(self._scale)
        unit = self._say(f"ui.profile.unit.{units.unit_of(self._criterion_id).id}")
        for number, (_, worth) in enumerate(handles):
            text = self._point_text(shape, number)
            field = self._field(f"value_{number}", text, lambda _: self._on_typed())
            self._place(number, text, field, unit)
            if shape is ScaleShape.PIECEWISE:
                spoken = self._say("ui.profile.field.worth", number=number + 1)
                worth_field = self._field(f"worth_{number}", spoken, lambda _: self._on_typed())
                self._fill(worth_field, units.worth_as_typed(worth, self._language.code))
                self._grid.addWidget(worth_field, number, 3)
                self._grid.addWidget(label(self._say("ui.profile.points"), "secondary"), number, 4)
        self._fill_points(handles)

    def _point_text(self, shape: ScaleShape, number: int) -> str:
        if shape is ScaleShape.PIECEWISE:
            return self._say("ui.profile.field.point", number=number + 1)
        return self._say(f"ui.profile.field.{shape.value}.{number}")

    def _place(self, number: int, text: str, field: QLineEdit, unit: str) -> None:
        self._grid.addWidget(label(text), number, 0)
        self._grid.addWidget(field, number, 1)
        self._grid.addWidget(label(unit, "secondary"), number, 2)
        self._grid.setColumnStretch(5, 1)

    def _field(self, name: str, spoken: str, edited: Callable[[str], None]) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"scale_{name}")
        field.setAccessibleName(spoken)
        signs = _WORTH_SIGNS if name.startswith(("worth", "class", "weight")) else _FIELD_SIGNS
        field.setMinimumWidth(field.fontMetrics().horizontalAdvance("0" * signs) + _FRAME_PX)
        field.setMaximumWidth(field.minimumWidth() + _FRAME_PX)
        field.textEdited.connect(edited)
        if name != "weight":
            self._fields[name] = field
        return field

    def _fill(self, field: QLineEdit, text: str) -> None:
        field.setText(text)
        self._mark(field, fault=False)

    def _fill_points(self, handles: Handles) -> None:
        for number, (value, worth) in enumerate(handles):
            is_length = self._scale.shape is ScaleShape.DECAY and number == 1
            text = (
                units.length_as_typed(self._criterion_id, self._scale.halving, self._language.code)
                if is_length
                else units.as_typed(self._criterion_id, value, self._language.code)
            )
            self._fill(self._fields[f"value_{number}"], text)
            if f"worth_{number}" in self._fields:
                self._fill(self._fields[f"worth_{number}"], units.worth_as_typed(worth, self._language.code))

    @staticmethod
    def _mark(field: QLineEdit, *, fault: bool) -> None:
        field.setProperty("fault", "true" if fault else "false")
        restyle(field)

    # -- reactions ------------------------------------------------------------------------------------

    def _on_weight(self, text: str) -> None:
        weight = self._read("weight", self.weight, lambda: units.read_weight(text, self._language.code))
        if weight is not None:
            self._weight = weight
        self._tell()

    def _on_shape(self) -> None:
        if self._criterion_id:
            # A list gives a plain text back.
            shape = ScaleShape(self.shape.currentData())
            self._scale = reshaped(self._scale, shape)
            self._faults = {name: each for name, each in self._faults.items() if name == "weight"}
            self._build_fields()
            self._tell()

    def _on_moved(self, handles: Handles) -> None:
        self._scale = scale_of(self._scale.shape, handles)
        self._faults = {name: each for name, each in self._faults.items() if name == "weight"}
        self._fill_points(handles)
        self.curve.show_scale(self._criterion_id, self._scale, handles)
        self._tell()

    def _on_add(self) -> None:
        handles = with_point(handles_of(self._scale), units.unit_of(self._criterion_id).step)
        self._use(scale_of(ScaleShape.PIECEWISE, handles))

    def _on_remove(self) -> None:
        self._use(scale_of(ScaleShape.PIECEWISE, handles_of(self._scale)[:-1]))

    def _use(self, scale: Scale) -> None:
        self._scale = scale
        self._faults = {name: each for name, each in self._faults.items() if name == "weight"}
        self._build_fields()
        self._tell()

    def _on_typed(self) -> None:
        """Read all fields; what cannot be read is marked, and the curve stays as it was."""
        scale = self._read_classes() if self._is_classed else self._read_points()
        if scale is not None:
            self._scale = scale
            if not self._is_classed:
                self.curve.show_scale(self._criterion_id, scale, handles_of(scale))
        self._tell()

    def _read_classes(self) -> Scale | None:
        read: dict[str, int] = {}
        for class_id in self._scale.classes:
            name = f"class_{class_id}"
            worth = self._read_worth(name)
            if worth is not None:
                read[class_id] = worth
        return Scale(classes=read) if len(read) == len(self._scale.classes) else None

    def _read_points(self) -> Scale | None:
        shape = self._scale.shape
        handles: list[tuple[int, int]] = []
        for number, (_, worth) in enumerate(handles_of(self._scale)):
            value = self._read_value(number)
            name = f"worth_{number}"
            read = self._read_worth(name) if name in self._fields else worth
            if value is None or read is None:
                continue
            if shape is ScaleShape.DECAY and number == 1 and handles:
                value += handles[0][0]
            handles.append((value, read))
        if len(handles) < len(handles_of(self._scale)):
            return None
        return scale_of(shape, tuple(handles))

    def _read_value(self, number: int) -> int | None:
        field = self._fields[f"value_{number}"]
        is_length = self._scale.shape is ScaleShape.DECAY and number == 1
        reader = units.read_length if is_length else units.read_typed
        code = self._language.code
        return self._read(f"value_{number}", field, lambda: reader(self._criterion_id, field.text(), code))

    def _read_worth(self, name: str) -> int | None:
        field = self._fields[name]
        return self._read(name, field, lambda: units.read_worth(field.text(), self._language.code))

    def _read(self, name: str, field: QLineEdit, read: Callable[[], int]) -> int | None:
        try:
            value = read()
        except InputError as error:
            self._faults[name] = error
            self._mark(field, fault=True)
            return None
        self._faults.pop(name, None)
        self._mark(field, fault=False)
        return value

    def _tell(self) -> None:
        fault = next(iter(self._faults.values()), None)
        self.refused.emit(fault)
        if fault is None:
            self.changed.emit(self._criterion_id, self._scale, self._weight)
