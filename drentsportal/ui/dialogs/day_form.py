"""When a day begins and ends, from where, how long a visit takes, and when the pause is."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, QLocale, QTime, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDateEdit,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from drentsportal.domain.day_route.day_plan import (
    LEAST_VISIT_MINUTES,
    MOST_PAUSE_MINUTES,
    MOST_VISIT_MINUTES,
    STEP,
    Pause,
)
from drentsportal.services.day_subject import ENDS_BY, PAUSE, STARTS_AT, VISIT_MINUTES, DayWish
from drentsportal.ui.widgets.parts import label

if TYPE_CHECKING:
    from drentsportal.language import Language

# Without buttons Qt leaves the field no width under a style sheet; so they get none instead.
_NO_BUTTONS: Final = "::up-button, ::down-button { width: 0; border: 0; image: none; }"
_DATE_FORMAT: Final = "ddd d MMM yyyy"
_DATE_FORMATS: Final = {"de": "ddd, d. MMM yyyy"}
"""Where a language writes a day with a comma and a full stop."""

_COLUMNS: Final = 3
_MARGIN_PX: Final = 6
_STEP_MINUTES: Final = STEP.seconds // 60


class DayForm(QWidget):
    """The fields of a day.

    Signals: ``times_changed()`` when times follow at once, ``places_changed()`` when the ways must be looked
    up anew: a start or end that was typed to its end.
    """

    times_changed = Signal()
    places_changed = Signal()

    def __init__(self, language: Language, on: date, start: str) -> None:
        """Begin with a day and a start place."""
        super().__init__()
        self._say = language.text
        self.on = QDateEdit(QDate(on.year, on.month, on.day))
        self.on.setLocale(QLocale(language.code))
        self.on.setDisplayFormat(_DATE_FORMATS.get(language.code, _DATE_FORMAT))
        self.on.setStyleSheet(_NO_BUTTONS.replace("::", "QDateEdit::"))
        self.starts_at, self.ends_by = _time_edit(STARTS_AT), _time_edit(ENDS_BY)
        self.pause_at = _time_edit(PAUSE.near)
        self.visit = self._minutes(LEAST_VISIT_MINUTES, MOST_VISIT_MINUTES, VISIT_MINUTES)
        self.pause = self._minutes(0, MOST_PAUSE_MINUTES, PAUSE.minutes)
        self.pause.setSpecialValueText(self._say("ui.day.no_pause"))
        self.start, self.end = QLineEdit(start), QLineEdit()
        self.start.setToolTip(self._say("ui.day.start_hint"))
        self.end.setPlaceholderText(self._say("ui.day.end_is_start"))
        self._lay_out()
        for edit in (self.starts_at, self.ends_by, self.pause_at):
            edit.timeChanged.connect(lambda _: self.times_changed.emit())
        for spin in (self.visit, self.pause):
            spin.valueChanged.connect(lambda _: self.times_changed.emit())
        self.on.dateChanged.connect(lambda _: self.times_changed.emit())
        for place in (self.start, self.end):
            place.editingFinished.connect(self._on_place)
        self._places = self.places

    @property
    def places(self) -> tuple[str, str]:
        """Start and end as they are typed; an empty end is the start."""
        return self.start.text().strip(), self.end.text().strip()

    def wish(self) -> DayWish:
        """Return the day as it is filled in."""
        minutes = self.pause.value()
        chosen = self.on.date()
        return DayWish(
            on=date(chosen.year(), chosen.month(), chosen.day()),
            starts_at=_time_of(self.starts_at),
            ends_by=_time_of(self.ends_by),
            visit_minutes=self.visit.value(),
            pause=Pause(_time_of(self.pause_at), minutes) if minutes else None,
        )

    def _on_place(self) -> None:
        """Tell a place only when it became another one: leaving a field is no change."""
        if self.places != self._places:
            self._places = self.places
            self.places_changed.emit()

    def _lay_out(self) -> None:
        fields = (
            ("on", self.on),
            ("starts_at", self.starts_at),
            ("ends_by", self.ends_by),
            ("start", self.start),
            ("end", self.end),
            ("visit", self.visit),
            ("pause_at", self.pause_at),
            ("pause", self.pause),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for number, (name, field) in enumerate(fields):
            words = self._say(f"ui.day.field.{name}")
            caption = label(words, "small")
            caption.setBuddy(field)
            field.setObjectName(f"day_{name}")
            field.setAccessibleName(words)
            typed = field.findChild(QLineEdit) if isinstance(field, QAbstractSpinBox) else None
            if typed is not None:
                # With a part of it styled Qt lets go of the room that the style sheet gives the text.
                typed.setTextMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)
            line, place = divmod(number, _COLUMNS)
            grid.addWidget(caption, 2 * line, place)
            grid.addWidget(field, 2 * line + 1, place)
            grid.setColumnStretch(place, 1)

    def _minutes(self, least: int, most: int, value: int) -> QSpinBox:
        made = QSpinBox()
        made.setRange(least, most)
        made.setValue(value)
        made.setSingleStep(_STEP_MINUTES)
        made.setSuffix(f" {self._say('ui.day.minutes')}")
        made.setStyleSheet(_NO_BUTTONS.replace("::", "QSpinBox::"))
        return made


def _time_edit(at: time) -> QTimeEdit:
    made = QTimeEdit(QTime(at.hour, at.minute))
    made.setDisplayFormat("HH:mm")
    made.setStyleSheet(_NO_BUTTONS.replace("::", "QTimeEdit::"))
    return made


def _time_of(edit: QTimeEdit) -> time:
    return time(edit.time().hour(), edit.time().minute())
