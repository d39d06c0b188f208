"""The sections of the request form: where each field stands, with its label above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from drentsportal.domain.case import RequestChannel
from drentsportal.domain.criteria import CRITERIA
from drentsportal.domain.regions import SHIPPED_REGIONS, askable
from drentsportal.domain.request import Housing, RequestType
from drentsportal.domain.vocabulary import CATEGORIES, MUNICIPALITIES
from drentsportal.ui.dialogs.moments import write_moment
from drentsportal.ui.dialogs.request_fields import (
    REQUIREMENT_FIELDS,
    RequirementField,
    fill_widget,
    make_combo,
    make_list,
)
from drentsportal.ui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from drentsportal.domain.site import Landmark
    from drentsportal.domain.surroundings import RegionMembership
    from drentsportal.language import Language

_WEIGHT_TOP = 100


@dataclass(frozen=True, slots=True)
class FormChoices:
    """What the form offers: places to come from, segments by id, profiles, the present instant, regions.

    A region without members is not offered: nobody knows what it would admit.
    """

    places: Sequence[Landmark]
    segments: Mapping[str, str]
    profile_ids: Sequence[str]
    now_utc: Callable[[], datetime]
    regions: Sequence[RegionMembership] = SHIPPED_REGIONS


class RequestSections:
    """Builds the sections and keeps every field by its name."""

    def __init__(self, language: Language, choices: FormChoices) -> None:
        """Start without fields."""
        self._say = language.text
        self._choices = choices
        self.widgets: dict[str, QWidget] = {}

    def build(self, *, with_case: bool) -> QVBoxLayout:
        """Return all sections one below the other; ``with_case`` also asks how the request came in."""
        body = column(spacing=14, margin=20)
        if with_case:
            self._section(body, "case", self._case_grid())
        self._section(body, "company", self._company_grid())
        self._section(body, "requirements", self._requirement_grid())
        self._section(body, "preferences", self._preference_grid())
        return body

    def _section(self, body: QVBoxLayout, name: str, grid: QGridLayout) -> None:
        holder = QWidget()
        holder.setLayout(column(label(self._say(f"ui.form.section.{name}"), "section"), grid, spacing=8))
        body.addWidget(holder)

    def _case_grid(self) -> QGridLayout:
        channels = [(each.value, self._say(f"channel.{each.value}")) for each in RequestChannel]
        received = QLineEdit()
        received.setPlaceholderText(self._say("ui.form.moment_hint"))
        now = button(self._say("ui.form.now"), name="received_now")
        now.clicked.connect(lambda: received.setText(write_moment(self._choices.now_utc())))
        asked = QLineEdit()
        asked.setPlaceholderText(self._say("ui.form.moment_hint"))
        holder = QWidget()
        pair = row(received, now)
        holder.setLayout(pair)
        self._name(received, "received_at", "ui.form.received_at")
        grid = self._grid()
        self._place(grid, 0, "channel", make_combo(channels))
        self._place(grid, 1, "requester", QLineEdit())
        self._place(grid, 2, "received_at", received, holder)
        self._place(grid, 3, "asked_at", asked)
        self._place(grid, 4, "company_name", QLineEdit())
        return grid

    def _company_grid(self) -> QGridLayout:
        grid = self._grid()
        summary = QPlainTextEdit()
        summary.setTabChangesFocus(True)
        summary.setFixedHeight(64)
        types = [(each.value, self._say(f"request_type.{each.value}")) for each in RequestType]
        housings = [(each.value, self._say(f"housing.{each.value}")) for each in Housing]
        profiles = [(each, self._say("profile.named", profile=each)) for each in self._choices.profile_ids]
        places = [("", self._say("ui.unknown")), *self._place_choices()]
        for number, (name, widget) in enumerate(
            (
                ("title", QLineEdit()),
                ("summary", summary),
                ("request_type", make_combo(types)),
                ("housing", make_combo(housings)),
                ("sector", QLineEdit()),
                ("staff_count", QLineEdit()),
                ("origin", make_combo(places)),
                ("profile_id", make_combo(profiles)),
            )
        ):
            self._place(grid, number, name, widget)
        fill_widget(self.widgets["profile_id"], "standard")
        return grid

    def _requirement_grid(self) -> QGridLayout:
        grid = self._grid()
        for number, field in enumerate(REQUIREMENT_FIELDS):
            widget = self._requirement_widget(field)
            holder = widget
            if field.unit_id:
                holder = QWidget()
                pair: QHBoxLayout = row(widget, label(self._say(field.unit_id), "small"))
                holder.setLayout(pair)
            self._name(widget, field.key, f"criterion.{field.criterion_id}")
            self._place(grid, number, field.key, widget, holder, f"criterion.{field.criterion_id}")
        return grid

    def _requirement_widget(self, field: RequirementField) -> QWidget:
        if field.entry == "category":
            none = [("", self._say("ui.form.not_asked"))]
            return make_combo(
                none + [(each, self._say("ui.form.at_least", value=each)) for each in CATEGORIES]
            )
        if field.entry == "yes":
            return QCheckBox(self._say("ui.form.required"))
        if field.key == "segment":
            return make_list(list(self._choices.segments.items()), field.key)
        if field.key == "municipality":
            regions = [(each.id, each.name) for each in askable(self._choices.regions)]
            names = sorted(MUNICIPALITIES.items(), key=lambda pair: pair[1])
            return make_list(regions + names, field.key)
        made = QLineEdit()
        made.setPlaceholderText(self._say("ui.form.not_asked"))
        return made

    def _preference_grid(self) -> QGridLayout:
        grid = self._grid()
        wanted = [criterion for criterion in CRITERIA if criterion.can_prefer]
        for number, criterion in enumerate(wanted):
            slider = QSlider(Qt.Orientation.Horizontal)
            slider.setRange(0, _WEIGHT_TOP)
            slider.setPageStep(10)
            value = label("0", "strong")
            value.setMinimumWidth(28)
            slider.valueChanged.connect(lambda weight, shown=value: shown.setText(str(weight)))
            holder = QWidget()
            pair = row(spacing=8)
            pair.addWidget(slider, 1)
            pair.addWidget(value)
            holder.setLayout(pair)
            name = f"weight_{criterion.id}"
            self._place(grid, number, name, slider, holder, f"criterion.{criterion.id}")
        return grid

    def _place_choices(self) -> list[tuple[str, str]]:
        return sorted(((each.id, each.name) for each in self._choices.places), key=lambda pair: pair[1])

    @staticmethod
    def _grid() -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _place(
        self,
        grid: QGridLayout,
        number: int,
        name: str,
        widget: QWidget,
        holder: QWidget | None = None,
        text_id: str = "",
    ) -> None:
        """Put a field with its label above it into one of two columns."""
        text_id = text_id or f"ui.form.{name}"
        self._name(widget, name, text_id)
        caption = label(self._say(text_id), "small")
        caption.setBuddy(widget)
        cell = QWidget()
        cell.setLayout(column(caption, holder or widget, None, spacing=3))
        grid.addWidget(cell, number // 2, number % 2)

    def _name(self, widget: QWidget, name: str, text_id: str) -> None:
        widget.setObjectName(f"field_{name}")
        widget.setAccessibleName(self._say(text_id))
        self.widgets[name] = widget
