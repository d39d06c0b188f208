"""A requirement on trial: a slider over the sensible limits under a chart of how many fit at each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSlider, QToolButton, QWidget

from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import CATEGORIES
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.step_chart import StepChart, count_at
from drentsportal.ui.wording import plain_limit

if TYPE_CHECKING:
    from drentsportal.domain.match.step_curve import StepCurve
    from drentsportal.domain.message import Message
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_CHART_HEIGHT: Final = 92
_TOOL_PX: Final = 24
"""The least side of a button that moves the slider by a step; below it its icon would have no size."""
_WIDEST: Final = 3
"""The slider reaches at most so many times what is asked, and down to that part of it."""
_YEARS: Final = 4 * 366
_PAGES: Final = 20


class RequirementSlider(QWidget):
    """One requirement that is moved; nothing is stored until it is taken over.

    Signals: ``moved(limit)`` at every step; ``cleared()`` when what is asked should be shown again;
    ``adopted(limit)`` when the person wants it in the request.
    """

    moved = Signal(int)
    cleared = Signal()
    adopted = Signal(int)

    def __init__(self, theme: Theme, language: Language, curve: StepCurve) -> None:
        """Build chart, slider and buttons over a curve; it starts at what is asked."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._curve = curve
        self._step = CRITERION_BY_ID[curve.criterion_id].step
        self._range = sensible_range(curve)
        self._counted: dict[int, int] = {}
        name = self._say(f"criterion.{curve.criterion_id}")
        self._chart = StepChart(theme, _CHART_HEIGHT)
        self._chart.show_curve(curve, self._range, self._words, self._say(chart_words(curve, name)))
        self._slider = self._build_slider(name)
        self._said = label("", "small", wrap=True)
        self._said.setObjectName("trial_said")
        self._clear = button(self._say("ui.relax.clear"), "", name="clear_slider_trial")
        self._clear.clicked.connect(self._on_clear)
        self._adopt = button(self._say("ui.relax.adopt"), "main", name="adopt_slider_trial")
        self._adopt.clicked.connect(lambda: self.adopted.emit(self.limit))
        less, more = (
            self._tool(theme, "less", "minus", -1, name),
            self._tool(theme, "more", "add", 1, name),
        )
        slide = row(less, spacing=6)
        slide.addWidget(self._slider, 1)
        slide.addWidget(more)
        body = column(self._chart, slide, self._said, row(self._clear, self._adopt, None), spacing=6)
        body.setContentsMargins(0, 2, 0, 10)
        self.setLayout(body)
        self._show()

    @property
    def limit(self) -> int:
        """The limit on trial."""
        return self._range[0] + self._slider.value() * self._step

    def focus(self) -> None:
        """Put the keyboard on the slider."""
        self._slider.setFocus()

    def show_count(self, limit: int, count: int) -> None:
        """Say how many fit at a limit, as the outcome of the trial has it.

        The chart counts with the plots and combinations at hand; at another area others are combined.
        """
        if self._counted.get(limit) != count:
            self._counted[limit] = count
            self._show()

    def show_asked(self) -> None:
        """Go back to what is asked, without telling it."""
        blocked = self._slider.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._slider.setValue(self._place(self._curve.asked))
        self._slider.blockSignals(blocked)
        self._show()

    def _build_slider(self, name: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName(f"try_{self._curve.criterion_id}")
        slider.setAccessibleName(self._say("ui.try.slider", criterion=name))
        slider.setRange(0, self._place(self._range[1]))
        slider.setPageStep(max(2, slider.maximum() // _PAGES))
        slider.setValue(self._place(self._curve.asked))
        slider.valueChanged.connect(self._on_moved)
        return slider

    def _tool(self, theme: Theme, name: str, shape: str, step: int, criterion: str) -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"try_{name}")
        made.setProperty("role", "plain")
        made.setIcon(icon(shape, theme))
        made.setIconSize(QSize(14, 14))
        made.setMinimumSize(_TOOL_PX, _TOOL_PX)
        made.setAutoRepeat(True)
        made.setAccessibleName(self._say(f"ui.try.{name}", criterion=criterion))
        made.setToolTip(made.accessibleName())
        made.clicked.connect(lambda: self._slider.setValue(self._slider.value() + step))
        return made

    def _place(self, limit: int) -> int:
        return (limit - self._range[0]) // self._step

    def _words(self, limit: int) -> str:
        """Write a limit without the sign that says which way it counts."""
        return plain_limit(self._language, self._curve.criterion_id, limit)

    def _on_moved(self, _: int) -> None:
        self._show()
        self.moved.emit(self.limit)

    def _on_clear(self) -> None:
        self.show_asked()
        self.cleared.emit()

    def _show(self) -> None:
        is_moved = self.limit != self._curve.asked
        self._chart.show_tried(self.limit if is_moved else None)
        self._clear.setEnabled(is_moved)
        self._adopt.setEnabled(is_moved)
        now = count_at(self._curve, self._curve.asked)
        then = self._counted.get(self.limit)
        limit = self._words(self.limit)
        if not is_moved:
            self._said.setText(self._say("ui.try.asked", limit=limit, count=now))
        elif then is None:
            self._said.setText(self._say("ui.try.counting", limit=limit))
        else:
            text_id = (
                "ui.try.tried" if then == now else "ui.try.more_fit" if then > now else "ui.try.fewer_fit"
            )
            self._said.setText(self._say(text_id, limit=limit, count=then, change=abs(then - now)))


def chart_words(curve: StepCurve, name: str) -> Message:
    """Tell what the chart of a curve counts, and what its counts rest on."""
    if curve.note is None:
        return message("ui.try.chart", criterion=name)
    return message("ui.try.chart_noted", criterion=name, note=curve.note)


def sensible_range(curve: StepCurve) -> tuple[int, int]:
    """Return the limits between which a slider moves, whole printed steps from what is asked.

    Half of what is asked to both sides, and as far as counts change, but no further than a few times what is
    asked, so that a step stays visible.
    """
    criterion = CRITERION_BY_ID[curve.criterion_id]
    asked, step = curve.asked, criterion.step
    if criterion.unit == "category":
        return 1, len(CATEGORIES)
    limits = curve.limits.tolist()
    nearest, furthest = (
        (asked - _YEARS, asked + _YEARS)
        if criterion.unit == "day"
        else (asked // _WIDEST, max(asked * _WIDEST, 10 * step))
    )
    half = _YEARS // 8 if criterion.unit == "day" else asked // 2
    first = max(min(limits[0], asked - max(half, step)), nearest, 0)
    last = min(max(limits[-1], asked + max(half, step)), furthest)
    down = max((asked - first) // step, 0)
    up = max(-(-(last - asked) // step), 1)
    return asked - down * step, asked + up * step
