"""What stands in the request form, as the content of a request file, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QComboBox

from drentsportal.errors import InputError
from drentsportal.language.typed_figures import figure_as_typed, typed_number
from drentsportal.services.request_keys import KEY_BY_NAME
from drentsportal.ui.dialogs.moments import read_moment
from drentsportal.ui.dialogs.request_fields import (
    fill_widget,
    read_widget,
    typed_count,
)
from drentsportal.ui.dialogs.requirement_control import requirement_entries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.ui.dialogs.reading_faults import ReadingFaults
    from drentsportal.ui.dialogs.request_choices import FormChoices
    from drentsportal.ui.dialogs.request_sections import RequestSections

_KEPT: Final = "kept"
_PLAIN: Final = ("title", "summary", "request_type", "housing", "profile_id", "vehicle")
_COUNTS: Final = ("staff_count", "truck_movements_per_day")


class RequestEntry:
    """Fills the fields from a request file's content and reads them as one."""

    def __init__(self, sections: RequestSections, choices: FormChoices, language_code: str) -> None:
        """Keep the fields; figures are read and written with the signs of a language."""
        self._code = language_code
        self._sections = sections
        self._choices = choices
        self._kept_origin: dict[str, Any] | None = None
        self._asked_before: list[str] = []

    def fill(self, request: Mapping[str, Any]) -> None:
        """Put a request, in the form of a request file, into the fields."""
        sections = self._sections
        for name in _PLAIN:
            if name in request:
                fill_widget(sections.widgets[name], request[name])
        for name in _COUNTS:
            value = request.get(name)
            fill_widget(sections.widgets[name], "" if value is None else value)
        detour = request.get("detour_factor", 1)
        fill_widget(
            sections.widgets["detour_factor"], "" if detour == 1 else figure_as_typed(detour, self._code)
        )
        sections.finder.fill(
            str(request.get("sector", "")),
            str(request.get("sector_code", "")),
            str(request.get("sector_group", "")),
        )
        if request.get("origin"):
            self._fill_origin(request["origin"])
        for key, value in request.get("requirements", {}).items():
            criterion_id = KEY_BY_NAME[key].criterion_id
            sections.controls[criterion_id].fill(key, value)
            self._asked_before.append(criterion_id)
        sections.building.fill(request.get("building"))
        sections.combining.fill(request.get("combining", {}))
        sections.staff.fill(request.get("staff_points", []))
        sections.wishes.fill(request.get("preferences", {}), request.get("soft_factors", []))

    def request(self, faults: ReadingFaults) -> dict[str, Any]:
        """Return what is asked; what cannot be read is left out and its fault kept."""
        sections = self._sections
        made: dict[str, Any] = {name: self._text(name) for name in _PLAIN}
        made["staff_count"] = faults.read(self._staff_count, None)
        made["origin"] = self._origin()
        made["sector"] = self._text("sector")
        made["sector_code"], made["sector_group"] = sections.finder.code, sections.finder.group
        made["requirements"] = requirement_entries(sections.controls, self._asked_before, faults)
        made["building"] = sections.building.entry(faults)
        made["combining"] = sections.combining.entry(faults)
        detour = self._text("detour_factor")
        made["detour_factor"] = (
            faults.read(lambda: typed_number(detour, "detour_factor", self._code), "1") if detour else 1
        )
        trucks = "truck_movements_per_day"
        made[trucks] = faults.read(lambda: typed_count(self._text(trucks), trucks), None)
        made["staff_points"] = sections.staff.entry(faults)
        made["preferences"] = sections.wishes.entry()
        made["soft_factors"] = sections.wishes.soft_factors
        return made

    def case(self, faults: ReadingFaults) -> dict[str, Any]:
        """Return how the request came in.

        A missing moment of receipt is a fault, never "now" in silence; so is a channel that nobody chose.
        """
        return {
            "channel": faults.read(self._channel, None),
            "requester": self._text("requester"),
            "company_name": self._text("company_name"),
            "received_at": faults.read(self._received_at, None),
            "asked_at": faults.read(lambda: self._moment("asked_at"), None),
        }

    def _channel(self) -> str:
        if not self._text("channel"):
            raise InputError("error.form.channel_missing", field="channel")
        return self._text("channel")

    def _received_at(self) -> str | None:
        if not self._text("received_at"):
            raise InputError("error.form.received_missing", field="received_at")
        return self._moment("received_at")

    def _moment(self, name: str) -> str | None:
        text = self._text(name)
        return read_moment(text, name).isoformat() if text else None

    def _staff_count(self) -> int | None:
        text = self._text("staff_count")
        try:
            return typed_count(text, "staff_count")
        except InputError as error:
            raise InputError("error.form.staff_unreadable", field="staff_count", text=text) from error

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
        combo = self._sections.widgets["origin"]
        if isinstance(combo, QComboBox):
            self._kept_origin = dict(origin)
            combo.insertItem(0, str(origin["label"]), _KEPT)
            combo.setCurrentIndex(0)

    def _text(self, name: str) -> str:
        value = read_widget(self._sections.widgets[name])
        return value if isinstance(value, str) else ""
