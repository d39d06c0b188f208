"""Weighted wishes of the open case: a slider each, whose outcome follows while it moves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QSlider, QWidget

from drentsportal.domain.asking.request import Preference
from drentsportal.ui.guide.explanations import explain_wish
from drentsportal.ui.widgets.parts import clear, column, label, row

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.language import Language

_WEIGHT_TOP: Final = 100
_LET_GO_MS: Final = 400
"""After so long without a key or a turn of the wheel a weight counts as let go."""


class CaseWishes(QWidget):
    """The sliders of the weights.

    Signals: ``weights_moved(request)`` at every step of a slider; ``weights_set(request)`` once it is let go.
    """

    weights_moved = Signal(object)
    weights_set = Signal(object)

    def __init__(self, language: Language) -> None:
        """Start without wishes."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._request: LocationRequest | None = None
        self._sliders: dict[str, tuple[QSlider, QLabel]] = {}
        self._total = label("", "caption")
        self.heading = row(label(self._say("ui.case.preferences"), "group"), None, self._total)
        """Title and sum; further links go in front of the sum."""
        self._source = label("", "small", wrap=True)
        self._source.setObjectName("wishes_source")
        self._source.hide()
        self._body = column(spacing=4)
        self.setLayout(column(self.heading, self._source, self._body, spacing=4))
        self._let_go = QTimer(self)
        self._let_go.setSingleShot(True)
        self._let_go.setInterval(_LET_GO_MS)
        self._let_go.timeout.connect(self.flush)

    def show_request(self, request: LocationRequest) -> None:
        """Show the weights of a request; a slider in the hand stays in the hand."""
        if self._let_go.isActive() or any(slider.isSliderDown() for slider, _ in self._sliders.values()):
            return
        self._request = request
        if [each.criterion_id for each in request.preferences] != list(self._sliders):
            self._fill(request)
        for each in request.preferences:
            slider, weight = self._sliders[each.criterion_id]
            slider.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            slider.setValue(each.weight)
            slider.blockSignals(False)  # noqa: FBT003 - Qt's own signature
            weight.setText(str(each.weight))
        self._show_total(request)

    def show_counting(self, request: LocationRequest, outcome: MatchResult | None) -> None:
        """Show the wishes that count where the request names none: those of its profile, and say so.

        The first one that is moved writes them all to the request.
        """
        is_of_profile = outcome is not None and outcome.request == request and not request.preferences
        self._source.setVisible(is_of_profile)
        if outcome is None or not is_of_profile:
            return
        self._source.setText(self._say("ui.case.wishes_of_profile", profile=request.profile_id))
        counting = tuple(Preference(each.criterion_id, each.weight) for each in outcome.preferences)
        self.show_request(replace(request, preferences=counting))

    def flush(self) -> None:
        """Take over a weight that was moved by keys or wheel, without waiting longer."""
        if self._let_go.isActive():
            self._let_go.stop()
        if self._request is not None:
            self.weights_set.emit(self._request)

    def keep_moved(self) -> None:
        """Take over what was moved and not let go yet, before the case is left."""
        if self._let_go.isActive():
            self.flush()

    def forget(self) -> None:
        """Be ready for another case."""
        self._let_go.stop()
        self._request = None

    def _fill(self, request: LocationRequest) -> None:
        clear(self._body)
        self._sliders = {}
        if not request.preferences:
            self._body.addWidget(label(self._say("ui.case.no_preferences"), "small", wrap=True))
        for preference in request.preferences:
            self._add(preference)

    def _add(self, preference: Preference) -> None:
        criterion_id = preference.criterion_id
        name = self._say(f"criterion.{criterion_id}")
        weight = label(str(preference.weight), "strong")
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName(f"weight_{criterion_id}")
        slider.setRange(0, _WEIGHT_TOP)
        slider.setPageStep(10)
        slider.setValue(preference.weight)
        slider.setAccessibleName(self._say("ui.case.weight_of", criterion=name))
        slider.valueChanged.connect(lambda value: self._move(criterion_id, value))
        slider.sliderReleased.connect(self.flush)
        heading = row(spacing=8)
        told = label(name, wrap=True)
        explain_wish(self._language, criterion_id, told, slider)
        heading.addWidget(told, 1)
        heading.addWidget(weight)
        self._body.addLayout(heading)
        self._body.addWidget(slider)
        self._sliders[criterion_id] = (slider, weight)

    def _move(self, criterion_id: str, weight: int) -> None:
        request = self._request
        if request is None:
            return
        slider, shown = self._sliders[criterion_id]
        shown.setText(str(weight))
        self._request = replace(
            request,
            preferences=tuple(
                replace(each, weight=weight) if each.criterion_id == criterion_id else each
                for each in request.preferences
            ),
        )
        self._show_total(self._request)
        if not slider.isSliderDown():
            self._let_go.start()
        self.weights_moved.emit(self._request)

    def _show_total(self, request: LocationRequest) -> None:
        total = sum(preference.weight for preference in request.preferences)
        self._total.setText(self._say("ui.case.weight_sum", total=total))
