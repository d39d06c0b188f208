"""Weights by sliders: a whole number from 0 to 100 per wish, with the share that each has of the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from drentsportal.domain.asking.request_check import MOST_WEIGHT
from drentsportal.domain.weighing.weight_vote import SliderWeights
from drentsportal.ui.dialogs.weights_page import PageParts, WeightsPage
from drentsportal.ui.guide.explanations import explain_wish
from drentsportal.ui.widgets.parts import column, label, row, scrolled

if TYPE_CHECKING:
    from drentsportal.domain.weighing.weight_vote import WeightInput

_PAGE_STEP = 10
_SCROLL_BAR = 8
"""Room at the right for the scroll bar; the sum stands below the figures all the same."""


class SlidersPage(WeightsPage):
    """One slider per wish, as in the panel of the case."""

    def __init__(self, parts: PageParts) -> None:
        """Start with the weights that the request has."""
        super().__init__(parts)
        self._sliders: dict[str, QSlider] = {}
        self._values: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setContentsMargins(0, 0, _SCROLL_BAR, 0)
        for number, criterion_id in enumerate(self.ids):
            self._add(grid, 2 * number, criterion_id)
        grid.setRowStretch(2 * len(self.ids), 1)
        holder = QWidget()
        holder.setLayout(grid)
        self._sum = label("", "strong")
        self._sum.setObjectName("weights_sum")
        body = column(label(self.say("ui.weights.sliders.how"), "small", wrap=True), spacing=12, margin=16)
        body.addWidget(scrolled(holder), 1)
        total = row(label(self.say("ui.weights.sliders.sum"), "secondary"), None, self._sum)
        total.setContentsMargins(0, 0, _SCROLL_BAR, 0)
        body.addLayout(total)
        self.setLayout(body)
        self._show()

    def given(self) -> SliderWeights:
        """Return what is set."""
        return SliderWeights(tuple((each, self._sliders[each].value()) for each in self.ids))

    def fill(self, given: WeightInput) -> None:
        """Put the sliders as they were set."""
        if isinstance(given, SliderWeights):
            for criterion_id, weight in given.weights:
                self._sliders[criterion_id].setValue(weight)

    def _add(self, grid: QGridLayout, line: int, criterion_id: str) -> None:
        name = self.parts.name(criterion_id)
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName(f"set_{criterion_id}")
        slider.setRange(0, MOST_WEIGHT)
        slider.setPageStep(_PAGE_STEP)
        slider.setValue(self.parts.weights[criterion_id])
        slider.setAccessibleName(self.say("ui.case.weight_of", criterion=name))
        slider.valueChanged.connect(lambda _: self._show())
        value = label("", "strong")
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._sliders[criterion_id] = slider
        self._values[criterion_id] = value
        told = label(name, wrap=True)
        explain_wish(self.parts.language, criterion_id, told, slider)
        grid.addWidget(told, line, 0)
        grid.addWidget(value, line, 1)
        grid.addWidget(slider, line + 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def _show(self) -> None:
        total = sum(slider.value() for slider in self._sliders.values())
        for criterion_id, slider in self._sliders.items():
            self._values[criterion_id].setText(str(slider.value()))
        self._sum.setText(str(total) if total else self.say("ui.weights.sliders.nothing"))
        self.changed.emit()
