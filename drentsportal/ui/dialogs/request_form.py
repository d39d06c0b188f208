"""The request form: what the company asks, in its own units, checked while it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QSlider, QWidget

from drentsportal.domain.criteria import CRITERIA
from drentsportal.errors import InputError
from drentsportal.ui.dialogs.moments import read_day, read_moment
from drentsportal.ui.dialogs.request_fields import REQUIREMENT_FIELDS, fill_widget, read_widget
from drentsportal.ui.dialogs.request_sections import FormChoices, RequestSections
from drentsportal.ui.widgets.parts import button, column, label, restyle, row, scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drentsportal.language import Language

_KEPT = "kept"


class RequestForm(QDialog):
    """A new request, or the wishes of an open one.

    ``entry()`` is the content in the form of a request file (keys ``case`` and ``request``); ``accepted``
    only after ``check`` took it without an ``InputError``, whose field is marked and focused.
    """

    def __init__(
        self,
        parent: QWidget,
        language: Language,
        choices: FormChoices,
        check: Callable[[dict[str, Any]], object],
        *,
        with_case: bool = True,
    ) -> None:
        """Build the form; ``with_case`` also asks through whom and when the request came."""
        super().__init__(parent)
        self._language = language
        self._say = language.text
        self._choices = choices
        self._check = check
        self._with_case = with_case
        self._kept_origin: dict[str, Any] | None = None
        sections = RequestSections(language, choices)
        self.setWindowTitle(self._say("ui.form.title.new" if with_case else "ui.form.title.edit"))
        self.setModal(True)
        self.resize(860, 720)
        self._widgets = sections.widgets
        body = sections.build(with_case=with_case)
        body.addStretch(1)
        holder = QWidget()
        holder.setLayout(body)
        self.setLayout(column(scrolled(holder), self._footer(), spacing=0))

    def widget(self, name: str) -> QWidget:
        """Return the field of a name, for tests and for marking faults."""
        return self._widgets[name]

    def fill(self, request: Mapping[str, Any]) -> None:
        """Put a request, in the form of a request file, into the fields."""
        for name in ("title", "summary", "sector", "request_type", "housing", "profile_id"):
            fill_widget(self._widgets[name], request.get(name, ""))
        staff = request.get("staff_count")
        fill_widget(self._widgets["staff_count"], "" if staff is None else staff)
        origin = request.get("origin")
        if origin:
            self._fill_origin(origin)
        for key, value in request.get("requirements", {}).items():
            shown = str(value).replace(".", ",") if isinstance(value, int | float) else value
            fill_widget(self._widgets[key], value if isinstance(value, bool) else shown)
        for criterion_id, weight in request.get("preferences", {}).items():
            slider = self._widgets.get(f"weight_{criterion_id}")
            number = weight["weight"] if isinstance(weight, dict) else weight
            if isinstance(slider, QSlider):
                slider.setValue(int(number))

    def entry(self) -> dict[str, Any]:
        """Return what was filled in, in the form of a request file; raises ``InputError`` with its field."""
        made: dict[str, Any] = {"request": self._request_entry()}
        if self._with_case:
            made["case"] = self._case_entry()
        return made

    def _case_entry(self) -> dict[str, Any]:
        received = self._text("received_at")
        if not received:
            raise InputError("error.form.received_missing", field="received_at")
        asked = self._text("asked_at")
        return {
            "channel": self._text("channel"),
            "requester": self._text("requester"),
            "company_name": self._text("company_name"),
            "received_at": read_moment(received, "received_at").isoformat(),
            "asked_at": read_moment(asked, "asked_at").isoformat() if asked else None,
        }

    def _request_entry(self) -> dict[str, Any]:
        names = ("title", "summary", "sector", "request_type", "housing", "profile_id")
        made: dict[str, Any] = {name: self._text(name) for name in names}
        staff = self._text("staff_count")
        if staff and not staff.isdigit():
            raise InputError("error.form.staff_unreadable", field="staff_count", text=staff)
        made["staff_count"] = int(staff) if staff else None
        made["origin"] = self._origin()
        made["requirements"] = self._requirements()
        made["preferences"] = self._preferences(made["requirements"])
        return made

    def _requirements(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for field in REQUIREMENT_FIELDS:
            value = read_widget(self._widgets[field.key])
            if value in ("", [], False):
                continue
            if field.entry == "day" and isinstance(value, str):
                value = read_day(value, field.key)
            elif field.entry == "number" and isinstance(value, str):
                value = self._number(value, field.key)
            made[field.key] = value
        return made

    @staticmethod
    def _number(text: str, field: str) -> str:
        """Return a number with a decimal point; a thousands dot cannot be told from one and is refused."""
        if "." in text and "," in text:
            raise InputError("error.form.number_ambiguous", field=field, text=text)
        return text.replace(",", ".")

    def _preferences(self, requirements: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for criterion in CRITERIA:
            slider = self._widgets.get(f"weight_{criterion.id}")
            if not isinstance(slider, QSlider) or not slider.value():
                continue
            made[criterion.id] = slider.value()
            if criterion.id == "segment":
                made[criterion.id] = {"weight": slider.value(), "target": requirements.get("segment", [])}
        return made

    def _origin(self) -> dict[str, Any] | None:
        place_id = self._text("origin")
        if place_id == _KEPT:
            return self._kept_origin
        place = next((each for each in self._choices.places if each.id == place_id), None)
        if place is None:
            return None
        point = place.geometry_rd.representative_point()
        return {"label": place.name, "x_rd": round(point.x), "y_rd": round(point.y)}

    def _fill_origin(self, origin: Mapping[str, Any]) -> None:
        combo = self._widgets["origin"]
        if isinstance(combo, QComboBox):
            self._kept_origin = dict(origin)
            combo.insertItem(0, str(origin["label"]), _KEPT)
            combo.setCurrentIndex(0)

    def _text(self, name: str) -> str:
        value = read_widget(self._widgets[name])
        return value if isinstance(value, str) else ""

    def _footer(self) -> QWidget:
        self._fault = label("", "error", wrap=True)
        cancel = button(self._say("ui.cancel"), name="cancel")
        cancel.clicked.connect(self.reject)
        text = self._say("ui.form.create" if self._with_case else "ui.form.save")
        self.accept_button = button(text, "main", name="accept")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._on_accept)
        foot = row(spacing=8)
        foot.setContentsMargins(20, 10, 20, 10)
        foot.addWidget(self._fault, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.accept_button)
        made = QWidget()
        made.setObjectName("panel_footer")
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        made.setLayout(foot)
        return made

    def _on_accept(self) -> None:
        try:
            self._check(self.entry())
        except InputError as error:
            self.mark(error)
        else:
            self.accept()

    def mark(self, error: InputError) -> None:
        """Show what is wrong, mark its field and put the cursor there."""
        self._fault.setText(self._say(error))
        name = (error.field or "").rsplit(".", 1)[-1]
        for each_name, widget in self._widgets.items():
            widget.setProperty("fault", "true" if each_name == name else "false")
            restyle(widget)
        if name in self._widgets:
            self._widgets[name].setFocus()
