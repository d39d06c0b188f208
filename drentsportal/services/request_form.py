"""The request form as a file that somebody else fills in: its rows, and what reading one back gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.asking.request import Housing, RequestType
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.services.contact_intake import CONTACT_KEYS
from drentsportal.services.request_keys import REQUIREMENT_KEYS, EntryKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.errors import InputError

FORM_MARKER: Final = "_drents_aanvraag"
FORM_FORMAT: Final = "drents-aanvraag-1"
ANSWER_MARK: Final = "drents:answer"
KEY_MARK: Final = "drents:key"
"""What a filled-in form is known by: the name of its hidden sheet, and the heads of its columns."""


class FormKind(StrEnum):
    """How the answer to a row is read; ``CHOICE`` is one of a few words."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    CHOICE = "choice"
    CATEGORY = "category"
    SEGMENTS = "segments"
    PLACES = "places"
    YES = "yes"
    NEED = "need"


class FormPart(StrEnum):
    """Where in a request file an answer belongs."""

    CASE = "case"
    REQUEST = "request"
    BUILDING = "building"
    REQUIREMENTS = "requirements"


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row: its key in a request file, and for a choice the family of texts that words its members."""

    key: str
    part: FormPart
    kind: FormKind
    members: tuple[str, ...] = ()
    criterion_id: str = ""

    @property
    def label_id(self) -> str:
        """The message that words the row."""
        return f"criterion.{self.criterion_id}" if self.criterion_id else f"form.label.{self.key}"


_KINDS: Final = {
    EntryKind.NUMBER: FormKind.NUMBER,
    EntryKind.NEED: FormKind.NEED,
    EntryKind.DAY: FormKind.DAY,
    EntryKind.CATEGORY: FormKind.CATEGORY,
    EntryKind.IDS: FormKind.SEGMENTS,
    EntryKind.PLACES: FormKind.PLACES,
    EntryKind.YES: FormKind.YES,
}
_SECOND_UNITS: Final = frozenset({"plot_area_m2", "grid_demand_mva", "grid_feed_mva"})
_ASKED: Final = tuple(
    FormRow(each.key, FormPart.REQUIREMENTS, _KINDS[each.kind], criterion_id=each.criterion_id)
    for each in REQUIREMENT_KEYS
    # Distances and times to a present location need that location, which a form of words does not give.
    if each.key not in _SECOND_UNITS and not each.key.startswith(("present_", "staff_"))
)
FORM_ROWS: Final[tuple[FormRow, ...]] = (
    FormRow("channel", FormPart.CASE, FormKind.CHOICE, tuple(RequestChannel)),
    FormRow("requester", FormPart.CASE, FormKind.TEXT),
    FormRow("asked_at", FormPart.CASE, FormKind.MOMENT),
    FormRow("company_name", FormPart.CASE, FormKind.TEXT),
    *(FormRow(each, FormPart.CASE, FormKind.TEXT) for each in CONTACT_KEYS),
    FormRow("title", FormPart.REQUEST, FormKind.TEXT),
    FormRow("request_type", FormPart.REQUEST, FormKind.CHOICE, tuple(RequestType)),
    FormRow("housing", FormPart.REQUEST, FormKind.CHOICE, tuple(Housing)),
    FormRow("summary", FormPart.REQUEST, FormKind.TEXT),
    FormRow("sector", FormPart.REQUEST, FormKind.TEXT),
    FormRow("staff_count", FormPart.REQUEST, FormKind.WHOLE),
    FormRow("truck_movements_per_day", FormPart.REQUEST, FormKind.WHOLE),
    FormRow("width_m", FormPart.BUILDING, FormKind.NUMBER),
    FormRow("depth_m", FormPart.BUILDING, FormKind.NUMBER),
    *_ASKED,
)
"""Every row, in the order of the form. The receipt is no row: who receives the form confirms it."""

FORM_ROW_BY_KEY: Final = {each.key: each for each in FORM_ROWS}


@dataclass(frozen=True, slots=True)
class FormFault:
    """What is wrong with one answer, and in which cell it stands ("Aanvraag!B7")."""

    cell: str
    error: InputError


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form that came back: answers as a request file holds them, the cell of each, and faults."""

    file_name: str
    entry: dict[str, Any]
    cells: Mapping[str, str]
    faults: tuple[FormFault, ...] = ()
